"""Two versions of a document, or two documents of one kind, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.comparing.aligning import Match, aligned
from assistant.comparing.clauses import clauses_of
from assistant.comparing.edits import edits_between
from assistant.comparing.kinds import Surroundings
from assistant.comparing.plain import plain_of
from assistant.comparing.records import (
    KINDS_BY_WEIGHT,
    ChangeKind,
    Clause,
    ClauseChange,
    ClauseKind,
    ClauseState,
    Compared,
    Edit,
    VersionComparison,
)
from assistant.comparing.values import values_in
from assistant.conflicts.editions import edition_of
from kb.records import Document
from kb.text import normalize

FEW = 0.25  # share of clauses found again below which two documents are hardly versions of one
_NOT_ALIKE = "两份文件只有{share:.0%}的条款能对应，可能不是同一文件的两个版本，请核对所选文件。"
_EQUAL = "两份文件逐条相同，没有变化。"
_EMPTY = "{side}里没有读到条款。"


def compare_versions(old: Document, new: Document) -> VersionComparison:
    """Return what became of every clause of two documents; takes seconds for laws of a thousand articles."""
    return _Comparison(old, new).made()


class _Comparison:
    def __init__(self, old: Document, new: Document) -> None:
        self._documents = old, new
        self._old, self._new = clauses_of(old), clauses_of(new)
        self._plain = (
            [plain_of(old.text, (one,)) for one in self._old],
            [plain_of(new.text, (one,)) for one in self._new],
        )

    def made(self) -> VersionComparison:
        words = [[one.text for one in side] for side in self._plain]
        matches = aligned(self._old, self._new, words[0], words[1])
        self._to_new = {old: match.new[0] for match in matches for old in match.old}
        self._heads = {self._old[old].path: self._new[new].path for old, new in self._pairs(matches)}
        self._numbers = dict(self._new_numbers(matches))
        changes = [self._change(match) for match in matches]
        changes += [self._lone(at, new_side=False) for at in self._left(matches, new_side=False)]
        changes += [self._lone(at, new_side=True) for at in self._left(matches, new_side=True)]
        old, new = self._documents
        return VersionComparison(
            old=_compared(old), new=_compared(new), changes=tuple(self._in_order(changes)), notes=self._notes(changes)
        )

    def _pairs(self, matches: Sequence[Match]) -> Iterator[tuple[int, int]]:
        """Yield the headings that were found again, by the clauses below them too."""
        for match in matches:
            if match.in_order:
                yield match.old[0], match.new[0]

    def _change(self, match: Match) -> ClauseChange:
        old, new = tuple(self._old[at] for at in match.old), tuple(self._new[at] for at in match.new)
        single = len(old) == len(new) == 1
        texts = (
            (self._plain[0][match.old[0]], self._plain[1][match.new[0]])
            if single
            else (plain_of(self._documents[0].text, old), plain_of(self._documents[1].text, new))
        )
        columns = next((one.columns for one in (*new, *old) if one.columns), ())
        edits = edits_between(*texts, Surroundings(columns=columns, numbers=self._numbers))
        moved = not match.in_order or self._elsewhere(old[0], new[0])
        renumbered = single and bool(old[0].label and new[0].label) and _number(old[0]) != _number(new[0])
        state = _state(len(old), len(new), edits, moved=moved, renumbered=renumbered)
        if not single and not edits and self._broken_by_page(old, new):
            state = ClauseState.UNCHANGED
        return ClauseChange(
            state=state,
            old=old,
            new=new,
            edits=edits,
            moved=moved,
            renumbered=renumbered,
            likeness=match.likeness,
            kinds=_ranked(edit.kind for edit in edits),
        )

    def _broken_by_page(self, old: Sequence[Clause], new: Sequence[Clause]) -> bool:
        """Tell whether the same words are one line in one file and two in the other because a page broke them."""
        sides = ((self._documents[0].text, old), (self._documents[1].text, new))
        return any(
            "\n" in text[one.start : one.end]
            for text, side in sides
            for one in side
            if one.kind is ClauseKind.PARAGRAPH
        )

    def _elsewhere(self, old: Clause, new: Clause) -> bool:
        """Tell whether a clause stands below another heading, while its old heading is still there."""
        if old.path[-1:] == new.path[-1:] or not old.path or not new.path:
            return False
        here = {one.path for one in self._new}
        return any(path[-1:] == old.path[-1:] for path in here) and self._kept(old.path) != new.path[-1]

    def _kept(self, path: tuple[str, ...]) -> str:
        followed = self._heads.get(path, ())
        return followed[-1] if followed else ""

    def _lone(self, at: int, *, new_side: bool) -> ClauseChange:
        clause = (self._new if new_side else self._old)[at]
        return ClauseChange(
            state=ClauseState.ADDED if new_side else ClauseState.REMOVED,
            old=() if new_side else (clause,),
            new=(clause,) if new_side else (),
            kinds=_ranked(value.kind for value in values_in(self._plain[new_side][at].text)),
        )

    def _left(self, matches: Sequence[Match], *, new_side: bool) -> list[int]:
        known = {at for match in matches for at in (match.new if new_side else match.old)}
        return [at for at in range(len(self._new if new_side else self._old)) if at not in known]

    def _new_numbers(self, matches: Sequence[Match]) -> Iterator[tuple[tuple[str, str], str]]:
        for match in matches:
            old, new = self._old[match.old[0]], self._new[match.new[0]]
            if old.kind is ClauseKind.ARTICLE and new.kind is ClauseKind.ARTICLE and _number(old) != _number(new):
                left, right = (values_in(normalize(one.label)) for one in (old, new))
                if left and right:
                    yield (left[0].mention.dimension, left[0].mention.value), right[0].mention.value

    def _in_order(self, changes: Sequence[ClauseChange]) -> list[ClauseChange]:
        """Return the changes in the order of the new document; what was removed behind what stood before it."""
        return sorted(changes, key=self._place)

    def _place(self, change: ClauseChange) -> tuple[int, int, int]:
        if change.new:
            return change.new[0].position, 0, 0
        at = change.old[0].position
        before = at - 1
        while before >= 0 and before not in self._to_new:
            before -= 1
        return self._to_new.get(before, -1), 1, at

    def _notes(self, changes: Sequence[ClauseChange]) -> tuple[str, ...]:
        notes = [_EMPTY.format(side=side) for side, own in (("旧文件", self._old), ("新文件", self._new)) if not own]
        if not notes and all(one.state is ClauseState.UNCHANGED for one in changes):
            notes.append(_EQUAL)
        share = len(self._to_new) / max(len(self._old), 1)
        if not notes and share < FEW:
            notes.append(_NOT_ALIKE.format(share=share))
        return tuple(notes)


def _state(old: int, new: int, edits: Sequence[Edit], *, moved: bool, renumbered: bool) -> ClauseState:
    if new > 1:
        return ClauseState.SPLIT
    if old > 1:
        return ClauseState.MERGED
    if edits:
        return ClauseState.CHANGED
    if moved:
        return ClauseState.MOVED
    return ClauseState.RENUMBERED if renumbered else ClauseState.UNCHANGED


def _ranked(kinds: Iterator[ChangeKind]) -> tuple[ChangeKind, ...]:
    return tuple(sorted(set(kinds), key=KINDS_BY_WEIGHT.index))


def _number(clause: Clause) -> str:
    return normalize(clause.label).strip("().、 ")


def _compared(document: Document) -> Compared:
    return Compared(
        document_id=document.document_id,
        work_id=document.work_id,
        title=document.metadata.title or document.file_name,
        edition=edition_of(document.metadata),
        text=document.text,
    )
