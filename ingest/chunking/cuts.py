"""Where text may be cut: between lines, then between sentences, at worst inside one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.records import Span

TARGET = 520
LIMIT = 600
HARD_LIMIT = 900
SHORTEST_TAIL = 60

_SENTENCE_END_RE = re.compile(r"[。！？；;!?]+[”’』」）)】》]*")
_WEAK_BREAK_RE = re.compile(r"[，,、：:\s]")


def cut_text(text: str, start: int, end: int, limit: int = LIMIT) -> list[Span]:
    """Cut `text[start:end]` into spans of at most `limit` characters, of about equal length.

    Cuts fall between lines where they can, then between sentences. The last span may grow up to
    `HARD_LIMIT` when what would remain is too short to stand alone.
    """
    start, end = trim(text, start, end)
    if end - start <= limit:
        return [Span(start=start, end=end)] if end > start else []
    return merge_tail(_pack(list(_atoms(text, start, end, limit)), end - start, limit))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without white space at its ends; an empty range when it holds nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def merge_tail(spans: list[Span]) -> list[Span]:
    """Join a last span that is too short to the one before it."""
    if len(spans) > 1:
        before, last = spans[-2], spans[-1]
        if last.end - last.start < SHORTEST_TAIL and last.end - before.start <= HARD_LIMIT:
            spans[-2:] = [Span(start=before.start, end=last.end)]
    return spans


def _pack(atoms: Sequence[Span], total: int, limit: int) -> list[Span]:
    target = total / -(-total // min(TARGET, limit))
    spans: list[Span] = []
    opened = atoms[0].start
    closed = atoms[0].end
    for atom in atoms[1:]:
        reached = closed - opened
        grown = atom.end - opened
        if grown > limit or (reached >= 15 and grown - target > target - reached):
            spans.append(Span(start=opened, end=closed))
            opened = atom.start
        closed = atom.end
    spans.append(Span(start=opened, end=closed))
    return spans


def _atoms(text: str, start: int, end: int, limit: int) -> Iterator[Span]:
    """Yield the smallest spans that stay whole: lines, or the sentences of a line longer than `limit`."""
    position = start
    while position < end:
        line_end = text.find("\n", position, end)
        line_end = end if line_end < 0 else line_end
        first, last = trim(text, position, line_end)
        if last - first > limit:
            yield from _sentences(text, first, last, limit)
        elif last > first:
            yield Span(start=first, end=last)
        position = line_end + 1


def _sentences(text: str, start: int, end: int, limit: int) -> Iterator[Span]:
    position = start
    for match in _SENTENCE_END_RE.finditer(text, start, end):
        yield from _pieces(text, position, match.end(), limit)
        position = match.end()
    yield from _pieces(text, position, end, limit)


def _pieces(text: str, start: int, end: int, limit: int) -> Iterator[Span]:
    start, end = trim(text, start, end)
    while end - start > limit:
        middle = _weak_break(text, start, start + limit)
        yield Span(start=start, end=trim(text, start, middle)[1])
        start = trim(text, middle, end)[0]
    if end > start:
        yield Span(start=start, end=end)


def _weak_break(text: str, start: int, end: int) -> int:
    """Return a position after a comma or space in the last third, `end` when there is none."""
    last = end
    for match in _WEAK_BREAK_RE.finditer(text, start + (end - start) * 2 // 3, end):
        last = match.end()
    return last
