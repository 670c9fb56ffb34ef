"""The traits of a text that matching compares: meanings, character pairs, posts; what is denied or forbidden apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.drills.matching.wording import BAN, Meaning, meanings_in
from assistant.drills.records import ExpectedAction
from kb.query.colloquial import HINT, sayings_in
from kb.records import Saying
from kb.text import default_tokenizer

TURNS_TO = re.compile(r"(?:给|跟|告诉|通知)(?P<who>[\u4e00-\u9fff]{2,6}?)(?:打|说|讲|报|汇报|发)")
EVERYDAY = re.compile("大家|[里人们的一个]")
CLAUSES = re.compile(r"[^，。；！？,;!?]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a text holds: meanings and character pairs; those of what it denies or forbids apart.

    Attributes:
        turned: Whom a player turns to in words of their own.
        sayings: Spoken phrases of a player that the lexicon of the base knows.
        words: The words of a clause without what it forbids.
    """

    meanings: frozenset[str]
    denied: frozenset[str]
    pairs: frozenset[str]
    banned: frozenset[str] = frozenset()
    banned_pairs: frozenset[str] = frozenset()
    turned: str = ""
    sayings: tuple[Saying, ...] = ()
    words: str = ""


def nameless(text: str, names: Sequence[str]) -> str:
    """Return a clause without the names of its actor: who acts is judged apart."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "，")
    return text


def traits_of_clause(text: str, roles: Mapping[str, re.Pattern[str]]) -> Traits:
    """Read words of a plan: what stands behind 不得, 严禁 is what breaks it."""
    meanings = meanings_in(text)
    wanted = [clause for clause in CLAUSES.findall(text) if not BAN.search(clause)]
    banned = [clause for clause in CLAUSES.findall(text) if BAN.search(clause)]
    forbidden = {one.name for clause in banned for one in meanings_in(clause)}
    return Traits(
        meanings=frozenset(one.name for one in meanings if not one.denied)
        | frozenset(f"!{name}" for name in forbidden)
        | roles_in("，".join(wanted), roles),
        denied=frozenset(one.name for one in meanings if one.denied),
        pairs=pairs_of(wanted),
        banned=frozenset(forbidden),
        banned_pairs=pairs_of(banned),
        words="，".join(wanted),
    )


def traits_of_words(text: str, roles: Mapping[str, re.Pattern[str]]) -> Traits:
    """Read what a player typed: a clause that says what is not done speaks for nothing."""
    meanings = meanings_in(text)
    denied = {one.name for one in meanings if one.denied}
    kept = [clause for clause in CLAUSES.findall(text) if not any(one.denied for one in meanings_in(clause))]
    return Traits(
        meanings=frozenset(signed(one) for one in meanings) | roles_in(text, roles),
        denied=frozenset(denied),
        pairs=pairs_of(kept),
        turned=told_to(text),
        sayings=tuple(one for clause in kept for one in sayings_in(clause) if one.category != HINT),
    )


def signed(meaning: Meaning) -> str:
    """Return a meaning as a feature: what both sides say not to do is something they share."""
    return f"!{meaning.name}" if meaning.denied else meaning.name


def pairs_of(clauses: Sequence[str]) -> frozenset[str]:
    """Return the character pairs of clauses."""
    return frozenset(pair for clause in clauses for pair in default_tokenizer().bigrams(clause))


def roles_in(text: str, roles: Mapping[str, re.Pattern[str]]) -> frozenset[str]:
    """Return the posts that a text mentions, as features of their own."""
    return frozenset(f"@{name}" for name, pattern in roles.items() if pattern.search(text))


def told_to(text: str) -> str:
    """Return whom a player turns to in words of their own (给家里人打电话), "" when it is nobody or a number."""
    found = TURNS_TO.search(text)
    return EVERYDAY.sub("", found.group("who")) if found else ""


def role_patterns(expected: Sequence[ExpectedAction]) -> dict[str, re.Pattern[str]]:
    """Return what every post of the plan may be called in a sentence: its names, and a surname with a title.

    Who is reported to counts as well, though no action may be theirs.
    """
    told = {part for one in expected for part in re.split("[和、]", one.report_to) if len(part) > 2}
    patterns = {name: re.compile(re.escape(name)) for name in sorted(told)}
    for names in {one.actor: one.names for one in expected if one.actor}.values():
        titled = [rf"{name[0]}(?:总|主任|经理|书记|[班组队站]长|部长)" for name in names if 2 <= len(name) <= 3]
        plain = [re.escape(name) for name in names if len(name) > 2]
        if plain or titled:
            patterns[names[0]] = re.compile("|".join(plain + titled))
    return patterns
