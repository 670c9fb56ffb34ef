"""Everything in which the passages of two documents disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.conflicts.advice import asked_for, bans_of, opposites
from assistant.conflicts.claims import Claim, claims_of
from assistant.conflicts.matching import disagreements, stricter
from assistant.conflicts.orders import StepOrder, in_other_order, sequences_of
from assistant.conflicts.passages import Passage
from assistant.conflicts.ranks import begins, order_of, ranks_between
from assistant.conflicts.scopes import Scope
from assistant.conflicts.verbatim import as_printed
from assistant.conflicts.wording import note_of
from assistant.disagreements import Conflict, ConflictKind, ConflictSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the passages of one document state.

    Attributes:
        passages: In order.
    """

    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    orders: tuple[StepOrder, ...]

    @classmethod
    def of(cls, passages: Sequence[Passage], wanted: frozenset[str] | None = None) -> Reading:
        """Read the passages of one document.

        Args:
            wanted: Dimensions that claims are looked for in; None for all.
        """
        return cls(
            passages=tuple(passages),
            claims=tuple(claim for passage in passages for claim in claims_of(passage, wanted)),
            orders=tuple(sequences_of(passages)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two passages that disagree with what each says; `stricter` is the side that asks for more, if any."""

    kind: ConflictKind
    passages: tuple[Passage, Passage]
    values: tuple[str, str]
    stricter: int | None = None


def differences(left: Reading, right: Reading, scope: Scope) -> Iterator[Difference]:
    """Yield in what two readings disagree, values first."""
    for one, other in disagreements(left.claims, right.claims, scope):
        more = 0 if stricter(one, other) else 1 if stricter(other, one) else None
        yield Difference(
            kind=one.kind, passages=(one.passage, other.passage), values=(one.printed, other.printed), stricter=more
        )
    if scope is not Scope.APART:
        yield from _orders(left, right)
        yield from _advice(left, right)


def _orders(left: Reading, right: Reading) -> Iterator[Difference]:
    for one in left.orders:
        for other in right.orders:
            if in_other_order(one, other):
                yield Difference(
                    kind=ConflictKind.ORDER, passages=(one.passage, other.passage), values=(one.printed, other.printed)
                )
                return


def _advice(left: Reading, right: Reading) -> Iterator[Difference]:
    for forbidding, asking, turned in ((left, right, False), (right, left, True)):
        for ban in (found for passage in forbidding.passages for found in bans_of(passage)):
            for other in asking.passages:
                if clause := asked_for(ban, other):
                    sides = (ban.passage, other), (ban.printed, clause)
                    yield _difference(*sides, turned=turned)
    for one in left.passages:
        for other in right.passages:
            for said, meant in opposites(one, other):
                yield _difference((one, other), (said, meant), turned=False)


def _difference(passages: tuple[Passage, Passage], values: tuple[str, str], *, turned: bool) -> Difference:
    if turned:
        passages, values = (passages[1], passages[0]), (values[1], values[0])
    return Difference(kind=ConflictKind.ADVICE, passages=passages, values=values)


def conflict_of(found: Difference, texts: tuple[str, str], scope: Scope, places: Sequence[str] = ()) -> Conflict:
    """Return the record of a difference, the side that ranks higher first.

    Args:
        texts: The stored texts of the two documents, from which the quotes are taken.
        places: Divisions that the question names.
    """
    summaries = tuple(passage.summary for passage in found.passages)
    ranks = ranks_between(summaries[0], summaries[1], scope, places)
    sides = [
        _side(passage, text, value, rank)
        for passage, text, value, rank in zip(found.passages, texts, found.values, ranks, strict=True)
    ]
    more = found.stricter
    if order_of(sides[1].ranks, sides[1].begins) < order_of(sides[0].ranks, sides[0].begins):
        sides.reverse()
        more = None if more is None else 1 - more
    made = tuple(sides)
    return Conflict(kind=found.kind, sides=made, note=note_of(found.kind, made, stricter=more))


def _side(passage: Passage, text: str, value: str, ranks: tuple[str, ...]) -> ConflictSide:
    metadata = passage.summary.metadata
    return ConflictSide(
        document_id=passage.summary.document_id, document_title=metadata.title, document_number=metadata.document_number,
        source_uri=passage.summary.source_uri, heading_path=passage.heading_path, quote=text[passage.start : passage.end],
        start=passage.start, end=passage.end, value=as_printed(value, text[passage.start : passage.end]), ranks=ranks, begins=begins(metadata),
        approved=passage.summary.approved,
    )  # fmt: skip


def once_each(conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Return the conflicts without those between the same two places that say the same."""
    kept: dict[tuple[object, ...], Conflict] = {}
    for one in conflicts:
        key = (one.kind, *sorted((side.document_id, side.start) for side in one.sides))
        kept.setdefault(key, replace(one))
    return tuple(kept.values())
