"""Records and due plans as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.drills.held.due import chart_figures
from assistant.drills.held.records import STATE_ZH, DrillRecord, FrequencyRule, PlanDue


def record_form(record: DrillRecord) -> dict[str, object]:
    """Return a record as JSON."""
    return {
        "id": record.record_id,
        "name": record.name,
        "day": record.day.isoformat(),
        "form": record.form,
        "organiser": record.organiser,
        "participants": record.participants,
        "grade": record.grade,
        "plan": record.plan_title,
        "plan_ids": list(record.plan_ids),
        "problems": list(record.problems),
        "improvements": list(record.improvements),
        "documents": list(record.documents),
        "counted": record.counted,
    }


def rule_form(rule: FrequencyRule) -> dict[str, object]:
    """Return a rule as JSON."""
    return {
        "id": rule.rule_id,
        "months": rule.months,
        "what": rule.what,
        "source": rule.source,
        "mark": rule.mark,
        "binding": rule.binding,
    }


def due_form(due: PlanDue) -> dict[str, object]:
    """Return a plan's next drill as JSON."""
    return {
        "document_id": due.document_id,
        "title": due.title,
        "unit": due.unit,
        "state": due.state.value,
        "state_zh": STATE_ZH[due.state],
        "last": due.last.day.isoformat() if due.last else None,
        "counted_from": due.counted_from.isoformat() if due.counted_from else None,
        "due": due.due.isoformat() if due.due else None,
        "rules": [rule_form(one) for one in due.rules],
    }


def calendar_form(due: Sequence[PlanDue], records: Sequence[DrillRecord], today: date) -> dict[str, object]:
    """Return the calendar as JSON, with figures for charts."""
    return {
        "today": today.isoformat(),
        "plans": [due_form(one) for one in due],
        "charts": chart_figures(due, records, today),
    }
