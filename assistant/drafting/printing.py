"""A draft as an official document: body, attachments, and a note for the editor with what every section rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.drafting.records import Basis, DraftItem, DraftSection, ItemKind, PlanDraft
from assistant.official_documents.records import (
    MOST_LEVELS,
    Align,
    Attachment,
    Blank,
    Block,
    Heading,
    Inline,
    OfficialDocument,
    PageBreak,
    Paragraph,
    Run,
    Sources,
    Table,
    blank_text,
)
from assistant.records import Citation

HEADER_NOTE = "草稿，未经审核"
NOTE_TITLE = "起草说明（定稿时删去）"
REFERENCE_LEAD = "参考（引自{name}，改写核对后才能使用）："
TABLE_MM, LETTER_MM, CELL_EDGES_MM = 156.0, 4.3, 4.2  # a page upright, letters of 12 points
SHORT_CELL, LONG_CELL = (
    5.0,
    30.0,
)  # letters: cells up to the first are not broken, those beyond the second get no more room
LATIN_SHARE, LATIN_END = 0.62, 0x2E7F
_WORDS = re.compile(r"[\w.-]{2,16}", re.ASCII)
ROW_HEADER = ("要素", "内容", "依据", "说明")
ROW_WIDTHS = (3.0, 2.4, 5.0, 4.0)


def official_document(draft: PlanDraft, *, with_note: bool = True) -> OfficialDocument:
    """Return a draft as a document to be written.

    Args:
        with_note: Add the note for the editor, sources included; without it the raised numbers are left out too.
    """
    printer = _Printer(draft.citations if with_note else ())
    body = [block for section in draft.sections if not section.attachment for block in printer.section(section)]
    attachments = [
        Attachment(title=section.heading, blocks=tuple(printer.items(section)))
        for section in draft.sections
        if section.attachment
    ]
    if with_note:
        attachments.append(Attachment(title=NOTE_TITLE, blocks=tuple(_note_blocks(draft, printer))))
    return OfficialDocument(
        title=draft.title,
        blocks=tuple(body),
        attachments=tuple(attachments),
        header_note=HEADER_NOTE,
    )


def source_line(citation: Citation) -> str:
    """Return where a citation stands, for a reader: title, number, headings, page."""
    number = f"（{citation.document_number}）" if citation.document_number else ""
    page = f"，第{citation.page}页" if citation.page else ""
    path = "　".join(citation.heading_path)
    return f"《{citation.document_title}》{number}{'　' + path if path else ''}{page}"


class _Printer:
    """Turns sections into blocks; citations of one place in a document share a number in the list of sources."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        lines = {one.marker: source_line(one) for one in citations}
        self.sources = tuple(dict.fromkeys(lines.values()))
        order = {line: number for number, line in enumerate(self.sources, start=1)}
        self._numbers = {marker: order[line] for marker, line in lines.items()}

    def section(self, section: DraftSection) -> Iterator[Block]:
        """Yield heading and items; what stands before the first chapter is centred, each on a page of its own."""
        if section.level:
            yield Heading(level=section.level, text=section.heading)
            yield from self.items(section)
            return
        if section.heading != "封面":
            yield Paragraph(text=section.heading, bold=True, align=Align.CENTRED)
        yield from self.items(section)
        yield PageBreak()

    def items(self, section: DraftSection) -> Iterator[Block]:
        """Yield what stands below the heading."""
        level = 0 if section.attachment else section.level
        named = ""
        for item, after in zip(section.items, (*section.items[1:], None), strict=False):
            if item.kind is ItemKind.REFERENCE and item.name != named:
                yield Paragraph(text=REFERENCE_LEAD.format(name=item.name), small=True)
                named = item.name
            # A list from one passage names its source once, at its end.
            goes_on = after is not None and after.label != "" and self.marks(item.markers) == self.marks(after.markers)
            yield from self._item(replace(item, markers=()) if goes_on else item, level)

    def marks(self, markers: Iterable[int]) -> str:
        """Return [3][5], "" where the list of sources is not printed."""
        numbers = dict.fromkeys(self._numbers[one] for one in markers if one in self._numbers)
        return "".join(f"[{number}]" for number in numbers)

    def _item(self, item: DraftItem, level: int) -> Iterator[Block]:
        reference = item.kind is ItemKind.REFERENCE
        if item.kind is ItemKind.BLANK:
            yield Blank(text=item.text)
        elif item.rows:
            yield from self._table(item)
        elif item.heading and not reference:
            yield Heading(level=min(level + item.heading, MOST_LEVELS), text=item.words)
        elif item.caption:
            yield Paragraph(text=item.text, bold=True, align=Align.CENTRED, small=True)
        else:
            for line, marks in _lines_of(item):
                yield Paragraph(text=self._line(line, marks), small=reference or item.kind is ItemKind.RULE)

    def _line(self, text: str, markers: Sequence[int]) -> Inline:
        marks = self.marks(markers)
        return (Run(text=text), Run(text=marks, raised=True)) if marks else text

    def _table(self, item: DraftItem) -> Iterator[Block]:
        header, *rows = item.rows
        yield Table(header=header, rows=tuple(rows), widths=column_widths(item.rows))
        if self.marks(item.markers):
            yield Paragraph(text=f"表内容见来源{self.marks(item.markers)}", small=True, align=Align.RIGHT)


def _lines_of(item: DraftItem) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the lines of an item, the last with its markers; a given value behind the name of its slot."""
    named = f"{item.name}：" if item.name and item.kind in (ItemKind.GIVEN, ItemKind.RULE) else ""
    lines = [line for line in f"{named}{item.label}{item.words}".split("\n") if line.strip()]
    for number, line in enumerate(lines, start=1):
        yield line, item.markers if number == len(lines) else ()


def column_widths(rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Return the width of each column in mm: what must not be broken fits, the rest goes to long texts."""
    columns = list(zip(*rows, strict=True))
    longest = [max(map(_letters, column)) for column in columns]
    whole = [max(_unbroken(cell) for cell in column) for column in columns]
    least = [
        CELL_EDGES_MM + LETTER_MM * max(min(most, SHORT_CELL), word) for most, word in zip(longest, whole, strict=True)
    ]
    wishes = [max(min(most, LONG_CELL) - SHORT_CELL, 0.01) for most in longest]
    room = max(TABLE_MM - sum(least), 0.0)
    return tuple(round(width + room * wish / sum(wishes), 1) for width, wish in zip(least, wishes, strict=True))


def _letters(text: str) -> float:
    """Return the length of a text in Chinese letters; Latin ones are about half as wide."""
    return sum(1.0 if ord(sign) > LATIN_END else LATIN_SHARE for sign in text)


def _unbroken(text: str) -> float:
    return max((_letters(word) for word in _WORDS.findall(text)), default=0.0)


def _note_blocks(draft: PlanDraft, printer: _Printer) -> Iterator[Block]:
    for note in draft.notes:
        yield Paragraph(text=note, small=True)
    rows = tuple(_row(section, printer) for section in draft.answered)
    yield Table(header=ROW_HEADER, rows=rows, widths=ROW_WIDTHS)
    if draft.missing_sources:
        yield Paragraph(text=f"待补充的内容需要这些资料：{'；'.join(draft.missing_sources)}。", small=True)
    yield Sources(items=printer.sources)


def _row(section: DraftSection, printer: _Printer) -> tuple[str, ...]:
    basis = "；".join(f"{one.clause}{printer.marks(_marker_of(one))}" for one in section.basis)
    return section.heading, state_words(section), basis, section.note


def _marker_of(basis: Basis) -> tuple[int, ...]:
    return (basis.marker,) if basis.marker else ()


def state_words(section: DraftSection) -> str:
    """Return how far a section is filled, in Chinese."""
    count = len(section.blanks)
    if section.filled:
        known = "已填" if any(item.kind is ItemKind.GIVEN for item in section.items) else "有来源"
        return f"{known}，另有{count}处待补充" if count else known
    referred = any(item.kind is ItemKind.REFERENCE for item in section.items)
    return "待补充（有参考）" if referred else "待补充" if count else "见其他章节"


def blank_lines(draft: PlanDraft) -> tuple[tuple[str, str], ...]:
    """Return every blank as (heading of its section, its words), in order."""
    return tuple((section.heading, blank_text(item.text)) for section in draft.sections for item in section.blanks)
