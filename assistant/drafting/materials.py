"""The documents a draft may take words from, each with how near it is: the unit's own first, others' only to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.cards.sources import hazard_section, match_share
from assistant.checking.outline import Outline, outline_of
from assistant.drafting.layouts import Layout
from assistant.drafting.ownership import belongs
from assistant.drafting.records import CELL_EDGE
from kb.knowledge_base import KnowledgeBase
from kb.records import Document, DocumentStatus, DocumentSummary, Filters
from kb.taxonomy import default_taxonomy

MOST_OWN, MOST_OTHERS, FOUND = 10, 5, 20
ABOUT_THE_SAME = 0.5  # share of the topic a heading or title must name
FEWEST_LINES, ENDED_LINES = 40, 0.4  # on ordinary texts more than 0.7 of the lines end with such a sign
_LINE_ENDS = "。；：！？;:!?"
# Reports of work and of accidents tell what was done once; what a plan lays down is not taken from them.
PLAN_MATERIAL = frozenset(
    {"plan_overall", "plan_special", "plan_dept", "plan_town", "plan_village", "plan_unit_comprehensive"}
    | {"plan_unit_onsite", "plan_unit_special", "plan_fire_evac", "plan_event", "plan_joint", "plan_catastrophe"}
    | {"normative", "manual", "action_plan", "risk_report", "resource_report"}
)
ONE_HAZARD = frozenset(
    {"plan_special", "plan_unit_special", "plan_fire_evac", "plan_village", "plan_dept", "plan_event"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A document as material of a draft.

    Attributes:
        belongs_here: It is the unit's own document.
        own: Its words may stand in the draft as the unit's own.
        same_type: It is of the type that is drafted.
        about_topic: It, or a part of it, is about the hazard of the draft; where the draft names none, it is about all.
        focus: The part about the hazard of the draft as (start, end); None when no single part is.
        elsewhere: Parts about other hazards, as (start, end); nothing is taken from them.
        nearness: Higher is nearer.
        broken: Its lines are cut anywhere, as in text copied from a printed page; a line is then no paragraph.
    """

    document: Document
    summary: DocumentSummary
    outline: Outline
    belongs_here: bool
    own: bool
    same_type: bool
    about_topic: bool
    focus: tuple[int, int] | None
    elsewhere: tuple[tuple[int, int], ...]
    nearness: float
    broken: bool = False


def materials_for(kb: KnowledgeBase, layout: Layout, topic: str, unit: str) -> tuple[Material, ...]:
    """Return the approved documents in force that may give words, the unit's own first, nearest first."""
    usable = [one for one in kb.summaries() if _usable(one, layout)]
    own = [one for one in usable if belongs(one, unit)]
    others = [one for one in usable if one not in own and _comparable(one, layout, topic)]
    ranked_own = sorted(own, key=lambda one: -_nearness(one, layout, topic))[:MOST_OWN]
    found = _found_ids(kb, layout, topic) if len(others) > MOST_OTHERS else {}
    ranked_others = sorted(others, key=lambda one: (found.get(one.document_id, FOUND), -_nearness(one, layout, topic)))
    chosen = [(one, True) for one in ranked_own] + [(one, False) for one in ranked_others[:MOST_OTHERS]]
    materials = [_material(kb, one, layout, topic, own=own_one) for one, own_one in chosen]
    return tuple(sorted(materials, key=lambda one: (not one.own, -one.nearness)))


def _usable(summary: DocumentSummary, layout: Layout) -> bool:
    metadata = summary.metadata
    allowed = PLAN_MATERIAL if _is_plan(layout) else frozenset(layout.checklist.doc_types)
    in_force = summary.standing is DocumentStatus.IN_FORCE and metadata.status is not DocumentStatus.DRAFT
    # A rule of another body is no material, it is a basis; a list or a rule of the unit itself is material.
    return in_force and summary.approved and metadata.doc_type in allowed | set(layout.checklist.doc_types)


def _is_plan(layout: Layout) -> bool:
    return not layout.checklist.doc_types or any(one.startswith("plan_") for one in layout.checklist.doc_types)


def _comparable(summary: DocumentSummary, layout: Layout, topic: str) -> bool:
    """Tell whether another unit's document is worth a look: the same type, or a plan about the same hazard."""
    metadata = summary.metadata
    if metadata.doc_type in layout.checklist.doc_types:
        return metadata.doc_type not in ONE_HAZARD or not topic or _about(summary, topic)
    return metadata.doc_type.startswith("plan_") and bool(topic) and _about(summary, topic)


def _about(summary: DocumentSummary, topic: str) -> bool:
    asked = set(default_taxonomy().find_hazards(topic))
    named = set(summary.metadata.hazards[:2])
    return bool(asked & named) or match_share(topic, summary.metadata.title) >= ABOUT_THE_SAME


def _nearness(summary: DocumentSummary, layout: Layout, topic: str) -> float:
    same_type = summary.metadata.doc_type in layout.checklist.doc_types
    about = bool(topic) and _about(summary, topic)
    listed = any(word in summary.metadata.title for word in ("通讯录", "清单", "评估报告", "规程"))
    return 2.0 * same_type + 1.0 * about + 0.5 * listed + 0.2 * summary.metadata.doc_type.startswith("plan_")


def _found_ids(kb: KnowledgeBase, layout: Layout, topic: str) -> dict[str, int]:
    """Return the rank of documents that a search for the topic finds among those of the type."""
    sentence = f"{topic}{layout.name}"
    found = kb.search(kb.understand(sentence), Filters(doc_types=layout.checklist.doc_types, approved_only=True), FOUND)
    return {one.document.document_id: one.rank for one in reversed(found)}


def _material(kb: KnowledgeBase, summary: DocumentSummary, layout: Layout, topic: str, *, own: bool) -> Material:
    document = kb.document(summary.document_id)
    headings = [words for element in layout.checklist.elements for words in element.headings]
    focus, elsewhere = _parts_by_hazard(document, topic)
    same_type = summary.metadata.doc_type in layout.checklist.doc_types
    # A plan for all hazards is not made of one for a single hazard, nor the plan for one hazard of that for another.
    about = focus is not None or _about(summary, topic) if topic else same_type or not _one_hazard(summary)
    return Material(
        document=document,
        summary=summary,
        outline=outline_of(document, "", headings),
        belongs_here=own,
        # The unit's plan for another hazard has other leaders and levels, and a report of one occasion tells of that
        # occasion: both are to be looked at, not taken over.
        own=own and not layout.one_occasion and (about or not _one_hazard(summary)),
        same_type=summary.metadata.doc_type in layout.checklist.doc_types,
        focus=focus,
        elsewhere=elsewhere,
        about_topic=about,
        nearness=_nearness(summary, layout, topic),
        broken=has_broken_lines(document),
    )


def has_broken_lines(document: Document) -> bool:
    """Tell whether most lines of a document that are no headings and no rows of tables end without a sign of an end."""
    headings = {one.start for one in document.sections}
    ended, lines, offset = 0, 0, 0
    for line in document.text.split("\n"):
        words = line.rstrip()
        if words.strip() and offset not in headings and CELL_EDGE not in words:
            lines += 1
            ended += words[-1] in _LINE_ENDS
        offset += len(line) + 1
    return lines >= FEWEST_LINES and ended / lines < ENDED_LINES


def _one_hazard(summary: DocumentSummary) -> bool:
    return summary.metadata.doc_type in ONE_HAZARD


def _parts_by_hazard(document: Document, topic: str) -> tuple[tuple[int, int] | None, tuple[tuple[int, int], ...]]:
    """Return the part about the topic, and the parts beside it that are about something else."""
    if not topic:
        return None, ()
    section, share = hazard_section(document, topic)
    if section is None or share < ABOUT_THE_SAME:
        return None, tuple(_other_hazards(document, topic))
    beside = [one for one in document.sections if one.parent == section.parent and one is not section]
    others = tuple((one.start, one.end) for one in beside if _names_other(one.title, topic))
    return (section.start, section.end), others


def _other_hazards(document: Document, topic: str) -> Iterator[tuple[int, int]]:
    """Yield whole plans for other hazards that are bound into the document."""
    for section in document.sections:
        whole = any(word in section.title for word in ("处置方案", "专项"))
        if section.parent >= 0 and whole and _names_other(section.title, topic):
            yield section.start, section.end


def _names_other(title: str, topic: str) -> bool:
    taxonomy = default_taxonomy()
    named, asked = set(taxonomy.find_hazards(title)), set(taxonomy.find_hazards(topic))
    return bool(named) and not named & asked and match_share(topic, title) < ABOUT_THE_SAME
