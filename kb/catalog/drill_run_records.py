"""Records of drill runs: a run, its events, and what is to be improved after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillRunRow:
    """One run of a drill.

    Attributes:
        run_id: Hexadecimal, made when the run was set up.
        document_id: The plan that is drilled; it may have left the base since.
        kit: JSON of the drill kit; the catalogue does not look into it.
        director_code: What whoever directs types to come back as the director; players never see it.
        seen_at: When somebody last watched the run.
    """

    run_id: str
    title: str
    document_id: str
    kit: str
    director_code: str
    made_by: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillEventRow:
    """One entry of a run's log.

    Attributes:
        event_no: Grows with every event of the base; 0 before it is stored.
        kind: A word of whoever wrote it.
        who: The person that caused it; "" for the clock.
        detail: JSON object of whoever wrote it.
    """

    run_id: str
    at: datetime
    kind: str
    who: str
    detail: str
    event_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementRow:
    """Something to be improved after a drill.

    Attributes:
        improvement_no: 0 before it is stored.
        run_id: The run it came from; "" for a real drill.
        document_id: The plan it concerns, with the span of the clause; `end` 0 when it concerns the whole plan.
        owner: Who is to do it, "" while that is open.
        due: By when, None while that is open.
        done_at: When it was settled, None while it is open.
    """

    run_id: str
    document_id: str
    what: str
    made_by: str
    at: datetime
    start: int = 0
    end: int = 0
    quote: str = ""
    owner: str = ""
    due: date | None = None
    improvement_no: int = 0
    done_at: datetime | None = None
    done_by: str = ""
