"""The text of a Word file: paragraphs and cells in the order they stand in."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from pathlib import Path

_ROW = re.compile(r"<w:tr[ >](?:(?!<w:tr[ >]).)*?</w:tr>", re.S)
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.S)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def word_lines(path: Path) -> list[str]:
    """Return the paragraphs of the body that hold text; the row of a phone number is one of them."""
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode("utf-8")
    body = _ROW.sub(lambda row: row.group() if "<w:drawing>" in row.group() else _as_line(row.group()), body)
    lines = ["".join(_TEXT.findall(paragraph)) for paragraph in _PARAGRAPH.findall(body)]
    return [unescape(line) for line in lines if line]


def _as_line(row: str) -> str:
    return f"<w:p ><w:t>{' '.join(_TEXT.findall(row))}</w:t></w:p>"


def squeezed(text: str) -> str:
    """Return a text without blanks and joiners, which each program sets in its own way."""
    return re.sub(r"[\s\u2060\u200b]", "", text)


def letters(text: str) -> str:
    """Return the letters and digits of a text: marks in other fonts may come out of a PDF in another place."""
    return re.sub(r"[\W_]", "", text)
