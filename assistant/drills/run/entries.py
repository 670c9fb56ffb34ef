"""What people enter into a run, checked; and the events that the clock makes."""

from __future__ import annotations

import json
from datetime import datetime

from assistant.drills.run.records import EventKind
from kb.catalog.drill_run_records import DrillEventRow
from kb.errors import InputRefused

MAX_TEXT, MAX_NAME = 300, 30


def injected(run_id: str, inject_id: str, minute: float, at: datetime) -> DrillEventRow:
    """Return the event of an inject that the clock lets appear."""
    detail = json.dumps({"inject_id": inject_id, "minute": minute})
    return DrillEventRow(run_id=run_id, at=at, kind=EventKind.INJECTED, who="", detail=detail)


def named(value: str, what: str, limit: int = MAX_NAME) -> str:
    """Return a name without surrounding space.

    Raises:
        InputRefused: It is empty, too long, or holds control characters.
    """
    name = str(value or "").strip()
    if not name or len(name) > limit or not name.isprintable():
        raise InputRefused(f"请填写{what}（1～{limit} 字）。")
    return name


def short(text: str) -> str:
    """Return free text without surrounding space.

    Raises:
        InputRefused: It is too long.
    """
    said = " ".join(str(text or "").split())
    if len(said) > MAX_TEXT:
        raise InputRefused(f"内容过长（{len(said)} 字），请控制在 {MAX_TEXT} 字以内。")
    return said
