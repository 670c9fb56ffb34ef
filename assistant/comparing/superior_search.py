"""Which documents of a base rank above a plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.conflicts.passages import prescribes
from assistant.conflicts.scopes import Scope, is_national, scope_between
from kb.records import Document, DocumentStatus, DocumentSummary, Metadata
from kb.retrieval.jurisdiction import LAW_TYPES
from kb.standing import title_key
from kb.taxonomy import default_taxonomy

CITED, OVERALL, SUPERIOR, GOVERNING, CHOSEN = "文中引用", "同级总体预案", "上级预案", "相关法律法规", "由您指定"
_NAMED = re.compile(r"《([^《》\n]{3,60})》")
# Laws that rule limits and grades of all emergencies, or of all accidents, whether a plan cites them or not.
_ALWAYS = ("突发事件应对法", "突发事件应急预案管理办法")
_OF_ACCIDENTS = ("安全生产法", "生产安全事故报告和调查处理条例", "生产安全事故应急条例", "生产安全事故应急预案管理办法")
_ACCIDENT_CLASS = "accident"
_PLAN = "plan_"
_RULES = LAW_TYPES | {"normative"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document above a plan and why it was taken."""

    summary: DocumentSummary
    why: str
    scope: Scope

    @property
    def of_law(self) -> bool:
        """Whether it is a law, a regulation or a rule."""
        return self.summary.metadata.doc_type in LAW_TYPES


def unstored_summary(document: Document) -> DocumentSummary:
    """Return the summary of a document that is not in the base."""
    return DocumentSummary(
        document_id=document.document_id, work_id=document.work_id, source_uri=document.source_uri,
        file_name=document.file_name, media_type=document.media_type, byte_count=document.byte_count,
        character_count=len(document.text), chunk_count=len(document.chunks), metadata=document.metadata,
        standing=DocumentStatus.DRAFT, superseded_by="", ingested_at=document.ingested_at, approved=False,
        warnings=document.warnings,
    )  # fmt: skip


def sources_above(
    document: Document, own: DocumentSummary, others: list[DocumentSummary], text_of: Callable[[str], str]
) -> list[Found]:
    """Return what ranks above a plan: laws first, then plans of higher governments, then those of its own."""
    cited = {title_key(title) for title in _NAMED.findall(document.text)}
    found = []
    for other in others:
        if other.standing is not DocumentStatus.IN_FORCE or not prescribes(other) or _is_itself(own, other):
            continue
        scope = scope_between(own, other, text_of)
        if why := next(_reasons(document.metadata, other.metadata, scope, cited), ""):
            found.append(Found(summary=other, why=why, scope=scope))
    ranked = sorted(found, key=lambda one: (not one.of_law, not is_national(one.summary.metadata), one.why != SUPERIOR))
    once = {title_key(one.summary.metadata.title): one for one in reversed(ranked)}  # a law may lie there in two files
    return [one for one in ranked if once[title_key(one.summary.metadata.title)] is one]


def _is_itself(own: DocumentSummary, other: DocumentSummary) -> bool:
    same_work = bool(own.work_id) and own.work_id == other.work_id
    same_title = title_key(own.metadata.title) == title_key(other.metadata.title) != ""
    return other.document_id == own.document_id or same_work or same_title


def _reasons(own: Metadata, other: Metadata, scope: Scope, cited: set[str]) -> Iterator[str]:
    """Yield why a document stands above a plan, the best reason first; nothing when it does not."""
    if scope in (Scope.ABOVE, Scope.APART):
        return
    kind, title = other.doc_type, title_key(other.title)
    if kind in _RULES and title in cited:
        yield CITED
    if kind in LAW_TYPES and scope is Scope.BELOW and _governs(title, own):
        yield GOVERNING
    if not kind.startswith(_PLAN):
        return
    if kind == "plan_overall" and own.doc_type != "plan_overall" and scope is Scope.SAME:
        yield OVERALL
    elif scope is Scope.BELOW and (kind == "plan_overall" or _about_the_same(own, other)):
        yield SUPERIOR
    elif title in cited and scope is Scope.BELOW:
        yield CITED


def _governs(title: str, own: Metadata) -> bool:
    if title in _ALWAYS:
        return True
    accident = any(_ACCIDENT_CLASS in default_taxonomy().hazard(hazard).classes for hazard in own.hazards)
    return title in _OF_ACCIDENTS and (accident or own.level == "enterprise")


def _about_the_same(own: Metadata, other: Metadata) -> bool:
    """Tell whether two plans are for one hazard; a plan for all of them meets each."""
    general = own.doc_type in (
        "plan_overall",
        "plan_town",
        "plan_village",
        "plan_unit_comprehensive",
        "plan_unit_onsite",
    )
    return general or bool(set(own.hazards[:3]) & set(other.hazards[:3]))
