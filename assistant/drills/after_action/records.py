"""Records of the evaluation after a drill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.drills.records import Clause, Objective
from assistant.drills.run.records import Act, ActionStanding, Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One line of what happened.

    Attributes:
        minute: Of the drill's clock.
        who: The player with the role, or 情景注入, 导调.
        mark: The mark in Chinese, "" for what is not marked.
        act_no: The act, 0 for everything else.
    """

    minute: float
    who: str
    what: str
    mark: str = ""
    act_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveResult:
    """How an objective was met; only actions that were called for count.

    Attributes:
        standings: Its actions that were called for, or done without that.
        proposed: Points that the program proposes (0, 1, 3, 5); None when nothing was called for.
        rating: What a person said, None when nobody has.
    """

    objective: Objective
    standings: tuple[ActionStanding, ...]
    done: int
    late: int
    wrong: int
    missed: int
    proposed: int | None
    rating: Rating | None = None

    @property
    def points(self) -> int | None:
        """The points that count: the person's before the program's."""
        return self.rating.points if self.rating else self.proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something to be improved, as the run shows it; who and by when is for people to say."""

    what: str
    clause: Clause | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterAction:
    """The evaluation of one run.

    Attributes:
        place, organiser: As the user gave them for the scenario, "" when not given.
        grade: 优, 良, 中, 差 as proposed from the shares below; to be confirmed by the evaluation group.
        right_share: Share of the called actions that were done in time, in order and by the right role.
        strengths: Facts worth praising, each from the log.
    """

    run_id: str
    title: str
    plan_title: str
    form: str
    place: str
    organiser: str
    started_at: datetime | None
    ended_at: datetime | None
    minutes: float
    players: tuple[tuple[str, str], ...]
    timeline: tuple[TimelineRow, ...]
    objectives: tuple[ObjectiveResult, ...]
    called: int
    right: int
    late: tuple[ActionStanding, ...]
    wrong: tuple[ActionStanding, ...]
    missed: tuple[ActionStanding, ...]
    forbidden: tuple[Act, ...]
    unmatched: tuple[Act, ...]
    strengths: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    grade: str

    @property
    def right_share(self) -> float:
        """Share of the called actions done without a fault; 0.0 when none was called."""
        return self.right / self.called if self.called else 0.0
