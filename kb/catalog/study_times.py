"""How the study tables keep times: whole seconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime

STUDY_SCHEMA = 5


def seconds_of(at: datetime) -> int:
    """Return a time as it is stored."""
    return int(at.timestamp())


def time_of(seconds: object) -> datetime:
    """Return a stored time."""
    return datetime.fromtimestamp(int(str(seconds)), UTC)
