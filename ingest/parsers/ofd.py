"""OFD (GB/T 33190): the national page format, a zip of XML; text with page numbers, no layout.

Text is taken in the order of the pages and, inside a page, in the order of its objects, as the writing program
put them. Objects on one baseline make one line. A page that holds images only is drawn and recognised. Attachments,
signatures with their seals and page templates are left out.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.archives import check_archive, open_archive, read_member, read_xml_member
from ingest.parsers import recognition
from ingest.parsers.cleaning import clean_line, confirmed_title
from ingest.parsers.images import PlacedImage, draw
from ingest.parsers.ooxml import Element, parse_xml
from ingest.parsers.pdf_pages import join_pages, remove_running_lines
from ingest.parsers.recognised_runs import with_confidence
from ingest.recognition_note import listed
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

MAX_PAGES = 5_000
_MAX_CHARACTERS = 20_000_000
_ENTRY = "OFD.xml"
_RESOURCES = ("PublicRes", "DocumentRes")
_SAME_LINE = 0.5  # of the font size
_WORD_GAP = 1.2  # of the font size between the ends of two objects on a line


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse an OFD file.

    Raises:
        FileRefused: Unsafe, damaged, too long, or without text that can be read (outcome NO_TEXT).
        RecognitionNeeded: This process may not recognise page images.
    """
    with open_archive(data) as archive:
        check_archive(archive)
        package = _Package(archive)
        parts = list(package.pages())
        pages = [_page_lines(package, page) for page in parts]
        recognised = _recognise(package, parts, pages)
        title = clean_line(package.title())
    empty = [number for number, lines in enumerate(pages, start=1) if not lines]
    if len(empty) == len(pages):
        raise _without_text(len(pages), tried=recognition.is_installed())
    return ParsedFile(
        media_type="application/ofd",
        blocks=with_confidence(join_pages(remove_running_lines(pages)), recognised),
        title=confirmed_title(title, (line for lines in pages[:3] for line in lines)),
        page_count=len(pages),
        warnings=(*recognition.page_warnings(recognised), *_empty_warnings(empty)),
    )


def _recognise(
    package: _Package, parts: Sequence[str], pages: list[list[str]]
) -> dict[int, recognition.RecognisedPage]:
    """Put recognised lines in the place of pages that hold images only; blank pages stay empty."""
    wanted = [
        number for number, lines in enumerate(pages, start=1) if not lines and package.has_image(parts[number - 1])
    ]
    recogniser = recognition.start() if wanted else None
    if recogniser is None:
        return {}
    found = recognition.read_pages(recogniser, wanted, lambda number: package.image(parts[number - 1]))
    for number, page in found.items():
        pages[number - 1] = list(page.lines)
    return found


def _without_text(page_count: int, *, tried: bool) -> FileRefused:
    if tried:
        reason = f"OFD 文件的 {page_count} 页都没有文字，也没有识别出文字，请换用更清晰的扫描件或带文字的文件。"
    else:
        reason = (
            f"OFD 文件的 {page_count} 页都没有文字（扫描图片）；{recognition.INSTALL_HINT}，或请导出为带文字的 PDF。"
        )
    return FileRefused(reason, outcome=OutcomeCode.NO_TEXT)


def _empty_warnings(empty: Sequence[int]) -> tuple[str, ...]:
    return (f"第 {listed(empty)} 页没有文字（图片），没有读取。",) if empty else ()


class _Package:
    """The parts of an OFD file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._entry = self.part(_ENTRY)
        self._resources: list[str] = []
        self._images: dict[str, str] | None = None

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
            stated = [self._resolve(document, one.text or "") for kind in _RESOURCES for one in _named(tree, kind)]
            self._resources.extend(one for one in stated if one in self._names)
            for page in _named(tree, "Page"):
                count += 1
                if count > MAX_PAGES:
                    raise FileRefused(f"OFD 超过 {MAX_PAGES} 页，请拆分后重试。", outcome=OutcomeCode.TOO_LARGE)
                yield self._resolve(document, page.get("BaseLoc", ""))
        if count == 0:
            raise FileRefused("OFD 文件里没有页面，请重新获取。", outcome=OutcomeCode.UNREADABLE)

    def has_image(self, page: str) -> bool:
        """Tell whether a page shows images."""
        return any(True for _ in _named(self.part(page), "ImageObject"))

    def image(self, page: str) -> recognition.Pixels | None:
        """Draw the images of a page, None when none can be opened."""
        root = self.part(page)
        placed = []
        for one in _named(root, "ImageObject"):
            left, top, width, height = _numbers(one.get("Boundary", ""), 4)
            name = self._media().get(one.get("ResourceID", ""))
            if name is not None and width > 0 and height > 0:
                data = read_member(self._archive, name)
                placed.append(PlacedImage(left=left, top=top, width=width, height=height, data=data))
        return draw(placed)

    def _media(self) -> dict[str, str]:
        """Return the names of the image files by their resource number."""
        if self._images is None:
            self._images = {}
            for part in self._resources:
                tree = self.part(part)
                base = self._resolve(part, f"{tree.get('BaseLoc', '')}/")
                for media in _named(tree, "MultiMedia"):
                    file = next((one.text or "" for one in _named(media, "MediaFile")), "")
                    name = posixpath.normpath(posixpath.join(base, file.strip()))
                    if media.get("Type", "Image") == "Image" and name in self._names:
                        self._images[media.get("ID", "")] = name
        return self._images

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
