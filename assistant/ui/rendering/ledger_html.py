"""The ledger of drills as HTML: states, a chart of months, plans due, drills held, open improvements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.drills.held.due import chart_figures
from assistant.drills.held.records import DrillRecord, FrequencyRule, PlanDue
from assistant.drills.records import Clause
from assistant.ui import strings_ledger as strings
from assistant.ui.rendering.markup import action_button, badge, escape, source_button, table
from kb.catalog.drill_run_records import ImprovementRow

STATE_CSS = {
    "overdue": "old",
    "soon": "recognised",
    "fine": "in-force",
    "advice": "plain",
    "no_day": "recognised",
    "no_rule": "plain",
}
WIDTH, HEIGHT, LEFT, BASE = 640.0, 150.0, 24.0, 122.0
LABEL_ROOM = 48.0  # behind the last month, whose label begins at its bar
MOST_RECORDS = 100
RULES_SHOWN = 2


def ledger_html(due: Sequence[PlanDue], records: Sequence[DrillRecord], today: date, titles: Mapping[str, str]) -> str:
    """Return figures, chart, due plans and records.

    Args:
        titles: Titles of the stored documents by id.
    """
    charts = chart_figures(due, records, today)
    return (
        f"{states_html(charts['states'])}"
        f"<h4>{escape(strings.CHART_TITLE)}</h4>{months_svg(charts['months'], today)}"
        f"<h4>{escape(strings.DUE_TITLE)}</h4>{due_table(due)}"
        f"<h4>{escape(strings.RECORDS_TITLE)}</h4>{records_html(records, titles)}"
    )


def states_html(rows: Sequence[Mapping[str, object]]) -> str:
    """Return how many plans stand how."""
    shown = "".join(
        f"<li><b>{escape(str(row['plans']))}</b><span>{escape(strings.STATES[str(row['state'])])}</span></li>"
        for row in rows
        if row["plans"] or row["state"] in ("overdue", "soon", "fine")
    )
    return f'<ul class="figures">{shown}</ul>'


def months_svg(rows: Sequence[Mapping[str, object]], today: date) -> str:
    """Return held and due drills per month as bars side by side; the present month is marked."""
    most = max([1, *(int(str(row[name])) for row in rows for name in ("held", "due"))])
    step = (WIDTH - LEFT) / max(1, len(rows))
    scale = (BASE - 14) / most
    parts = []
    for place, row in enumerate(rows):
        x = LEFT + place * step
        month = str(row["month"])
        if month == today.isoformat()[:7]:
            parts.append(f'<rect x="{x:.1f}" y="6" width="{step:.1f}" height="{BASE - 6:.1f}" class="present"/>')
        tip = f"{month} {strings.CHART_ALT.format(held=row['held'], due=row['due'])}"
        for offset, name in ((0.12, "held"), (0.5, "due")):
            height = int(str(row[name])) * scale
            parts.append(
                f'<rect x="{x + offset * step:.1f}" y="{BASE - height:.1f}" width="{step * 0.36:.1f}" '
                f'height="{height:.1f}" class="{name}"><title>{escape(tip)}</title></rect>'
            )
        if place % 3 == 0:
            parts.append(f'<text x="{x:.1f}" y="{BASE + 16:.1f}">{escape(month)}</text>')
    axis = f'<line x1="{LEFT}" y1="{BASE}" x2="{WIDTH}" y2="{BASE}" class="axis"/><text x="2" y="20">{most}</text>'
    legend = (
        f'<p class="legend"><i class="held"></i>{escape(strings.CHART_HELD)}'
        f'<i class="due"></i>{escape(strings.CHART_DUE)}</p>'
    )
    return (
        f'<div class="scroll"><svg class="drill-months" viewBox="0 0 {WIDTH + LABEL_ROOM:.0f} {HEIGHT:.0f}" role="img" '
        f'aria-label="{escape(strings.CHART_TITLE)}">{"".join(parts)}{axis}</svg></div>{legend}'
    )


def due_table(due: Sequence[PlanDue]) -> str:
    """Return the plans with their days and rules."""
    if not due:
        return f'<p class="hint">{escape(strings.EMPTY)}</p>'
    return table(strings.DUE_HEADINGS, [due_row(one) for one in due], css="outcomes drill-due")


def due_row(one: PlanDue) -> list[str]:
    """Return the cells of one plan."""
    if one.last is not None:
        last = escape(one.last.day.isoformat())
    else:
        since = strings.COUNTED_FROM.format(day=one.counted_from) if one.counted_from else ""
        last = f'{escape(strings.NEVER)}<br><span class="meta">{escape(since)}</span>'
    return [
        badge(strings.STATES[one.state.value], STATE_CSS[one.state.value]),
        source_button(one.title, one.document_id, 0, 0, css="link"),
        last,
        escape(one.due.isoformat()) if one.due else "—",
        "<br>".join(rule_html(rule) for rule in one.rules[:RULES_SHOWN]) or "—",
    ]


def rule_html(rule: FrequencyRule) -> str:
    """Return a rule with its source; unconfirmed ones say so, a plan's own opens the clause."""
    note = "" if rule.binding else strings.ADVICE_NOTE
    if rule.clause is not None:
        return f"{escape(rule.what)} {clause_button(rule.clause, strings.OWN_RULE)}"
    return f'{escape(note)}{escape(rule.what)} <span class="meta">{escape(rule.source)}</span>'


def clause_button(clause: Clause, label: str) -> str:
    """Return a button that opens a clause."""
    return source_button(label, clause.document_id, clause.start, clause.end, title=clause.document_title)


def records_html(records: Sequence[DrillRecord], titles: Mapping[str, str]) -> str:
    """Return the drills held, newest first."""
    if not records:
        return f'<p class="hint">{escape(strings.RECORDS_EMPTY)}</p>'
    return "".join(record_html(one, titles) for one in records[:MOST_RECORDS])


def record_html(one: DrillRecord, titles: Mapping[str, str]) -> str:
    """Return one drill with its plan, problems and improvements."""
    people = strings.RECORD_PEOPLE.format(count=one.participants) if one.participants else ""
    grade = strings.RECORD_GRADE.format(grade=one.grade) if one.grade else ""
    form, organiser = one.form or strings.RECORD_NO_FORM, one.organiser or strings.RECORD_NO_ORGANISER
    facts = strings.RECORD_FACTS.format(form=form, organiser=organiser, people=people, grade=grade)
    plans = "、".join(
        source_button(titles[document_id], document_id, 0, 0, css="link")
        for document_id in one.plan_ids
        if document_id in titles
    )
    plan = f"{escape(strings.RECORD_PLAN)}{plans}" if plans else escape(one.plan_title or strings.RECORD_NO_PLAN)
    return (
        f'<div class="drill-record"><p><b>{escape(one.day.isoformat())} {escape(one.name)}</b>{hand_html(one)}<br>'
        f'<span class="meta">{escape(facts)}</span><br>{plan}{documents_html(one, titles)}</p>'
        f"{items_html(strings.RECORD_PROBLEMS, one.problems, one.problem_clauses)}"
        f"{items_html(strings.RECORD_IMPROVEMENTS, one.improvements, one.improvement_clauses)}</div>"
    )


def hand_html(one: DrillRecord) -> str:
    """Return the mark and the button of a drill that was entered by hand, the mark of a run that does not count."""
    if not one.counted:
        return badge(strings.RECORD_NOT_COUNTED, "recognised")
    number = one.record_id.removeprefix("hand-")
    if one.record_id == number or not number.isdigit():
        return ""
    button = action_button(strings.WITHDRAW, "undo", css="action quiet", index=int(number))
    return f"{badge(strings.RECORD_BY_HAND, 'plain')} {button}"


def documents_html(one: DrillRecord, titles: Mapping[str, str]) -> str:
    """Return buttons to the documents about a drill."""
    shown = " ".join(
        source_button(titles[document_id], document_id, 0, 0, css="link")
        for document_id in one.documents
        if document_id in titles
    )
    return f'<br><span class="meta">{escape(strings.RECORD_DOCUMENTS)}</span> {shown}' if shown else ""


def items_html(label: str, items: Sequence[str], clauses: Sequence[Clause]) -> str:
    """Return problems or improvements, folded, each with its place in the document."""
    if not items:
        return ""
    rows = "".join(
        f"<li>{escape(text)} {clause_button(clauses[place], strings.RECORD_SOURCE) if place < len(clauses) else ''}</li>"
        for place, text in enumerate(items)
    )
    return f"<details><summary>{escape(label.format(count=len(items)))}</summary><ul>{rows}</ul></details>"


def open_html(rows: Sequence[ImprovementRow], units: Mapping[str, str], today: date) -> str:
    """Return the improvements that are not done yet, by unit; those past their day are marked.

    Args:
        units: The unit of every stored document by id.
    """
    groups: dict[str, list[ImprovementRow]] = {}
    for one in rows:
        groups.setdefault(units.get(one.document_id, "") or strings.NO_UNIT, []).append(one)
    if not groups:
        return ""
    tables = "".join(
        f"<h5>{escape(strings.OPEN_GROUP.format(unit=unit, count=len(found)))}</h5>"
        f"{table(strings.OPEN_HEADINGS, [open_row(one, today) for one in found], css='outcomes drill-list')}"
        for unit, found in sorted(groups.items())
    )
    return f"<h4>{escape(strings.OPEN_TITLE)}</h4>{tables}"


def open_row(one: ImprovementRow, today: date) -> list[str]:
    """Return the cells of one open improvement."""
    due = escape(one.due.isoformat()) if one.due else "—"
    late = one.due is not None and one.due < today
    return [
        str(one.improvement_no),
        escape(one.what),
        escape(one.owner or "—"),
        f'<span class="caution">{due}</span>' if late else due,
    ]
