"""Whether what a player typed breaks a ban: the ban is taken apart, and every part of it has to be said.

Wordings stand in `rules/bans.yaml`. A part that the player denies (不单独进入) or forbids others (谁都不许进) is not said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from assistant.drills.matching.wording import BAN, CLAUSE_END

CUTS = re.compile(r"(?<=[^，。；、])[，、；](?=不得|严禁|禁止|不准|不许|切勿)")
STOPS = re.compile(r"[，。；]")
FORBIDS = re.compile(
    r"严禁|禁止|不得|不许|不准|不让|切勿|不要|(?<!特)别(?!人|的)|谁也不|谁都不|不能|不可|拦住|制止|避免|防止|没人"
)
DENIES = re.compile(r"(?:不|没有?|未|勿|不再|不会|不去|不敢|从不)[^，。]{0,3}$")
HOLDS_BACK = re.compile(r"拦住|拦下|制止|劝住|劝阻|喊住|叫住|拉住他")
ONLY_FOR = re.compile(r"只用于|不用于|不能代替|不得用于")


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A part of bans.

    Attributes:
        kind: "state" holds its own negation (没戴); "act" and "place_needed" do not.
        group: Elements of one group in one ban are alternatives; "" for none.
        plan, said, unless: How plans write it, how players say it, and what takes it back.
    """

    name: str
    kind: str
    group: str
    plan: re.Pattern[str]
    said: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BanParts:
    """A ban as what has to be said to break it: of every inner tuple one element."""

    ban_id: str
    words: str
    needed: tuple[tuple[Element, ...], ...]


@cache
def elements() -> tuple[Element, ...]:
    """Return the elements as shipped."""
    text = resources.files("assistant.drills").joinpath("rules/bans.yaml").read_text(encoding="utf-8")
    return tuple(
        Element(
            name=one["name"],
            kind=one["kind"],
            group=one.get("group", ""),
            plan=re.compile(one["plan"]),
            said=re.compile(one["said"]),
            unless=re.compile(one["unless"]) if "unless" in one else None,
        )
        for one in yaml.safe_load(text)["elements"]
    )


def parts_of(ban_id: str, text: str) -> tuple[BanParts, ...]:
    """Take the bans of a clause apart; one whose words hold no known element is left out.

    A case in front of the ban (不能确认断电时，…不得用水) belongs to it.
    """
    found = []
    start = 0
    for piece in CUTS.split(text):
        at = text.find(piece, start)
        start = at + len(piece)
        ban = BAN.search(piece) or ONLY_FOR.search(piece)
        if ban is None:
            continue
        words = piece if ONLY_FOR.search(piece) else piece[ban.start() :]
        known = [one for one in elements() if one.plan.search(words)]
        known += [one for one in elements() if one.kind == "state" and one not in known and one.plan.search(text[:at])]
        if known and (len(known) > 1 or known[0].kind == "act") and not vague(known):
            found.append(BanParts(ban_id=ban_id, words=words, needed=grouped(known)))
    return tuple(found)


def vague(known: Sequence[Element]) -> bool:
    """Tell whether too little of a ban is known: to enter, to use water or to return is not forbidden as such."""
    return {one.name for one in known} <= {
        "enter",
        "water",
        "return",
        "seek",
        "fetch",
        "wade",
        "firefight",
        "alone",
    } and len(known) < 2


def grouped(known: Sequence[Element]) -> tuple[tuple[Element, ...], ...]:
    """Join the alternatives of a ban."""
    groups: dict[str, list[Element]] = {}
    for one in known:
        groups.setdefault(one.group or one.name, []).append(one)
    return tuple(tuple(group) for group in groups.values())


def broken_by(text: str, role: str, bans: Sequence[BanParts]) -> str:
    """Return the id of the ban that the words of a role break; "" for none.

    Of several the one with most parts, then the one that is nearest in its letters.
    """
    if HOLDS_BACK.search(text):
        return ""
    said = f"{role}，{text}"
    broken = [one for one in bans if all(any(is_said(part, said) for part in group) for group in one.needed)]
    nearest = max(broken, key=lambda one: (len(one.needed), len(set(one.words) & set(text))), default=None)
    return nearest.ban_id if nearest else ""


def is_said(element: Element, text: str) -> bool:
    """Tell whether a player says an element and does not deny it."""
    if element.unless is not None and element.unless.search(text):
        return False
    plain = text if element.kind == "state" else without_states(text)
    return any(not is_taken_back(plain, match.start()) for match in element.said.finditer(plain))


def is_taken_back(text: str, start: int) -> bool:
    """Tell whether the words in front, in the same clause, deny or forbid what follows."""
    before = CLAUSE_END.split(text[:start])[-1]
    return bool(FORBIDS.search(before) or DENIES.search(before))


def without_states(text: str) -> str:
    """Blank out what players say not to have done (没戴空呼), so that it denies nothing behind it."""
    for one in elements():
        if one.kind == "state":
            text = one.said.sub(lambda match: "※" * len(match.group()), text)
    return text
