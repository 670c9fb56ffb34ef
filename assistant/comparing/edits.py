"""What changed inside a clause: runs of words and whole values, each with its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.comparing.kinds import Surroundings, kind_of
from assistant.comparing.plain import PlainText
from assistant.comparing.records import Edit
from assistant.comparing.values import values_in, wholes_in
from kb.records import Span

STRAY = 3  # equal characters between two changes that are taken into them
MOST_TOKENS = 6_000  # of a clause, beyond which it is compared sentence by sentence
_BREAKS = frozenset('。；;!?！？,，:：、)(|"')
_OPENING = frozenset('《("')
_ENDS = frozenset("。；;!?！？,，:：")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Ranges of characters that stand in each other's place."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def edits_between(old: PlainText, new: PlainText, around: Surroundings) -> tuple[Edit, ...]:
    """Return the changes from one text to the other, in order; () for equal texts."""
    if old.text == new.text:
        return ()
    merged = _merged(list(_runs(old.text, new.text)), old.text)
    runs = [_run_at_names(_slid(run, old.text, new.text), old.text, new.text) for run in merged]
    return tuple(_edit(run, old, new, around) for run in _apart(runs))


def _runs(old: str, new: str) -> Iterator[_Run]:
    left, right = _tokens(old), _tokens(new)
    keys = [[text[start:end] for start, end in tokens] for text, tokens in ((old, left), (new, right))]
    long = max(len(left), len(right)) > MOST_TOKENS
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=long)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield _Run(
                old_start=_at(left, a, old), old_end=_at(left, b, old), new_start=_at(right, c, new),
                new_end=_at(right, d, new),
            )  # fmt: skip


def _tokens(text: str) -> list[tuple[int, int]]:
    """Return the pieces of a text that change as a whole: values, runs of Latin letters, single characters."""
    tokens, at = [], 0
    for value in values_in(text):
        tokens += [(place, place + 1) for place in range(at, value.start)]
        tokens.append((value.start, value.end))
        at = value.end
    return [*tokens, *((place, place + 1) for place in range(at, len(text)))]


def _at(tokens: Sequence[tuple[int, int]], index: int, text: str) -> int:
    return tokens[index][0] if index < len(tokens) else len(text)


def _merged(runs: Sequence[_Run], old: str) -> list[_Run]:
    """Return the runs, those with hardly anything between them as one; values and clauses of a sentence stay apart."""
    found: list[_Run] = []
    for run in runs:
        last = found[-1] if found else None
        between = old[last.old_end : run.old_start] if last else ""
        if last is None or len(between) >= STRAY or _keeps_apart(between, last, run, old):
            found.append(run)
            continue
        found[-1] = _Run(old_start=last.old_start, old_end=run.old_end, new_start=last.new_start, new_end=run.new_end)
    return found


def _keeps_apart(between: str, last: _Run, run: _Run, old: str) -> bool:
    if any(sign in _ENDS or sign == "|" for sign in between):
        return True
    return any(values_in(old[one.old_start : one.old_end]) for one in (last, run)) or bool(values_in(between))


def _slid(run: _Run, old: str, new: str) -> _Run:
    """Return what only came or went moved to where a person would cut: 《气象法》, not 法》《气象."""
    if (run.old_start == run.old_end) is (run.new_start == run.new_end):
        return run
    came = run.old_start == run.old_end
    text, start, end = (new, run.new_start, run.new_end) if came else (old, run.old_start, run.old_end)
    places = [0]
    while start + places[0] > 0 and text[start + places[0] - 1] == text[end + places[0] - 1]:
        places.insert(0, places[0] - 1)
    while end + places[-1] < len(text) and text[start + places[-1]] == text[end + places[-1]]:
        places.append(places[-1] + 1)
    by = max(places, key=lambda one: (_cut_worth(text, start + one, end + one), -abs(one)))
    return _Run(
        old_start=run.old_start + by, old_end=run.old_end + by, new_start=run.new_start + by, new_end=run.new_end + by
    )


def _cut_worth(text: str, start: int, end: int) -> int:
    before = start == 0 or text[start - 1] in _BREAKS or text[start] in _OPENING
    behind = end == len(text) or text[end - 1] in _BREAKS or text[end - 1] == "》"
    return 2 * (before and behind) + (text[end : end + 1] in _BREAKS and text[start - 1 : start] in _BREAKS)


def _run_at_names(run: _Run, old: str, new: str) -> _Run:
    """Return a run widened to the whole name of a body or document that it changes a part of: 市水务局, not 水务."""
    left = max((run.old_start - start for start, end in wholes_in(old) if start < run.old_start < end), default=0)
    left = max([left, *(run.new_start - start for start, end in wholes_in(new) if start < run.new_start < end)])
    right = max((end - run.old_end for start, end in wholes_in(old) if start < run.old_end < end), default=0)
    right = max([right, *(end - run.new_end for start, end in wholes_in(new) if start < run.new_end < end)])
    while left and old[run.old_start - left : run.old_start] != new[run.new_start - left : run.new_start]:
        left -= 1
    while right and old[run.old_end : run.old_end + right] != new[run.new_end : run.new_end + right]:
        right -= 1
    return _Run(
        old_start=run.old_start - left, old_end=run.old_end + right, new_start=run.new_start - left,
        new_end=run.new_end + right,
    )  # fmt: skip


def _apart(runs: Sequence[_Run]) -> list[_Run]:
    """Return the runs without overlaps, which widening may have made."""
    found: list[_Run] = []
    for run in runs:
        if found and (run.old_start < found[-1].old_end or run.new_start < found[-1].new_end):
            last = found.pop()
            run = _Run(
                old_start=min(last.old_start, run.old_start), old_end=max(last.old_end, run.old_end),
                new_start=min(last.new_start, run.new_start), new_end=max(last.new_end, run.new_end),
            )  # fmt: skip
        found.append(run)
    return found


def _edit(run: _Run, old: PlainText, new: PlainText, around: Surroundings) -> Edit:
    spans = (run.old_start, run.old_end), (run.new_start, run.new_end)
    return Edit(
        kind=kind_of(old.text, new.text, spans, around),
        old=_span(old, *spans[0]),
        new=_span(new, *spans[1]),
        old_text=old.text[slice(*spans[0])],
        new_text=new.text[slice(*spans[1])],
    )


def _span(text: PlainText, start: int, end: int) -> Span:
    if start == end:
        place = text.behind(start)
        return Span(start=place, end=place)
    return Span(start=text.place(start), end=text.behind(end))
