"""The nearest clauses: shown for spoken questions about what to do, out of the plan that is certainly meant."""

from __future__ import annotations

import pytest

from assistant.answering.reading.closest import CLAUSES, ROOM, certain_document, closest_clauses
from assistant.answering.reading.scoring import ScoredUnit
from assistant.answering.reading.units import units_of
from kb.query import understand
from kb.records import Evidence
from tests.assistant.reading.evidence import make_evidence

PLAN = "临澜恒泰化工有限公司现场处置方案"
TEXTS = (
    "冻伤部位用常温水复温，不得火烤、不得用雪搓。",
    "衣物结霜贴肤的，先用水解冻后剪开，不得强行撕脱。",
    "医务室人员让伤员取半坐位吸氧，等待救护车。",
)
SPOKEN = "手指头都木了，拿火烘烘成不"


def found(*titles: str, hazards: tuple[str, ...] = (), doc_type: str = "plan_unit_onsite") -> list[Evidence]:
    pairs = zip(titles, TEXTS * 2, strict=False)
    return [
        make_evidence(text, title=title, rank=rank, hazards=hazards, doc_type=doc_type)
        for rank, (title, text) in enumerate(pairs, start=1)
    ]


def scored(evidence: list[Evidence]) -> list[ScoredUnit]:
    return [
        ScoredUnit(unit=unit, score=-float(item.rank), signals={}, fitting=True)
        for item in evidence
        for unit in units_of(item)
    ]


def test_the_clauses_of_the_document_that_is_meant_come_in_the_order_of_its_text() -> None:
    near = closest_clauses(understand(SPOKEN), scored(found(PLAN, PLAN, PLAN, "另一份预案")))
    assert [one.unit.evidence.document.metadata.title for one in near] == [PLAN] * 3
    assert [one.unit.start for one in near] == sorted(one.unit.start for one in near)
    assert len(near) <= CLAUSES and sum(len(one.unit.text) for one in near) <= ROOM
    assert any("不得火烤" in one.unit.text for one in near)


@pytest.mark.parametrize(
    "question",
    [
        "水得冲多少分钟才成",
        "咱这儿谁说了算",
        "啥叫半坐位",
        "这火到底为啥烧起来的",
        "冻伤部位的处置要求",
    ],
)
def test_values_bodies_terms_reasons_and_written_questions_are_still_refused(question: str) -> None:
    assert closest_clauses(understand(question), scored(found(PLAN, PLAN, PLAN))) == ()


def test_a_document_is_meant_when_most_of_the_best_passages_stand_in_it_or_its_hazard_is_asked_for() -> None:
    scattered = found(PLAN, "乙预案", "丙预案", PLAN, "丁预案")
    assert certain_document(understand(SPOKEN), scattered) == ""
    assert closest_clauses(understand(SPOKEN), scored(scattered)) == ()
    agreed = found(PLAN, "乙预案", PLAN, PLAN)
    assert certain_document(understand(SPOKEN), agreed) == agreed[0].chunk.document_id
    flood = found(PLAN, "乙预案", "丙预案", hazards=("flood",))
    assert certain_document(understand("发大水了咋整"), flood) == flood[0].chunk.document_id


def test_a_report_of_what_happened_once_is_no_rule_to_follow() -> None:
    assert certain_document(understand(SPOKEN), found(PLAN, PLAN, PLAN, doc_type="investigation")) == ""
