"""Small .xlsx workbooks written part by part, so that a test decides what is in every part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Cell = str | int | float | tuple[float, int] | None


def letters(column: int) -> str:
    """Return the name of a 0-based column."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def rows_xml(rows: Sequence[Sequence[Cell]]) -> str:
    """Write rows; text inline, a number with its style as (number, style)."""
    lines: list[str] = []
    for number, row in enumerate(rows, start=1):
        cells = (_cell(f"{letters(column)}{number}", value) for column, value in enumerate(row))
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(lines)


def _cell(reference: str, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    number, style = value if isinstance(value, tuple) else (value, 0)
    return f'<c r="{reference}" s="{style}"><v>{number!r}</v></c>'


def sheet_xml(rows: str, *, merged: Sequence[str] = ()) -> str:
    """Wrap rows into a worksheet part."""
    ranges = "".join(f'<mergeCell ref="{reference}"/>' for reference in merged)
    merges = f"<mergeCells>{ranges}</mergeCells>" if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{merges}</worksheet>'


def make_xlsx(
    sheets: Mapping[str, str],
    *,
    formats: Sequence[str] = (),
    strings: str = "",
    hidden: Sequence[str] = (),
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a workbook of worksheet parts by name; `formats` become the cell styles 1, 2, …"""
    entries, relations = [], []
    members: dict[str, bytes] = dict(extra or {})
    for number, (name, part) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if name in hidden else ""
        entries.append(f'<sheet name={quoteattr(name)} sheetId="{number}"{state} r:id="rId{number}"/>')
        relations.append(
            f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        )
        members[f"xl/worksheets/sheet{number}.xml"] = part.encode()
    relations.append(f'<Relationship Id="rF" Type="{_RELATIONS}/styles" Target="styles.xml"/>')
    codes = "".join(
        f'<numFmt numFmtId="{164 + number}" formatCode={quoteattr(code)}/>' for number, code in enumerate(formats)
    )
    styles = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{164 + number}"/>' for number in range(len(formats)))
    if strings:
        relations.append(f'<Relationship Id="rS" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>')
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'.encode()
    members |= {
        "[Content_Types].xml": _content_types(members).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{"".join(entries)}</sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}</Relationships>'.encode(),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>'
        ).encode(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return buffer.getvalue()


def _content_types(parts: Mapping[str, bytes]) -> str:
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    kinds = {name: "worksheet" for name in parts if name.startswith("xl/worksheets/")}
    kinds |= {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles"}
    kinds |= {"xl/sharedStrings.xml": "sharedStrings"} if "xl/sharedStrings.xml" in parts else {}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{office}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def contact_workbook() -> bytes:
    """Return a workbook of two offices' telephone numbers, as a duty room keeps it."""
    city = [
        ["临澜市应急通讯录", None, None, None],
        ["单位", "姓名", "职务", "手机"],
        ["市应急管理局", "周启明", "局长", 13800010001],
        [None, "沈若兰", "指挥中心主任", 13800010002],
    ]
    county = [
        ["单位", "姓名", "职务", "值班电话"],
        ["青浦镇", "陆怀远", "镇长", (5716660003, 1)],
    ]
    return make_xlsx(
        {
            "市级部门": sheet_xml(rows_xml(city), merged=["A1:D1", "A3:A4"]),
            "乡镇街道": sheet_xml(rows_xml(county)),
        },
        formats=["0000-0000000"],
    )
