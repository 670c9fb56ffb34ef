"""Finding the longest of many phrases at every place of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_END = ""
_Node = dict[str, "_Node"]


class PhraseFinder:
    """Finds known phrases from left to right, the longest at each place, without overlap."""

    def __init__(self, phrases: Iterable[str]) -> None:
        root: _Node = {}
        for phrase in phrases:
            node = root
            for char in phrase:
                node = node.setdefault(char, {})
            if phrase:
                node[_END] = {}
        self._pattern = re.compile(_expression(root)) if root else None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, phrase) in order."""
        if self._pattern is not None:
            for match in self._pattern.finditer(text):
                yield match.start(), match.end(), match.group()


def _expression(node: _Node) -> str:
    """Write a prefix tree as a regular expression that prefers the longer phrase."""
    branches = [re.escape(char) + _expression(child) for char, child in sorted(node.items()) if char != _END]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and _END not in node else f"(?:{'|'.join(branches)})"
    return joined + ("?" if _END in node else "")
