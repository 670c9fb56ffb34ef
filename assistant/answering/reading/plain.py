"""The form in which texts are compared while reading."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.text import normalize

LEVEL_SIGN = re.compile(r"(?:[ⅠⅡⅢⅣ]|(?<![a-z0-9.])(?:iv|i{1,3}|[1-4]))(?=级)")
LEVEL_DIGITS = {
    **dict(zip("ⅠⅡⅢⅣ", "一二三四", strict=True)),
    **dict(zip("1234", "一二三四", strict=True)),
    **dict(zip(("i", "ii", "iii", "iv"), "一二三四", strict=True)),
}


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """Return text in normal form without white space, levels written 一级 … 四级 so that Ⅱ级 meets 二级."""
    return with_level_names("".join(normalize(text).split()))


def with_level_names(text: str) -> str:
    """Write level signs in Chinese; `text` is in normal form."""
    return LEVEL_SIGN.sub(lambda sign: LEVEL_DIGITS[sign.group()], text)
