"""Cutting a structured text into chunks along its sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.chunking.cuts import HARD_LIMIT, trim
from ingest.chunking.pieces import Piece, cut_unit, tables_within
from ingest.structure import StructuredText
from kb.index_text import content_hash, index_text
from kb.records import Chunk, PageStart, SectionKind, Span

_LONGEST_CARRIED = 40
_LONGEST_MERGED_SECTION = 160
_LONGEST_MERGED = 400
_NEVER_MERGED = frozenset({SectionKind.ARTICLE, SectionKind.APPENDIX})

__all__ = ["split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """The own text of one section: from its heading to the first section inside it.

    Attributes:
        opened: Where the headings without text begin that its first chunk takes along; `start` when there are none.
        last_section: The last of the sibling sections merged into this unit; usually equal to `section`.
    """

    section: int
    last_section: int
    opened: int
    start: int
    end: int


def split(structured: StructuredText, document_id: str, title: str) -> tuple[Chunk, ...]:
    """Cut the text along its structure.

    An article is one chunk up to 600 characters, never shared with another article. Short sibling sections
    are merged whole. Tables are cut between rows. A heading without text of its own opens the first chunk
    below it, so a chunk lies in its section apart from such headings of the sections around it. No chunk is
    longer than 900 characters; together they hold every character that is not white space.
    """
    paths = _heading_paths(structured)
    chunks: list[Chunk] = []
    for unit in _merged(structured, _units(structured)):
        merged = unit.section != unit.last_section
        path = paths[structured.sections[unit.section].parent if merged else unit.section]
        for piece in _pieces(structured, unit):
            chunks.append(_chunk(structured, document_id, title, len(chunks), unit.section, path, piece))
    return tuple(chunks)


def _pieces(structured: StructuredText, unit: _Unit) -> list[Piece]:
    pieces = cut_unit(structured, unit.start, unit.end)
    if unit.opened == unit.start:
        return pieces
    first = pieces[0]
    if first.end - unit.opened <= HARD_LIMIT:
        return [replace(first, start=unit.opened), *pieces[1:]]
    opened, end = trim(structured.text, unit.opened, first.start)
    return [Piece(start=opened, end=end), *pieces]


def _heading_paths(structured: StructuredText) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = []
    for section in structured.sections:
        above = paths[section.parent] if section.parent >= 0 else ()
        heading = section.heading
        paths.append((*above, heading) if heading else above)
    return paths


def _units(structured: StructuredText) -> Iterator[_Unit]:
    """Yield the own text of every section; one that holds a heading only is carried into the next."""
    text, sections = structured.text, structured.sections
    carried = -1
    for section in sections:
        following = sections[section.ordinal + 1] if section.ordinal + 1 < len(sections) else None
        start, end = trim(text, section.start, following.start if following is not None else len(text))
        if start == end:
            continue
        opened = start if carried < 0 else carried
        holds_more = following is not None and following.parent == section.ordinal
        bare = end <= section.heading_end or end - start <= _LONGEST_CARRIED
        if holds_more and bare and end - opened <= HARD_LIMIT // 3 and not tables_within(structured.tables, start, end):
            carried = opened
            continue
        carried = -1
        yield _Unit(section=section.ordinal, last_section=section.ordinal, opened=opened, start=start, end=end)


def _merged(structured: StructuredText, units: Iterator[_Unit]) -> Iterator[_Unit]:
    """Join runs of short sibling sections without children or tables."""
    previous: _Unit | None = None
    for unit in units:
        if previous is not None and _can_join(structured, previous, unit):
            previous = replace(previous, last_section=unit.section, end=unit.end)
            continue
        if previous is not None:
            yield previous
        previous = unit
    if previous is not None:
        yield previous


def _can_join(structured: StructuredText, first: _Unit, second: _Unit) -> bool:
    if second.end - first.opened > _LONGEST_MERGED:
        return False
    before, after = structured.sections[first.last_section], structured.sections[second.section]
    return (
        before.parent == after.parent
        and second.opened == after.start
        and _is_short_leaf(structured, first.last_section)
        and _is_short_leaf(structured, second.section)
    )


def _is_short_leaf(structured: StructuredText, ordinal: int) -> bool:
    section = structured.sections[ordinal]
    has_children = ordinal + 1 < len(structured.sections) and structured.sections[ordinal + 1].parent == ordinal
    return (
        section.kind not in _NEVER_MERGED
        and ordinal > 0
        and not has_children
        and section.end - section.start <= _LONGEST_MERGED_SECTION
        and not tables_within(structured.tables, section.start, section.end)
    )


def _chunk(
    structured: StructuredText,
    document_id: str,
    title: str,
    ordinal: int,
    section: int,
    path: tuple[str, ...],
    piece: Piece,
) -> Chunk:
    text = structured.text[piece.start : piece.end]
    header = _text_of(structured.text, piece.header_span)
    return Chunk(
        chunk_id=f"{document_id}:{piece.start}-{piece.end}",
        document_id=document_id,
        ordinal=ordinal,
        section=section,
        kind=piece.kind,
        start=piece.start,
        end=piece.end,
        text=text,
        heading_path=path,
        page=_page_of(structured.pages, piece.start),
        header_span=piece.header_span,
        content_hash=content_hash(index_text(title, path, text, header)),
    )


def _text_of(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span is not None else ""


def _page_of(pages: Sequence[PageStart], offset: int) -> int | None:
    if not pages:
        return None
    index = bisect_right(pages, offset, key=lambda page: page.start) - 1
    return pages[max(index, 0)].number
