"""Marks what a player typed, through the matcher: which action is meant, by whom, when and after what."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from assistant.drills.matching.matcher import ActionMatcher
from assistant.drills.matching.records import MatchResult, Verdict
from assistant.drills.records import DrillKit
from assistant.drills.run.records import Mark, Marking
from assistant.drills.run.standings import mark_for

MOST_KITS = 32


class PlanMarker:
    """A `Marker` over the plan's own actions; weighs the words of a kit once."""

    def __init__(self) -> None:
        self._matchers: dict[int, tuple[DrillKit, ActionMatcher]] = {}
        self._guard = threading.Lock()

    def __call__(
        self, kit: DrillKit, text: str, role: str, minute: float, called: Mapping[str, float], done: frozenset[str]
    ) -> Marking:
        """Return the marking of one act; what is not called for yet is never late."""
        found = self._matcher(kit).match(text, role=role, minute=minute, done=tuple(done), since=called)
        if found.action_id is None:
            mark = Mark.FORBIDDEN if found.breach else Mark.UNMATCHED
            return Marking(mark=mark, action_id=found.breach, score=found.score)
        mark = mark_for(
            kit.action(found.action_id),
            right_role=found.verdict is not Verdict.WRONG_ROLE,
            minute=minute,
            called=called,
            done=done,
            beside=[one for inject in kit.injects if found.action_id in inject.expected for one in inject.expected],
        )
        return Marking(
            mark=mark,
            action_id=found.action_id,
            score=found.score,
            evidence=words_of(text, found),
            missing=found.missing,
        )

    def _matcher(self, kit: DrillKit) -> ActionMatcher:
        with self._guard:
            if id(kit) not in self._matchers:
                if len(self._matchers) >= MOST_KITS:
                    self._matchers.clear()
                # The kit is kept with its matcher, so that its id is not given to another one.
                self._matchers[id(kit)] = (kit, ActionMatcher(kit.actions, kit.bans))
            return self._matchers[id(kit)][1]


def words_of(text: str, found: MatchResult) -> tuple[str, ...]:
    """Return the player's own words that carry the match, each once, in order."""
    return tuple(dict.fromkeys(text[spot.start : spot.end] for spot in found.evidence))
