"""Values that stand among the same words as in the evidence: nothing is left to weigh."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.guard.mentions import read_text
from assistant.guard.records import Mention

_WINDOWS = ((14, 6), (9, 4))  # characters before and after that have to be the same; a value counts as one
_LEAST = 8
_VALUE_MARK = "="


@lru_cache(maxsize=1_024)
def units_of(text: str) -> tuple[str, ...]:
    """Return the characters of a text, with each value as one unit in its canonical form."""
    read = read_text(text)
    units: list[str] = []
    position = 0
    for mention in read.mentions:
        units += [*read.plain[position : mention.start], _unit(mention)]
        position = max(position, mention.end)
    return (*units, *read.plain[position:])


def _unit(mention: Mention) -> str:
    return f"{mention.dimension}{_VALUE_MARK}{mention.value}{_VALUE_MARK}{mention.bound}"


def stands_verbatim(said: Mention, sentence: str, evidence: Sequence[str]) -> bool | None:
    """Tell whether the words around a value are those of the evidence, and what value goes with them there.

    Returns:
        True when it is this value only, False when it is never this value, None when the words are not those of the
        evidence or go with several values.
    """
    units, own = units_of(sentence), _unit(said)
    for place in [number for number, unit in enumerate(units) if unit == own]:
        for before, after in _WINDOWS:
            head, tail = units[max(0, place - before) : place], units[place + 1 : place + 1 + after]
            while tail and tail[-1] in "。;,":
                tail = tail[:-1]
            if len(head) + len(tail) < _LEAST:
                continue
            found = {unit for text in evidence for unit in _between(head, tail, units_of(text))}
            rivals = {unit for unit in found if unit.split(_VALUE_MARK)[0] == said.dimension}
            if rivals:
                return None if own in rivals and len(rivals) > 1 else own in rivals
    return None


def _between(head: tuple[str, ...], tail: tuple[str, ...], units: tuple[str, ...]) -> list[str]:
    """Return the values of the text that stand between these units."""
    found = []
    for place, unit in enumerate(units):
        follows = len(unit) > 1 and place >= len(head) and units[place + 1 : place + 1 + len(tail)] == tail
        if follows and units[place - len(head) : place] == head:
            found.append(unit)
    return found
