"""Copies of one text: shown once, the others named, nothing else left out."""

from __future__ import annotations

from dataclasses import replace

from kb.catalog import Catalog
from kb.records import AnswerKind, Evidence, Filters, Question
from kb.retrieval import HybridRetriever
from kb.retrieval.grouping import group_copies
from tests.builders import make_chunk, stored
from tests.kb.retrieval.conftest import ENCODER, plan
from tests.kb.retrieval.summaries import make_summary

RULE = "任何单位和个人不得在堤防管理范围内取土、挖砂、爆破、打井。"


def found(*texts: tuple[str, str]) -> list[Evidence]:
    """Evidence of documents (id, text) with falling scores."""
    return [
        Evidence(
            rank=rank,
            score=10.0 - rank,
            chunk=make_chunk(text),
            document=replace(make_summary(title=f"办法{name}"), document_id=name * 32),
        )
        for rank, (name, text) in enumerate(texts, start=1)
    ]


def test_the_best_of_equal_texts_names_the_others() -> None:
    grouped = group_copies(found(("a", f"第三条 {RULE}"), ("b", "别的规定。"), ("c", f"第十条　{RULE}"), ("d", RULE)))
    assert [(one.rank, one.score, one.document.metadata.title) for one in grouped] == [
        (1, 9.0, "办法a"),
        (2, 8.0, "办法b"),
    ]
    assert grouped[0].same_text_in == ("办法c", "办法d")
    assert grouped[1].same_text_in == ()


def test_another_figure_a_short_text_and_the_same_document_are_no_copies() -> None:
    other = RULE.replace("打井", "打井3处")
    assert len(group_copies(found(("a", RULE), ("b", other)))) == 2
    assert len(group_copies(found(("a", "值班电话"), ("b", "值班电话")))) == 2
    assert len(group_copies(found(("a", RULE), ("a", RULE)))) == 2


def test_the_copy_of_the_place_asked_about_is_shown(retriever: HybridRetriever, catalog: Catalog) -> None:
    here = plan("青泽县堤防管理办法", RULE, region="临澜市青泽县", level="county")
    above = plan("临澜市堤防管理办法", RULE, region="临澜市", level="city")
    catalog.replace_documents([stored(above, ENCODER), stored(here, ENCODER)])
    asked = Question(text="堤防管理范围内不得做什么", normalized="堤防管理范围内不得做什么")
    best = retriever.retrieve_distinct(asked, Filters(region="临澜市青泽县", standings=()), 5)
    assert (best[0].document.metadata.title, best[0].same_text_in) == ("青泽县堤防管理办法", ("临澜市堤防管理办法",))
    both = retriever.retrieve_distinct(replace(asked, kind=AnswerKind.COMPARISON), Filters(standings=()), 5)
    assert [one.chunk.text for one in both[:2]] == [best[0].chunk.text] * 2
