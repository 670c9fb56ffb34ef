"""Completeness: each element of a checklist present, partial, missing or not applicable."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from assistant.checking.matching import Evidence, evidence_of
from assistant.checking.outline import Outline, outline_of
from assistant.checking.records import Checklist, Element, ElementFinding, ElementState, Need
from kb.records import Document, Metadata

SIMPLIFIED = "安全风险单一、危险性小的单位可以简化要素（国办发〔2024〕5号第十六条）"


def check_elements(document: Document, checklist: Checklist, *, simplified: bool = False) -> tuple[ElementFinding, ...]:
    """Hold a document against a checklist; one finding per element, in its order.

    Args:
        simplified: The unit has a single small risk; what such a unit may leave out is then not missing.
    """
    headings = [words for element in checklist.elements for words in element.headings]
    outline = outline_of(document, checklist.skip_parts, headings)
    return tuple(_findings(document.metadata, checklist, outline, simplified=simplified))


def _findings(
    metadata: Metadata, checklist: Checklist, outline: Outline, *, simplified: bool
) -> Iterator[ElementFinding]:
    for element in checklist.elements:
        others = [other for other in checklist.elements if other is not element]
        evidence = evidence_of(element, outline, others)
        why_not = _not_asked(element, metadata, outline, evidence)
        if not why_not and simplified and checklist.may_simplify and _state(element, evidence) is ElementState.MISSING:
            why_not = SIMPLIFIED
        if why_not:
            yield ElementFinding(
                checklist_id=checklist.checklist_id,
                element=element,
                state=ElementState.NOT_APPLICABLE,
                reason=why_not,
            )
        else:
            yield _judged(checklist, element, evidence)


def _not_asked(element: Element, metadata: Metadata, outline: Outline, evidence: Evidence) -> str:
    """Return why a conditional element is not asked of this document, "" when it is."""
    if element.need is not Need.CONDITIONAL:
        return ""
    asked = True
    if element.levels:
        asked = metadata.level in element.levels or (not metadata.level and _anything(evidence))
        asked = asked or ("national" in element.levels and _anything(evidence))
    elif element.title:
        asked = re.search(element.title, metadata.title) is not None
    elif element.met_by:
        asked = bool(evidence.parts) or re.search(element.met_by, outline.body) is not None
    else:
        asked = _anything(evidence)
    return "" if asked else f"只在“{element.when}”时要求"


def _anything(evidence: Evidence) -> bool:
    return bool(evidence.parts) or evidence.count > 0


def _judged(checklist: Checklist, element: Element, evidence: Evidence) -> ElementFinding:
    state = _state(element, evidence)
    absent = tuple(point.name for point, place in zip(element.points, evidence.places, strict=True) if place is None)
    return ElementFinding(
        checklist_id=checklist.checklist_id,
        element=element,
        state=state,
        spans=() if state is ElementState.MISSING else evidence.spans(),
        missing_points=() if state is ElementState.PRESENT else absent,
        reason=_reason(state, evidence, absent),
    )


def _state(element: Element, evidence: Evidence) -> ElementState:
    enough = element.enough or len(element.points)
    if evidence.count >= enough or (element.by_reference and evidence.referred):
        return ElementState.PRESENT
    # Without a heading of its own a stray word is not the element: half of what it asks for has to be there.
    half = 1 if element.need is Need.ADVISED else math.ceil(len(element.points) / 2)
    if evidence.parts or evidence.count >= half:
        return ElementState.PARTIAL
    return ElementState.MISSING


def _reason(state: ElementState, evidence: Evidence, absent: tuple[str, ...]) -> str:
    if state is ElementState.PRESENT:
        return "要点齐全" if not absent else f"要点足够；未写：{'、'.join(absent)}"
    if state is ElementState.MISSING:
        return "没有找到"
    if not evidence.count:
        return "有标题，没有写出要求的内容"
    return f"未写：{'、'.join(absent)}" + ("；只指向其他部分，请核对所指内容" if evidence.referred else "")
