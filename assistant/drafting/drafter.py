"""Drafts a plan: the headings its checklist asks for, filled from the base, everything else a blank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.citations import CitationList
from assistant.drafting.basis import ClauseFinder
from assistant.drafting.filling import SectionWriter
from assistant.drafting.layouts import Layout, Part, chosen_parts, layout_called
from assistant.drafting.materials import Material, materials_for
from assistant.drafting.ownership import is_company
from assistant.drafting.records import DraftSection, PlanDraft
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

LONGEST_INPUT = 80
_BODY = re.compile(r"(?:人民政府|村民委员会|居民委员会|街道办事处)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a draft is: sections written and sections in all."""

    done: int
    every: int


def draft_plan(
    kb: KnowledgeBase,
    kind: str,
    topic: str,
    unit: str = "",
    sections: Sequence[str] = (),
    *,
    today: date | None = None,
) -> PlanDraft:
    """Draft a plan or some of its sections.

    Args:
        kind: Id or Chinese name of a type, see `all_layouts`.
        topic: What it is about: a hazard, an event, a place; may be empty where the type says it all.
        unit: Whose plan it is; without one no document is the unit's own and everything found is only to look at.
        sections: Headings or ids of elements; all when empty.

    Raises:
        InputRefused: The type or a section is not known, topic and unit are both missing, or one is too long.
    """
    for update in draft_steps(kb, kind, topic, unit, sections, today=today):
        if isinstance(update, PlanDraft):
            return update
    raise AssertionError("the last step is the draft")


def draft_steps(
    kb: KnowledgeBase,
    kind: str,
    topic: str,
    unit: str = "",
    sections: Sequence[str] = (),
    *,
    today: date | None = None,
) -> Iterator[Step | PlanDraft]:
    """Yield how far it is after every section, and last the draft; see `draft_plan`."""
    layout = layout_called(kind)
    topic, unit = checked_input(topic, "主题"), checked_input(unit, "单位")
    if not topic and not unit:
        raise InputRefused("请写出主题（如 液氨泄漏）或单位（如 临澜恒泰化工有限公司），至少一项。")
    title = title_of(layout, topic, unit)
    parts = [one for one in chosen_parts(layout, sections) if _asked(layout, one, title, named=bool(sections))]
    yield Step(done=0, every=len(parts))
    materials = materials_for(kb, layout, topic, unit)
    citations = CitationList(kb.document)
    writer = SectionWriter(layout, materials, citations, ClauseFinder(kb, citations))
    written: list[DraftSection] = []
    for part in parts:
        written.append(writer.section(part))
        yield Step(done=len(written), every=len(parts))
    whole = PlanDraft(
        kind=layout.checklist.checklist_id,
        kind_name=layout.name,
        title=title,
        topic=topic,
        unit=unit,
        sections=tuple(written),
        citations=citations.citations,
        drafted_on=today or date.today(),
    )
    yield replace(whole, missing_sources=missing_sources(written), notes=tuple(_notes(layout, unit, materials)))


def checked_input(text: str, what: str) -> str:
    """Return what a person typed without spaces around it.

    Raises:
        InputRefused: It is too long for a title, or holds line ends.
    """
    plain = text.strip()
    if len(plain) > LONGEST_INPUT or not plain.isprintable():
        raise InputRefused(f"{what}太长或含有换行：{plain[:20]}…。请缩短到{LONGEST_INPUT}字以内的一行。")
    return plain


def title_of(layout: Layout, topic: str, unit: str) -> str:
    """Return the title; words the topic and the name of the type share are not said twice."""
    suffix = layout.title.replace("{unit}", "").replace("{topic}", "")
    place = unit if is_company(unit) else _BODY.sub("", unit) or unit
    core = topic.removeprefix(unit).removeprefix(place).removesuffix(suffix)
    core = core.removesuffix("应急预案").removesuffix("预案") if suffix.endswith("预案") else core
    for length in range(min(len(core), len(suffix)), 1, -1):
        if core.endswith(suffix[:length]):
            core = core[:-length]
            break
    return f"{place}{core}{suffix}"


def missing_sources(sections: Sequence[DraftSection]) -> tuple[str, ...]:
    """Return which kinds of material would fill the blanks, those that fill most first."""
    counted = Counter(item.name for section in sections for item in section.blanks if item.name)
    return tuple(f"{material}（{count}处）" for material, count in counted.most_common())


def _asked(layout: Layout, part: Part, title: str, *, named: bool) -> bool:
    """Tell whether a part belongs to this plan: some are asked only of plans whose title says so."""
    if named or not part.if_named:
        return True
    element = layout.element(part.element_id)
    return re.search(element.title or element.met_by, title) is not None


def _notes(layout: Layout, unit: str, materials: Sequence[Material]) -> Iterator[str]:
    yield f"章节次序：{layout.order.text_zh}。"
    if not unit:
        yield "没有写明单位：库内的文件都只作参考，没有作为本单位的内容引入。"
    elif not any(one.belongs_here for one in materials):
        yield f"库内没有{unit}自己的现行文件：正文全部待补充，其他单位的内容只作参考。"
    if layout.one_occasion:
        yield "这类文档只说一次演练、一项活动或一个年度：以前的同类文档只作参考，没有作为内容引入。"
    if not materials:
        yield "库内没有可用的预案、制度或清单；工作报告、演练和调查材料不作为预案内容的来源。"
    if layout.checklist.may_simplify:
        yield (
            "安全风险单一、危险性小的单位可以简化要素，或只编现场处置方案"
            "（国办发〔2024〕5号第十六条；应急管理部令第2号第十五条）。"
        )
