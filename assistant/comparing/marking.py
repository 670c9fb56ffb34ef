"""The words of a clause cut at its changes: what a table, a sheet and a page mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.comparing.records import KIND_ZH, ChangeKind, Clause, ClauseChange, VersionComparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words of one side.

    Attributes:
        kind: Of the change it belongs to, None for what stayed.
    """

    text: str
    kind: ChangeKind | None = None

    @property
    def marked(self) -> bool:
        """Whether it was taken out of the old side or put into the new one."""
        return self.kind is not None


def pieces_of(comparison: VersionComparison, change: ClauseChange, *, new: bool) -> tuple[Piece, ...]:
    """Return the words of one side of a change in order; a clause that was added or removed is one marked piece."""
    clauses = change.new if new else change.old
    text = (comparison.new if new else comparison.old).text
    if not (change.new and change.old):
        return (Piece(text=comparison.quote(clauses, new=new), kind=ChangeKind.CONTENT),) if clauses else ()
    spans = [(edit.new if new else edit.old, edit.kind) for edit in change.edits]
    found: list[Piece] = []
    for number, clause in enumerate(clauses):
        found += [Piece(text="\n")] if number else []
        found += _cut(text, clause, [(one.start, one.end, kind) for one, kind in spans])
    return tuple(found)


def said_of(change: ClauseChange) -> str:
    """Return the changes of a clause in words: 时限：30分钟内→15分钟内；责任主体：…"""
    said = []
    for edit in change.edits:
        if edit.old_text and edit.new_text:
            words = f"{_short(edit.old_text)}→{_short(edit.new_text)}"
        else:
            words = f"增加“{_short(edit.new_text)}”" if edit.new_text else f"删去“{_short(edit.old_text)}”"
        said.append(f"{KIND_ZH[edit.kind]}：{words}")
    return "；".join(said)


def _short(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _cut(text: str, clause: Clause, spans: Sequence[tuple[int, int, ChangeKind]]) -> list[Piece]:
    found, at = [], clause.start
    for start, end, kind in sorted(spans):
        start, end = max(start, at), min(end, clause.end)
        if start >= end:
            continue
        found += [Piece(text=text[at:start]), Piece(text=text[start:end], kind=kind)]
        at = end
    return [piece for piece in [*found, Piece(text=text[at : clause.end])] if piece.text]
