"""Chunks cover a text exactly, whatever its lines are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunking import split
from ingest.records import Block, BlockKind, ParsedFile
from ingest.structure import StructuredText, build
from kb.index_text import content_hash, index_texts

_NUMBERS = st.sampled_from(
    ["", "第一章 ", "第二章 ", "第一条 ", "第二条 ", "第三条", "一、", "二、", "（一）", "（二）", "1 ", "2 ", "1.1 ", "1.2 ", "2.1.1 ", "1. ", "（1）",
     "①", "附件1 ", "附录A ", "目录", "第三条第二款"]
)  # fmt: skip
_BODIES = st.text(alphabet="应急响应报告处置 ，。；：\n\t12A|“”", max_size=60) | st.sampled_from(
    ["总则", "立即报告。", "汛" * 700, "市指挥部应当启动响应，并向市人民政府报告。" * 30]
)
_PARAGRAPHS = st.builds(
    lambda number, body, level: Block(kind=BlockKind.PARAGRAPH, text=number + body, heading_level=level),
    _NUMBERS,
    _BODIES,
    st.sampled_from([None, None, None, None, 1, 2, 3]),
)
_CELLS = st.text(alphabet="张三电话0123456789 \n|", max_size=30) | st.just("字" * 950)


@st.composite
def _tables(draw: st.DrawFn) -> Block:
    columns = draw(st.integers(1, 4))
    rows = draw(st.lists(st.tuples(*[_CELLS] * columns), min_size=1, max_size=12))
    return Block(kind=BlockKind.TABLE, rows=tuple(rows), header_row_count=draw(st.integers(0, 2)))


_FILES = st.lists(_PARAGRAPHS | _tables(), max_size=25).map(
    lambda blocks: ParsedFile(media_type="text/plain", blocks=tuple(blocks))
)


@settings(max_examples=200, deadline=None)
@given(_FILES)
def test_chunks_cover_every_character_once_in_order(parsed: ParsedFile) -> None:
    structured = build(parsed)
    position = 0
    for ordinal, chunk in enumerate(split(structured, "ab" * 16, "预案")):
        assert chunk.ordinal == ordinal
        assert structured.text[chunk.start : chunk.end] == chunk.text
        assert chunk.text.strip() == chunk.text
        assert chunk.start >= position
        assert not structured.text[position : chunk.start].strip()
        assert 0 < len(chunk.text) <= 900
        position = chunk.end
    assert not structured.text[position:].strip()


@settings(max_examples=200, deadline=None)
@given(_FILES)
def test_hashes_are_those_of_the_index_texts(parsed: ParsedFile) -> None:
    chunks = split(build(parsed), "ab" * 16, "预案")
    assert [chunk.content_hash for chunk in chunks] == [content_hash(text) for text in index_texts("预案", chunks)]


@settings(max_examples=200, deadline=None)
@given(_FILES)
def test_chunk_lies_in_its_section_but_for_headings_above(parsed: ParsedFile) -> None:
    structured = build(parsed)
    for chunk in split(structured, "ab" * 16, "预案"):
        section = structured.sections[chunk.section]
        parent = structured.sections[max(section.parent, 0)]
        assert chunk.end <= parent.end
        if chunk.start < section.start:
            assert _holds_short_openings_only(structured, chunk.start, min(section.start, chunk.end))


@settings(max_examples=200, deadline=None)
@given(_FILES)
def test_sections_nest(parsed: ParsedFile) -> None:
    sections = build(parsed).sections
    for section in sections[1:]:
        parent = sections[section.parent]
        assert section.parent < section.ordinal
        assert section.depth == parent.depth + 1
        assert parent.start <= section.start <= section.heading_end
        assert section.start <= section.end <= parent.end


def _holds_short_openings_only(structured: StructuredText, start: int, end: int) -> bool:
    """Tell whether the range is made of the beginnings of sections that hold the rest."""
    openings = [section for section in structured.sections if start <= section.start < end]
    return all(section.end >= end for section in openings) and end - start <= 400
