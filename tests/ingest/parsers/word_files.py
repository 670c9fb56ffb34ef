"""Word files built from raw XML, so that each numbering set-up is exactly what a test says it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("document", "styles", "numbering", "footnotes")


def make_docx(
    body: str, *, numbering: str = "", styles: str = "", footnotes: str = "", extra: Mapping[str, bytes] | None = None
) -> bytes:
    """Return a .docx with the given inner XML of its parts."""
    parts = {"document": f"<w:body>{body}</w:body>", "styles": styles, "numbering": numbering, "footnotes": footnotes}
    kinds = {name: "document.main" if name == "document" else name for name in _PARTS}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_OFFICE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations([(name, f"{name}.xml") for name in _PARTS[1:]]),
        **{f"word/{name}.xml": _root(name, inner) for name, inner in parts.items()},
        **(extra or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _root(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{_W}" xmlns:r="{_R}">{inner}</w:{name}>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def paragraph(text: str, *, num: int | None = None, level: int | None = None, style: str = "", extra: str = "") -> str:
    """Return a w:p; `num` and `level` put it in a list, `extra` is further XML of its properties."""
    numbered = ""
    if num is not None or level is not None:
        ilvl = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        number = f'<w:numId w:val="{num}"/>' if num is not None else ""
        numbered = f"<w:numPr>{ilvl}{number}</w:numPr>"
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{numbered}{extra}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def level(number: int, number_format: str, text: str, *, start: int = 1, suffix: str = "", extra: str = "") -> str:
    """Return a w:lvl of a list definition."""
    suff = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}{suff}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(number: int, *levels: str, extra: str = "") -> str:
    """Return a w:abstractNum."""
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{kind}{extra}{"".join(levels)}</w:abstractNum>'


def instance(number: int, abstract: int, overrides: str = "") -> str:
    """Return a w:num."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def restart(level_number: int, start: int) -> str:
    """Return an override that starts a level anew."""
    return f'<w:lvlOverride w:ilvl="{level_number}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def paragraph_style(style_id: str, name: str, properties: str = "", *, based_on: str = "") -> str:
    """Return a paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def table(*rows: Sequence[str]) -> str:
    """Return a w:tbl of w:tc strings (see `cell`)."""
    widest = max(len(row) for row in rows)
    grid = "<w:gridCol/>" * widest
    filled = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{filled}</w:tbl>"


def cell(text: str, *, span: int = 1, merge: str = "", inner: str = "") -> str:
    """Return a w:tc; `merge` is "restart" or "continue"; `inner` is block XML beside the text."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{spanned}{merged}</w:tcPr>{inner}{paragraph(text)}</w:tc>"
