"""Steps in one order here and in the other order there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.conflicts.frames import Frame, frame_of, same_matter
from assistant.conflicts.passages import Passage
from assistant.conflicts.words import content_words
from assistant.guard.mentions import read_text

_FIRST_THEN = re.compile(
    r"(?:首先|先(?!后|进|行|期))(?P<a>[^,;。]{2,16}?),?(?:然后|随后|接着|最后|再|后(?!勤|方|续|期|果))(?:应当?|方可|才|须|要|立即)*(?P<b>[^,;。]{2,16})"
)
_AFTER = re.compile(
    r"(?:^|[,;。])(?:应当?|须|必须)?(?P<a>[^,;。]{2,14}?)(?:之后|以后|后),?(?:方可|方能|才能?|再)(?P<b>[^,;。]{2,16})"
)
_ORDERED = re.compile("步骤|程序|顺序|依次|流程|先后")
_NUMBER = re.compile(r"^\s*(?:[（(]?(?P<number>[一二三四五六七八九十]|\d{1,2})[)）.、．]|(?P<ring>[①-⑳]))\s*")
_ALIKE = 0.6  # share of the characters of a step that another step has to hold, both ways
_MOST_STEPS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOrder:
    """Steps that a source puts in order.

    Attributes:
        steps: In order; two for 先…再…, more for a list.
        passage: The sentence, or the list from its first item to its last.
        frame: What the steps are about; the steps themselves are not in its core.
    """

    steps: tuple[str, ...]
    passage: Passage
    frame: Frame

    @property
    def printed(self) -> str:
        """The order as it is shown."""
        return " → ".join(self.steps)


def sequences_of(passages: Sequence[Passage]) -> list[StepOrder]:
    """Return the orders that the passages of one chunk give, those within sentences first."""
    return [*(found for passage in passages for found in _in_sentence(passage)), *_lists(passages)]


def _in_sentence(passage: Passage) -> Iterator[StepOrder]:
    plain = read_text(passage.text).plain
    for pattern in (_FIRST_THEN, _AFTER):
        for found in pattern.finditer(plain):
            frame = frame_of(passage, found.start(), found.start())
            words = set(content_words(found.group()))
            core = tuple(word for word in frame.core if word not in words)
            yield StepOrder(steps=(found["a"], found["b"]), passage=passage, frame=with_core(frame, core))


def with_core(frame: Frame, core: tuple[str, ...]) -> Frame:
    """Return the frame with another core."""
    return replace(frame, core=core, acts=frozenset())


def _lists(passages: Sequence[Passage]) -> Iterator[StepOrder]:
    runs: list[list[Passage]] = []
    for passage in passages:
        if not passage.is_item or not _NUMBER.match(passage.text):
            continue
        if runs and runs[-1][-1].lead == passage.lead and len(runs[-1]) < _MOST_STEPS:
            runs[-1].append(passage)
        else:
            runs.append([passage])
    for run in runs:
        if len(run) > 1 and _ORDERED.search(run[0].lead or run[0].above):
            yield _of_run(run)


def _of_run(run: Sequence[Passage]) -> StepOrder:
    first, last = run[0], run[-1]
    steps = tuple(read_text(_NUMBER.sub("", one.text)).plain.strip(",;。、 ") for one in run)
    opening = first.lead or first.above
    whole = Passage(
        summary=first.summary,
        heading_path=first.heading_path,
        text="".join((opening, *steps)),
        start=first.start,
        end=last.end,
    )
    frame = frame_of(whole, 0, 0)
    return StepOrder(steps=steps, passage=whole, frame=with_core(frame, content_words(read_text(opening).plain)))


def in_other_order(one: StepOrder, other: StepOrder) -> bool:
    """Tell whether two steps that both sources name stand in opposite order on one matter."""
    if not _same_occasion(one.frame, other.frame):
        return False
    places = []
    for position, step in enumerate(one.steps):
        match = next((at for at, known in enumerate(other.steps) if _alike(step, known)), None)
        if match is not None:
            places.append((position, match))
    return any((a[0] - b[0]) * (a[1] - b[1]) < 0 for a, b in combinations(places, 2))


def _same_occasion(one: Frame, other: Frame) -> bool:
    if one.levels != other.levels:
        return False
    if not one.core or not other.core:  # nothing but the steps themselves: they tell the matter
        return not (one.hazards and other.hazards and one.hazards.isdisjoint(other.hazards))
    return same_matter(one, other)


def _alike(one: str, other: str) -> bool:
    left, right = set(one), set(other)
    shared = len(left & right)
    return shared >= _ALIKE * min(len(left), len(right)) and shared >= _ALIKE * 0.5 * max(len(left), len(right))
