"""What a player's action was taken for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a player's action stands to the plan."""

    RIGHT = "right"
    LATE = "late"
    WRONG_ORDER = "wrong_order"
    WRONG_ROLE = "wrong_role"
    UNMATCHED = "unmatched"


VERDICT_ZH: dict[Verdict, str] = {
    Verdict.RIGHT: "符合",
    Verdict.LATE: "超时",
    Verdict.WRONG_ORDER: "顺序不对",
    Verdict.WRONG_ROLE: "不是本岗位的职责",
    Verdict.UNMATCHED: "预案未要求",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Two spots that speak of the same: offsets in what the player typed and in the clause's quote."""

    start: int
    end: int
    clause_start: int
    clause_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchResult:
    """What a player's action was taken for.

    Attributes:
        action_id: The action meant, None when the plan asks for nothing like it.
        score: 0–1, how well the wording fits; also given for what fell short of a match.
        evidence: The spots on both sides that carry the match, in the order of the player's text.
        missing: Words of the clause that the player left out and an evaluator asks for: figures, receivers, items.
        overdue_minutes: How much later than the limit it was done; 0 within it or without one.
        before: Ids of the actions that should have come first and had not been done.
        breach: Id of the ban, or of the action whose own ban, the player's words break; "" for none.
        close: Ids of the next best actions, best first, for a person who overrules the match.
    """

    action_id: str | None
    score: float
    verdict: Verdict
    evidence: tuple[Spot, ...] = ()
    missing: tuple[str, ...] = ()
    overdue_minutes: float = 0.0
    before: tuple[str, ...] = ()
    breach: str = ""
    close: tuple[str, ...] = ()
