"""Meanings: what people say and what plans write for one act or thing, found in a text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

GAP = "[^，。；！？]{0,8}?"
NEGATION = re.compile(r"(?:不用|不要|不必|不得|不许|不准|不能|不会|严禁|禁止|先别|先不|别|没有|没|未|不)$")
REACH = 3  # characters that may stand between a negation and what it denies
CLAUSE_END = re.compile(r"[，。；！？,;!?]")
BAN = re.compile(r"不得|严禁|禁止|不许|不准|切勿|不使用|不乘坐|不涂|不贸然")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A meaning found in a text.

    Attributes:
        name: Its name in `rules/wording.yaml`.
        start, end: Where the words stand.
        denied: Whether a negation stands right in front of them.
    """

    name: str
    start: int
    end: int
    denied: bool


@cache
def lexicon() -> dict[str, Any]:
    """Return the lexicon as shipped."""
    text = resources.files("assistant.drills").joinpath("rules/wording.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def things() -> frozenset[str]:
    """Return the meanings that are no acts: to mention them breaks no ban."""
    return frozenset(lexicon()["things"])


@cache
def verbs() -> frozenset[str]:
    """Return the meanings that say nothing without an object, a receiver, a place or a figure."""
    return frozenset(lexicon()["verbs"])


@cache
def pairs_of_meaning(name: str) -> frozenset[str]:
    """Return the character pairs of every wording of a meaning."""
    words = [part for one in lexicon()["acts"].get(name, ()) for part in str(one).split("…")]
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))


@cache
def forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the wordings of every meaning as patterns."""
    return tuple(
        (re.compile("|".join(sorted((pattern_of(str(one)) for one in wordings), key=len, reverse=True))), str(name))
        for name, wordings in lexicon()["acts"].items()
    )


def pattern_of(wording: str) -> str:
    """Return the pattern of a wording."""
    return GAP.join(re.escape(part) for part in wording.split("…"))


def meanings_in(text: str) -> tuple[Meaning, ...]:
    """Return the meanings of a text in the order of the lexicon; one that stands twice is returned twice."""
    found = []
    for pattern, name in forms():
        for match in pattern.finditer(text):
            found.append(
                Meaning(name=name, start=match.start(), end=match.end(), denied=is_denied(text, match.start()))
            )
    return tuple(found)


def is_denied(text: str, start: int) -> bool:
    """Tell whether a negation stands at most three characters in front, in the same clause."""
    before = CLAUSE_END.split(text[:start])[-1]
    if BAN.search(before):
        return True
    return any(NEGATION.search(before[: len(before) - back]) for back in range(min(REACH, len(before)) + 1))
