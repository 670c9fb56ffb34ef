"""Claims of two documents on one matter with different values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from assistant.conflicts.bodies import same_who
from assistant.conflicts.claims import TIMES, Claim
from assistant.conflicts.frames import Frame, same_circumstances, same_matter
from assistant.conflicts.scopes import Scope
from assistant.conflicts.words import remainder
from assistant.disagreements import ConflictKind
from assistant.guard.matching import same_value
from assistant.guard.records import Mention, ProblemKind

_SECONDS = {"second": 1, "day": 86_400, "workday": 86_400, "month": 30 * 86_400}
_UPPER = frozenset({"le", "lt", "to", "", "before", "about"})
_LOWER = frozenset({"ge", "gt", "reach", "from", "", "about", "after"})
_USE = re.compile("传真|手机|投诉|举报|咨询|监督|邮编")  # a number without such a word is the ordinary one
_DESK = re.compile("[科室股处组队站]$")
_OWN_LEVELS = frozenset({"plan_special", "plan_dept", "plan_unit_special", "plan_unit_onsite"})
_TELLING = 2  # words of a core
_WIDEST = {
    ConflictKind.LIMIT: 30,
    ConflictKind.NUMBER: 20,
    ConflictKind.AMOUNT: 20,
}  # times; beyond, two things are meant
# Between a government and the one below it only what binds the same people can be compared.
_ACROSS = frozenset({ConflictKind.LIMIT, ConflictKind.AMOUNT})


def disagreements(left: Sequence[Claim], right: Sequence[Claim], scope: Scope) -> Iterator[tuple[Claim, Claim]]:
    """Yield pairs of claims that disagree; a claim that has its equal on the other side disagrees with nothing."""
    for one in left:
        if not _comparable(one.kind, scope):
            continue
        rivals = [other for other in right if _competes(one, other) and _on_one_matter(one, other)]
        if not rivals or any(equal(one, other) for other in rivals):
            continue
        other = rivals[0]
        if any(
            equal(mine, other)
            for mine in left
            if mine is not one and _competes(mine, other) and _on_one_matter(mine, other)
        ):
            continue
        yield one, other


def _comparable(kind: ConflictKind, scope: Scope) -> bool:
    if scope is Scope.SAME:
        return True
    return scope in (Scope.ABOVE, Scope.BELOW) and kind in _ACROSS


def _competes(one: Claim, other: Claim) -> bool:
    if one.kind is not other.kind or not _same_dimension(one.dimension, other.dimension):
        return False
    if one.kind in (ConflictKind.PHONE, ConflictKind.BODY, ConflictKind.LEVEL):
        return True
    bounds = {one.bound, other.bound}
    return (bounds <= _UPPER or bounds <= _LOWER) and _ratio(one, other) <= _WIDEST[one.kind]


def _ratio(one: Claim, other: Claim) -> Fraction:
    left, right = (Fraction(item.value) * _SECONDS.get(item.dimension.removesuffix("每"), 1) for item in (one, other))
    return max(left, right) / min(left, right) if left and right else Fraction(1)


def _same_dimension(one: str, other: str) -> bool:
    return one == other or (one in TIMES and other in TIMES)


def _on_one_matter(one: Claim, other: Claim) -> bool:
    if one.kind is ConflictKind.PHONE and one.frame.bodies and other.frame.bodies:
        return _same_desk(one.frame, other.frame)
    if not same_matter(one.frame, other.frame) or not _of_one_system(one, other):
        return False
    if one.kind is ConflictKind.LEVEL:
        return one.frame.others == other.frame.others
    return one.kind is ConflictKind.PHONE or same_circumstances(one.frame, other.frame)


def _same_desk(one: Frame, other: Frame) -> bool:
    """Tell whether two numbers are of one body and for one use; whatever else is said around a number does not matter."""
    bodies = all(any(same_who(name, known) for known in other.bodies) for name in one.bodies) and len(
        one.bodies
    ) == len(other.bodies)
    uses = [set(_USE.findall(frame.said)) for frame in (one, other)]
    desks = [
        set(_DESK.findall("".join(remainder(frame.core, against.whole))))
        for frame, against in ((one, other), (other, one))
    ]
    return bodies and uses[0] == uses[1] and not (desks[0] and desks[1])


def _of_one_system(one: Claim, other: Claim) -> bool:
    """Tell whether levels that both are tied to belong to one system: each plan has levels of its own."""
    if not one.frame.levels or not other.frame.levels:
        return True
    left, right = (frozenset(item.frame.hazards) for item in (one, other))
    if left & right or left == right:
        return True
    graded = any(dimension == "grade" for dimension, _ in one.frame.levels | other.frame.levels)
    if one.kind is ConflictKind.NUMBER and not graded and min(len(one.frame.core), len(other.frame.core)) >= _TELLING:
        return True  # a threshold in the same words: the hazard is what is measured
    general = any(item.passage.summary.metadata.doc_type not in _OWN_LEVELS for item in (one, other))
    return general and not graded and one.kind is not ConflictKind.BODY


def equal(one: Claim, other: Claim) -> bool:
    """Tell whether two claims say the same."""
    if one.kind is ConflictKind.BODY:
        return same_who(one.value, other.value)
    if one.dimension != other.dimension and "workday" in (one.dimension, other.dimension):
        return False
    return same_value(_mention(one), _mention(other))


def _mention(claim: Claim) -> Mention:
    kind = ProblemKind.PHONE if claim.kind is ConflictKind.PHONE else ProblemKind.NUMBER
    return Mention(
        kind=kind, dimension=claim.dimension, value=claim.value, start=0, end=0, text=claim.printed, bound=claim.bound
    )


def stricter(one: Claim, other: Claim) -> bool:
    """Tell whether the first asks for more: less time, or more where a least number is ruled."""
    if one.kind is ConflictKind.LIMIT and {one.dimension, other.dimension} <= set(_SECONDS):
        left, right = (Fraction(item.value) * _SECONDS[item.dimension] for item in (one, other))
        at_least = {one.bound, other.bound} & {"ge", "gt"}
        return left > right if at_least else left < right
    if one.kind is ConflictKind.NUMBER and {one.bound, other.bound} & {"ge", "gt"}:
        return Fraction(one.value) > Fraction(other.value)
    return False
