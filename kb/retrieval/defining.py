"""Whether a chunk defines or divides what a question asks the meaning, the criteria or the kinds of."""

from __future__ import annotations

import re
from functools import lru_cache

QUESTIONS_KEPT = 64
_LEAST, _LONGEST = 2, 16  # characters of a term
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:请问)?(?:什么是|何谓|何为|啥是|什么叫|啥叫)(?P<term>.+)$",
        r"^(?P<term>.+?)(?:是|指的)(?:什么意思|指什么|啥意思|什么概念)$",
        r"^(?P<term>.+?)的?(?:划分|分级|分类|判定|认定|界定|等级)?(?:标准|定义|含义|概念|意思)(?:是|指|有|怎么|如何|都)?(?:什么|啥|哪些|哪几|怎么定|规定)?的?$",
        r"^(?P<term>.+?)(?:是)?(?:怎么|如何|怎样|按什么)(?:划分|界定|认定|分级|分类|分|定义)的?$",
        r"^(?P<term>.+?)(?:的?(?:等级|级别|种类|类型))?(?:是|可以|一般|都|应当)?(?:划?分(?:为|成)?|包括)(?:哪|为)?几(?:个)?(?:类|级|种|档|等级|级别|等)",
        r"^(?P<term>.+?)(?:划?分(?:为|成)?)(?:哪些|什么)(?:类|级|种|等级|级别|类型|类别)?$",
    )
)
_MARKS = re.compile(r"[？?。！!，,\s]+$")


def defining_fit(question: str, text: str) -> float:
    """Return 1 for a chunk that says what the asked term is or how it is divided, 0 otherwise and for other questions."""
    pattern = _definition_of(question)
    return float(pattern is not None and pattern.search(text) is not None)


@lru_cache(maxsize=QUESTIONS_KEPT)
def _definition_of(question: str) -> re.Pattern[str] | None:
    term = asked_term(question)
    if not term:
        return None
    words = re.escape(term)
    return re.compile(
        rf"所称的?{words}|{words}[，,：:]?\s*(?:（[^）]*）)?\s*(?:是指|指的是|，指)|{words}[^。；\n]{{0,40}}分为"
    )


def asked_term(question: str) -> str:
    """Return the term whose meaning, criteria or kinds a question asks for, "" when it asks for something else."""
    bare = _MARKS.sub("", question)
    for pattern in _ASKED:
        found = pattern.match(bare)
        if found is not None:
            term = found["term"].removesuffix("的").removeprefix("我国")
            return term if _LEAST <= len(term) <= _LONGEST else ""
    return ""
