"""A disposal card as HTML, close to how it prints."""

from __future__ import annotations

from assistant.cards.layout import FIELD_TITLES, FOOTER, card_title, lines_by_field
from assistant.records import Card, CardField, CardLine, Citation
from assistant.ui import strings
from assistant.ui.rendering.answer_html import sources_html
from assistant.ui.rendering.emphasis import emphasised
from assistant.ui.rendering.markup import badge, escape
from assistant.ui.rendering.statement_html import marker_buttons


def card_html(card: Card) -> str:
    """Return the card with citation buttons, its problems and its sources."""
    by_marker = {citation.marker: citation for citation in card.citations}
    below = "　".join(part for part in (card.unit, card.site, card.family) if part)
    fields = "".join(field_html(field, lines, by_marker) for field, lines in lines_by_field(card))
    return (
        f'<article class="card"><h2>{escape(card_title(card))}</h2><p class="meta">{escape(below)}</p>{fields}'
        f"<footer>{escape(FOOTER)}</footer></article>{problems_html(card)}{sources_html(card.citations)}"
    )


def field_html(field: CardField, lines: tuple[CardLine, ...], by_marker: dict[int, Citation]) -> str:
    """Return one field; steps are numbered."""
    tag = "ol" if field is CardField.STEP else "ul"
    items = "".join(f"<li{line_class(line)}>{line_html(line, by_marker)}</li>" for line in lines)
    return (
        f'<section class="field {field.value}"><h3>{escape(FIELD_TITLES[field])}</h3><{tag}>{items}</{tag}></section>'
    )


def line_class(line: CardLine) -> str:
    """Return the class attribute of a blank."""
    return ' class="blank"' if line.blank else ""


def line_html(line: CardLine, by_marker: dict[int, Citation]) -> str:
    """Return one line with its buttons."""
    reference = badge(strings.CARD_REFERENCE, "old") if line.reference_only else ""
    text = escape(line.text) if line.blank else emphasised(line.text)
    return f"{text}{reference}{marker_buttons(line.markers, by_marker)}"


def problems_html(card: Card) -> str:
    """Return what the checks found, what blocks approval first."""
    if not card.problems:
        return f'<p class="hint">{escape(strings.CARD_CLEAN)}</p>'
    ordered = sorted(card.problems, key=lambda problem: not problem.blocking)
    items = []
    for problem in ordered:
        kind = strings.CARD_BLOCKING if problem.blocking else strings.CARD_ADVICE
        text = strings.CARD_PROBLEM.format(
            field=FIELD_TITLES[problem.field], message=problem.message, source=problem.source
        )
        css = "blocking" if problem.blocking else "advice"
        items.append(f'<li class="{css}"><b>{escape(kind)}</b>　{escape(text)}</li>')
    summary = escape(strings.CARD_PROBLEMS)
    return f'<details class="problems" open><summary>{summary}</summary><ul>{"".join(items)}</ul></details>'
