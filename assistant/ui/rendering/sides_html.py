"""Answers that set things side by side, and the figures behind a computed one, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.records import AnswerSide, Citation, Computation
from assistant.ui import strings
from assistant.ui.rendering.markup import escape
from assistant.ui.rendering.statement_html import marker_buttons, statement_html


def sides_html(sides: Sequence[AnswerSide], by_marker: Mapping[int, Citation]) -> str:
    """Return one column for each side; a narrow screen shows them below each other."""
    return f'<div class="sides">{"".join(side_html(side, by_marker) for side in sides)}</div>'


def side_html(side: AnswerSide, by_marker: Mapping[int, Citation]) -> str:
    """Return a column: its label, its statements, and what the base lacks for it."""
    if side.refused:
        body = f'<p class="statement absent">{escape(strings.SIDE_REFUSAL)}</p>'
    else:
        body = "".join(statement_html(statement, by_marker) for statement in side.statements)
    missing = f'<p class="missing">{escape(strings.MISSING.format(missing=side.missing))}</p>' if side.missing else ""
    return f'<section class="side"><h4>{escape(side.label)}</h4>{body}{missing}</section>'


def operands_html(computation: Computation, by_marker: Mapping[int, Citation]) -> str:
    """Return the figures of a computation as they stand in their sources, each with its citation."""
    items = "".join(
        f"<li><i>{escape(operand.label)}</i>{escape(operand.quote)}{marker_buttons((operand.marker,), by_marker)}</li>"
        for operand in computation.operands
    )
    return f'<ul class="operands">{items}</ul>'
