"""Failure 11, 太长: more than can be followed in the first minutes."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.cards.check_context import CheckContext
from assistant.cards.failures import problem
from assistant.cards.families import family_named
from assistant.cards.layout import BACK, FRONT
from assistant.cards.printed_lines import filled, shown
from assistant.records import Card, CardField, CardProblem


def find(card: Card, _context: CheckContext) -> Iterator[CardProblem]:
    """Yield findings about how much stands on the card; what is only long is counted in one finding each."""
    limits = family_named(card.family).limits
    for field, most, name in (
        (CardField.STEP, limits.steps, "步骤"),
        (CardField.PROHIBITION, limits.bans, "严禁"),
    ):
        count = len(filled(card, field))
        if count > most:
            yield problem("too-long", field, f"{name}有 {count} 条，超过 {most} 条")
    yield from long_lines(card, CardField.STEP, limits.step_length, "long-step")
    yield from long_lines(card, CardField.PROHIBITION, limits.ban_length, "long-ban")
    front = sum(len(line.text) for line in filled(card, *FRONT))
    back = sum(len(line.text) for line in filled(card, *(field for field in BACK if field is not CardField.BASIS)))
    if front > limits.front or back > limits.back or front + back > limits.whole:
        yield problem("long-card", CardField.HEADING, f"正面 {front} 字、背面 {back} 字，{limits.told}，可再精简")


def long_lines(card: Card, field: CardField, most: int, finding_id: str) -> Iterator[CardProblem]:
    """Yield how many lines of a field are longer than a person reads at a glance."""
    long = [line for line in filled(card, field) if len(line.text) > most]
    if long:
        longest = max(long, key=lambda line: len(line.text))
        message = f"{len(long)} 条超过 {most} 字，最长的 {len(longest.text)} 字：{shown(longest)}"
        yield problem(finding_id, field, message)
