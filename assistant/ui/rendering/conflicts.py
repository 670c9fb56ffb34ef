"""Sources that disagree, side by side, for the reader to decide."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.disagreements import CONFLICT_ZH, Conflict, ConflictSide
from assistant.ui import strings
from assistant.ui.rendering.emphasis import emphasised
from assistant.ui.rendering.markup import badge, escape, source_button


def conflicts_html(conflicts: Sequence[Conflict]) -> str:
    """Return every conflict with one column for each source; "" for none."""
    return "".join(conflict_html(conflict) for conflict in conflicts)


def conflict_html(conflict: Conflict) -> str:
    """Return what the sources differ in, their relation, and their words."""
    head = strings.CONFLICT.format(kind=CONFLICT_ZH[conflict.kind])
    sides = "".join(side_html(side) for side in conflict.sides)
    return (
        f'<section class="conflict"><div class="notice"><b>{escape(head)}</b>　{escape(conflict.note)}</div>'
        f'<div class="sides">{sides}</div></section>'
    )


def side_html(side: ConflictSide) -> str:
    """Return one source: title, rank, date, clause path and the quoted words."""
    button = source_button(f"《{side.document_title}》", side.document_id, side.start, side.end, title=side.quote[:80])
    ranks = "".join(badge(rank, "plain") for rank in side.ranks)
    unapproved = "" if side.approved else badge(strings.UNAPPROVED, "old")
    day = strings.EFFECTIVE.format(day=side.begins.isoformat()) if side.begins else ""
    details = (side.document_number, day, " › ".join(side.heading_path))
    path = escape("　".join(part for part in details if part))
    return (
        f'<section class="side"><h4>{button}{ranks}{unapproved}</h4><span class="path">{path}</span>'
        f'<p class="statement">{emphasised(side.quote)}</p></section>'
    )
