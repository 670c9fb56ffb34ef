"""List numbers in front of a line."""

from __future__ import annotations

import re

NUMBERING = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[)）.、．](?!\d)|[①-⑳]|[a-z][)）]|[-•·●])\s*"
)


def without_lead(text: str) -> str:
    """Return a line without its list number."""
    return NUMBERING.sub("", text, count=1)
