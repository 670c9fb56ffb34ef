"""Laws as cards name them: articles that moved, articles that do not exist, texts that were replaced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from kb.taxonomy import Mark
from kb.text.numerals import parse_number

ARTICLE = r"[^《》。；;\n]{0,14}?第(?P<number>[零〇一二三四五六七八九十百\d]{1,7})条"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedArticle:
    """An article that has another number now; `about` are words of its content."""

    old: int
    about: re.Pattern[str]
    now: int
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law in force; `last` is the number of its last article."""

    name: str
    pattern: re.Pattern[str]
    last: int
    moved: tuple[MovedArticle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedText:
    """A text that another one replaced; `since` is the first day on which it may no longer be named."""

    name: str
    pattern: re.Pattern[str]
    now: str
    since: date
    source: str
    mark: Mark


@cache
def laws() -> tuple[Law, ...]:
    """Read the laws that cards name by article."""
    return tuple(_law(raw) for raw in _read("cards", "rules", "bases.yaml")["laws"])


@cache
def replaced_texts() -> tuple[ReplacedText, ...]:
    """Read the replaced texts; the product keeps them once, beside the checks of plans."""
    return tuple(
        ReplacedText(
            name=raw["name"],
            pattern=re.compile(raw["pattern"]),
            now=raw["now"],
            since=raw["since"],
            source=raw["source"]["clause"],
            mark=Mark(raw["source"]["mark"]),
        )
        for raw in _read("checking", "data", "repealed_bases.yaml")["bases"]
    )


def articles_named(law: Law, text: str) -> list[int]:
    """Return the articles of a law that a text names, in order."""
    found = re.finditer(law.pattern.pattern + ARTICLE, text)
    return [int(parse_number(match["number"])) for match in found]


def _law(raw: dict[str, Any]) -> Law:
    return Law(
        name=raw["name"],
        pattern=re.compile(raw["pattern"]),
        last=raw["last"],
        moved=tuple(
            MovedArticle(old=one["old"], about=re.compile(one["about"]), now=one["now"], mark=Mark(one["mark"]))
            for one in raw["moved"]
        ),
    )


def _read(*parts: str) -> dict[str, Any]:
    path = resources.files("assistant").joinpath(*parts)
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content
