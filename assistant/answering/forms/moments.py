"""How long something took: from one dated event of a document to another, both cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from assistant.answering.forms.covered import unspoken
from assistant.answering.forms.grids import Grid, Row
from assistant.answering.forms.quantities import in_words, shown
from assistant.answering.reading.plain import plain

LASTED = r"(?:用了?|花了?|隔了?|间隔|经过了?|历时|过了?|一共|总共|相隔|持续)*(?:多久|多长时间|多少分钟|几分钟|多少小时|几个?小时)"
ASKED: tuple[re.Pattern[str], ...] = (
    re.compile(rf"从(?P<a>.{{2,40}})(?:开始)?到(?!达|场|位|岗|期|了)(?P<b>.{{2,40}}?)[，,]?{LASTED}"),
    re.compile(
        r"(?P<a>.{2,40}?)(?:以后|之后|后)[，,]?(?:过了|又过了|隔了)?"
        r"(?:多久|多长时间|多少分钟|几分钟)(?:以后|之后|后|才|就)?(?P<b>.{2,40}?)的?[？?]?$"
    ),
    re.compile(
        r"(?P<a>.{2,40}?)(?:和|与|跟|到)(?P<b>.{2,40}?)(?:之间)?"
        r"(?:相差|相隔|间隔|隔)了?(?:多久|多长时间|多少分钟|几分钟)"
    ),
)
CLOCK = re.compile(r"(?P<h>\d{1,2})(?:时|:|：)(?P<m>\d{2})(?:分|(?:[:：](?P<s>\d{2})))?")
FILLER = re.compile(r"[的了在里中是从到]|才|就|时候|当时|那次|事故|火灾|演练")
MIN_COVERED = 0.75  # of a label's characters that stand in its row
CLEARLY = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An event with the time of day that its row gives, in seconds; `quote` is the time as written."""

    label: str
    seconds: int
    quote: str
    row: Row


def events_asked(question: str) -> tuple[str, str] | None:
    """Return the two events between which the time is asked for, None for any other question."""
    for pattern in ASKED:
        if match := pattern.search(question):
            return match["a"], match["b"]
    return None


def moments(events: tuple[str, str], grids: Sequence[Grid]) -> list[Moment]:
    """Return the rows of the two events in one table of times, in the order asked.

    Less than two where an event is not found for certain; the first list that has any is taken.
    """
    partial: list[Moment] = []
    for grid in grids:
        rows = list(timed_rows(grid))
        if len(rows) < 2 or unspoken(events[0] + "，" + events[1], grid.document):
            continue
        found = [one for event in events if (one := moment_of(event, rows, grid)) is not None]
        if len(found) == 2 and found[0].row is not found[1].row:
            return found
        partial = partial or found[:1]
    return partial


def timed_rows(grid: Grid) -> Iterator[tuple[Row, re.Match[str]]]:
    """Yield the rows whose first cell is a time of day."""
    for row in (grid.header, *grid.rows):
        if clock := CLOCK.fullmatch(row.cells[0].text):
            yield row, clock


def moment_of(event: str, rows: Sequence[tuple[Row, re.Match[str]]], grid: Grid) -> Moment | None:
    """Return the row that tells of an event, None when none or several do."""
    title = plain(grid.document.metadata.title)
    wanted = [char for char in FILLER.sub("", plain(event)) if char.isalnum()]
    wanted = strip_title(wanted, title)
    scored = sorted(((covered(wanted, told_in(row)), -i) for i, (row, _) in enumerate(rows)), reverse=True)
    if not wanted or scored[0][0] < MIN_COVERED or (len(scored) > 1 and scored[0][0] - scored[1][0] < CLEARLY):
        return None
    row, clock = rows[-scored[0][1]]
    seconds = int(clock["h"]) * 3600 + int(clock["m"]) * 60 + int(clock["s"] or 0)
    return Moment(label=event.strip("，, "), seconds=seconds, quote=clock[0], row=row)


def strip_title(wanted: list[str], title: str) -> list[str]:
    """Leave out the beginning of a label that names the document: 家具厂 of the report on 宏达家具厂."""
    text = "".join(wanted)
    for size in range(len(text) - 2, 1, -1):
        if text[:size] in title:
            return list(text[size:])
    return wanted


def told_in(row: Row) -> str:
    """Return what a row tells besides its time, in plain form."""
    return plain(" ".join(cell.text for cell in row.cells[1:]))


def covered(wanted: Sequence[str], text: str) -> float:
    """Return the share of the neighbouring pairs of a label that stand in a text, 0–1."""
    pairs = {a + b for a, b in pairwise(wanted)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def elapsed(first: Moment, last: Moment) -> tuple[str, str]:
    """Return the arithmetic and its result; ("", "") when the second is not the later one."""
    seconds = last.seconds - first.seconds
    if seconds < 0:
        return "", ""
    value, unit = (Fraction(seconds, 60), "分钟") if seconds % 60 == 0 else (Fraction(seconds), "秒")
    said = in_words(value, unit)
    result = said or shown(value, unit)
    whole = f"（{shown(value, unit)}）" if said else ""
    return f"{last.quote} − {first.quote} = {result}{whole}", result
