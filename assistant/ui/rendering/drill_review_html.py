"""The evaluation of a run as HTML, and the list of what is to be improved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.drills.after_action.records import AfterAction, ObjectiveResult
from assistant.drills.after_action.report import points_text
from assistant.drills.after_action.wording import clock_text
from assistant.drills.records import Clause
from assistant.drills.run.records import RunState
from assistant.ui import strings_drill as strings
from assistant.ui.rendering.drill_html import clause_button
from assistant.ui.rendering.drill_timeline import timeline_svg
from assistant.ui.rendering.markup import action_button, badge, escape, source_button, table
from kb.catalog.drill_run_records import ImprovementRow


def review_html(after: AfterAction, state: RunState) -> str:
    """Return summary, drawing, objectives, strengths, problems and the timeline."""
    summary = strings.REVIEW_SUMMARY.format(
        called=after.called,
        right=after.right,
        share=after.right_share,
        late=len(after.late),
        wrong=len(after.wrong),
        missed=len(after.missed),
    )
    grade = f" {badge(strings.REVIEW_GRADE.format(grade=after.grade), 'status partial')}" if after.grade else ""
    parts = [
        f'<p class="drill-summary">{escape(summary)}{grade}</p>',
        timeline_svg(state),
        f"<h4>{strings.REVIEW_OBJECTIVES}</h4>",
        table(
            strings.REVIEW_OBJECTIVE_HEADINGS,
            [objective_row(one) for one in after.objectives if one.standings],
            css="outcomes",
        ),
    ]
    if after.strengths:
        parts.append(
            f"<h4>{strings.REVIEW_STRENGTHS}</h4><ul>{''.join(f'<li>{escape(one)}</li>' for one in after.strengths)}</ul>"
        )
    if after.proposals:
        items = "".join(f"<li>{escape(one.what)} {clause_link(one.clause)}</li>" for one in after.proposals)
        parts.append(f"<h4>{strings.REVIEW_PROBLEMS}</h4><ul>{items}</ul>")
    rows = "".join(
        f'<li><span class="when">{clock_text(one.minute)}</span><span><b>{escape(one.who)}</b> {escape(one.what)} '
        f"{badge(one.mark, 'plain') if one.mark else ''}</span></li>"
        for one in after.timeline
    )
    return "".join(parts) + f'<ol class="drill-coming">{rows}</ol>'


def objective_row(one: ObjectiveResult) -> list[str]:
    """Return the cells of an objective; its points as a bar with words."""
    points = one.points or 0
    bar = f'<span class="points" style="--share:{points * 20}%" aria-hidden="true"></span>'
    return [
        escape(one.objective.name),
        str(len(one.standings)),
        str(one.done),
        str(one.late + one.wrong),
        str(one.missed),
        f"{bar}{escape(points_text(one.points, rated=one.rating is not None))}",
    ]


def clause_link(clause: Clause | None) -> str:
    """Return a button to the clause, "" without one."""
    return clause_button(clause) if clause else ""


def improvements_html(rows: Sequence[ImprovementRow], titles: Mapping[str, str], today: date) -> str:
    """Return improvements as a table; overdue ones are marked."""
    if not rows:
        return ""
    cells = [improvement_row(one, titles, today) for one in rows]
    return f"<h4>{strings.REVIEW_IMPROVEMENTS}</h4>{table(strings.REVIEW_IMPROVEMENT_HEADINGS, cells, css='outcomes drill-list')}"


def improvement_row(one: ImprovementRow, titles: Mapping[str, str], today: date) -> list[str]:
    """Return the cells of one improvement."""
    source = ""
    if one.document_id in titles and one.end:
        source = " " + source_button(
            strings.ROOM_CLAUSE, one.document_id, one.start, one.end, title=titles[one.document_id]
        )
    due = escape(one.due.isoformat()) if one.due else "—"
    late = one.due is not None and one.done_at is None and one.due < today
    state = strings.REVIEW_OPEN
    if one.done_at:
        state = strings.REVIEW_DONE_BY.format(by=one.done_by, day=one.done_at.astimezone().date())
    button = (
        action_button(strings.REVIEW_REOPEN, "undo", css="action quiet", index=one.improvement_no)
        if one.done_at
        else action_button(strings.REVIEW_DONE, "apply", index=one.improvement_no)
    )
    return [
        str(one.improvement_no),
        f"{escape(one.what)}{source}",
        escape(one.owner or "—"),
        f'<span class="caution">{due}</span>' if late else due,
        escape(state),
        button,
    ]
