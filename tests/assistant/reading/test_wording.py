"""Spoken questions in the words of the passages found for them."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.reading.wording import in_written_words
from kb.query import understand
from kb.records import Evidence
from tests.assistant.reading.evidence import make_evidence
from tests.builders import make_chunk
from tests.kb.retrieval.summaries import make_summary


def found(text: str, met: float = 0.8) -> Evidence:
    """A passage that meets such a share of the spoken phrases."""
    return replace(make_evidence(text), parts=(("said", met),))


PASSAGE = "严禁向液氨液面和泄漏口直接射水。"


def test_a_spoken_phrase_becomes_the_counterpart_the_passage_holds() -> None:
    written = in_written_words(understand("拿水管子对着漏的那个口子呲行不"), [found(PASSAGE)])
    assert {"射水", "泄漏口", "严禁"} <= set(written.text.split())
    assert written.normalized == written.text


def test_a_phrase_without_counterpart_in_the_passages_stays() -> None:
    written = in_written_words(understand("过电了，水管子能用不"), [found(PASSAGE)])
    assert "过电" in written.text
    assert "射水" in written.text


def test_the_first_passage_that_holds_a_counterpart_decides() -> None:
    written = in_written_words(understand("谁拍板"), [found("由市长宣布。"), found("由市长批准启动。")])
    assert written.text.split() == ["宣布"]


def test_a_question_whose_best_passage_meets_little_is_left_as_it_was() -> None:
    question = understand("拿水管子对着漏的那个口子呲行不")
    assert in_written_words(question, [found(PASSAGE, met=0.1)]) is question
    assert in_written_words(question, []) is question


def test_a_question_in_the_words_of_plans_is_left_as_it_was() -> None:
    question = understand("总体应急预案的编制依据")
    assert in_written_words(question, [found(PASSAGE)]) is question


def test_a_turn_that_asks_for_a_number_is_read_in_the_words_of_the_report() -> None:
    chunk = make_chunk("宏达家具厂发生火灾，造成3人死亡、2人受伤。", heading_path=())
    evidence = Evidence(rank=1, score=1.0, chunk=chunk, document=make_summary(title="火灾事故调查报告"))
    assert "死亡" in in_written_words(understand("宏达家具厂火灾死了几个人"), [evidence]).text
    told = understand("宏达家具厂火灾是谁调查的")
    assert in_written_words(told, [evidence]) is told
