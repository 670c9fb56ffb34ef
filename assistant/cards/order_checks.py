"""Failure 3, 错顺序: what must stand before what, as data with sources in rules/order.yaml.

A unit's own approved procedure may say otherwise. That is never silent: the finding turns into a note that names the passages,
and `overrides_of` returns them for whoever keeps the card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.cards.check_context import CheckContext
from assistant.cards.printed_lines import filled
from assistant.cards.rulebook import OrderRule, order_rules
from assistant.records import Card, CardField, CardLine, CardProblem, Citation

NOT_DONE = re.compile(r"(?:严禁|禁止|不得|不准|不要|不可|不能|不|以前|之前|制止|阻止|防止|避免|以免)[^，。；]{0,12}$")
OVERRIDDEN = "own-procedure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A unit's own approved procedure that puts two steps in another order than a rule.

    Attributes:
        before, after: Passages of one list of the procedure: it puts `before` ahead of `after`, as the card does.
    """

    rule: OrderRule
    before: Citation
    after: Citation

    @property
    def named(self) -> str:
        """The procedure with its headings."""
        return f"《{self.before.document_title}》{' '.join(self.before.heading_path)}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A step that comes too early.

    Attributes:
        forerunner: The step that should come before it, None when no step of the card does that.
        reported: The card's report field says it, so that it is done, if not by a step of its own.
    """

    rule: OrderRule
    early: CardLine
    forerunner: CardLine | None
    reported: bool


def find(card: Card, context: CheckContext) -> Iterator[CardProblem]:
    """Yield steps that come too early; a missing forerunner of an optional kind is pointed out, another may do it."""
    for breach in breaches(card):
        override = override_of(card, context, breach)
        yield finding(breach) if override is None else note(override)


def overrides_of(card: Card, context: CheckContext) -> tuple[Override, ...]:
    """Return which orders of the card are those of the unit's own procedure, against a rule."""
    found = (override_of(card, context, breach) for breach in breaches(card))
    return tuple(override for override in found if override is not None)


def breaches(card: Card) -> Iterator[Breach]:
    """Yield the breaches of every rule for the card's hazard."""
    steps = filled(card, CardField.STEP)
    for rule in order_rules():
        if not rule.hazard.search(card.hazard):
            continue
        then = place_of(rule.then, steps)
        first = place_of(rule.first, steps)
        if then is not None and (first is None or first > then):
            forerunner = steps[first[0]] if first else None
            reported = place_of(rule.first, filled(card, CardField.REPORT)) is not None
            yield Breach(rule=rule, early=steps[then[0]], forerunner=forerunner, reported=reported)


def place_of(pattern: re.Pattern[str], steps: Sequence[CardLine]) -> tuple[int, int] | None:
    """Return (step, offset) of the first match that is not forbidden or put off in its clause, None when no step has one."""
    for index, line in enumerate(steps):
        for found in pattern.finditer(line.text):
            if not NOT_DONE.search(line.text[: found.start()]):
                return index, found.start()
    return None


def override_of(card: Card, context: CheckContext, breach: Breach) -> Override | None:
    """Return the unit's own order for a breach, None when no approved procedure of the unit has it.

    Both steps have to stand in one list of one document, in the order of the card: that a plan tells of reporting in an
    earlier section than of closing valves is no order of steps. A law is not overridden.
    """
    rule = breach.rule
    if rule.is_law or breach.forerunner is None:
        return None
    by_marker = {citation.marker: citation for citation in card.citations}
    for one in context.procedure_markers.intersection(breach.early.markers):
        for other in context.procedure_markers.intersection(breach.forerunner.markers):
            before, after = by_marker[one], by_marker[other]
            same_list = before.document_id == after.document_id and before.heading_path == after.heading_path
            if same_list and before.start < after.start:
                return Override(rule=rule, before=before, after=after)
    return None


def note(override: Override) -> CardProblem:
    """Return the note that stands in place of a finding where the unit's own procedure decides."""
    message = (
        f"本单位规程另有规定：{override.named}把“{override.before.quote[:24]}”写在“{override.after.quote[:24]}”之前，"
        f"按其规定；一般要求是：{override.rule.message}"
    )
    source = f"{override.named}；{override.rule.shown_source}"
    return CardProblem(rule_id=OVERRIDDEN, field=CardField.STEP, message=message, blocking=False, source=source)


def finding(breach: Breach) -> CardProblem:
    """Return what is wrong with the order of two steps."""
    rule = breach.rule
    early = breach.early.text[:24]
    if breach.forerunner is None:
        message = f"{rule.message}；本卡没有写前一步，须确认已由他人完成：{early}"
    else:
        message = f"{rule.message}；次序有误：“{early}”应在“{breach.forerunner.text[:24]}”之后"
    return CardProblem(
        rule_id=f"order-{rule.rule_id}", field=CardField.STEP, message=message,
        blocking=breach.forerunner is not None or (rule.required and not breach.reported), source=rule.shown_source,
    )  # fmt: skip
