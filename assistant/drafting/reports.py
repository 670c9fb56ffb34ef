"""Skeletons of reports: what the rules ask for in order, filled with what was typed and with nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from assistant.answering.citations import CitationList
from assistant.drafting.basis import ClauseFinder
from assistant.drafting.drafter import checked_input, missing_sources
from assistant.drafting.filling import blank
from assistant.drafting.given import checked_values, value_notes
from assistant.drafting.records import DraftItem, DraftSection, ItemKind, PlanDraft
from assistant.drafting.report_forms import (
    Chapter,
    Limit,
    ReportForm,
    all_forms,
    audience_called,
    audiences,
    form_called,
)
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

LIMITS_HEADING = "报送时限（核对后删去）"
OLD_NAMES = (
    "条文里的“安全生产监督管理部门”“国家安全生产监督管理总局”已改名，现为应急管理部门、应急管理部（建议，未核原文）。"
)
DEFAULT_AUDIENCE = "enterprise"


def draft_report(
    kb: KnowledgeBase,
    kind: str,
    topic: str,
    unit: str = "",
    *,
    audience: str = DEFAULT_AUDIENCE,
    values: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> PlanDraft:
    """Draft a report of an event: 电话快报, 首报, 续报 or 终报.

    Args:
        audience: Who reports, by id or Chinese name; the limits of time are theirs.
        values: What is known, by id or name of the slot; everything else stays a blank.
        now: Local time against which moments are looked at.

    Raises:
        InputRefused: The kind, the audience or a slot is not known, the topic is missing, or a value makes no sense.
    """
    form, topic, unit = _asked(kind, topic, unit)
    who = audience_called(audience)
    known = ({"unit_name": unit} if unit and who == DEFAULT_AUDIENCE else {}) | dict(values or {})
    moment = now or datetime.now()  # noqa: DTZ005 - a duty officer's clock is the local one
    checked = checked_values(form.slots(who), known, moment)
    citations = CitationList(kb.document)
    sections = list(_sections(form, who, checked, ClauseFinder(kb, citations)))
    return PlanDraft(
        kind=form.form_id,
        kind_name=form.name,
        title=_title(form, topic),
        topic=topic,
        unit=unit,
        sections=tuple(sections),
        citations=citations.citations,
        missing_sources=missing_sources(sections),
        notes=(*value_notes(checked), *_notes(sections, who)),
        drafted_on=moment.date(),
    )


def _asked(kind: str, topic: str, unit: str) -> tuple[ReportForm, str, str]:
    form = form_called(kind)
    if form is None:
        raise InputRefused(f"没有“{kind}”这一种报告。可用：{'、'.join(one.name for one in all_forms())}。")
    topic, unit = checked_input(topic, "主题"), checked_input(unit, "单位")
    if not topic:
        raise InputRefused("请写出报告的是什么事件，如 “3·12”液氨泄漏事故。")
    return form, topic, unit


def _sections(
    form: ReportForm, audience: str, values: Mapping[str, str], clauses: ClauseFinder
) -> Iterator[DraftSection]:
    for chapter in form.chapters:
        if not chapter.only or audience in chapter.only:
            yield _chapter(chapter, values, clauses)
    yield _limits(form, audience, clauses)


def _title(form: ReportForm, topic: str) -> str:
    core = topic.removesuffix("信息报告").removesuffix("的报告").removesuffix("报告")
    return form.title.replace("{topic}", core)


def _chapter(chapter: Chapter, values: Mapping[str, str], clauses: ClauseFinder) -> DraftSection:
    return DraftSection(
        heading=chapter.heading,
        level=1,
        element_id=chapter.element_id,
        items=tuple(_slots(chapter, values)),
        basis=clauses.basis_of(chapter.sources),
    )


def _slots(chapter: Chapter, values: Mapping[str, str]) -> Iterator[DraftItem]:
    for slot in chapter.slots:
        if slot.slot_id in values:
            yield DraftItem(kind=ItemKind.GIVEN, text=values[slot.slot_id], name=slot.name)
        else:
            yield blank(slot.name, slot.material)


def _limits(form: ReportForm, audience: str, clauses: ClauseFinder) -> DraftSection:
    items = tuple(_limit(one, clauses) for one in form.limits if audience in one.only)
    return DraftSection(heading=LIMITS_HEADING, level=1, items=items, attachment=True)


def _limit(limit: Limit, clauses: ClauseFinder) -> DraftItem:
    """Return the words of the clause where the base holds them, else a summary that says where it comes from."""
    basis = clauses.basis(limit.source)
    words = clauses.held(limit.source.clause)
    if basis.marker and words is not None:
        return DraftItem(kind=ItemKind.RULE, text=words, markers=(basis.marker,), name=basis.clause)
    return DraftItem(kind=ItemKind.RULE, text=limit.text, name=f"{basis.clause}；库内没有这一文件，请核对原文")


def _notes(sections: list[DraftSection], audience: str) -> Iterator[str]:
    yield f"按{audiences()[audience]}的要求列出；没有填写的各项留空，不作推测。"
    if any("安全生产监督管理" in item.text for section in sections for item in section.items):
        yield OLD_NAMES
