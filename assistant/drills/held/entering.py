"""Entering a drill by hand, checked before it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from kb.catalog.drills_held_records import HeldDrillRow
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

MOST_LETTERS = 200
MOST_LINES = 50
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillEntry:
    """What a person enters of a drill that was held.

    Attributes:
        document_id: The plan that was drilled, "" when it is not in the base.
        problems, improvements: One per line.
    """

    name: str
    day: date
    by: str
    document_id: str = ""
    form: str = ""
    organiser: str = ""
    participants: int | None = None
    problems: str = ""
    improvements: str = ""


def enter_drill(kb: KnowledgeBase, entry: DrillEntry, *, today: date | None = None) -> int:
    """Store a drill that was held; return its number.

    Raises:
        InputRefused: A field is empty, too long or impossible, or the day lies ahead.
        DocumentNotFound: The base does not hold the plan.
        StoreReadOnly: The base is open for reading.
    """
    if entry.day > (today or date.today()):
        raise InputRefused(f"演练日期 {entry.day.isoformat()} 还没有到。这里只登记已经举行的演练。")
    if entry.participants is not None and not 0 <= entry.participants <= MOST_PEOPLE:
        raise InputRefused(f"参演人数“{entry.participants}”不合理，请改正。")
    plan = kb.document(entry.document_id) if entry.document_id else None
    if plan is not None and not plan.metadata.doc_type.startswith("plan"):
        raise InputRefused(f"《{plan.metadata.title}》不是应急预案。请选择所演练的预案，或者留空。")
    return kb.catalog.drills_held.add(
        HeldDrillRow(
            name=line(entry.name, "演练名称", needed=True),
            day=entry.day,
            form=line(entry.form, "演练形式"),
            organiser=line(entry.organiser, "组织单位"),
            made_by=line(entry.by, "登记人", needed=True),
            at=datetime.now(UTC),
            plan_document_id=entry.document_id,
            plan_work_id=plan.work_id if plan else "",
            plan_title=plan.metadata.title if plan else "",
            participants=entry.participants,
            problems=lines(entry.problems, "问题"),
            improvements=lines(entry.improvements, "改进措施"),
        )
    )


def line(text: str, what: str, *, needed: bool = False) -> str:
    """Return one line of input.

    Raises:
        InputRefused: It is too long, or empty where it is needed.
    """
    plain = " ".join(str(text or "").split())
    if needed and not plain:
        raise InputRefused(f"请填写{what}。")
    if len(plain) > MOST_LETTERS:
        raise InputRefused(f"{what}过长（{len(plain)}字），请控制在{MOST_LETTERS}字以内。")
    return plain


def lines(text: str, what: str) -> tuple[str, ...]:
    """Return the lines of a text that are not blank.

    Raises:
        InputRefused: There are too many, or one is too long.
    """
    found = tuple(line(one, what) for one in str(text or "").splitlines() if one.strip())
    if len(found) > MOST_LINES:
        raise InputRefused(f"{what}共{len(found)}条，请控制在{MOST_LINES}条以内。")
    return found
