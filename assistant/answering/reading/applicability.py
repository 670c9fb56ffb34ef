"""How well the document of a unit applies: rank, place, trade, penalty, and whether the unit defines what is asked."""

from __future__ import annotations

from assistant.answering.reading.units import Unit
from kb.records import Question
from kb.retrieval.defining import defining_fit
from kb.retrieval.ranking import WEIGHTS

# Not the rank: reports of what happened have the lowest, and questions about them are asked as often.
APPLYING = ("elsewhere", "sector", "sanction")
LAW_SCALE = 2.0  # unit scores differ about twice as much as scores of ranking
DEFINES_BONUS = 1.5


def law_bonus(question: Question, unit: Unit) -> float:
    """Return what ranking gave the passage for the law it is, on the scale of units, and more where it defines the term.

    Ranking alone does not decide: a line of the coal-mine rules says 主要负责人的职责 as well as that of the law for all.
    """
    parts = dict(unit.evidence.parts)
    law = sum(WEIGHTS[name] * parts.get(name, 0.0) for name in APPLYING)
    return LAW_SCALE * law + DEFINES_BONUS * defining_fit(question.text, unit.text)
