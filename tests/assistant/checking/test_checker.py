"""The report of one document: lists chosen, notes, places, titles a base knows as ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.checking.checker import check_document, stale_titles
from assistant.checking.checklists import checklists_called
from assistant.checking.json_shape import report_form
from assistant.checking.wording import ELEMENT_HEADER, FINDING_HEADER, element_rows, finding_rows, report_lines
from kb.records import DocumentStatus, DocumentSummary, Metadata
from tests.assistant.checking.plans import TODAY, plan_of
from tests.builders import make_document

BODY = "1 总则\n1.1 适用范围\n本预案适用于本公司。\n1.2 编制依据\n《安全生产事故隐患排查办法》。\n2 信息报告\n向安监局报告，见附件3。\n"


def summary(title: str, standing: DocumentStatus, number: int, superseded_by: str = "") -> DocumentSummary:
    document = make_document(f"{title}{number}", title=title)
    return DocumentSummary(
        document_id=f"{number:032d}",
        work_id=document.work_id,
        source_uri=document.source_uri,
        file_name=document.file_name,
        media_type=document.media_type,
        byte_count=1,
        character_count=1,
        chunk_count=1,
        metadata=Metadata(title=title),
        standing=standing,
        superseded_by=superseded_by,
        ingested_at=document.ingested_at,
        approved=True,
    )


def test_type_is_guessed_and_said() -> None:
    report = check_document(plan_of(BODY), today=TODAY)
    assert [one.checklist_id for one in report.checklists] == ["unit_comprehensive"]
    assert "类型由标题和正文判断" in report.notes[0]
    assert report.checked_on == TODAY


def test_named_type_is_followed_by_the_rules_too() -> None:
    document = plan_of(
        "1 信息报告\n班长及时向有关部门报告事故情况，有关部门向上级报告，续报情况变化和处置进展。",
        doc_type="normative",
        level="",
    )
    assert check_document(document, today=TODAY).findings == ()
    report = check_document(document, checklists=checklists_called("onsite"), today=TODAY)
    assert {one.rule_id for one in report.findings} >= {"vague-body", "vague-limit", "no-limit"}
    assert not any("由标题" in note for note in report.notes)


def test_document_without_a_list_is_only_linted_and_says_so() -> None:
    report = check_document(plan_of(BODY, doc_type="normative", level=""), today=TODAY)
    assert report.elements == ()
    assert "没有“规范性文件”的检查表" in report.notes[0]


def test_single_risk_is_pointed_out_not_assumed() -> None:
    body = f"{BODY}3 概况\n本单位安全风险单一、危险性小。"
    report = check_document(plan_of(body), today=TODAY)
    assert any("可以简化要素" in note for note in report.notes)
    assert not any("不判缺" in note for note in report.notes)
    assert any("不判缺" in note for note in check_document(plan_of(body), today=TODAY, simplified=True).notes)


def test_place_names_the_headings_above() -> None:
    report = check_document(plan_of(BODY), today=TODAY)
    old = next(one for one in report.findings if one.rule_id == "former-name")
    assert report.quote(old.span) == "安监局"
    assert report.place_of(old.span) == "2 信息报告"
    start = replace(old.span, start=0, end=2)
    assert report.place_of(start) == ""


def test_title_is_stale_only_when_no_version_is_in_force() -> None:
    ended = summary("旧办法", DocumentStatus.REPEALED, 1, superseded_by=f"{2:032d}")
    heir = summary("新办法", DocumentStatus.IN_FORCE, 2)
    old, new = summary("防汛条例", DocumentStatus.SUPERSEDED, 3), summary("防汛条例", DocumentStatus.IN_FORCE, 4)
    assert stale_titles([ended, heir, old, new]) == {"旧办法": "在知识库中已废止（见《新办法》）"}


def test_base_names_a_repealed_basis() -> None:
    stale = stale_titles([summary("安全生产事故隐患排查办法", DocumentStatus.REPEALED, 1)])
    report = check_document(plan_of(BODY), today=TODAY, stale=stale)
    found = [one.message for one in report.findings if one.rule_id == "repealed-basis"]
    assert found == ["引用的《安全生产事故隐患排查办法》在知识库中已废止"]


def test_rows_lines_and_json_tell_the_same() -> None:
    report = check_document(plan_of(BODY), today=date(2026, 11, 22))
    form = report_form(report)
    assert [row[0] for row in element_rows(report)] == [one["id"] for one in form["elements"]]  # type: ignore[union-attr]
    assert [row[3] for row in finding_rows(report)] == [one["message"] for one in form["findings"]]  # type: ignore[union-attr]
    assert {len(row) for row in element_rows(report)} == {len(ELEMENT_HEADER)}
    assert {len(row) for row in finding_rows(report)} == {len(FINDING_HEADER)}
    text = "\n".join(report_lines(report))
    assert "【完整性】综合应急预案：29项" in text
    assert "✕ UC24 附件-路线标识图纸：缺少，没有找到" in text
    assert "依据：GB/T 29639-2020 9.7a-h（已核原文）" in text
    assert "须人工核对" in text
    first = form["findings"][0]["passage"]  # type: ignore[index]
    assert report.text[first["start"] : first["end"]] == first["quote"]
