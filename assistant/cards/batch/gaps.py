"""What the cards of a set lack: position × field, and which source would fill it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.cards.layout import FIELD_TITLES
from assistant.records import Card, CardField
from assistant.workbook_files import Sheet, write_sheets

FIELDS = tuple(field for field in CardField if field is not CardField.HEADING)
BLANK = re.compile(r"^【待补充：(?P<what>.*?)(?:[，,]来源：(?P<source>.*))?】$", re.S)
GAP_HEADER = ("岗位", "险情", "字段", "缺什么", "补充来源")
EVERYBODY = "（全体人员）"
ALL_FILLED = "没有缺项：每张卡的每个字段都有来源。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One field of one card without a source.

    Attributes:
        source: Which kind of document would fill it; "" where nobody can say.
    """

    position: str
    hazard: str
    field: CardField
    missing: str
    source: str


def gaps_of(cards: Sequence[Card]) -> tuple[Gap, ...]:
    """Return the blanks of the cards in their order."""
    return tuple(
        Gap(position=card.position or EVERYBODY, hazard=card.hazard, field=line.field, missing=what, source=source)
        for card in cards
        for line in card.lines
        if line.blank
        for what, source in [blank_parts(line.text)]
    )


def blank_parts(text: str) -> tuple[str, str]:
    """Return what a blank lacks and which source would fill it."""
    found = BLANK.match(text)
    return (found["what"], found["source"] or "") if found else (text.strip("【】"), "")


def gap_rows(gaps: Sequence[Gap]) -> tuple[tuple[str, ...], ...]:
    """Return the rows under `GAP_HEADER`."""
    return tuple((gap.position, gap.hazard, field_name(gap.field), gap.missing, gap.source) for gap in gaps)


def matrix_header() -> tuple[str, ...]:
    """Return the header over `matrix_rows`."""
    return ("岗位", "险情", *(field_name(field) for field in FIELDS), "签发前须处理")


def matrix_rows(cards: Sequence[Card]) -> tuple[tuple[str, ...], ...]:
    """Return one row for each card: how many lines each field has, 缺, or 参考 for those of another unit only."""
    return tuple(
        (
            card.position or EVERYBODY,
            card.hazard,
            *(field_state(card, field) for field in FIELDS),
            f"{sum(problem.blocking for problem in card.problems)} 项",
        )
        for card in cards
    )


def field_state(card: Card, field: CardField) -> str:
    """Return how far one field of a card is filled."""
    lines = [line for line in card.lines if line.field is field]
    filled = [line for line in lines if not line.blank]
    if not filled:
        return "缺" if lines else "—"
    lacking = "，另有缺" if len(filled) < len(lines) else ""
    reference = "参考 " if all(line.reference_only for line in filled) else ""
    return f"{reference}{len(filled)} 行{lacking}"


def field_name(field: CardField) -> str:
    """Return the title of a field without its sign."""
    return FIELD_TITLES[field].removeprefix("✕ ")


def write_gap_table(cards: Sequence[Card], path: Path) -> None:
    """Write sheets 缺项 and 总表; an existing file is replaced only when writing succeeds.

    Raises:
        ExportFailed: The file cannot be written.
    """
    rows = gap_rows(gaps_of(cards)) or ((ALL_FILLED, "", "", "", ""),)
    header = matrix_header()
    write_sheets(
        (
            Sheet(name="缺项", widths=(18, 20, 14, 44, 44), rows=(GAP_HEADER, *rows)),
            Sheet(name="总表", widths=(18, 20, *(12,) * (len(header) - 2)), rows=(header, *matrix_rows(cards))),
        ),
        path,
        "缺项表",
    )
