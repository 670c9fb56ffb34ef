"""The check of one document: completeness against its checklists and the rules over its text, as one report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.checking.checklists import checklists_for
from assistant.checking.elements import check_elements
from assistant.checking.lint.rules import lint
from assistant.checking.records import Checklist, CheckReport
from kb.records import STATUS_ZH, Document, DocumentStatus, DocumentSummary, SectionKind
from kb.standing import title_key
from kb.taxonomy import default_taxonomy

_SMALL_UNIT = re.compile(r"(?:安全)?风险(?:种类)?单一[^。\n]{0,12}|危险性(?:较)?小")
_ENDED = (DocumentStatus.SUPERSEDED, DocumentStatus.REPEALED)


def check_document(
    document: Document,
    *,
    checklists: Sequence[Checklist] = (),
    today: date,
    stale: Mapping[str, str] | None = None,
    simplified: bool = False,
) -> CheckReport:
    """Check a document.

    Args:
        checklists: What a person chose; empty takes those of the document's type and title.
        stale: Titles no longer in force, see `stale_titles`.
        simplified: The unit has a single small risk and may leave out elements.
    """
    chosen = tuple(checklists) or checklists_for(document.metadata)
    if checklists and checklists[0].doc_types and document.metadata.doc_type not in checklists[0].doc_types:
        document = replace(document, metadata=replace(document.metadata, doc_type=checklists[0].doc_types[0]))
    elements = tuple(
        finding for checklist in chosen for finding in check_elements(document, checklist, simplified=simplified)
    )
    return CheckReport(
        title=document.metadata.title or document.file_name,
        document_id=document.document_id,
        text=document.text,
        headings=_headings(document),
        checked_on=today,
        checklists=chosen,
        elements=elements,
        findings=lint(document, today, stale),
        notes=tuple(_notes(document, chosen, named=bool(checklists), simplified=simplified)),
    )


def stale_titles(summaries: Iterable[DocumentSummary]) -> dict[str, str]:
    """Return the titles of a base of which no version is in force: key of the title → Chinese words about it."""
    documents = list(summaries)
    titles = {one.document_id: one.metadata.title for one in documents}
    alive = {title_key(one.metadata.title) for one in documents if one.standing not in _ENDED}
    found: dict[str, str] = {}
    for one in documents:
        key = title_key(one.metadata.title)
        if one.standing in _ENDED and key and key not in alive:
            by = titles.get(one.superseded_by, "")
            found[key] = f"在知识库中已{STATUS_ZH[one.standing]}" + (f"（见《{by}》）" if by else "")
    return found


def _headings(document: Document) -> tuple[tuple[int, str], ...]:
    names: dict[int, str] = {}
    found = []
    for section in document.sections:
        if section.kind is SectionKind.ROOT:
            continue
        own = f"{section.label} {section.title}".strip()
        above = names.get(section.parent, "")
        names[section.ordinal] = f"{above} / {own}" if above else own
        found.append((section.start, names[section.ordinal]))
    return tuple(found)


def _notes(document: Document, checklists: Sequence[Checklist], *, named: bool, simplified: bool) -> Iterable[str]:
    types = {one.type_id: one.name for one in default_taxonomy().doc_types}
    own = types.get(document.metadata.doc_type, "")
    if not checklists:
        yield f"没有“{own or '未识别类型'}”的检查表，只做了文本检查；可用 --type 指定类型。"
    elif not named:
        names = "、".join(f"“{one.name}”" for one in checklists)
        yield f"类型由标题和正文判断，按{names}检查；不对时请指定类型。"
    if simplified:
        yield "按“安全风险单一、危险性小”处理：可以简化的要素不判缺（国办发〔2024〕5号第十六条）。"
    elif any(one.may_simplify for one in checklists) and (small := _SMALL_UNIT.search(document.text)):
        yield f"文中写有“{small.group()}”：如属风险单一、危险性小的单位，可以简化要素，请用“简化”重新检查。"
    if document.warnings:
        yield f"读取时：{'；'.join(warning.rstrip('。；') for warning in document.warnings)}。"
