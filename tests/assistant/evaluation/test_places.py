"""Gold spans are found in stored texts, and rankings are judged by them whatever the chunks are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.evaluation.places import CompactText, is_document, judged_ids, missing_documents, places_in
from assistant.evaluation.records import GoldSpan, Place
from kb.records import DocumentStatus, DocumentSummary, Metadata

ID = "a" * 32
TEXT = "级别 | 情形\nⅠ级 | 死亡3人\nⅡ级 | 受伤\n其他规定\nⅡ级 | 停电\n应当在 30\n分钟内报告。逾期的追究责任。"
SUMMARY = DocumentSummary(
    document_id=ID,
    work_id=ID,
    source_uri="D:/plans/government/防汛预案.docx",
    file_name="防汛预案.docx",
    media_type="",
    byte_count=1,
    character_count=1,
    chunk_count=1,
    metadata=Metadata(title="临澜市防汛应急预案"),
    standing=DocumentStatus.IN_FORCE,
    superseded_by="",
    ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
    approved=True,
)


def place(start: int, end: int, document_id: str = ID) -> Place:
    """Make a place."""
    return Place(document_id=document_id, start=start, end=end)


def spans_of(quote: str, *row: str) -> list[str]:
    """Return the texts at the places of a quote."""
    found = places_in(CompactText.of(TEXT), GoldSpan(document="", quote=quote, row=row), ID)
    return [TEXT[one.start : one.end] for one in found]


def test_a_quote_is_found_whatever_white_space_and_cell_borders() -> None:
    assert spans_of("应当在30分钟内报告") == ["应当在 30\n分钟内报告"]
    assert spans_of("Ⅰ级死亡3人") == ["Ⅰ级 | 死亡3人"]


def test_equal_quotes_are_told_apart_by_their_row() -> None:
    second = TEXT.index("Ⅱ级 | 停电")
    assert len(spans_of("Ⅱ级")) == 2
    (found,) = places_in(CompactText.of(TEXT), GoldSpan(document="", quote="Ⅱ级", row=("停电",)), ID)
    assert (found.start, found.end) == (second, second + 2)


def test_of_a_quote_that_is_not_there_whole_the_longest_part_is_taken() -> None:
    assert spans_of("责任人说明；应当在30分钟内报告；逾期") == ["应当在 30\n分钟内报告"]
    assert spans_of("没有的话") == []
    assert spans_of("") == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        "防汛预案.docx",
        "防汛预案",
        "government/防汛预案.docx",
        "government\\防汛预案.docx",
        "《临澜市防汛应急预案》",
        "临澜市防汛应急预案",
    ],
)
def test_names_that_mean_a_document(name: str) -> None:
    assert is_document(name, SUMMARY)


@pytest.mark.parametrize("name", ["汛预案.docx", "enterprise/防汛预案.docx", "防汛", "临澜市防汛应急预案（修订）"])
def test_names_that_mean_another(name: str) -> None:
    assert not is_document(name, SUMMARY)


def test_a_title_of_a_summary_decides() -> None:
    assert not is_document("临澜市防汛应急预案", replace(SUMMARY, metadata=Metadata(title="地震预案")))


def test_a_span_counts_once_into_however_many_chunks_it_is_cut() -> None:
    gold = [(place(10, 30),)]
    whole = judged_ids([place(0, 10), place(0, 40)], gold)
    pieces = judged_ids([place(0, 10), place(20, 40), place(10, 20)], gold)
    assert whole == ("other-0", "span-0")
    assert pieces == ("other-0", "span-0", "other-2")


def test_any_place_of_a_span_will_do_but_not_in_another_document() -> None:
    gold = [(place(10, 20), place(50, 60)), (place(70, 80),)]
    assert judged_ids([place(10, 20, "b" * 32), place(55, 75)], gold) == ("other-0", "span-0", "span-1")
    assert judged_ids([place(20, 50)], gold) == ("other-0",)


def test_documents_without_any_place_are_named() -> None:
    spans = [
        GoldSpan(document=name, quote=quote) for name, quote in (("甲", "一"), ("甲", "二"), ("乙", "三"), ("", "四"))
    ]
    assert missing_documents(spans, {spans[1]: (place(0, 1),)}) == ("乙",)
