"""The law a unit stands in counts beside its wording."""

from __future__ import annotations

from assistant.answering.reading.applicability import law_bonus
from assistant.answering.reading.units import Unit, units_of
from kb.query import understand
from kb.records import Evidence
from tests.builders import make_chunk
from tests.kb.retrieval.summaries import make_summary


def unit(text: str, **parts: float) -> Unit:
    """Return the only unit of a passage with these signals."""
    chunk = make_chunk(text, heading_path=())
    [found] = units_of(Evidence(rank=1, score=1.0, chunk=chunk, document=make_summary(), parts=tuple(parts.items())))
    return found


def test_law_of_elsewhere_of_another_trade_and_penalties_not_asked_for_stand_behind() -> None:
    question = understand("主要负责人有哪些职责")
    text = "主要负责人负有下列职责。"
    applying = law_bonus(question, unit(text))
    assert applying == 0.0
    for name in ("elsewhere", "sector", "sanction"):
        assert law_bonus(question, unit(text, **{name: -1.0})) < applying


def test_what_defines_the_asked_term_stands_before() -> None:
    question = understand("较大事故的标准是什么")
    assert law_bonus(question, unit("较大事故，是指造成3人以上死亡的事故。")) > law_bonus(
        question, unit("较大事故由市政府调查。")
    )
