"""Short names that a document gives to bodies (以下简称中心), so that a stem can say whom one means."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.guard.names import is_abbreviation

_DEFINED = re.compile(
    r"(?<![、和及与\u4e00-\u9fff])(?P<full>[\u4e00-\u9fff]{4,24})[（(]以下(?:简)?称[“\"]?(?P<short>[\u4e00-\u9fff]{2,4})[”\"]?[）)]"
)
_BEFORE_NAME = re.compile(
    r"^.*(?:设立|成立|组建|负责管理|管理|由|是|的|为|适用于|在|和|与|及|向|对|组成)(?=[\u4e00-\u9fff]{4})"
)
_GENERIC = re.compile(r"^(?!公司|企业|单位|学校|医院).{2}$|^[市县区镇]?指挥部$|^领导小组$")


@lru_cache(maxsize=256)
def short_names(text: str) -> tuple[tuple[str, str], ...]:
    """Return (short, full) names of a document's text whose short form says little by itself: 中心, 市指挥部."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        full, short = _BEFORE_NAME.sub("", match["full"]), match["short"]
        if _GENERIC.search(short) and (full.endswith(short) or is_abbreviation(short, full)):
            found.setdefault(short, full)
    return tuple(found.items())


def unexplained(text: str, words: str) -> tuple[tuple[str, str], ...]:
    """Return the short names that words use without their full form."""
    return tuple(
        (short, full)
        for short, full in short_names(text)
        if full not in words
        and re.search(rf"(?<![\u4e00-\u9fff]){re.escape(short)}|(?<=[到由向知报后经，；]){re.escape(short)}", words)
    )
