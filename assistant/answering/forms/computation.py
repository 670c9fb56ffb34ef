"""Figures computed from cited ones: difference, sum, share, ratio, mean; the arithmetic is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.answering.extractive import NO_EVIDENCE_TEXT, marker_text
from assistant.answering.forms.comparison import AskedSide, ComparisonReader
from assistant.answering.forms.merging import MergedCitations
from assistant.answering.forms.operands import Figure, NoFigure, figure_of, wanted_dimension
from assistant.answering.forms.quantities import NotComparable, Quantity, common_unit, decimal, exact, shown
from assistant.records import Answer, AnswerStatus, Computation, Operand, Statement
from kb.records import Filters, Question

COMPUTED = "计算所得"
SCATTERED = "各数值出自不同文件，口径可能不同"
OPERATIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("share", re.compile(r"占.+(?:百分之|比例|比重|几成|几分之几|多少)")),
    ("ratio", re.compile(r"(?:几|多少)倍")),
    ("mean", re.compile(r"平均")),
    ("sum", re.compile(r"一共|总共|合计|加起来|加在一起|共计|总计|合起来")),
    ("difference", re.compile(r"差|比.+(?:多|少|长|短|早|晚|快|慢|高|低)")),
)


class ComputationReader:
    """Computes from the figures of the sides of a question."""

    def __init__(self, comparison: ComparisonReader) -> None:
        self._comparison = comparison

    def read(self, question: Question, filters: Filters) -> Answer | None:
        """Return the computed figure, or a refusal that says which operand is missing.

        None when the question names fewer than two things: its figure may stand in a document as it is.
        """
        operation = next((name for name, cue in OPERATIONS if cue.search(question.text)), "")
        sides = self._comparison.sides(question, filters) if operation else []
        if len(sides) < 2:
            return None
        answers = self._comparison.answers(sides)
        reasons = []
        for attempt in (*self._comparison.of_one_document(sides, answers), answers):
            try:
                return computed(question, operation, sides, attempt, figures_of(question, sides, attempt))
            except (NoFigure, NotComparable) as error:
                reasons.append(str(error))
        return uncomputed(question, answers, reasons[-1])


def figures_of(question: Question, sides: Sequence[AskedSide], answers: Sequence[Answer]) -> list[Figure]:
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
        figures.append(figure_of(side.label, side.question.text, answer, own))
    if len({one.place for one in figures}) < len(figures):
        raise NoFigure("几个数值引自同一处，不能互相计算")
    return figures


def computed(
    question: Question,
    operation: str,
    sides: Sequence[AskedSide],
    answers: Sequence[Answer],
    figures: Sequence[Figure],
) -> Answer:
    """Return the answer: first the arithmetic, marked as computed, then the cited statements it rests on."""
    quantities = [one.quantity for one in figures]
    unit = common_unit(quantities)
    expression, result = arithmetic(operation, quantities, unit)
    merged = MergedCitations()
    quoted = [merged.statements(only(answer, figure))[0] for answer, figure in zip(answers, figures, strict=True)]
    operands = operands_of(sides, figures, quoted, unit)
    statements = (computed_statement(operands, expression), *dict.fromkeys(quoted))
    mixed = scattered(sides, figures)
    sure = not mixed and all(answer.status is AnswerStatus.GROUNDED for answer in answers)
    notices = [*(answer.notice for answer in answers), SCATTERED if mixed else ""]
    return Answer(
        question=question.text,
        resolved_question=question.text,
        status=AnswerStatus.GROUNDED if sure else AnswerStatus.PARTIAL,
        text="\n".join((answer_line(statements[0]), operand_line(operands), *map(answer_line, statements[1:]))),
        statements=statements,
        citations=merged.citations,
        missing="" if sure else "所用数值可能没有完全对应所问，请核对原文",
        notice="；".join(dict.fromkeys(notice for notice in notices if notice)),
        computation=Computation(expression=expression, result=result, operands=operands),
    )


def operands_of(
    sides: Sequence[AskedSide], figures: Sequence[Figure], quoted: Sequence[Statement], unit: str
) -> tuple[Operand, ...]:
    """Return the figures as operands, each with the marker of the statement that shows it."""
    return tuple(
        Operand(
            label=side.label,
            quote=figure.quantity.quote,
            converted=shown(figure.quantity.in_unit(unit), unit),
            marker=quote.markers[0],
        )
        for side, figure, quote in zip(sides, figures, quoted, strict=True)
    )


def computed_statement(operands: Sequence[Operand], expression: str) -> Statement:
    """Return the arithmetic as a statement, conversions of units before it."""
    conversions = [f"{one.quote} = {one.converted}" for one in operands if plain(one.quote) != one.converted]
    markers = tuple(dict.fromkeys(one.marker for one in operands))
    return Statement(text="；".join((*conversions, expression)), markers=markers, derived=COMPUTED)


def scattered(sides: Sequence[AskedSide], figures: Sequence[Figure]) -> bool:
    """Tell whether figures that should be of one account come from different documents.

    Those of two enterprises or two editions have to.
    """
    document_ids = {figure.citation.document_id for figure in figures}
    return len(document_ids) > 1 and not all(side.filters.document_ids for side in sides)


def only(answer: Answer, figure: Figure) -> Answer:
    """Return the answer cut to the statement with the figure."""
    return replace(answer, statements=(figure.statement,), citations=(figure.citation,))


def answer_line(statement: Statement) -> str:
    """Return a statement as a line of the answer; what is computed says so."""
    lead = f"{statement.derived}：" if statement.derived else ""
    return f"{lead}{statement.text}{marker_text(statement.markers)}"


def operand_line(operands: Sequence[Operand]) -> str:
    """Return every figure as it stands in its source, with its own citation."""
    return "其中：" + "，".join(f"{one.label} {one.quote}[{one.marker}]" for one in operands)


def arithmetic(operation: str, quantities: Sequence[Quantity], unit: str) -> tuple[str, str]:
    """Return the arithmetic with its result, and the result alone.

    Raises:
        NotComparable: A share or ratio of nothing.
    """
    values = [one.in_unit(unit) for one in quantities]
    if operation in ("share", "ratio"):
        return quotient(operation, values, unit)
    if operation == "difference":
        larger, smaller = max(values), min(values)
        result = shown(larger - smaller, unit)
        return f"{shown(larger, unit)} − {shown(smaller, unit)} = {result}", result
    added = " + ".join(shown(value, unit) for value in values)
    if operation == "sum":
        result = shown(sum(values, Fraction(0)), unit)
        return f"{added} = {result}", result
    mean = sum(values, Fraction(0)) / len(values)
    result = shown(mean, unit)
    return f"（{added}）÷ {len(values)} {sign(mean)} {result}", result


def quotient(operation: str, values: Sequence[Fraction], unit: str) -> tuple[str, str]:
    """Return first ÷ second as a share in per cent or as a multiple.

    Raises:
        NotComparable: The second is 0.
    """
    if not values[1]:
        raise NotComparable("除数为 0，不能计算")
    value = values[0] / values[1] * (100 if operation == "share" else 1)
    result = f"{decimal(value)}{'%' if operation == 'share' else '倍'}"
    return f"{shown(values[0], unit)} ÷ {shown(values[1], unit)} {sign(value)} {result}", result


def sign(value: Fraction) -> str:
    """Return = for a result that is shown in full, ≈ for a rounded one."""
    return "=" if exact(value) else "≈"


def plain(quote: str) -> str:
    """Return a figure as written, without the spaces inside."""
    return re.sub(r"\s", "", quote)


def uncomputed(question: Question, answers: Sequence[Answer], reason: str) -> Answer:
    """Return a refusal with the passages that were found for the operands."""
    nearest = [one for answer in answers for one in answer.nearest[:2]]
    return Answer(
        question=question.text,
        resolved_question=question.text,
        status=AnswerStatus.NO_EVIDENCE,
        text=NO_EVIDENCE_TEXT,
        nearest=tuple(nearest[:3]),
        missing=reason,
    )
