"""A run as its log tells it. Nothing is kept beside the log, so a restart changes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from assistant.drills.records import DrillKit
from assistant.drills.run.clock import clock_of
from assistant.drills.run.records import Act, EventKind, Mark, Marking, Rating, Remark, RunState, SentInject
from assistant.drills.run.standings import standings_of
from kb.catalog.drill_run_records import DrillEventRow

Detail = dict[str, Any]


def replay(run_id: str, kit: DrillKit, events: Sequence[DrillEventRow], now: datetime) -> RunState:
    """Return the run as it stands at `now`; events must be in the order of the log."""
    clock = clock_of(events)
    log = [(event, json.loads(event.detail)) for event in events]
    minute = clock.minute_at(now)
    acts = acts_of(log)
    sent = sent_of(kit, log)
    return RunState(
        run_id=run_id,
        token=events[-1].event_no if events else 0,
        phase=clock.phase,
        minute=minute,
        pace=clock.pace,
        started_at=clock.started_at,
        ended_at=clock.ended_at,
        players={event.who: str(detail["role"]) for event, detail in log if event.kind == EventKind.JOINED},
        sent=sent,
        acts=acts,
        standings=standings_of(kit, sent, acts, minute, clock.phase),
        ratings=ratings_of(log),
        remarks=tuple(
            Remark(minute=float(detail["minute"]), who=event.who, text=str(detail["text"]))
            for event, detail in log
            if event.kind == EventKind.NOTED
        ),
    )


def sent_of(kit: DrillKit, log: Sequence[tuple[DrillEventRow, Detail]]) -> tuple[SentInject, ...]:
    """Return the injects that appeared, each once."""
    injects = {one.inject_id: one for one in kit.injects}
    found: dict[str, SentInject] = {}
    for event, detail in log:
        key = str(detail.get("inject_id", ""))
        if event.kind == EventKind.INJECTED and key in injects:
            found.setdefault(key, SentInject(inject=injects[key], minute=float(detail["minute"])))
    return tuple(found.values())


def acts_of(log: Sequence[tuple[DrillEventRow, Detail]]) -> tuple[Act, ...]:
    """Return what the players did, with the marks that persons changed."""
    acts: dict[int, Act] = {}
    for event, detail in log:
        if event.kind == EventKind.ACTED:
            acts[event.event_no] = act_of(event, detail)
        elif event.kind == EventKind.OVERRULED and detail["act_no"] in acts:
            number = int(detail["act_no"])
            acts[number] = replace(
                acts[number],
                marking=marking_of(detail["marking"]),
                overruled_by=event.who,
                note=str(detail.get("note", "")),
            )
    return tuple(acts.values())


def act_of(event: DrillEventRow, detail: Detail) -> Act:
    """Return an act from its event."""
    marking = marking_of(detail["marking"])
    return Act(
        act_no=event.event_no,
        minute=float(detail["minute"]),
        player=event.who,
        role=str(detail["role"]),
        text=str(detail["text"]),
        marking=marking,
        proposed=marking,
        picked=bool(detail.get("picked", False)),
        credited=bool(detail.get("credited", False)),
        note=str(detail.get("note", "")),
    )


def ratings_of(log: Sequence[tuple[DrillEventRow, Detail]]) -> tuple[Rating, ...]:
    """Return the last rating of each objective."""
    last: dict[str, Rating] = {}
    for event, detail in log:
        if event.kind == EventKind.RATED:
            key = str(detail["objective_id"])
            last[key] = Rating(
                objective_id=key, points=int(detail["points"]), by=event.who, note=str(detail.get("note", ""))
            )
    return tuple(last.values())


def marking_of(raw: Detail) -> Marking:
    """Return a marking from its JSON."""
    return Marking(
        mark=Mark(raw["mark"]),
        action_id=str(raw.get("action_id", "")),
        score=float(raw.get("score", 0.0)),
        evidence=tuple(raw.get("evidence", ())),
        missing=tuple(raw.get("missing", ())),
    )


def marking_form(marking: Marking) -> Detail:
    """Return a marking as JSON."""
    return {
        "mark": marking.mark.value,
        "action_id": marking.action_id,
        "score": round(marking.score, 4),
        "evidence": list(marking.evidence),
        "missing": list(marking.missing),
    }
