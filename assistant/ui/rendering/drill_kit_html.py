"""A drill kit as its director reads it: what was found, the list of injects with what they call for, the bans."""

from __future__ import annotations

from assistant.drills.after_action.wording import clock_text
from assistant.drills.records import DrillKit, ExpectedAction, Inject
from assistant.ui import strings_drill as strings
from assistant.ui.rendering.drill_html import action_label, blank_html, clause_button
from assistant.ui.rendering.markup import badge, escape, source_button, table


def kit_html(kit: DrillKit) -> str:
    """Return the kit as HTML."""
    summary = strings.PREPARE_SUMMARY.format(
        title=kit.title,
        hazard=kit.hazard,
        actions=len(kit.actions),
        injects=len(kit.injects),
        objectives=len(kit.objectives),
        bans=len(kit.bans),
    )
    rows = [inject_row(kit, one) for one in kit.injects]
    return f'<p class="done">{escape(summary)}</p>{table(strings.PREPARE_HEADINGS, rows, css="outcomes drill-msel")}'


def inject_row(kit: DrillKit, inject: Inject) -> list[str]:
    """Return the cells of one inject."""
    actions = [kit.action(one) for one in inject.expected]
    blanks = "".join(blank_html(blank) for blank in inject.blanks)
    clause = f" {clause_button(inject.clause)}" if inject.clause else ""
    expected = "".join(f"<li>{action_html(one)}</li>" for one in actions)
    return [
        clock_text(inject.minute),
        f"{escape(inject.text)}{blanks}{clause}",
        escape(inject.to_whom),
        f"<ul>{expected}</ul>",
    ]


def action_html(action: ExpectedAction) -> str:
    """Return an expected action as a link to its clause, with its limit."""
    clause = action.clause
    button = source_button(action_label(action), clause.document_id, clause.start, clause.end)
    return f"{button} {badge(action.limit, 'plain')}" if action.limit else button
