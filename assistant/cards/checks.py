"""Checks of a card against the mistakes that hurt people; a blocking finding stops approval, never editing.

The fourteen failures, their rules and sources are listed in rules/failures.yaml; each has one of the modules below. What only
the base can tell (other sources that disagree) is added by `review`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.cards import (
    basis_checks,
    conflict_checks,
    issue_checks,
    length_checks,
    level_checks,
    limit_checks,
    order_checks,
    phone_checks,
    role_checks,
    source_checks,
    unit_checks,
    withdrawal_checks,
    wording_checks,
)
from assistant.cards.check_context import NOTHING_KNOWN, CheckContext
from assistant.cards.failures import problem
from assistant.cards.families import empty_slots
from assistant.cards.printed_lines import filled
from assistant.cards.report_elements import missing_elements
from assistant.records import Card, CardField, CardProblem

REQUIRED = (CardField.PROHIBITION, CardField.STEP, CardField.REPORT, CardField.PHONE)
Checker = Callable[[Card, CheckContext], Iterator[CardProblem]]


def check(card: Card, context: CheckContext = NOTHING_KNOWN) -> tuple[CardProblem, ...]:
    """Return what is wrong with a card, blocking findings first, none twice.

    Args:
        context: What the base knows beside the card, from `check_context.context_for`. Without it the contact table, the
            unit's own procedures and the approval are not looked at.
    """
    found = dict.fromkeys(problem for checker in CHECKERS for problem in checker(card, context))
    return tuple(sorted(found, key=lambda problem: not problem.blocking))


def missing_fields(card: Card, _context: CheckContext) -> Iterator[CardProblem]:
    """Yield the fields without which a card is no card: bans, steps, reporting, phones."""
    for field in REQUIRED:
        if not filled(card, field):
            yield problem("missing-field", field, "缺少必备内容，补充来源后才能签发")


def skeleton_gaps(card: Card, _context: CheckContext) -> Iterator[CardProblem]:
    """Yield, in one finding, the places of the family's skeleton that no line fills; for a card that has steps."""
    slots = empty_slots(card)
    if slots and filled(card, CardField.STEP):
        names = "、".join(slot.name for slot in slots)
        yield problem("skeleton-gap", CardField.STEP, f"{card.family}卡的步骤骨架缺来源：{names}")


def report_elements(card: Card, _context: CheckContext) -> Iterator[CardProblem]:
    """Yield which of the elements of a report the card does not name."""
    missing = missing_elements(card)
    if missing:
        yield problem("report-elements", CardField.REPORT, f"报告内容没有写：{'、'.join(missing)}")


CHECKERS: tuple[Checker, ...] = (
    missing_fields,
    phone_checks.find,
    limit_checks.find,
    order_checks.find,
    level_checks.find,
    role_checks.find,
    unit_checks.find,
    basis_checks.find,
    source_checks.find,
    withdrawal_checks.find,
    length_checks.find,
    wording_checks.find,
    issue_checks.find,
    conflict_checks.find,
    skeleton_gaps,
    report_elements,
)
