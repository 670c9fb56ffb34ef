"""The drills that were held: from documents and entered by hand, each linked to the plans it tested."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cards.sources import MIN_HEADING_MATCH, hazard_section
from assistant.drills.held.reading import STEM, Told, read_told, tells_of_drill
from assistant.drills.held.records import DrillRecord
from assistant.drills.held.registering import TABLETOP, entry_of, was_played
from assistant.drills.run.records import EventKind
from kb.catalog.drills_held_records import HeldDrillRow
from kb.knowledge_base import KnowledgeBase
from kb.records import DocumentStatus, DocumentSummary
from kb.taxonomy import default_taxonomy

QUOTED = re.compile(r"《(?P<title>[^《》]{4,60})》")
MOST_RUNS = 500
ONSITE = "plan_unit_onsite"


def drill_records(kb: KnowledgeBase) -> tuple[DrillRecord, ...]:
    """Return every drill the base knows of, newest first; documents about one drill make one record."""
    summaries = kb.summaries()
    plans = [
        one
        for one in summaries
        if one.metadata.doc_type.startswith("plan") and one.standing is not DocumentStatus.DRAFT
    ]
    told = [read_told(kb.document(one.document_id)) for one in summaries if may_tell(one)]
    groups: dict[tuple[str, str], list[Told]] = {}
    for one in told:
        if one.day is not None and tells_of_drill(one.document):
            groups.setdefault((one.stem, one.day.isoformat()), []).append(one)
    schemes = [one for one in summaries if one.metadata.doc_type == "drill_plan"]
    records = [record_of(kb, group, plans, schemes) for group in groups.values()]
    records += [entered(row, plans) for row in kb.catalog.drills_held.held()]
    records += played(kb, plans)
    return tuple(sorted(records, key=lambda one: (one.day, one.name), reverse=True))


def may_tell(summary: DocumentSummary) -> bool:
    """Tell from its summary whether a document may report on a drill."""
    return summary.metadata.doc_type.startswith("drill_") or "演练" in summary.metadata.title


def record_of(
    kb: KnowledgeBase, group: Sequence[Told], plans: Sequence[DocumentSummary], schemes: Sequence[DocumentSummary]
) -> DrillRecord:
    """Join what the documents of one drill say; the first that says a thing counts."""
    ordered = sorted(group, key=lambda one: "记录" not in one.document.metadata.title)
    first = ordered[0]
    texts = [one.document.text for one in ordered]
    texts += [kb.document(one.document_id).text for one in schemes if stem_of(one.metadata.title) == first.stem]
    linked = plans_tested(first, texts, plans) or plans_of_organiser(kb, ordered, plans)
    problems = next((one.problems for one in ordered if one.problems), [])
    improvements = next((one.improvements for one in ordered if one.improvements), [])
    assert first.day is not None
    return DrillRecord(
        record_id=first.document.document_id,
        name=next((one.name for one in ordered if one.name), first.document.metadata.title),
        day=first.day,
        form=next((one.form for one in ordered if one.form), ""),
        organiser=next((one.organiser for one in ordered if one.organiser), ""),
        plan_ids=tuple(one.document_id for one in linked),
        plan_title=linked[0].metadata.title if linked else "",
        participants=next((one.participants for one in ordered if one.participants), None),
        problems=tuple(one.quote for one in problems),
        improvements=tuple(one.quote for one in improvements),
        problem_clauses=tuple(problems),
        improvement_clauses=tuple(improvements),
        grade=next((one.grade for one in ordered if one.grade), ""),
        documents=tuple(one.document.document_id for one in ordered),
    )


def stem_of(title: str) -> str:
    """Return a title without what kind of document it is."""
    return STEM.sub("", title)


def plans_tested(told: Told, texts: Sequence[str], plans: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Return the plans a drill tested: those its documents name, the unit's own by kind and hazard, the surest first."""
    named = {found.group("title") for text in texts for found in QUOTED.finditer(text)}
    quoted = [one for one in plans if one.metadata.title in named]
    name = told.document.metadata.title
    own = [one for one in plans if unit_of(one) and unit_of(one) in name + told.document.metadata.issuer]
    bare = [one for one in own if any(one.metadata.title.removeprefix(unit_of(one)) in text for text in texts)]
    if "现场处置" in name and any(one.metadata.doc_type == ONSITE for one in own):
        return [one for one in own if one.metadata.doc_type == ONSITE]
    found = list({one.document_id: one for one in [*quoted, *bare]}.values())
    asked = set(default_taxonomy().find_hazards(name, colloquial=False))
    return sorted(found, key=lambda one: -len(asked & set(one.metadata.hazards[:2])))


def plans_of_organiser(
    kb: KnowledgeBase, group: Sequence[Told], plans: Sequence[DocumentSummary]
) -> list[DocumentSummary]:
    """Return the organiser's own plan whose headings speak of the drill's hazard best; none where nothing does."""
    held_by = {one.organiser for one in group if one.organiser}
    names = "".join(one.name for one in group)
    hazards = default_taxonomy().hazard_mentions(names, colloquial=False)
    scored = [
        (hazard_section(kb.document(one.document_id), named.term)[1], one.document_id, one)
        for one in plans
        if one.metadata.issuer in held_by
        for named in hazards
    ]
    fitting = [one for one in scored if one[0] >= MIN_HEADING_MATCH]
    return [max(fitting, key=lambda one: one[:2])[2]] if fitting else []


def unit_of(plan: DocumentSummary) -> str:
    """Return whose plan it is, as its title begins."""
    issuer = plan.metadata.issuer
    return issuer if issuer and plan.metadata.title.startswith(issuer) else ""


def played(kb: KnowledgeBase, plans: Sequence[DocumentSummary]) -> list[DrillRecord]:
    """Return the tabletop runs that were played to their end and that nobody has registered; they count for no day."""
    titles = {one.document_id: one.metadata.title for one in plans}
    registered = {one.held_no for one in kb.catalog.drills_held.held()}
    found = []
    for row in kb.catalog.drill_runs.runs(MOST_RUNS):
        events = kb.catalog.drill_runs.events(row.run_id)
        started = next((one for one in events if one.kind == EventKind.STARTED), None)
        if started is None or not was_played(events) or entry_of(events) in registered:
            continue
        improvements = kb.catalog.drill_runs.improvements(run_id=row.run_id)
        found.append(
            DrillRecord(
                record_id=f"run-{row.run_id}",
                name=row.title,
                day=started.at.astimezone().date(),
                form=TABLETOP,
                organiser=row.made_by,
                plan_ids=(row.document_id,),
                plan_title=titles.get(row.document_id, ""),
                participants=len({one.who for one in events if one.kind == EventKind.JOINED}) or None,
                improvements=tuple(one.what for one in improvements),
                counted=False,
            )
        )
    return found


def entered(row: HeldDrillRow, plans: Sequence[DocumentSummary]) -> DrillRecord:
    """Return a drill that a person entered; it counts for every edition of its plan."""
    ids = [one.document_id for one in plans if one.work_id == row.plan_work_id and row.plan_work_id]
    linked = ids or ([row.plan_document_id] if row.plan_document_id else [])
    return DrillRecord(
        record_id=f"hand-{row.held_no}",
        name=row.name,
        day=row.day,
        form=row.form,
        organiser=row.organiser,
        plan_ids=tuple(linked),
        plan_title=row.plan_title,
        participants=row.participants,
        problems=row.problems,
        improvements=row.improvements,
    )
