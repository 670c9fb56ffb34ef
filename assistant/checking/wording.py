"""A report in Chinese words: lines for a terminal, rows for tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.checking.records import (
    NEED_ZH,
    SEVERITY_ZH,
    STATE_ZH,
    CheckReport,
    ElementFinding,
    ElementState,
    Finding,
    Severity,
)
from kb.taxonomy import Mark

STATE_SIGNS = {
    ElementState.PRESENT: "✓",
    ElementState.PARTIAL: "△",
    ElementState.MISSING: "✕",
    ElementState.NOT_APPLICABLE: "－",
}
SEVERITY_SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "△", Severity.HINT: "·"}
ELEMENT_HEADER = ("编号", "要素", "要求", "结果", "说明", "位置", "原文", "依据")
FINDING_HEADER = ("程度", "类别", "规则", "问题", "位置", "原文", "建议", "依据")
BY_HAND = "以下各项须人工核对"


def report_lines(report: CheckReport) -> Iterator[str]:
    """Yield the report for a terminal."""
    yield f"《{report.title}》检查（{report.checked_on.isoformat()}）"
    yield from (f"  {note}" for note in report.notes)
    for checklist in report.checklists:
        own = [one for one in report.elements if one.checklist_id == checklist.checklist_id]
        yield f"【完整性】{checklist.name}：{state_counts(own)}"
        yield f"  检查表依据：{'；'.join(source.text_zh for source in checklist.basis)}"
        for finding in own:
            yield from _element_lines(report, finding)
        if checklist.cross_checks:
            yield f"  {BY_HAND}：{'；'.join(checklist.cross_checks)}"
    yield f"【文本检查】{severity_counts(report.findings)}"
    for fault in report.findings:
        yield f"{SEVERITY_SIGNS[fault.severity]} {fault.message}"
        yield f"    位置：{place_of(report, fault)}"
        yield f"    建议：{fault.advice}" + (f"（{fault.source.text_zh}）" if fault.source else "")


def state_counts(findings: list[ElementFinding]) -> str:
    """Return 29项：具备20，部分具备5 …; states nothing is in are left out."""
    counts = Counter(one.state for one in findings)
    named = "，".join(f"{STATE_ZH[state]}{counts[state]}" for state in ElementState if counts[state])
    return f"{len(findings)}项，{named}"


def severity_counts(findings: tuple[Finding, ...]) -> str:
    """Return 12处：错误3，问题7，提示2."""
    counts = Counter(one.severity for one in findings)
    named = "，".join(f"{SEVERITY_ZH[one]}{counts[one]}" for one in Severity if counts[one])
    return f"{len(findings)}处" + (f"：{named}" if named else "，没有发现问题")


def place_of(report: CheckReport, fault: Finding) -> str:
    """Return where a finding stands: its headings and its words."""
    return f"{report.place_of(fault.span) or '开头'}　“{report.quote(fault.span)}”"


def element_sources(finding: ElementFinding) -> str:
    """Return the clauses that ask for an element, each with its mark; unconfirmed ones are called advice."""
    sources = "；".join(source.text_zh for source in finding.element.sources)
    advice = all(source.mark is Mark.KNOWLEDGE for source in finding.element.sources)
    return f"建议：{sources}" if advice else sources


def element_rows(report: CheckReport) -> Iterator[tuple[str, ...]]:
    """Yield the rows below `ELEMENT_HEADER`."""
    for finding in report.elements:
        span = finding.spans[0] if finding.spans else None
        yield (
            finding.element.element_id,
            finding.element.name,
            NEED_ZH[finding.element.need],
            STATE_ZH[finding.state],
            finding.reason + (f"。注：{finding.element.note}" if finding.element.note else ""),
            report.place_of(span) if span else "",
            "／".join(report.quote(one, 80) for one in finding.spans),
            element_sources(finding),
        )


def finding_rows(report: CheckReport) -> Iterator[tuple[str, ...]]:
    """Yield the rows below `FINDING_HEADER`."""
    for fault in report.findings:
        yield (
            SEVERITY_ZH[fault.severity],
            fault.family,
            fault.rule_id,
            fault.message,
            report.place_of(fault.span),
            report.quote(fault.span, 80),
            fault.advice,
            fault.source.text_zh if fault.source else "",
        )


def _element_lines(report: CheckReport, finding: ElementFinding) -> Iterator[str]:
    element = finding.element
    need = "" if element.need.value == "required" else f"（{NEED_ZH[element.need]}）"
    yield f"{STATE_SIGNS[finding.state]} {element.element_id} {element.name}{need}：{STATE_ZH[finding.state]}，{finding.reason}"
    if finding.spans:
        span = finding.spans[0]
        yield f"    {report.place_of(span) or '开头'}　“{report.quote(span)}”"
    if finding.state in (ElementState.PARTIAL, ElementState.MISSING):
        yield f"    依据：{element_sources(finding)}"
