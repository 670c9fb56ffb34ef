"""Failure 14, 相互冲突: lines of one card that cannot both be right. A person decides; nothing is merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.cards.check_context import CheckContext
from assistant.cards.failures import problem
from assistant.cards.opposition import bans_against, wind_against
from assistant.cards.phone_checks import numbers_of
from assistant.cards.printed_lines import ACTING, clauses, filled, shown
from assistant.records import Card, CardField, CardLine, CardProblem
from kb.text import default_tokenizer

FIGURE = re.compile(r"(?P<value>\d+(?:\.\d+)?)\s?(?P<unit>分钟|小时|秒|米|ppm|人|兆帕|%|％|℃|吨)")
POINT = re.compile(
    r"(?P<name>\d?号?(?:集结点|集合点|安置点|避难点|洗消点))(?:设在|位于|在|为)(?P<place>[^，。；;（(]{2,20})"
)
ALIKE = (
    0.7  # share of the longer one's character pairs from which two clauses, their figures taken out, speak of one thing
)
LEAST_PAIRS = 3
PLACES = (*ACTING, CardField.PROHIBITION)


def find(card: Card, _context: CheckContext) -> Iterator[CardProblem]:
    """Yield pairs of lines that contradict each other; figures of one passage are steps of a scale and do not."""
    yield from two_numbers(filled(card, CardField.PHONE))
    places = {citation.marker: (citation.document_id, citation.heading_path) for citation in card.citations}
    for one, other in combinations(filled(card, *PLACES), 2):
        if not {places.get(marker) for marker in one.markers} & {places.get(marker) for marker in other.markers}:
            yield from two_values(one, other)
    yield from two_directions(card)
    for ban, step in bans_against(
        [line.text for line in filled(card, CardField.PROHIBITION)], [line.text for line in filled(card, *ACTING)]
    ):
        yield problem("ban-and-step", CardField.STEP, f"“{ban}”与“{step}”相反，由人裁决")


def two_directions(card: Card) -> Iterator[CardProblem]:
    """Yield that one line sends people upwind and another one downwind."""
    opposed = wind_against(line.text for line in filled(card, *ACTING))
    if opposed:
        yield problem("two-values", CardField.EVACUATION, f"“{opposed[0]}”与“{opposed[1]}”方向相反，由人裁决")


def two_numbers(phones: Sequence[CardLine]) -> Iterator[CardProblem]:
    """Yield a name with two numbers."""
    for one, other in combinations(phones, 2):
        who = one.text.partition(" ")[0]
        if who == other.text.partition(" ")[0] and numbers_of(one) != numbers_of(other):
            numbers = "、".join([*numbers_of(one), *numbers_of(other)])
            yield problem("two-numbers", CardField.PHONE, f"{who}有两个号码：{numbers}，由人裁决")


def two_values(one: CardLine, other: CardLine) -> Iterator[CardProblem]:
    """Yield that two lines give different figures for one thing, or put one meeting point at two places."""
    for first in clauses(one.text):
        for second in clauses(other.text):
            if figures_differ(first, second) or places_differ(first, second):
                yield problem("two-values", one.field, f"“{shown(one)}”与“{shown(other)}”不一致，由人裁决")
                return


def figures_differ(one: str, other: str) -> bool:
    """Tell whether two clauses say the same but for a figure of one unit."""
    first, second = FIGURE.findall(one), FIGURE.findall(other)
    if not first or not second or {unit for _, unit in first} != {unit for _, unit in second} or first == second:
        return False
    pairs, others = pairs_of(FIGURE.sub("", one)), pairs_of(FIGURE.sub("", other))
    longer = max(len(pairs), len(others))
    return longer >= LEAST_PAIRS and len(pairs & others) >= ALIKE * longer


def places_differ(one: str, other: str) -> bool:
    """Tell whether two clauses put a meeting point of one name at different places."""
    first, second = POINT.search(one), POINT.search(other)
    if not first or not second or first["name"] != second["name"]:
        return False
    return first["place"] not in second["place"] and second["place"] not in first["place"]


def pairs_of(text: str) -> set[str]:
    """Return the character pairs of a clause."""
    return set(default_tokenizer().bigrams(text))
