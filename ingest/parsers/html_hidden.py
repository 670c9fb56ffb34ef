"""What of a page a browser would not show: such text is no content, and may be there to deceive."""

from __future__ import annotations

import re
from typing import Any

Element = Any  # lxml ships no types

_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|color\s*:\s*transparent|(?:left|top|right|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_FLAT = re.compile(r"(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)", re.IGNORECASE)
_CLIPPED = re.compile(r"overflow(?:-[xy])?\s*:\s*hidden", re.IGNORECASE)
_FOR_READERS_ALOUD = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text)(?:\s|$)")
# Hidden until its script has run; a saved page keeps the style, the reader saw the text.
_SHOWN_BY_SCRIPT = frozenset({"js_content"})


def is_hidden(element: Element) -> bool:
    """Tell whether a browser would not show the element, by its attributes and its own style."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.tag == "details" or element.get("id") in _SHOWN_BY_SCRIPT:
        return False
    style = element.get("style")
    if style and (_STYLE.search(style) or (_FLAT.search(style) and _CLIPPED.search(style))):
        return True
    name = element.get("class")
    return bool(name) and _FOR_READERS_ALOUD.search(name) is not None
