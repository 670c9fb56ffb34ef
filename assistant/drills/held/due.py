"""Which plans are to be drilled by when: the calendar, what is overdue, and figures for a chart."""

from __future__ import annotations

import calendar as months_of_year
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.drills.held.frequency import rules_for
from assistant.drills.held.ledger import drill_records
from assistant.drills.held.records import DrillRecord, DueState, FrequencyRule, PlanDue
from kb.knowledge_base import KnowledgeBase
from kb.records import Document, DocumentStatus, DocumentSummary

SOON_DAYS = 60
MONTHS_SHOWN = 24
ORDER = (DueState.OVERDUE, DueState.SOON, DueState.FINE, DueState.ADVICE, DueState.NO_DAY, DueState.NO_RULE)


def due_plans(kb: KnowledgeBase, today: date, records: Sequence[DrillRecord] | None = None) -> tuple[PlanDue, ...]:
    """Return every plan in force with the day of its next drill; what is overdue first, then by day.

    Args:
        records: The drills held, read anew when left out.
    """
    known = drill_records(kb) if records is None else records
    summaries = kb.summaries(today)
    plans = [
        one for one in summaries if one.metadata.doc_type.startswith("plan") and one.standing is DocumentStatus.IN_FORCE
    ]
    editions: dict[str, set[str]] = {}
    for one in summaries:
        editions.setdefault(one.work_id, set()).add(one.document_id)
    found = [due_of(one, kb.document(one.document_id), editions[one.work_id], known, today) for one in plans]
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.state), one.due or date.max, one.title)))


def overdue(kb: KnowledgeBase, today: date) -> tuple[PlanDue, ...]:
    """Return the plans whose drill is overdue by a confirmed rule or by what they say of themselves."""
    return tuple(one for one in due_plans(kb, today) if one.state is DueState.OVERDUE)


def due_of(
    summary: DocumentSummary, document: Document, editions: set[str], records: Sequence[DrillRecord], today: date
) -> PlanDue:
    """Return when one plan is to be drilled next."""
    rules = rules_for(document)
    held = [one for one in records if one.counted and editions & set(one.plan_ids) and one.day <= today]
    last = max(held, key=lambda one: one.day, default=None)
    metadata = summary.metadata
    since = last.day if last else metadata.effective_on or metadata.issued_on
    due = months_later(since, rules[0].months) if since and rules else None
    return PlanDue(
        document_id=summary.document_id,
        title=metadata.title,
        unit=metadata.issuer or metadata.region,
        rules=rules,
        last=last,
        counted_from=since,
        due=due,
        state=state_of(rules, due, today),
    )


def state_of(rules: Sequence[FrequencyRule], due: date | None, today: date) -> DueState:
    """Return how a plan stands on a day."""
    if not rules or due is None:
        return DueState.NO_DAY if rules else DueState.NO_RULE
    if not rules[0].binding:
        return DueState.ADVICE
    if due < today:
        return DueState.OVERDUE
    return DueState.SOON if due <= today + timedelta(days=SOON_DAYS) else DueState.FINE


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, the last of the month where it has none."""
    number = day.month - 1 + months
    year, month = day.year + number // 12, number % 12 + 1
    return date(year, month, min(day.day, months_of_year.monthrange(year, month)[1]))


def chart_figures(
    due: Sequence[PlanDue], records: Sequence[DrillRecord], today: date
) -> dict[str, list[dict[str, object]]]:
    """Return rows for charts: plans by state, and drills held (those that count) and due per month around today.

    The rows of `months` run from twelve months back to twelve ahead: month (2026-09), held, due.
    """
    states = Counter(one.state for one in due)
    first = months_later(today.replace(day=1), -12)
    months = [months_later(first, step).isoformat()[:7] for step in range(MONTHS_SHOWN + 1)]
    held = Counter(one.day.isoformat()[:7] for one in records if one.counted)
    falls = Counter(one.due.isoformat()[:7] for one in due if one.due)
    return {
        "states": [{"state": state.value, "plans": states[state]} for state in ORDER],
        "months": [{"month": month, "held": held[month], "due": falls[month]} for month in months],
    }
