"""Reproduce Word's automatic numbers from numbering.xml (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ingest.parsers.numerals import format_number

LEVEL_COUNT = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_NO_GAP_AFTER = tuple("、）)．.。：:】〕")
_LONGEST = 255  # characters of a number; longer ones are no numbers but an attack
_KEPT_IN_LEGAL = frozenset({"none", "decimalZero", "bullet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list definition.

    Attributes:
        number_format: ST_NumberFormat, or the pattern of a custom one ("001, 002, ...").
        text: w:lvlText; of a bullet, the character as Unicode has it.
        restart: 1-based level whose use, or that of a higher one, restarts this one; 0 never, None any higher level.
        legal: All levels print decimal in this level's text (isLgl), except those that keep a leading nought.
        style: Paragraph style linked to the level.
        hidden: The number is formatted as hidden text.
    """

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListInstance:
    """A w:num: a list definition with its overrides.

    Attributes:
        abstract: Id of the definition; instances of one definition share their counters.
        levels: Level number → definition in force for this instance.
        start_overrides: Level number → number from which this instance starts the level anew, once.
    """

    abstract: str
    levels: Mapping[int, Level]
    start_overrides: Mapping[int, int] = field(default_factory=dict)


class NumberingState:
    """Counts through one story (body, text box or note) of a document, paragraph by paragraph."""

    def __init__(self, instances: Mapping[str, ListInstance]) -> None:
        self._instances = instances
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()

    def story(self) -> NumberingState:
        """Return the state of another story: Word counts text boxes and notes apart from the body."""
        return NumberingState(self._instances)

    def instance(self, num_id: str) -> ListInstance | None:
        """Return the list of a numId; None for 0 (numbering removed) and unknown ids."""
        return self._instances.get(num_id) if num_id != "0" else None

    def level_of_style(self, num_id: str, style_id: str) -> int | None:
        """Return the level linked to a paragraph style in the list of `num_id`."""
        instance = self.instance(num_id)
        if instance is None or not style_id:
            return None
        return next((number for number, level in instance.levels.items() if level.style == style_id), None)

    def advance(self, num_id: str, level_number: int) -> str:
        """Count one paragraph of the list and return its number with the gap that follows it.

        "" for hidden numbers and for levels that are not defined.
        """
        instance = self.instance(num_id)
        if instance is None or level_number not in instance.levels:
            return ""
        counters = self._counters.setdefault(instance.abstract, {})
        self._restart_overridden(num_id, instance, counters, level_number)
        self._count(instance, counters, level_number)
        return self._print(instance, counters, level_number)

    def _restart_overridden(
        self, num_id: str, instance: ListInstance, counters: dict[int, int], level_number: int
    ) -> None:
        """Forget the count of the level at which an instance that starts anew (17.9.26) is first used, once."""
        if level_number in instance.start_overrides and num_id not in self._started:
            self._started.add(num_id)
            counters.pop(level_number, None)

    def _count(self, instance: ListInstance, counters: dict[int, int], level_number: int) -> None:
        for higher in range(level_number):
            if higher not in counters and higher in instance.levels:
                counters[higher] = instance.levels[higher].start  # a skipped level counts as used once
        if level_number in counters:
            counters[level_number] += 1
        else:
            counters[level_number] = self._start(instance, level_number)
        for lower in range(level_number + 1, LEVEL_COUNT):
            level = instance.levels.get(lower, Level())
            if level.restart is None or level_number < level.restart:
                counters.pop(lower, None)

    @staticmethod
    def _start(instance: ListInstance, level_number: int) -> int:
        return instance.start_overrides.get(level_number, instance.levels[level_number].start)

    def _print(self, instance: ListInstance, counters: Mapping[int, int], level_number: int) -> str:
        level = instance.levels[level_number]
        if level.hidden:
            return ""

        def number_of(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            placed = instance.levels.get(place, Level())
            number_format = placed.number_format
            if level.legal and number_format not in _KEPT_IN_LEGAL:
                number_format = "decimal"
            return format_number(counters.get(place, placed.start), number_format)

        is_bullet = level.number_format == "bullet"
        printed = (level.text if is_bullet else _PLACEHOLDER.sub(number_of, level.text)).strip()
        printed = printed[:_LONGEST]
        if not printed or level.suffix == "nothing" or printed.endswith(_NO_GAP_AFTER):
            return printed
        return printed + " "


def override_level(levels: Mapping[int, Level], number: int, level: Level) -> dict[int, Level]:
    """Return the levels of a definition with one replaced, as w:lvlOverride/w:lvl does.

    The style link stays with the definition, and so does the restart rule: Word reads no w:lvlRestart in an override.
    """
    replaced = levels.get(number, Level())
    return {**levels, number: replace(level, style=level.style or replaced.style, restart=replaced.restart)}
