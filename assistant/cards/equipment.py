"""Equipment lines: what the steps use, where it is kept nearest to the position."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.reading.kinds import PHONE
from assistant.cards.tables import TableRow

NAME_COLUMNS = ("名称", "器材", "物资", "装备", "品名")
PLACE_COLUMNS = ("存放", "位置", "放在", "地点", "场所")
MAKE = re.compile(r"^(?:手提式|推车式|便携式|移动式|强光|重型|正压式|防爆型)")
MIN_PLACE = 3  # characters of a place's name that must agree, e.g. 中控室


def equipment_rows(
    rows: Sequence[TableRow], steps: str, part: str, site: str, limit: int
) -> list[tuple[str, TableRow]]:
    """Return (printed line, row), each kind of equipment once, from the nearest place.

    Args:
        steps: Text of the position's steps. part: Text about the hazard. site: Words that say where the position works.
    """
    scored: list[tuple[float, int, str, TableRow]] = []
    for order, row in enumerate(rows):
        name, place = row.under(NAME_COLUMNS), row.under(PLACE_COLUMNS)
        if not name or not place or not row.under(("数量",)) or PHONE.search(row.extract.text):
            continue
        score = 4.0 * is_named(name, steps) + 2.0 * is_named(name, part) + near(place, steps + site)
        if is_named(name, steps) or (is_named(name, part) and near(place, steps + site) > 0):
            scored.append((-score, order, name, row))
    best: dict[str, TableRow] = {}
    for _, _, name, row in sorted(scored, key=lambda entry: entry[:2]):
        best.setdefault(name, row)
    return [(f"{name}{row.under(('数量',))}（{row.under(PLACE_COLUMNS)}）", row) for name, row in best.items()][:limit]


def is_named(name: str, text: str) -> bool:
    """Tell whether a text names the equipment, with or without its make (8公斤干粉灭火器, 手提式干粉灭火器)."""
    pieces = [piece for piece in re.split(r"[、与和]", name) if len(piece) > 1]
    return any(piece in text or MAKE.sub("", piece) in text for piece in pieces if len(MAKE.sub("", piece)) > 1)


def near(place: str, site: str) -> float:
    """Return how well a place agrees with the position's site: 1.0 when named whole, less for its first words."""
    for length in range(len(place), MIN_PLACE - 1, -1):
        if place[:length] in site:
            return length / len(place)
    return 0.0
