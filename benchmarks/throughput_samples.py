"""The files whose reading is timed: real ones where the corpora have them, else written from the text of real laws."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.ingest.parsers.ofd_files import make_ofd
from tests.ingest.parsers.slide_files import make_pptx

REAL_FORMATS = (".docx", ".doc", ".xls", ".xlsx", ".pdf")
WRITTEN_FORMATS = (".html", ".txt", ".pptx", ".rtf", ".csv", ".ofd")
_WRITTEN_FILES = 8
_LINES_PER_SLIDE, _LINES_PER_PAGE = 8, 35
_PLACEHOLDER = re.compile(rb"<p:ph[^>]*/>")
_BOX = b'<p:spPr><a:xfrm><a:off x="10" y="10"/><a:ext cx="900" cy="900"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr>'
_TABLE_PLACE = (
    b"</p:nvGraphicFramePr>",
    b'</p:nvGraphicFramePr><p:xfrm><a:off x="10" y="20"/><a:ext cx="900" cy="900"/></p:xfrm>',
)
_NAVIGATION = '<ul class="nav">' + "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(40)) + "</ul>"


def real_files(folder: Path, suffix: str, *, largest: int = 2_000_000) -> list[Path]:
    """Return the real files of a format; files above `largest` bytes are scans here and have no text to read."""
    return [path for path in sorted(folder.glob(f"*{suffix}")) if path.stat().st_size <= largest]


def written_files(laws: Path, suffix: str, folder: Path) -> list[Path]:
    """Write files of a format from the text of laws that are not short; return them."""
    sources = [path for path in sorted(laws.rglob("*.md")) if path.stat().st_size > 20_000][:_WRITTEN_FILES]
    paths = []
    for number, source in enumerate(sources):
        lines = [line.strip("#>* \t") for line in source.read_text(encoding="utf-8").splitlines()]
        path = folder / f"law-{number}{suffix}"
        path.write_bytes(_WRITERS[suffix]([line for line in lines if line]))
        paths.append(path)
    return paths


def _html(lines: Sequence[str]) -> bytes:
    article = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return (
        f"<html><head><meta charset=utf-8><title>{html.escape(lines[0])}</title></head><body>{_NAVIGATION}"
        f"<div class=article><h1>{html.escape(lines[0])}</h1>{article}</div>{_NAVIGATION}</body></html>"
    ).encode()


def _text(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode("utf-8")


def _pptx(lines: Sequence[str]) -> bytes:
    return without_placeholders(make_pptx(list(_parts(lines, _LINES_PER_SLIDE))))


def without_placeholders(presentation: bytes) -> bytes:
    """Return a presentation whose texts stand in plain boxes: strict readers look up placeholders in a layout."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(presentation)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("ppt/slides/slide"):
                content = _PLACEHOLDER.sub(b"", content).replace(b"<p:spPr/>", _BOX).replace(*_TABLE_PLACE)
            target.writestr(name, content)
    return result.getvalue()


def _rtf(lines: Sequence[str]) -> bytes:
    paragraphs = "\\par\n".join("".join(_rtf_character(character) for character in line) for line in lines)
    return ("{\\rtf1\\ansi\\ansicpg936\\uc1\n" + paragraphs + "\\par}").encode("ascii")


def _rtf_character(character: str) -> str:
    code = ord(character)
    if code < 128:
        return f"\\{character}" if character in "\\{}" else character
    return "".join(f"\\u{unit - 65536 if unit > 32767 else unit}?" for unit in _utf16(character))


def _utf16(character: str) -> Iterator[int]:
    data = character.encode("utf-16-le")
    return (int.from_bytes(data[start : start + 2], "little") for start in range(0, len(data), 2))


def _csv(lines: Sequence[str]) -> bytes:
    rows = ["序号,类别,内容,责任单位"]
    rows += [f'{number},第{number % 9}类,"{line.replace(chr(34), "")}",应急管理局' for number, line in enumerate(lines)]
    return "\r\n".join(rows).encode("utf-8")


def _ofd(lines: Sequence[str]) -> bytes:
    pages = [
        [(20.0, 20.0 + 7 * row, html.escape(line[:40])) for row, line in enumerate(part)]
        for part in _parts(lines, _LINES_PER_PAGE)
    ]
    return make_ofd(pages)


def _parts(lines: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (lines[start : start + size] for start in range(0, len(lines), size))


_WRITERS = {".html": _html, ".txt": _text, ".pptx": _pptx, ".rtf": _rtf, ".csv": _csv, ".ofd": _ofd}
