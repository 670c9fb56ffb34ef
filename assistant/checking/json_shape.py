"""The JSON shape of a check: part of the stable interface of `yubei check --json`."""

from __future__ import annotations

from assistant.checking.records import CheckReport, ElementFinding, Finding, Source
from kb.records import Span

Form = dict[str, object]


def report_form(report: CheckReport) -> Form:
    """Return a report; spans count characters of the document's text as stored."""
    return {
        "title": report.title,
        "document_id": report.document_id,
        "checked_on": report.checked_on.isoformat(),
        "notes": list(report.notes),
        "checklists": [
            {
                "id": one.checklist_id,
                "name": one.name,
                "basis": [_source(source) for source in one.basis],
                "by_hand": list(one.cross_checks),
            }
            for one in report.checklists
        ],
        "elements": [_element(report, finding) for finding in report.elements],
        "findings": [_finding(report, fault) for fault in report.findings],
    }


def _element(report: CheckReport, finding: ElementFinding) -> Form:
    return {
        "checklist": finding.checklist_id,
        "id": finding.element.element_id,
        "name": finding.element.name,
        "need": finding.element.need.value,
        "state": finding.state.value,
        "reason": finding.reason,
        "missing_points": list(finding.missing_points),
        "passages": [_passage(report, span) for span in finding.spans],
        "sources": [_source(source) for source in finding.element.sources],
    }


def _finding(report: CheckReport, fault: Finding) -> Form:
    return {
        "rule": fault.rule_id,
        "family": fault.family,
        "severity": fault.severity.value,
        "message": fault.message,
        "advice": fault.advice,
        "passage": _passage(report, fault.span),
        "source": _source(fault.source) if fault.source else None,
    }


def _passage(report: CheckReport, span: Span) -> Form:
    return {
        "start": span.start,
        "end": span.end,
        "place": report.place_of(span),
        "quote": report.text[span.start : span.end],
    }


def _source(source: Source) -> Form:
    return {"clause": source.clause, "mark": source.mark.value, "remark": source.remark}
