"""Drills held and plans due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.drills.records import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillRecord:
    """One drill that was held, from the documents about it or as entered by hand.

    Attributes:
        record_id: "{document_id}" of the first document about it, "hand-{number}" or "run-{run_id}".
        plan_ids: Documents of the plans it tested, the surest first; () when none is in the base.
        form: 单项、实战、检验性 …, as written.
        participants: None when the documents do not say.
        problems, improvements: Verbatim; with a clause each when they come from a document.
        grade: 优, 良, 中, 差 or "".
        documents: Ids of the documents about it: record, evaluation report, summary.
        counted: Whether it counts for the days of its plans; a run at the table does once it is registered.
    """

    record_id: str
    name: str
    day: date
    form: str
    organiser: str
    plan_ids: tuple[str, ...]
    plan_title: str = ""
    participants: int | None = None
    problems: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    problem_clauses: tuple[Clause, ...] = ()
    improvement_clauses: tuple[Clause, ...] = ()
    grade: str = ""
    documents: tuple[str, ...] = ()
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyRule:
    """How often a plan is to be drilled.

    Attributes:
        mark: V confirmed, P or K not: then it is advice; 自定 for what the plan says of itself.
        clause: Where a plan says it of itself, None for a rule of law.
    """

    rule_id: str
    months: int
    what: str
    source: str
    mark: str
    clause: Clause | None = None

    @property
    def binding(self) -> bool:
        """Whether it counts; unconfirmed rules are shown as advice only."""
        return self.mark in ("V", "自定")


class DueState(StrEnum):
    """How a plan stands on a day."""

    OVERDUE = "overdue"
    SOON = "soon"
    FINE = "fine"
    ADVICE = "advice"
    NO_DAY = "no_day"
    NO_RULE = "no_rule"


STATE_ZH: dict[DueState, str] = {
    DueState.OVERDUE: "已超期",
    DueState.SOON: "即将到期",
    DueState.FINE: "未到期",
    DueState.ADVICE: "仅供参考",
    DueState.NO_DAY: "起算日期不明",
    DueState.NO_RULE: "无固定频次",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDue:
    """When a plan is to be drilled next.

    Attributes:
        rules: All that fit, the one that decides first.
        last: The newest drill of the plan or of an earlier edition of it, None when the base knows none.
        counted_from: The day of the last drill, else the day from which the plan is in force; None when neither is known.
        due: Last day on which the next drill is in time; None without a rule or a day to count from.
    """

    document_id: str
    title: str
    unit: str
    rules: tuple[FrequencyRule, ...]
    last: DrillRecord | None
    counted_from: date | None
    due: date | None
    state: DueState
