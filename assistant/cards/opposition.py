"""What one sentence forbids and another one tells to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.cards.printed_lines import clauses
from kb.text import default_tokenizer

BAN = re.compile(r"(?:严禁|禁止|不得|不准|不许|切勿|不要|不可以?|不能)(?P<what>[^，,；;。！!]+)")
# Bans of a way of doing something, or until something is done, do not forbid the thing itself.
ONLY_UNTIL = re.compile(r"未|没有?|以前|之?前|代替|不经|擅自|盲目|贸然|随意|直接进入|单人|独自|自行")
NEGATED = re.compile(r"严禁|禁止|不得|不准|不许|切勿|不要|不可|不能|不用|避免|防止|无须|不")
UPWIND = re.compile(r"(?:到|向|至|往|在|站)[^，。；]{0,4}上风")
DOWNWIND = re.compile(r"(?:到|向|至|往)[^，。；]{0,2}下风")
OPPOSED = 0.6  # share of the shorter one's character pairs that both have
LEAST_SHARED = 3


def bans_against(bans: Iterable[str], steps: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (ban, clause) where a step tells to do what a ban forbids; a clause that itself negates tells nothing."""
    told = [part for step in steps for part in clauses(step) if not NEGATED.search(part)]
    for ban in bans:
        for found in BAN.finditer(ban):
            if ONLY_UNTIL.search(found["what"]):
                continue
            for clause in told:
                if is_opposed(found["what"], clause):
                    yield ban, clause


def wind_against(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return (clause, clause) of which one sends people upwind and the other downwind, None when none do."""
    told = [part for line in lines for part in clauses(line) if not NEGATED.search(part)]
    up = next((part for part in told if UPWIND.search(part)), None)
    down = next((part for part in told if DOWNWIND.search(part)), None)
    return (up, down) if up and down else None


def is_opposed(forbidden: str, told: str) -> bool:
    """Tell whether a clause tells to do what is forbidden."""
    pairs = set(default_tokenizer().bigrams(forbidden))
    others = set(default_tokenizer().bigrams(told))
    both = len(pairs & others)
    return both >= LEAST_SHARED and both >= OPPOSED * min(len(pairs), len(others))
