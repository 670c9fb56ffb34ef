"""Signals of a candidate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.records import AnswerKind, DocumentStatus, Question
from kb.retrieval.features import WINDOW_CHARACTERS, document_signals, text_signals
from kb.retrieval.terms import SearchTerms, plain
from tests.builders import make_chunk
from tests.kb.retrieval.summaries import make_summary


def terms(text: str, *words: str) -> SearchTerms:
    """Terms that all weigh 1."""
    spoken = plain(text)
    pairs = tuple(dict.fromkeys(spoken[at : at + 2] for at in range(len(spoken) - 1)))
    return SearchTerms(
        text=spoken,
        words=tuple((word, 1.0) for word in words),
        word_total=float(len(words)),
        bigrams=tuple((pair, 1.0) for pair in pairs),
        bigram_total=float(len(pairs)),
        lookup_words=words,
        lookup_bigrams=pairs,
        lookup_synonyms=(),
        synonyms=("火灾",),
    )


def test_plain_drops_marks_and_unifies_letters() -> None:
    assert plain("ＧＢ／Ｔ 29639－2020，“Ⅱ级”响应！") == "gbt296392020二级响应"
    assert plain("㎡") == plain("m2")


def test_cover_is_the_share_of_terms_present() -> None:
    found = text_signals(terms("管涌报告", "管涌", "报告"), "防汛预案", make_chunk("发现管涌。", heading_path=()))
    assert found["word_cover"] == 0.5
    assert found["bigram_cover"] == pytest.approx(1 / 3)
    assert found["run"] == 0.5


def test_title_and_headings_count_as_text() -> None:
    found = text_signals(terms("防汛管涌", "防汛", "管涌"), "防汛预案", make_chunk("发现管涌。", heading_path=()))
    assert found["word_cover"] == 1.0
    assert found["heading"] == 0.5


def test_terms_close_together_beat_terms_far_apart() -> None:
    near = make_chunk("管涌报告" + "水" * 3 * WINDOW_CHARACTERS, heading_path=())
    far = make_chunk("管涌" + "水" * 3 * WINDOW_CHARACTERS + "报告", heading_path=())
    asked = terms("管涌报告", "管涌", "报告")
    assert text_signals(asked, "", near)["window"] == 1.0
    assert text_signals(asked, "", far)["window"] == pytest.approx(1 / 3)
    assert text_signals(asked, "", far)["word_cover"] == text_signals(asked, "", near)["word_cover"]


def test_the_inner_headings_are_compared_with_the_question() -> None:
    chunk = make_chunk("内容", heading_path=("4 应急响应", "4.2 响应启动"))
    assert text_signals(terms("响应启动的程序"), "", chunk)["heading_fit"] == 1.0
    assert text_signals(terms("物资储备"), "", chunk)["heading_fit"] == 0.0


def test_other_names_are_noticed() -> None:
    assert text_signals(terms("着火"), "", make_chunk("发生火灾时"))["synonyms"] == 1.0
    assert text_signals(terms("着火"), "", make_chunk("发生洪水时"))["synonyms"] == 0.0


@pytest.mark.parametrize(
    ("kind", "doc_type", "fit"),
    [
        (AnswerKind.STEPS, "plan_special", 1.0),
        (AnswerKind.STEPS, "card", 1.0),
        (AnswerKind.STEPS, "work_report", -1.0),
        (AnswerKind.STEPS, "drill_script", -1.0),
        (AnswerKind.STEPS, "law", 0.0),
        (AnswerKind.NUMBER, "plan_special", 0.0),
    ],
)
def test_type_fit(kind: AnswerKind, doc_type: str, fit: float) -> None:
    assert signals_of(Question(text="怎么办", normalized="怎么办", kind=kind), doc_type=doc_type)["type_fit"] == fit


@pytest.mark.parametrize(
    ("kind", "headings", "fit"),
    [
        (AnswerKind.STEPS, ("4 应急响应", "4.2 先期处置"), 1.0),
        (AnswerKind.STEPS, ("3.3 应急处置", "人员疏散"), 1.0),
        (AnswerKind.STEPS, ("1 总则", "1.1 编制目的"), -1.0),
        (AnswerKind.STEPS, ("一、组织机构", "（二）报告程序"), 1.0),
        (AnswerKind.STEPS, (), 0.0),
        (AnswerKind.NUMBER, ("4.2 先期处置",), 0.0),
    ],
)
def test_procedure_fit(kind: AnswerKind, headings: tuple[str, ...], fit: float) -> None:
    question = Question(text="怎么办", normalized="怎么办", kind=kind)
    chunk = make_chunk("内容", heading_path=headings)
    assert document_signals(question, chunk, make_summary())["procedure"] == fit


def test_place_and_hazard() -> None:
    question = Question(text="怎么办", normalized="怎么办", places=("青泽县",), hazards=("flood",))
    here = signals_of(question, region="临澜市青泽县", hazards=("flood", "wind"))
    there = signals_of(question, region="澄湖市", hazards=("earthquake",))
    unknown = signals_of(question)
    assert (here["place"], here["hazard"]) == (1.0, 1.0)
    assert (there["place"], there["hazard"]) == (-1.0, -1.0)
    assert (unknown["place"], unknown["hazard"]) == (0.0, 0.0)


def signals_of(question: Question, **metadata: object) -> dict[str, float]:
    """Document signals of a chunk in a document with this metadata."""
    return document_signals(question, make_chunk("内容"), make_summary(**metadata))


def test_a_documents_own_level_comes_before_those_above_and_elsewhere() -> None:
    question = Question(text="怎么办", normalized="怎么办", places=("余杭区",))
    chunk = make_chunk("内容")
    regions = ("浙江省杭州市余杭区", "浙江省杭州市", "浙江省", "", "浙江省宁波市")
    levels = ("county", "city", "province", "national", "city")
    found = [
        document_signals(question, chunk, make_summary(region=region, level=level))["place"]
        for region, level in zip(regions, levels, strict=True)
    ]
    assert found == [1.0, 0.6, 0.6, 0.2, -1.0]
    assert document_signals(question, chunk, make_summary())["place"] == 0.0


def test_what_is_not_in_force_comes_later() -> None:
    question = Question(text="怎么办", normalized="怎么办")
    chunk = make_chunk("内容")
    repealed = replace(make_summary(), standing=DocumentStatus.REPEALED)
    assert document_signals(question, chunk, repealed)["standing"] == -1.0
    assert document_signals(question, chunk, make_summary())["standing"] == 0.0
