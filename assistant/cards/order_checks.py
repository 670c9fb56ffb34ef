"""Hard orders of steps: what must stand before what, as data with sources in rules/order.yaml."""

from __future__ import annotations

import re

from assistant.cards.rulebook import OrderRule, order_rules
from assistant.records import Card, CardField, CardProblem


def wrong_order(card: Card) -> list[CardProblem]:
    """Return steps that come too early; a missing forerunner is pointed out, as another position may do it."""
    steps = [line.text for line in card.lines if line.field is CardField.STEP and not line.blank]
    return [
        found
        for rule in order_rules()
        if rule.hazard.search(card.hazard) and (found := finding(rule, steps)) is not None
    ]


def finding(rule: OrderRule, steps: list[str]) -> CardProblem | None:
    """Return what is wrong with these steps under one rule, None when nothing is."""
    then = place_of(rule.then, steps)
    first = place_of(rule.first, steps)
    if then is None or (first is not None and first <= then):
        return None
    early = steps[then[0]]
    if first is None:
        message = f"{rule.message}；本卡没有写前一步，须确认已由他人完成：{early[:24]}"
    else:
        message = f"{rule.message}；次序有误：{early[:24]}"
    return CardProblem(
        rule_id=f"order-{rule.rule_id}",
        field=CardField.STEP,
        message=message,
        blocking=first is not None or rule.required,
        source=rule.source,
    )


def place_of(pattern: re.Pattern[str], steps: list[str]) -> tuple[int, int] | None:
    """Return (step, offset) of the first match, None when no step has one."""
    for index, text in enumerate(steps):
        found = pattern.search(text)
        if found:
            return index, found.start()
    return None
