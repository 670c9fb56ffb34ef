"""Records of a running drill, all replayed from its log."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from assistant.drills.records import ExpectedAction, Inject


class EventKind(StrEnum):
    """What the log of a run may say."""

    JOINED = "joined"
    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    ENDED = "ended"
    INJECTED = "injected"
    ACTED = "acted"
    OVERRULED = "overruled"
    RATED = "rated"
    NOTED = "noted"
    REGISTERED = "registered"


class Phase(StrEnum):
    """Where a run is."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Mark(StrEnum):
    """How something that a player did is marked.

    UNMATCHED: it is none of the actions that the plan expects. FORBIDDEN: the plan forbids it.
    """

    RIGHT = "right"
    LATE = "late"
    WRONG_ORDER = "wrong_order"
    WRONG_ROLE = "wrong_role"
    UNMATCHED = "unmatched"
    FORBIDDEN = "forbidden"


class Standing(StrEnum):
    """How an expected action stands. WAITING: not called for yet. OVERDUE: called for, and its limit is over."""

    WAITING = "waiting"
    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    LATE = "late"
    WRONG_ORDER = "wrong_order"
    WRONG_ROLE = "wrong_role"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """How an act was marked, by the program or by a person.

    Attributes:
        action_id: The expected action that it is; for FORBIDDEN the ban; "" for UNMATCHED.
        score: Of the match, 0 to 1; 1.0 where a person chose the action.
        evidence: Words of the act that speak for the match, in its order.
        missing: What the clause asks for and the act does not say.
    """

    mark: Mark
    action_id: str = ""
    score: float = 0.0
    evidence: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something a player did.

    Attributes:
        act_no: Number of the event, what overruling names.
        minute: Minutes of the drill's clock.
        picked: The player chose the action from a list.
        credited: The director entered it for the player.
        overruled_by: Who changed the mark; then `proposed` is what the program had said.
    """

    act_no: int
    minute: float
    player: str
    role: str
    text: str
    marking: Marking
    proposed: Marking
    picked: bool = False
    credited: bool = False
    overruled_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentInject:
    """An inject and the minute at which it appeared."""

    inject: Inject
    minute: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionStanding:
    """An expected action in this run.

    Attributes:
        called: Minute at which an inject called for it; None when none has.
        done: Minute of the act that counts; None when there is none.
        delay: Minutes from being called for to being done, never below 0; None without both.
        act_no: The act that counts, 0 when there is none.
    """

    action: ExpectedAction
    standing: Standing
    called: float | None = None
    done: float | None = None
    delay: float | None = None
    act_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What a person says of an objective. points: 0 缺项, 1 较差, 3 一般, 5 优秀 (AQ/T 9009-2015 5.4)."""

    objective_id: str
    points: int
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A note of an observer or of the director."""

    minute: float
    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunState:
    """A run at one moment.

    Attributes:
        token: Number of the last event; equal tokens mean an equal log.
        pace: Minutes of the drill in one minute of real time.
        players: Name → role, in the order in which they joined.
        sent, acts: In the order of the log. standings: in the order of the plan.
    """

    run_id: str
    token: int
    phase: Phase
    minute: float
    pace: float
    started_at: datetime | None
    ended_at: datetime | None
    players: dict[str, str] = field(default_factory=dict)
    sent: tuple[SentInject, ...] = ()
    acts: tuple[Act, ...] = ()
    standings: tuple[ActionStanding, ...] = ()
    ratings: tuple[Rating, ...] = ()
    remarks: tuple[Remark, ...] = ()
