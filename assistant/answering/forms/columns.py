"""What one column of a comparison shows: what answers best, within its share of a short answer, with honest notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.answering.forms.operands import Figure, NoFigure, figure_of, nearness, wanted_dimension
from assistant.answering.forms.pieces import narrowed
from assistant.answering.forms.quantities import NotComparable, common_unit, in_words, quantities_in, shown
from assistant.answering.reading.plain import plain
from assistant.records import Answer, AnswerStatus
from kb.knowledge_base import KnowledgeBase
from kb.records import AnswerKind

QUOTED = re.compile(r"“([^”]+)”")
ROOM = 190  # characters of all columns together; labels and notes take the rest of a short answer
WHOLE_KINDS = frozenset({AnswerKind.STEPS, AnswerKind.LIST})  # these are shown whole
MEASURED = (("产量", "mass"), ("就业", "people"), ("人数", "people"), ("总值", "money"), ("时限", "time"))
UNMENTIONED = re.compile(r"所引段落没有提到“[^”]*”(?:[，,]?请核对原文)?")


def short(asked: str, kind: AnswerKind, answer: Answer, sides: int) -> Answer:
    """Return an answer cut to the statements nearest to the question that fit into one of several columns.

    At least one stays; procedures and lists stay whole.
    """
    if answer.refused or answer.steps or kind in WHOLE_KINDS:
        return answer
    room = ROOM // max(sides, 1)
    ranked = sorted(range(len(answer.statements)), key=lambda i: -nearness(asked, answer.statements[i].text))
    kept: set[int] = set()
    for i in ranked:
        length = len(answer.statements[i].text)
        if not kept or length <= room:
            kept.add(i)
            room -= length
    return narrow(asked, replace(answer, statements=tuple(answer.statements[i] for i in sorted(kept))), room)


def narrow(asked: str, answer: Answer, room: int) -> Answer:
    """Cut the only statement of a column that is still too long to the piece with the figure asked for."""
    wanted = wanted_dimension(asked) or next((dimension for cue, dimension in MEASURED if cue in asked), "")
    only = answer.statements[0] if len(answer.statements) == 1 else None
    if only is None or room >= 0 or not wanted or "|" in only.text:
        return answer
    citation = next(one for one in answer.citations if one.marker in only.markers)
    try:
        figure = figure_of(asked, asked, answer, wanted)
    except NoFigure:
        return answer
    if citation.quote != only.text:
        return answer
    short_figure = narrowed(figure)
    return replace(
        answer,
        statements=(replace(short_figure.statement, markers=(citation.marker,)),),
        citations=(short_figure.citation,),
    )


def tells_amount(answer: Answer) -> bool:
    """Tell whether an answer holds a figure with its unit, or a row of a table, which may hold one without."""
    return any("|" in one.text or quantities_in(one.text) for one in answer.statements)


def told(word: str, answer: Answer, kb: KnowledgeBase) -> bool:
    """Tell whether the titles, headings or passages that an answer cites say a word."""
    wanted = plain(word)
    for citation in answer.citations:
        around = next(
            (one.text for one in kb.document(citation.document_id).chunks if one.chunk_id == citation.chunk_id), ""
        )
        said = (citation.document_title, *citation.heading_path, citation.quote, around)
        if any(wanted in plain(text) for text in said):
            return True
    return False


def without_false_notes(answer: Answer, kb: KnowledgeBase) -> Answer:
    """Leave out the note that the cited passages do not speak of something that their title or heading says."""
    note = UNMENTIONED.search(answer.missing)
    if answer.refused or note is None:
        return answer
    words = [word for quoted in QUOTED.findall(note[0]) for word in quoted.split("、")]
    absent = [word for word in words if not told(word, answer, kb)]
    if len(absent) == len(words):
        return answer
    left = f"所引段落没有提到“{'、'.join(absent)}”，请核对原文" if absent else ""
    missing = answer.missing.replace(note[0], left).strip("；")
    sure = not missing and answer.status is AnswerStatus.PARTIAL and not answer.closest
    return replace(answer, missing=missing, status=AnswerStatus.GROUNDED if sure else answer.status)


def difference(labelled: Sequence[tuple[str, str, Answer]]) -> str:
    """Return how two columns differ, with the arithmetic; "" unless both give one figure of one kind for certain."""
    if len(labelled) != 2 or any(answer.status is not AnswerStatus.GROUNDED for _, _, answer in labelled):
        return ""
    figures: list[Figure] = []
    for label, asked, answer in labelled:
        dimension = wanted_dimension(asked)
        if not dimension:
            return ""
        try:
            figures.append(figure_of(label, asked, answer, dimension))
        except NoFigure:
            return ""
    first, second = (one.quantity for one in figures)
    try:
        unit = common_unit([first, second])
    except NotComparable:
        return ""
    if figures[0].place == figures[1].place:
        return ""
    a, b = first.in_unit(unit), second.in_unit(unit)
    return "" if a == b else gap(max(a, b), min(a, b), unit)


def gap(larger: Fraction, smaller: Fraction, unit: str) -> str:
    """Return the arithmetic between two values of one unit."""
    result = shown(larger - smaller, unit)
    said = in_words(larger - smaller, unit)
    return f"{shown(larger, unit)} − {shown(smaller, unit)} = {result}" + (f"（{said}）" if said else "")
