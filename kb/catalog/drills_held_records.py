"""A drill that was held, as a person entered it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDrillRow:
    """A drill entered by hand.

    Attributes:
        held_no: 0 before it is stored.
        plan_document_id: The plan that was drilled, "" when it is not in the base.
        plan_work_id: The work of that plan, so that the drill also counts for its later editions.
        plan_title: Its title when the drill was entered.
        form: 桌面, 实战 …, as entered.
        participants: None when nobody counted them.
        problems, improvements: One line each.
        withdrawn_at: When somebody took the entry back; it stays in the table.
    """

    name: str
    day: date
    form: str
    organiser: str
    made_by: str
    at: datetime
    plan_document_id: str = ""
    plan_work_id: str = ""
    plan_title: str = ""
    participants: int | None = None
    problems: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    held_no: int = 0
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
