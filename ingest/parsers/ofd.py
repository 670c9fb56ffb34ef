"""OFD (GB/T 33190): the national page format, a zip of XML; text with page numbers, no layout.

Text is taken in the order of the pages and, inside a page, in the order of its objects, as the writing program
put them. Objects on one baseline make one line.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.archives import check_archive, open_archive, read_xml_member
from ingest.parsers.cleaning import clean_line, confirmed_title
from ingest.parsers.ooxml import Element, parse_xml
from ingest.parsers.pdf_pages import join_pages, remove_running_lines
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

MAX_PAGES = 5_000
_MAX_CHARACTERS = 20_000_000
_ENTRY = "OFD.xml"
_SAME_LINE = 0.5  # of the font size
_WORD_GAP = 1.2  # of the font size between the ends of two objects on a line


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse an OFD file.

    Raises:
        FileRefused: Unsafe, damaged, too long, or pages of images only (outcome NO_TEXT).
    """
    with open_archive(data) as archive:
        check_archive(archive)
        package = _Package(archive)
        pages = [_page_lines(package, page) for page in package.pages()]
        title = clean_line(package.title())
    if not any(pages):
        raise FileRefused(
            f"OFD 文件的 {len(pages)} 页都没有文字（扫描图片），请导出为 PDF 后重试。", outcome=OutcomeCode.NO_TEXT
        )
    empty = [str(number) for number, lines in enumerate(pages, start=1) if not lines]
    warnings = (f"第 {'、'.join(empty[:8])} 页没有文字（图片），没有读取。",) if empty else ()
    return ParsedFile(
        media_type="application/ofd",
        blocks=join_pages(remove_running_lines(pages)),
        title=confirmed_title(title, (line for lines in pages[:3] for line in lines)),
        page_count=len(pages),
        warnings=warnings,
    )


class _Package:
    """The parts of an OFD file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._entry = self.part(_ENTRY)

    def part(self, name: str) -> Element:
        if name not in self._names:
            raise FileRefused(f"OFD 文件缺少“{name}”，已损坏，请重新获取。", outcome=OutcomeCode.UNREADABLE)
        return parse_xml(read_xml_member(self._archive, name))

    def title(self) -> str:
        return next((one.text or "" for one in _named(self._entry, "Title")), "")

    def pages(self) -> Iterator[str]:
        """Yield the part of every page in order; page templates (watermarks, frames) are left out.

        Raises:
            FileRefused: There are none, or more than `MAX_PAGES`.
        """
        count = 0
        for root in _named(self._entry, "DocRoot"):
            document = self._resolve(_ENTRY, root.text or "")
            tree = self.part(document)
            for page in _named(tree, "Page"):
                count += 1
                if count > MAX_PAGES:
                    raise FileRefused(f"OFD 超过 {MAX_PAGES} 页，请拆分后重试。", outcome=OutcomeCode.TOO_LARGE)
                yield self._resolve(document, page.get("BaseLoc", ""))
        if count == 0:
            raise FileRefused("OFD 文件里没有页面，请重新获取。", outcome=OutcomeCode.UNREADABLE)

    def _resolve(self, source: str, target: str) -> str:
        """Return the part a location means: from the root with a leading slash, else from the part's folder."""
        target = target.strip()
        if target.startswith("/"):
            return posixpath.normpath(target.lstrip("/"))
        return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


@dataclass(slots=True, kw_only=True)
class _Line:
    baseline: float
    end: float
    text: list[str] = field(default_factory=list)


def _page_lines(package: _Package, part: str) -> list[str]:
    lines: list[_Line] = []
    total = 0
    for text_object in _named(package.part(part), "TextObject"):
        left, top, width, _ = _numbers(text_object.get("Boundary", ""), 4)
        size = _numbers(text_object.get("Size", ""), 1)[0] or 4.0
        for code in _named(text_object, "TextCode"):
            text = (code.text or "").strip("\r\n")
            total += len(text)
            if total > _MAX_CHARACTERS:
                raise FileRefused("OFD 一页的文字多得异常，没有读取。", outcome=OutcomeCode.TOO_LARGE)
            start = left + _numbers(code.get("X", ""), 1)[0]
            _append(lines, text, top + _numbers(code.get("Y", ""), 1)[0], start, left + width, size)
    cleaned = (clean_line("".join(line.text)) for line in lines)
    return [line for line in cleaned if line]


def _append(lines: list[_Line], text: str, baseline: float, start: float, end: float, size: float) -> None:
    """Add text to the last line when it goes on there to the right, else begin a line."""
    last = lines[-1] if lines else None
    if last is None or abs(last.baseline - baseline) > size * _SAME_LINE or start < last.end - size * 2:
        lines.append(_Line(baseline=baseline, end=end, text=[text]))
        return
    if start - last.end > size * _WORD_GAP:
        last.text.append(" ")
    last.text.append(text)
    last.end = max(last.end, end)


def _named(root: Element, name: str) -> Iterator[Element]:
    """Yield descendants by local name: writers differ in the namespace."""
    return (one for one in root.iter(f"{{*}}{name}"))


def _numbers(value: str, count: int) -> list[float]:
    numbers = []
    for word in value.split()[:count]:
        try:
            numbers.append(float(word))
        except ValueError:
            numbers.append(0.0)
    return numbers + [0.0] * (count - len(numbers))
