"""Reading a finished card: its filled lines, what they cite, their clauses."""

from __future__ import annotations

import re

from assistant.records import Card, CardField, CardLine

CLAUSES = re.compile(r"[，,；;。！!：:]")
ACTING = (CardField.STEP, CardField.REPORT, CardField.EVACUATION, CardField.HANDOVER)  # lines that tell what to do


def filled(card: Card, *fields: CardField) -> list[CardLine]:
    """Return the lines that say something, of these fields or of all but the basis."""
    wanted = fields or tuple(field for field in CardField if field is not CardField.BASIS)
    return [line for line in card.lines if line.field in wanted and not line.blank]


def cited_text(card: Card, line: CardLine) -> str:
    """Return the passages a line cites, joined by blanks."""
    quotes = {citation.marker: citation.quote for citation in card.citations}
    return " ".join(quotes.get(marker, "") for marker in line.markers)


def clauses(text: str) -> list[str]:
    """Return the clauses of a line, without empty ones."""
    return [part.strip() for part in CLAUSES.split(text) if part.strip()]


def shown(line: CardLine, room: int = 30) -> str:
    """Return the beginning of a line for a message."""
    return line.text if len(line.text) <= room else f"{line.text[:room]}…"
