"""Registering a tabletop run as a drill that was held: only then does it count for the days of its plan."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from assistant.drills.held.entering import line
from assistant.drills.run.records import EventKind
from kb.catalog.drill_run_records import DrillEventRow, DrillRunRow
from kb.catalog.drills_held_records import HeldDrillRow
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

TABLETOP = "桌面"


def register_run(kb: KnowledgeBase, run_id: str, by: str) -> int:
    """Enter a run that has ended among the drills held; return the number of the entry.

    Whether `by` may speak for the run is the caller's to check. An entry that was taken back may be made again.

    Raises:
        InputRefused: The run is unknown, was not played to its end, or is registered already.
        StoreReadOnly: The base is open for reading.
    """
    name = line(by, "登记人", needed=True)
    row = kb.catalog.drill_runs.run(run_id)
    events = kb.catalog.drill_runs.events(run_id)
    if not was_played(events):
        raise InputRefused("这次推演还没有结束，不能登记为演练。请先由导调结束推演。")
    number = entry_of(events)
    if number in {one.held_no for one in kb.catalog.drills_held.held()}:
        raise InputRefused(f"这次推演已经登记为演练（编号 {number}）。要改的，先在台账撤回登记。")
    held_no = kb.catalog.drills_held.add(entry_from(kb, row, events, name))
    event = DrillEventRow(
        run_id=run_id,
        at=datetime.now(UTC),
        kind=EventKind.REGISTERED.value,
        who=name,
        detail=json.dumps({"held_no": held_no}),
    )
    kb.catalog.drill_runs.append([event])
    return held_no


def entry_from(kb: KnowledgeBase, row: DrillRunRow, events: Sequence[DrillEventRow], by: str) -> HeldDrillRow:
    """Return a run as a drill held on the day on which it was started."""
    summary = next((one for one in kb.summaries() if one.document_id == row.document_id), None)
    started = next(one for one in events if one.kind == EventKind.STARTED)
    improvements = kb.catalog.drill_runs.improvements(run_id=row.run_id)
    return HeldDrillRow(
        name=row.title,
        day=started.at.astimezone().date(),
        form=TABLETOP,
        organiser=row.made_by,
        made_by=by,
        at=datetime.now(UTC),
        plan_document_id=row.document_id if summary else "",
        plan_work_id=summary.work_id if summary else "",
        plan_title=summary.metadata.title if summary else "",
        participants=len({one.who for one in events if one.kind == EventKind.JOINED}) or None,
        improvements=tuple(one.what for one in improvements),
    )


def was_played(events: Sequence[DrillEventRow]) -> bool:
    """Tell whether a run was started and ended."""
    return {EventKind.STARTED.value, EventKind.ENDED.value} <= {one.kind for one in events}


def entry_of(events: Sequence[DrillEventRow]) -> int:
    """Return the number of the entry that a run was registered under last, 0 for none."""
    found = [one for one in events if one.kind == EventKind.REGISTERED]
    detail: Mapping[str, object] = json.loads(found[-1].detail) if found else {}
    return int(str(detail.get("held_no", 0)))
