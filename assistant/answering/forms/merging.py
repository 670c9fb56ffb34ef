"""Answers of several questions as columns of one, with citations numbered through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.extractive import marker_text
from assistant.records import Answer, AnswerSide, AnswerStatus, Citation, Statement

DIFFERENCE = "两者相差（计算所得）"
NOTHING_FOUND = "未找到依据。"


class MergedCitations:
    """Numbers the citations of several answers through; the same span keeps one number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._citations: list[Citation] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations taken in so far, by marker."""
        return tuple(self._citations)

    def statements(self, answer: Answer) -> tuple[Statement, ...]:
        """Return the statements of an answer with the markers they have here."""
        used = {marker for statement in answer.statements for marker in statement.markers}
        markers = {one.marker: self._number(one) for one in answer.citations if one.marker in used}
        return tuple(
            replace(one, markers=tuple(markers[marker] for marker in one.markers)) for one in answer.statements
        )

    def quoted(self, statement: Statement, citation: Citation) -> Statement:
        """Return a statement that quotes one span, with the marker it has here."""
        return replace(statement, markers=(self._number(citation),))

    def _number(self, citation: Citation) -> int:
        key = (citation.document_id, citation.start, citation.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._citations) + 1
            self._citations.append(replace(citation, marker=self._numbers[key]))
        return self._numbers[key]


def side_by_side(question: str, labelled: Sequence[tuple[str, str, Answer]]) -> Answer:
    """Return one answer with a column for each (label, question, answer); a refused one keeps its column.

    It is grounded when every column is, refused when every one is refused, partial between.
    """
    merged = MergedCitations()
    sides = tuple(
        AnswerSide(
            label=label,
            question=asked,
            statements=() if answer.refused else merged.statements(answer),
            missing=answer.missing,
        )
        for label, asked, answer in labelled
    )
    answers = [answer for _, _, answer in labelled]
    refused = [side.label for side in sides if side.refused]
    return Answer(
        question=question,
        resolved_question=question,
        status=joint_status(answers),
        text="\n\n".join(side_text(side) for side in sides) if len(refused) < len(sides) else NOTHING_FOUND,
        statements=tuple(one for side in sides for one in side.statements),
        citations=merged.citations,
        nearest=tuple(one for answer in answers for one in answer.nearest[:2]) if len(refused) == len(sides) else (),
        missing="；".join(f"没有找到“{label}”的依据" for label in refused),
        notice="；".join(dict.fromkeys(answer.notice for answer in answers if answer.notice and not answer.refused)),
        sides=sides if len(refused) < len(sides) else (),
    )


def with_difference(answer: Answer, arithmetic: str) -> Answer:
    """Return the answer with how its columns differ as a last, computed statement; unchanged where nothing is known."""
    if not arithmetic or answer.refused:
        return answer
    markers = tuple(dict.fromkeys(side.statements[0].markers[0] for side in answer.sides))
    computed = Statement(text=arithmetic, markers=markers, derived=DIFFERENCE)
    line = f"{DIFFERENCE}：{arithmetic}{marker_text(markers)}"
    return replace(answer, text=f"{answer.text}\n\n{line}", statements=(*answer.statements, computed))


def joint_status(answers: Sequence[Answer]) -> AnswerStatus:
    """Return the standing of an answer that is made of several."""
    statuses = {answer.status for answer in answers}
    return statuses.pop() if len(statuses) == 1 else AnswerStatus.PARTIAL


def side_text(side: AnswerSide) -> str:
    """Return a column as text: its label in 【】, then its statements."""
    lines = [f"{one.text}{marker_text(one.markers)}" for one in side.statements] or [NOTHING_FOUND]
    if side.missing and not side.refused:
        lines.append(f"（{side.missing}）")
    return "\n".join((f"【{side.label}】", *lines))
