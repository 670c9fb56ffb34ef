"""The figures that the sides of a computation were answered with, each told of just what its side names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.forms.comparison import AskedSide
from assistant.answering.forms.covered import unspoken
from assistant.answering.forms.operands import Figure, NoFigure, figure_of, stands_behind, wanted_dimension
from assistant.records import Answer
from kb.knowledge_base import KnowledgeBase
from kb.records import Document, Question

UNKEYED = "other"  # the kind of a side that no level, year or place names
TIME = "time"
BARE_CELL = re.compile(r"\|\s*\d[\d,.]*\s*(?:\||$)")


def figures_of(
    question: Question, sides: Sequence[AskedSide], answers: Sequence[Answer], kb: KnowledgeBase
) -> list[Figure]:
    """Return the figure of every side, in order.

    Raises:
        NoFigure: A side has none; it says which. Two sides have the same one.
    """
    lacking = [side.label for side, answer in zip(sides, answers, strict=True) if answer.refused]
    if lacking:
        raise NoFigure("；".join(f"没有找到“{label}”的依据，不能计算" for label in lacking))
    dimension = wanted_dimension(question.text)
    figures = []
    for side, answer in zip(sides, answers, strict=True):
        own = wanted_dimension(side.question.text) or dimension
        figure = figure_of(side.label, side.question.text, answer, own)
        if side.kind == UNKEYED:
            require_own(side.label, figure, kb.document(figure.citation.document_id))
        figures.append(figure)
    if len({one.place for one in figures}) < len(figures):
        raise NoFigure("几个数值引自同一处，不能互相计算")
    return figures


def require_own(label: str, figure: Figure, document: Document) -> None:
    """Refuse a figure that is not told of what a label names.

    Raises:
        NoFigure: The document does not speak of all that the label names (another city's team), another thing is
            counted, or the figure is one of several cells of a row whose headings are not known.
    """
    if word := unspoken(label, document):
        raise NoFigure(f"没有找到关于“{word}”的内容，不能计算")
    timed = figure.quantity.dimension == TIME
    if (not timed and not stands_behind(label, figure)) or BARE_CELL.search(figure.statement.text):
        raise NoFigure(f"“{label}”的依据里没有可计算的数值")
