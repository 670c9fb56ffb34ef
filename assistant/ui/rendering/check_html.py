"""The check of a plan as HTML: the table of elements and the list of findings, each opening its place."""

from __future__ import annotations

from assistant.checking.records import (
    NEED_ZH,
    SEVERITY_ZH,
    STATE_ZH,
    Checklist,
    CheckReport,
    ElementFinding,
    ElementState,
    Finding,
    Need,
    Severity,
)
from assistant.checking.wording import element_sources, severity_counts, state_counts
from assistant.ui import strings
from assistant.ui.rendering.markup import badge, escape, source_button, table
from kb.records import Span

SHOWN = 300
QUOTE = 40
_STATE_CSS = {
    ElementState.PRESENT: "in-force",
    ElementState.PARTIAL: "recognised",
    ElementState.MISSING: "old",
    ElementState.NOT_APPLICABLE: "plain",
}
_SEVERITY_CSS = {Severity.ERROR: "old", Severity.WARNING: "recognised", Severity.HINT: "plain"}


def report_html(report: CheckReport) -> str:
    """Return a report: notes, one table for each checklist, the findings."""
    head = strings.CHECK_HEAD.format(title=report.title, day=report.checked_on.isoformat())
    notes = "".join(f'<p class="hint">{escape(note)}</p>' for note in report.notes)
    lists = "".join(_checklist_html(report, checklist) for checklist in report.checklists)
    return f"<h3>{escape(head)}</h3>{notes}{lists}{_findings_html(report)}"


def _checklist_html(report: CheckReport, checklist: Checklist) -> str:
    own = [one for one in report.elements if one.checklist_id == checklist.checklist_id]
    title = strings.CHECK_ELEMENTS.format(name=checklist.name, counts=state_counts(own))
    basis = strings.CHECK_BASIS.format(basis=strings.CHECK_JOIN.join(source.text_zh for source in checklist.basis))
    rows = [_element_row(report, finding) for finding in own]
    by_hand = ""
    if checklist.cross_checks:
        checks = strings.CHECK_BY_HAND.format(checks=strings.CHECK_JOIN.join(checklist.cross_checks))
        by_hand = f'<p class="hint">{escape(checks)}</p>'
    return (
        f'<h4>{escape(title)}</h4><p class="meta">{escape(basis)}</p>'
        f"{table(strings.CHECK_ELEMENT_HEADINGS, rows, css='outcomes')}{by_hand}"
    )


def _element_row(report: CheckReport, finding: ElementFinding) -> tuple[str, ...]:
    element = finding.element
    need = "" if element.need is Need.REQUIRED else f" {badge(NEED_ZH[element.need], 'plain')}"
    places = "".join(f"<div>{_place(report, span)}</div>" for span in finding.spans)
    note = f'<p class="meta">{escape(element.note)}</p>' if element.note else ""
    return (
        f"{escape(f'{element.element_id} {element.name}')}{need}",
        badge(STATE_ZH[finding.state], _STATE_CSS[finding.state]),
        f"{escape(finding.reason)}{places}{note}",
        escape(element_sources(finding)),
    )


def _findings_html(report: CheckReport) -> str:
    title = strings.CHECK_FINDINGS.format(counts=severity_counts(report.findings))
    head = f"<h4>{escape(title)}</h4>"
    if not report.findings:
        return head
    rows = [_finding_row(report, fault) for fault in report.findings[:SHOWN]]
    cut = strings.CHECK_LIMIT.format(limit=SHOWN) if len(report.findings) > SHOWN else ""
    return f"{head}{table(strings.CHECK_FINDING_HEADINGS, rows, css='outcomes')}" + (
        f'<p class="hint">{escape(cut)}</p>' if cut else ""
    )


def _finding_row(report: CheckReport, fault: Finding) -> tuple[str, ...]:
    source = f'<p class="meta">{escape(fault.source.text_zh)}</p>' if fault.source else ""
    return (
        f"{badge(SEVERITY_ZH[fault.severity], _SEVERITY_CSS[fault.severity])} {escape(fault.family)}",
        f"{escape(fault.message)}<div>{_place(report, fault.span)}</div>",
        f"{escape(fault.advice)}{source}",
    )


def _place(report: CheckReport, span: Span) -> str:
    where = report.place_of(span) or strings.CHECK_AT_START
    label = report.quote(span, QUOTE) or where
    return source_button(label, report.document_id, span.start, span.end, title=where)
