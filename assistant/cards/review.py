"""The whole gate before approval: the card itself, the base it rests on, and other sources that disagree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.cards.check_context import Release, context_for
from assistant.cards.checks import check
from assistant.cards.disagreeing import disagreement_notes
from assistant.records import Card, CardProblem
from kb.knowledge_base import KnowledgeBase


def review(
    kb: KnowledgeBase, card: Card, *, today: date | None = None, release: Release | None = None
) -> tuple[CardProblem, ...]:
    """Return everything that is wrong with a card today, blocking findings first.

    Args:
        today: The day of the check, for phones, plans and reviews; None for the day the card was drafted on.
        release: What it is to be approved with; None while it is a draft.
    """
    bare = replace(card, problems=())
    found = [*check(bare, context_for(kb, bare, today=today, release=release)), *disagreement_notes(kb, bare)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: not one.blocking))
