"""Which version of a work a document is, in words."""

from __future__ import annotations

from kb.records import Metadata


def edition_of(metadata: Metadata) -> str:
    """Return e.g. 2024年修订，2024-11-01 起施行; "" when the text gives no date.

    A day of effect that lies before the revision is that of the first version and is left out.
    """
    revised = metadata.revised_on
    parts = [f"{revised.year}年修订"] if revised else []
    effective = metadata.effective_on
    if effective is not None and (revised is None or effective >= revised):
        parts.append(f"{effective.isoformat()} 起施行")
    elif revised is not None:
        parts = [f"{revised.isoformat()} 修订"]
    elif (made := metadata.issued_on or metadata.adopted_on) is not None:
        parts.append(f"{made.isoformat()} 印发")
    return "，".join(parts)


def edition_year(metadata: Metadata) -> str:
    """Return the year by which a version is called: of its revision, else of its making, else of its effect."""
    day = metadata.revised_on or metadata.adopted_on or metadata.issued_on or metadata.effective_on
    return str(day.year) if day else ""
