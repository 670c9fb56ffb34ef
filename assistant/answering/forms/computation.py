"""Figures computed from cited ones: difference, sum, share, ratio, mean; the arithmetic is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.answering.extractive import marker_text
from assistant.answering.forms.comparison import EDITION, Ask, AskedSide, ComparisonReader
from assistant.answering.forms.figure_sources import FigureSources
from assistant.answering.forms.grids import BARE
from assistant.answering.forms.merging import MergedCitations
from assistant.answering.forms.operands import Figure, NoFigure, wanted_dimension
from assistant.answering.forms.pieces import narrowed
from assistant.answering.forms.quantities import (
    NotComparable,
    Quantity,
    common_unit,
    decimal,
    exact,
    in_words,
    quantities_in,
    shown,
)
from assistant.answering.forms.side_figures import figures_of
from assistant.answering.forms.tabled import PARTS, counted
from assistant.answering.reading.plain import plain
from assistant.answering.statements import not_told
from assistant.records import Answer, AnswerStatus, Computation, Operand, Statement
from kb.knowledge_base import KnowledgeBase
from kb.records import Filters, Question

COMPUTED = "计算所得"
PART_NAME = re.compile(r"[：:、，,；;]")
PART_END = "的里共一总合计加起来分别"
SCATTERED = "各数值出自不同文件，口径可能不同"
OPERATIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("share", re.compile(r"占.*(?:百分之|比例|比重|几成|几分之几|多少)")),
    ("ratio", re.compile(r"(?:几|多少)倍")),
    ("mean", re.compile(r"平均")),
    ("sum", re.compile(r"一共|总共|合计|加起来|加在一起|共计|总计|合起来")),
    ("difference", re.compile(r"差|比.+(?:多|少|长|短|早|晚|快|慢|高|低)")),
)


class ComputationReader:
    """Computes from the figures of the sides of a question."""

    def __init__(self, kb: KnowledgeBase, comparison: ComparisonReader, ask: Ask) -> None:
        self._kb = kb
        self._comparison = comparison
        self._ask = ask
        self._sources = FigureSources(kb)

    def read(self, question: Question, filters: Filters) -> Answer | None:
        """Return the computed figure, or a refusal that says which operand is missing.

        None when the question names nothing to reckon with: its figure may stand in a document as it is.
        """
        operation = next((name for name, cue in OPERATIONS if cue.search(question.text)), "")
        if not operation:
            return None
        sides = self._comparison.sides(question, filters)
        if not any(side.kind == EDITION for side in sides):
            found = self._sources.figures(question, operation, sides, filters)
            if found:
                return stated(question, operation, found)
        if len(sides) < 2:
            return self._of_parts(question, filters) if operation == "sum" else None
        answers = self._comparison.answers(sides)
        reasons = []
        for attempt in (*self._comparison.of_one_document(sides, answers), answers):
            try:
                return computed(question, operation, sides, attempt, figures_of(question, sides, attempt, self._kb))
            except (NoFigure, NotComparable) as error:
                reasons.append(str(error))
        return uncomputed(question, answers, reasons[-1])

    def _of_parts(self, question: Question, filters: Filters) -> Answer | None:
        """Add up the parts that one sentence lists; refuse the figure of anything else than what is asked.

        None where no parts are named, or a sentence gives the total of just these.
        """
        parts = PARTS.search(plain(question.text))
        if parts is None:
            return None
        answer = self._ask(replace(question, kind=question.plain_kind), filters)
        listed = enumerated(question, answer)
        if listed:
            return stated(question, "sum", listed)
        if not answer.refused and any(parts["what"] in plain(one.text) for one in answer.statements[:1]):
            return None
        return uncomputed(
            question, [answer], f"没有找到“{parts[0].rstrip(PART_END)}”各自的数值，也没有它们的合计，不能计算"
        )


def computed(
    question: Question,
    operation: str,
    sides: Sequence[AskedSide],
    answers: Sequence[Answer],
    figures: Sequence[Figure],
) -> Answer:
    """Return the answer from the figures that the sides were answered with."""
    mixed = scattered(sides, figures)
    sure = not mixed and all(answer.status is AnswerStatus.GROUNDED for answer in answers)
    notices = [*(answer.notice for answer in answers), SCATTERED if mixed else ""]
    named = [(side.label, narrowed(figure)) for side, figure in zip(sides, figures, strict=True)]
    answer = stated(question, operation, named)
    return replace(
        answer,
        status=AnswerStatus.GROUNDED if sure else AnswerStatus.PARTIAL,
        missing="" if sure else "所用数值可能没有完全对应所问，请核对原文",
        notice="；".join(dict.fromkeys(notice for notice in notices if notice)),
    )


def stated(question: Question, operation: str, named: Sequence[tuple[str, Figure]]) -> Answer:
    """Return the answer: first the arithmetic, marked as computed, then the cited statements it rests on.

    Raises:
        NotComparable: The figures measure different things.
    """
    quantities = [figure.quantity for _, figure in named]
    unit = common_unit(quantities)
    expression, result = arithmetic(operation, quantities, unit)
    merged = MergedCitations()
    quoted = [merged.quoted(figure.statement, figure.citation) for _, figure in named]
    operands = operands_of(named, quoted, unit)
    statements = (computed_statement(operands, expression), *dict.fromkeys(quoted))
    return Answer(
        question=question.text,
        resolved_question=question.text,
        status=AnswerStatus.GROUNDED,
        text="\n".join((answer_line(statements[0]), operand_line(operands), *map(answer_line, statements[1:]))),
        statements=statements,
        citations=merged.citations,
        computation=Computation(expression=expression, result=result, operands=operands),
    )


def operands_of(named: Sequence[tuple[str, Figure]], quoted: Sequence[Statement], unit: str) -> tuple[Operand, ...]:
    """Return the figures as operands, each with the marker of the statement that shows it."""
    return tuple(
        Operand(
            label=label,
            quote=figure.quantity.quote,
            converted=shown(figure.quantity.in_unit(unit), unit),
            marker=quote.markers[0],
        )
        for (label, figure), quote in zip(named, quoted, strict=True)
    )


def computed_statement(operands: Sequence[Operand], expression: str) -> Statement:
    """Return the arithmetic as a statement, conversions of units before it."""
    conversions = [f"{one.quote} = {one.converted}" for one in operands if counts_otherwise(one)]
    markers = tuple(dict.fromkeys(one.marker for one in operands))
    return Statement(text="；".join((*conversions, expression)), markers=markers, derived=COMPUTED)


def scattered(sides: Sequence[AskedSide], figures: Sequence[Figure]) -> bool:
    """Tell whether figures that should be of one account come from different documents.

    Those of two enterprises or two editions have to.
    """
    document_ids = {figure.citation.document_id for figure in figures}
    return len(document_ids) > 1 and not all(side.filters.document_ids for side in sides)


def enumerated(question: Question, answer: Answer) -> list[tuple[str, Figure]]:
    """Return the figures of the parts that the first statement of an answer lists, [] when it is no list of just these.

    Of 甲校（可容纳400人）、乙校（可容纳250人） two parts are asked for by 两个.
    """
    wanted, size = wanted_dimension(question.text), counted(plain(question.text))
    if answer.refused or not answer.statements or not answer.statements[0].markers or not wanted:
        return []
    statement = answer.statements[0]
    citation = next(one for one in answer.citations if one.marker == statement.markers[0])
    if citation.quote != statement.text:
        return []
    found = [one for one in quantities_in(statement.text) if one.dimension == wanted]
    begins = [0, *(one.end for one in found)]
    names = [statement.text[begin : one.start] for begin, one in zip(begins, found, strict=False)]
    if len(found) != size or any(one.ranged for one in found) or not all("、" in name for name in names[1:]):
        return []
    labels = [PART_NAME.split(name.strip("）)、，,；;"))[-1].split("（")[0] for name in names]
    return [
        (label or one.quote, Figure(quantity=one, citation=citation, statement=statement))
        for label, one in zip(labels, found, strict=True)
    ]


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
        if said := in_words(larger - smaller, unit):
            return f"{shown(larger, unit)} − {shown(smaller, unit)} = {result}（{said}）", said
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


def counts_otherwise(operand: Operand) -> bool:
    """Tell whether a figure was converted; a bare number of a cell got the unit of its heading only."""
    written = re.sub(r"\s", "", operand.quote)
    return written != operand.converted and not BARE.fullmatch(written)


def uncomputed(question: Question, answers: Sequence[Answer], reason: str) -> Answer:
    """Return a refusal with the passages that were found for the operands."""
    return not_told(question, [one for answer in answers for one in answer.nearest[:2]], reason)
