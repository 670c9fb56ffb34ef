"""How many things a sentence lists between 、 marks."""

from __future__ import annotations

import re

# Items between 、 and the last after 和, 及 or 以及; an item of more characters is a clause, not a noun.
_NOUN_LIST = re.compile(r"[^、，,。；;：:\n]{1,24}(?:、[^、，,。；;：:\n]{1,24})+")
_LAST = re.compile(r"(?<=[\u4e00-\u9fff])(?:以及|和|及|与)(?=[\u4e00-\u9fff])")


def noun_lists(text: str) -> tuple[int, ...]:
    """Return the number of items of each list between 、 in a text, in order."""
    lengths = []
    for found in _NOUN_LIST.finditer(text):
        items = found.group().split("、")
        lengths.append(len(items) + bool(_LAST.search(items[-1])))
    return tuple(lengths)
