"""When two statements are about one matter: what is left of each beside the other.

Of a statement the *core* is compared: its condition, its subject and the clause with the value, without the value. A word
of the core that the other statement, its headings and its title do not have is a *remainder*. Two cores that both leave a
remainder speak of two things (冲锋舟 and 橡皮艇, 初报 and 续报); when only one does, it says the same thing more fully.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.conflicts.bodies import same_who
from assistant.conflicts.passages import Passage
from assistant.conflicts.vocabulary import ACT, CONTRAST, CONTRASTS, LEVELS, NO_OWNER
from assistant.conflicts.words import (
    blanked,
    body_names,
    content_words,
    normal_form,
    remainder,
    with_short_names,
    without_bodies,
)
from assistant.guard.mentions import read_text
from assistant.guard.plain import plain_text
from assistant.guard.records import Mention, ProblemKind
from kb.taxonomy import default_taxonomy

_BREAK = re.compile("[,;。:!?、|\n]")
_OPEN_END = re.compile(r"(?:时|后|的)$")
_CONDITION = re.compile(r"(?:时|后|的|前|中|期间|情况下)$")
_NOT = re.compile("(非|不|未)([\u4e00-\u9fff]{2})")
_MIN_SHARED = 2  # content words that both statements have
_MIN_COVERED = 0.34  # share of a fuller core that the shorter statement has to hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a statement is about.

    Attributes:
        core: Content words of condition, subject and clause.
        bodies: Canonical names of the bodies in the core.
        acts: What is to be done in the clause with the value.
        whole: Everything that stands in or above the statement, in normal form.
        known_bodies: Canonical names of all bodies there.
        levels: Levels the statement is tied to, (dimension, value).
        hazards: Ids, of the sentence before those of what stands above it.
        others: Values of the core beside the one compared, (dimension, value).
        conditions: Text of the conditions before the clause.
        said: Text of the core.
    """

    core: tuple[str, ...]
    bodies: tuple[str, ...]
    acts: frozenset[str]
    whole: str
    known_bodies: tuple[str, ...]
    levels: frozenset[tuple[str, str]]
    hazards: frozenset[str]
    others: frozenset[tuple[str, str]]
    conditions: str
    said: str


def frame_of(passage: Passage, start: int, end: int, *, compared: Mention | None = None, hidden: bool = False) -> Frame:
    """Return the frame of what stands between two places of the sentence in normal form.

    Args:
        hidden: What stands there is the value; it is no part of the core.
    """
    read = read_text(passage.text)
    blank = read.blank[:start] + "\ue001" * (end - start) + read.blank[end:] if hidden else read.blank
    first, last = _clause_around(
        read.plain, blank, start, end, timed=compared is not None and compared.kind is ProblemKind.LIMIT
    )
    rivals = [
        one
        for one in read.mentions
        if compared is not None and one is not compared and one.dimension == compared.dimension
    ]
    core_text, conditions = _core(read.plain, blank, first, last, rivals)
    if passage.is_item:
        core_text += f",{blanked(passage.lead)}"
    core_text = with_short_names(with_owner(core_text, passage))
    whole = whole_text(passage, _without_rivals(read.plain, first, last, rivals))
    inside = [one for one in read.mentions if one.start < last and one is not compared]
    return Frame(
        core=content_words(without_bodies(core_text)),
        bodies=body_names(core_text),
        acts=frozenset(ACT.findall(blank[first:last])),
        whole=whole,
        known_bodies=body_names(whole),
        levels=levels_above(passage, compared),
        hazards=hazards_of(passage),
        others=frozenset(
            (one.dimension, one.value) for one in inside if one.dimension not in LEVELS and one.dimension != "rank"
        ),
        conditions=conditions,
        said=core_text,
    )


def with_owner(core_text: str, passage: Passage) -> str:
    """Return the text of a core; one that names nothing (值班电话…, 由…批准) is led by its nearest heading that does."""
    if body_names(core_text) or any(word not in NO_OWNER for word in content_words(core_text)):
        return core_text
    for heading in reversed(passage.heading_path):
        if body_names(plain_text(heading)) or content_words(blanked(heading)):
            return f"{blanked(heading)},{core_text}"
    return core_text


def whole_text(passage: Passage, sentence: str) -> str:
    """Return what stands in a sentence (in normal form), its lead, its headings and the title."""
    above = normal_form("\n".join((passage.lead, *passage.heading_path, passage.summary.metadata.title)))
    return f"{with_short_names(sentence)}\n{above}"


def levels_above(passage: Passage, compared: Mention | None) -> frozenset[tuple[str, str]]:
    """Return the levels of the sentence; where it has none, those of its lead or of the nearest heading that has some."""
    for text in (passage.text, passage.lead, *reversed(passage.heading_path)):
        found = frozenset(
            (one.dimension, one.value)
            for one in (read_text(text).mentions if text else ())
            if one.dimension in LEVELS and not (text == passage.text and one is compared)
        )
        if found:
            return found
    return frozenset()


@lru_cache(maxsize=2_048)
def _hazards(text: str) -> frozenset[str]:
    return frozenset(default_taxonomy().find_hazards(text, colloquial=False))


def hazards_of(passage: Passage) -> frozenset[str]:
    """Return the hazards of the sentence, else those of its lead and headings, else those of the document."""
    for text in (passage.text, passage.above):
        if text.strip() and (found := _hazards(text)):
            return found
    return frozenset(passage.summary.metadata.hazards)


def same_matter(one: Frame, other: Frame) -> bool:
    """Tell whether two frames are about one matter; levels are compared by the caller where they are the value."""
    if one.hazards and other.hazards and one.hazards.isdisjoint(other.hazards):
        return False
    if not (_names_something(one) and _names_something(other)):
        return bool(one.levels) and one.levels == other.levels and not one.hazards.isdisjoint(other.hazards)
    if _excluded(one, other) or _excluded(other, one):
        return False
    if one.acts and other.acts and one.acts.isdisjoint(other.acts):
        return False
    left, right = unshared(one, other), unshared(other, one)
    if left and right:
        return False
    sizes = [len(frame.core) + len(frame.bodies) for frame in (one, other)]
    shared = (sizes[0] - len(left), sizes[1] - len(right))
    if min(shared) < min(_MIN_SHARED, *sizes) or min(shared) == 0:
        return False
    return shared[0] >= _MIN_COVERED * sizes[0] and shared[1] >= _MIN_COVERED * sizes[1]


def _excluded(one: Frame, other: Frame) -> bool:
    """Tell whether the first is about what the second is not: 非汛期 beside 汛期, 中压管道 beside 高压管道."""
    if any(word in other.said and f"{sign}{word}" not in other.said for sign, word in _NOT.findall(one.said)):
        return True
    for found in CONTRAST.finditer(one.said):
        sign, word = found.group()[0], found.group()[1:]
        rivals = next(group for group in CONTRASTS if sign in group).replace(sign, "")
        if f"{sign}{word}" not in other.whole and any(f"{rival}{word}" in other.said for rival in rivals):
            return True
    return False


def _names_something(frame: Frame) -> bool:
    return bool(frame.bodies) or any(word not in NO_OWNER for word in frame.core)


def unshared(one: Frame, other: Frame) -> list[str]:
    """Return the words and bodies of the first core that the second statement does not have."""
    bodies = [name for name in one.bodies if not any(same_who(name, known) for known in other.known_bodies)]
    return [*remainder(one.core, other.whole), *bodies]


def same_circumstances(one: Frame, other: Frame) -> bool:
    """Tell whether levels and the other values of two frames agree; a value that only one of them has is no matter."""
    if one.levels != other.levels:
        return False
    known = dict.fromkeys(dimension for dimension, _ in one.others)
    for dimension in known:
        left = {value for name, value in one.others if name == dimension}
        right = {value for name, value in other.others if name == dimension}
        if right and left.isdisjoint(right):
            return False
    return True


def _clause_around(plain: str, blank: str, start: int, end: int, *, timed: bool) -> tuple[int, int]:
    """Return the clause of a place.

    One that ends with a condition or a time limit goes on with the next, which tells what is done; one with nothing but the value begins
    with the clause before it.
    """
    breaks = [0, *(found.end() for found in _BREAK.finditer(plain, 0, start))]
    first = breaks[-1]
    following = _BREAK.search(plain, end)
    last = following.start() if following else len(plain)
    unnamed = not content_words(blank[first:last].replace("\ue001", " ")) and not body_names(blank[first:last])
    opens = unnamed or _OPEN_END.search(plain[first:last]) or (timed and last - end < 2)
    if following and following.group() == "," and opens:
        after = _BREAK.search(plain, following.end())
        last = after.start() if after else len(plain)
    if len(breaks) > 1 and unnamed:
        first = breaks[-2]
    return first, last


def _without_rivals(plain: str, first: int, last: int, rivals: list[Mention]) -> str:
    """Return a sentence without its other clauses that have a value of the same dimension."""
    kept: list[str] = []
    position = 0
    for found in [*_BREAK.finditer(plain), None]:
        end = found.start() if found else len(plain)
        inside = first <= position < last
        if inside or not any(position <= one.start < end for one in rivals):
            kept.append(plain[position:end])
        position = found.end() if found else end
    return ",".join(kept)


def _core(plain: str, blank: str, first: int, last: int, taken: list[Mention]) -> tuple[str, str]:
    """Return the core and its conditions; of earlier clauses with a value of their own only what leads to the first counts.

    That is left out too where the clause names its own subject before its value.
    """
    named = content_words(without_bodies(blank[first:last].split("\ue001")[0])) or body_names(blank[first:last])
    kept: list[str] = []
    conditions: list[str] = []
    position = 0
    for found in [*_BREAK.finditer(plain, 0, first)]:
        piece = blank[position : found.start()]
        owned = [one for one in taken if position <= one.start < found.end()]
        if owned:
            piece = blank[position : owned[0].start] if not kept and not named else ""
        elif _CONDITION.search(plain[position : found.start()]):
            conditions.append(plain[position : found.start()])
        kept.append(piece)
        position = found.end()
    return ",".join([*kept, blank[first:last]]).replace("\ue001", " "), ",".join(conditions)
