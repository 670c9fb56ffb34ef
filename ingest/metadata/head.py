"""The first lines of a document, where title, issuer, number and dates stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.structure import OutlineSection, StructuredText
from ingest.structure.titles import names_document
from kb.records import SectionKind, Span

_MOST_LINES = 60
_MOST_CHARACTERS = 4000
_TITLE_WITHIN = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadLine:
    """A line of the stored text with the place it stands at."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def span_of(self, part: str) -> Span:
        """Return the span of `part`, of the whole line when the line does not hold it literally."""
        offset = self.text.find(part)
        if offset < 0 or not part:
            return Span(start=self.start, end=self.end)
        return Span(start=self.start + offset, end=self.start + offset + len(part))


def head_lines(structured: StructuredText) -> tuple[HeadLine, ...]:
    """Return the lines before the first chapter or article, at most 60; the contents are left out."""
    end = min(_first_body_start(structured), _MOST_CHARACTERS)
    return tuple(lines_between(structured.text, 0, end))[:_MOST_LINES]


def lines_between(text: str, start: int, end: int) -> Iterator[HeadLine]:
    """Yield the lines that begin in the range."""
    position = start
    while position < min(end, len(text)):
        line_end = text.find("\n", position)
        line_end = len(text) if line_end < 0 else line_end
        if line_end > position:
            yield HeadLine(text=text[position:line_end], start=position)
        position = line_end + 1


def _is_title(section: OutlineSection) -> bool:
    return section.start < _TITLE_WITHIN and names_document(section.title)


def _first_body_start(structured: StructuredText) -> int:
    for section in structured.sections[1:]:
        if section.kind is SectionKind.APPENDIX and section.start < 40:
            continue  # 附件 above the title of an attachment published alone
        if not section.label and (section.start == 0 or _is_title(section)):
            continue  # a title that the file calls a heading
        return section.start
    return len(structured.text)
