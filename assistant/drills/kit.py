"""A drill kit from a plan: its hazard's part as expected actions, and the messages that call for them."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.reading.units import Unit
from assistant.cards.sources import wholly_about
from assistant.cards.wording import without_lead
from assistant.drills.expected import expected_actions, heading_path, objectives_of
from assistant.drills.injects import injects_of
from assistant.drills.plan_part import PlanPart, read_part
from assistant.drills.records import Ban, Clause, DrillForm, DrillKit, ExpectedAction, UserScenario
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase
from kb.records import Document
from kb.taxonomy import default_taxonomy

MOST_MINUTES = 60
MOST_LETTERS = 300
FEWEST_ACTIONS = 3


def build_kit(
    kb: KnowledgeBase,
    document_id: str,
    *,
    form: DrillForm = DrillForm.TABLETOP,
    hazard: str = "",
    scenario: UserScenario | None = None,
) -> DrillKit:
    """Build the kit of a drill from one plan of the base; every action is a clause of it.

    Args:
        hazard: Which part of a plan for several hazards is drilled, e.g. 液氨泄漏; "" for the whole plan.

    Raises:
        DocumentNotFound: The base does not hold the document.
        InputRefused: The document is no plan, holds no steps for the hazard, or the scenario is out of bounds.
    """
    given = checked(scenario or UserScenario())
    part = read_part(kb, document_id, hazard.strip(), given.level)
    refuse_unfit(part, hazard.strip())
    actions = expected_actions(part)
    refuse_few(actions, part.summary.metadata.title)
    signs = tuple(sentence_of(part.document, unit) for unit in part.signs)
    starts = tuple(clause_of(part.document, unit) for unit in part.starts)
    return DrillKit(
        document_id=document_id,
        title=part.summary.metadata.title,
        unit=part.summary.metadata.issuer or part.summary.metadata.region,
        hazard=hazard.strip() or hazard_name(part),
        form=form,
        scenario=given,
        hazard_clauses=signs,
        actions=actions,
        bans=bans_of(part, actions),
        stops=tuple(clause_of(part.document, unit) for unit in part.stops),
        injects=injects_of(actions, signs, starts, given),
        objectives=objectives_of(actions),
    )


def checked(scenario: UserScenario) -> UserScenario:
    """Refuse a scenario that cannot be printed.

    Raises:
        InputRefused: A field is too long, or the minutes between the messages are out of bounds.
    """
    if not 1 <= scenario.minutes_between <= MOST_MINUTES:
        raise InputRefused(f"信息之间的间隔“{scenario.minutes_between}分钟”不在1至{MOST_MINUTES}分钟之内，请改正。")
    texts = (
        scenario.day,
        scenario.place,
        scenario.weather,
        scenario.casualties,
        scenario.cause,
        scenario.level,
        scenario.organiser,
    )
    for text in (*texts, *scenario.participants):
        if len(text) > MOST_LETTERS:
            raise InputRefused(f"“{text[:20]}…”过长（{len(text)}字），请控制在{MOST_LETTERS}字以内。")
    return scenario


def refuse_unfit(part: PlanPart, hazard: str) -> None:
    """Refuse what is no plan, and a hazard that the plan does not treat.

    Raises:
        InputRefused: As said.
    """
    metadata = part.summary.metadata
    if not metadata.doc_type.startswith("plan"):
        raise InputRefused(f"《{metadata.title}》不是应急预案，不能据以编制演练文件。请选择预案或者现场处置方案。")
    if hazard and part.section is None and not wholly_about(part.summary, hazard) and hazard not in part.document.text:
        raise InputRefused(f"《{metadata.title}》没有写“{hazard}”。请换一个险情，或者留空以演练整个预案。")


def refuse_few(actions: tuple[ExpectedAction, ...], title: str) -> None:
    """Refuse a plan without steps.

    Raises:
        InputRefused: As said.
    """
    if len(actions) < FEWEST_ACTIONS:
        raise InputRefused(f"《{title}》里没有读到可供演练的处置步骤。请换一个险情，或者选有处置程序的预案。")


def hazard_name(part: PlanPart) -> str:
    """Return what a plan is about in Chinese, from its metadata."""
    ids = part.summary.metadata.hazards
    return default_taxonomy().hazard(ids[0]).name if ids else ""


def clause_of(document: Document, unit: Unit) -> Clause:
    """Return a unit without its list number as a clause."""
    start = unit.start + len(unit.text) - len(without_lead(unit.text))
    return Clause(
        document_id=document.document_id,
        document_title=document.metadata.title,
        start=start,
        end=unit.end,
        quote=document.text[start : unit.end],
        heading_path=heading_path(document, start),
    )


def sentence_of(document: Document, unit: Unit) -> Clause:
    """Return a unit with the rest of its sentence: the signs that follow the first one."""
    clause = clause_of(document, unit)
    stops = [at for mark in "。\n" if (at := document.text.find(mark, clause.start)) >= 0]
    end = max(clause.end, min(stops, default=clause.end))
    return replace(clause, end=end, quote=document.text[clause.start : end])


def bans_of(part: PlanPart, actions: tuple[ExpectedAction, ...]) -> tuple[Ban, ...]:
    """Return what the part forbids; bans inside an action stay with the action."""
    clauses = [clause_of(part.document, unit) for unit in part.bans]
    taken = {one.clause.start for one in actions}
    return tuple(
        Ban(ban_id=f"{one.document_id}:{one.start}-{one.end}", text=one.quote.rstrip("。；"), clause=one)
        for one in clauses
        if one.start not in taken
    )
