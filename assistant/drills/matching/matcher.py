"""Match what a player typed to the expected action that is meant, and say how it was done."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.drills.matching.breaking import broken_by, parts_of
from assistant.drills.matching.records import MatchResult, Spot, Verdict
from assistant.drills.matching.roles import fits_role
from assistant.drills.matching.traits import Traits, nameless, role_patterns, traits_of_clause, traits_of_words
from assistant.drills.matching.wording import Meaning, meanings_in, pairs_of_meaning, things, verbs
from assistant.drills.records import Ban, ExpectedAction
from kb.text import normalize

MEANING_WEIGHT = 1.5
PAIR_WEIGHT = 1.0
SAYING_WEIGHT = 0.5
OTHER_POST = 0.7  # 报告总指挥 is not meant by who reports to the duty room
STRANGER = 0.35  # nor anything by who calls home
UNKNOWN_WEIGHT = 0.1
ROLE_BONUS = 0.12
OPEN_BONUS = 0.03
FLOOR = 0.18
BREACH_FLOOR = 0.3
BREACH_MARGIN = 0.05


class ActionMatcher:
    """Matches against the actions of one kit; made once per run, safe to share between threads."""

    def __init__(self, expected: Sequence[ExpectedAction], bans: Sequence[Ban] = ()) -> None:
        """Weigh the words of the plan: what stands in few actions tells most."""
        self._expected = tuple(expected)
        self._by_id = {one.action_id: one for one in self._expected}
        self._roles = role_patterns(self._expected)
        self._traits = {one.action_id: self._read(nameless(one.action, one.names)) for one in self._expected}
        self._cases = {
            one.action_id: self._read("，".join((one.action, *one.cases))) for one in self._expected if one.cases
        }
        self._bans = {one.ban_id: self._read(one.text) for one in bans}
        told = [(one.ban_id, one.text) for one in bans] + [(one.action_id, one.action) for one in self._expected]
        self._parts = tuple(part for ban_id, words in told for part in parts_of(ban_id, words))
        self._apart = frozenset(one.ban_id for one in self._parts)
        counts: Counter[str] = Counter()
        for traits in (*self._traits.values(), *self._bans.values()):
            counts.update(traits.meanings | traits.banned | traits.pairs | traits.banned_pairs)
        total = len(self._traits) + len(self._bans)
        self._weights = {term: math.log(1 + total / count) for term, count in counts.items()}
        self._rare = math.log(1 + total)

    def match(
        self,
        text: str,
        *,
        role: str,
        minute: float,
        done: Sequence[str] = (),
        since: Mapping[str, float] | None = None,
    ) -> MatchResult:
        """Say which action is meant and how it was done.

        Args:
            minute: When it was typed, from the start of the drill.
            done: Ids of the actions done before.
            since: When each action was called for; an action that is not in it was called for at minute 0.
        """
        said = traits_of_words(normalize(text), self._roles)
        finished = frozenset(done)
        ranked = sorted(
            ((self._score(said, one, role, finished), -one.order, one) for one in self._expected),
            key=lambda entry: entry[:2],
            reverse=True,
        )
        close = tuple(one.action_id for _, _, one in ranked[1:4])
        score, best = (ranked[0][0], ranked[0][2]) if ranked else (0.0, None)
        breach, broken = self._worst_breach(normalize(text), role, said)
        if best is None or score < FLOOR or (breach and broken > score + BREACH_MARGIN):
            return MatchResult(
                action_id=None, score=round(score, 3), verdict=Verdict.UNMATCHED, breach=breach, close=close
            )
        return self._result(text, best, score, role, minute, finished, since or {}, breach, close)

    def _read(self, text: str) -> Traits:
        return traits_of_clause(text, self._roles)

    def _result(
        self,
        text: str,
        best: ExpectedAction,
        score: float,
        role: str,
        minute: float,
        done: frozenset[str],
        since: Mapping[str, float],
        breach: str,
        close: tuple[str, ...],
    ) -> MatchResult:
        before = tuple(one for one in best.after if one not in done and one in self._by_id)
        late = minute - since.get(best.action_id, 0.0) - best.limit_minutes if best.limit_minutes is not None else 0.0
        verdict = Verdict.RIGHT
        if not fits_role(role, best.names, text):
            verdict = Verdict.WRONG_ROLE
        elif before:
            verdict = Verdict.WRONG_ORDER
        elif late > 0:
            verdict = Verdict.LATE
        return MatchResult(
            action_id=best.action_id,
            score=round(min(score, 1.0), 3),
            verdict=verdict,
            evidence=evidence_of(text, best.action),
            missing=missing_of(text, best),
            overdue_minutes=round(max(late, 0.0), 2),
            before=before,
            breach=breach,
            close=close,
        )

    def _score(self, said: Traits, action: ExpectedAction, role: str, done: frozenset[str]) -> float:
        wanted = self._traits[action.action_id]
        score = self._likeness(said, wanted)
        if (listed := self._cases.get(action.action_id)) is not None:
            score = max(score, self._likeness(said, listed))
        clash = said.denied & wanted.meanings - said.meanings
        if clash:
            score *= 1 - min(
                0.8, sum(self._weight(one) for one in clash) / max(1e-9, self._weigh(said.meanings | said.denied))
            )
        if score <= 0:
            return 0.0
        if is_lone_verb(said, wanted):
            return 0.0
        score *= self._turned(said, wanted, action)
        ours = bool(action.names and role) and fits_role(role, action.names)
        score += ROLE_BONUS * ours * min(1.0, score / FLOOR)
        return score + OPEN_BONUS * (action.action_id not in done)

    def _turned(self, said: Traits, wanted: Traits, action: ExpectedAction) -> float:
        """Return a factor below 1 where the player turns to somebody else than the clause says."""
        here, there = posts(said.meanings), posts(wanted.meanings)
        if here and there and not here & there:
            return OTHER_POST
        if said.turned and not here and not set(said.turned) & set(action.action):
            return STRANGER
        return 1.0

    def _likeness(self, said: Traits, wanted: Traits) -> float:
        """Cosine of two texts over meanings, character pairs and spoken phrases, weighted by how rare they are here."""
        common = MEANING_WEIGHT * self._weigh(said.meanings & wanted.meanings)
        common += PAIR_WEIGHT * self._weigh(said.pairs & wanted.pairs)
        first = MEANING_WEIGHT * self._weigh(said.meanings)
        first += PAIR_WEIGHT * self._weigh(said.pairs & self._weights.keys())
        first += UNKNOWN_WEIGHT * len(said.pairs - self._weights.keys()) * self._rare**2
        for one in said.sayings:
            weight = SAYING_WEIGHT * one.weight * self._rare**2
            first += weight
            common += weight * any(mean in wanted.words for mean in one.means)
        second = MEANING_WEIGHT * self._weigh(wanted.meanings) + PAIR_WEIGHT * self._weigh(wanted.pairs)
        return common / math.sqrt(first * second) if first and second else 0.0

    def _worst_breach(self, text: str, role: str, said: Traits) -> tuple[str, float]:
        """Return the ban that the words break most plainly, and how plainly; "" below the floor.

        A ban whose parts are known is judged by them and comes before every action; the others by likeness.
        """
        if certain := broken_by(text, role, self._parts):
            return certain, math.inf
        scores = [
            (self._breach(said, traits), ban_id)
            for ban_id, traits in (*self._bans.items(), *self._traits.items())
            if ban_id not in self._apart
        ]
        worst, ban_id = max(scores, default=(0.0, ""))
        return (ban_id, worst) if worst >= BREACH_FLOOR else ("", 0.0)

    def _breach(self, said: Traits, traits: Traits) -> float:
        if not (said.meanings & traits.banned) - things():
            return 0.0
        forbidden = Traits(meanings=traits.banned, denied=frozenset(), pairs=traits.banned_pairs)
        return self._likeness(replace(said, sayings=()), forbidden)

    def _weigh(self, terms: frozenset[str]) -> float:
        return sum(self._weight(one) ** 2 for one in terms)

    def _weight(self, term: str) -> float:
        return self._weights.get(term, self._rare)


def is_lone_verb(said: Traits, wanted: Traits) -> bool:
    """Tell whether a player's words share nothing with a clause but one verb (看看 of 去食堂看看晚饭)."""
    shared = said.meanings & wanted.meanings
    if (
        len(shared) != 1
        or not shared <= verbs()
        or any(mean in wanted.words for one in said.sayings for mean in one.means)
    ):
        return False
    (verb,) = shared
    return not (said.pairs & wanted.pairs) - pairs_of_meaning(verb)


def posts(meanings: frozenset[str]) -> frozenset[str]:
    """Return the posts among the meanings of a text."""
    return frozenset(one for one in meanings if one.startswith("@"))


def match_action(
    text: str,
    role: str,
    minute: float,
    expected: Sequence[ExpectedAction],
    done: Sequence[str] = (),
    *,
    bans: Sequence[Ban] = (),
    since: Mapping[str, float] | None = None,
) -> MatchResult:
    """Match one action; `ActionMatcher` is cheaper for many."""
    return ActionMatcher(expected, bans).match(text, role=role, minute=minute, done=done, since=since)


def evidence_of(text: str, clause: str) -> tuple[Spot, ...]:
    """Return the spots of both texts that mean the same, each meaning once."""
    here: dict[str, Meaning] = {}
    for said in meanings_in(text):
        here.setdefault(said.name, said)
    spots: dict[tuple[int, int], Spot] = {}
    for wanted in meanings_in(clause):
        one = here.get(wanted.name)
        if one is not None and one.denied == wanted.denied:
            spot = Spot(start=one.start, end=one.end, clause_start=wanted.start, clause_end=wanted.end)
            spots.setdefault((one.start, one.end), spot)
    return tuple(spots[key] for key in sorted(spots))


FIGURE = re.compile(r"\d[\d\-.]*\s?(?:分钟|小时|米|ppm|人|次|户|公里|级|毫米)?")
ITEMS = re.compile(r"[^，。；、：]{2,10}(?:、[^，。；、：]{1,12})+(?:和[^，。；]{2,8})?")


def missing_of(text: str, action: ExpectedAction) -> tuple[str, ...]:
    """Return figures, the receiver and listed items of the clause that the player did not mention."""
    said = normalize(text).replace(" ", "")
    meant = {one.name for one in meanings_in(said)}
    wanted = [
        found.group().strip() for found in FIGURE.finditer(action.action) if found.group().strip() != action.limit
    ]
    wanted += [action.report_to] if action.report_to else []
    for listed in ITEMS.findall(nameless(action.action, action.names)):
        wanted += [part for part in re.split(r"[、和]", listed) if 1 < len(part) <= 10]
    left = []
    for part in dict.fromkeys(wanted):
        if len(part) < 2 or part in said or any(part[cut : cut + 2] in said for cut in range(len(part) - 1)):
            continue
        names = {one.name for one in meanings_in(part)}
        if not names or not names <= meant:
            left.append(part)
    return tuple(left)
