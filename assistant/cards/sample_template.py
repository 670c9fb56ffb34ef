"""A Word template to begin with, written as plain OOXML (ECMA-376): every placeholder at its place."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from assistant.cards.layout import FIELD_TITLES
from assistant.cards.word_templates import LISTS
from assistant.exporting import write_whole

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
WIDTH, HEIGHT, MARGIN = 11906, 16838, 680  # A4 in twentieths of a point
TITLE, STEP, PHONE, BODY, FINE = 44, 32, 28, 21, 15  # half points: steps at 16, phones at 14
DATES = "起草 {{ drafted_on }}　签发 {{ approved_on }}　下次复审 {{ review_on }}　版本 {{ version }}"
NAMES = "审核：{{ reviewed_by }}　签发：{{ approved_by }}"


def write_sample_template(path: Path) -> None:
    """Write the template; an existing file is replaced only when writing succeeds.

    Raises:
        ExportFailed: The file cannot be written.
    """

    def fill(draft: Path) -> None:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in _parts():
                archive.writestr(name, _HEAD + content)

    write_whole(path, "样例模板", fill)


def _parts() -> Iterator[tuple[str, str]]:
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_DOCUMENT}"/></Types>',
    )
    yield (
        "_rels/.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_LINK}" Target="word/document.xml"/></Relationships>',
    )
    page = (
        f'<w:sectPr><w:pgSz w:w="{WIDTH}" w:h="{HEIGHT}"/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" '
        f'w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
    )
    yield "word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(_body())}{page}</w:body></w:document>'


def _body() -> Iterator[str]:
    yield _line("{{ title }}", size=TITLE, bold=True)
    yield _line("{{ unit }}　{{ site }}　【{{ state }}】", size=FINE)
    for name, field in LISTS.items():
        bold = name == "prohibitions"
        lead = {"prohibitions": "✕ ", "steps": "{{ line.number }}. "}.get(name, "")
        yield _line(FIELD_TITLES[field], size=BODY, bold=True)
        yield _line(f"{{%p for line in {name} %}}", size=BODY)
        shown = "{{ line.text }}{{ line.sources }}"
        text = f"{{% if line.blank %}}{{{{ line.text }}}}{{% else %}}{lead}{shown}{{% endif %}}" if lead else shown
        yield _line(text, size={"steps": STEP, "phones": PHONE}.get(name, BODY), bold=bold)
        yield _line("{%p endfor %}", size=BODY)
    for name in ("open_points", "sources"):
        yield _line(f"{{%p for one in {name} %}}", size=FINE)
        yield _line("{{ one }}", size=FINE, bold=name == "open_points")
        yield _line("{%p endfor %}", size=FINE)
    yield from (_line(text, size=FINE) for text in (DATES, NAMES, "{{ code }}"))
    yield _line("{{ footer }}", size=FINE, bold=True)


def _line(text: str, *, size: int, bold: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    font = "SimHei" if bold else "SimSun"
    form = (
        f'<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="{font}"/>{weight}<w:sz w:val="{size}"/></w:rPr>'
    )
    spacing = '<w:pPr><w:spacing w:before="0" w:after="20"/></w:pPr>'
    return f'<w:p>{spacing}<w:r>{form}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
