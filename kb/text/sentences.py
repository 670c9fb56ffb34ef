"""Where the sentences and list items of a Chinese text begin and end."""

from __future__ import annotations

import re

from kb.records import Span

_INSIDE = 60  # a bracket or quotation up to this length is not split inside
_EVENT = re.compile(
    r"(?P<item>(?<=[：:；;。，,])[ \t\u3000]*"
    r"(?=[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[①-⑳]|[一二三四五六七八九十]是))"
    rf"|(?P<whole>[（(][^（）()\n]{{0,{_INSIDE}}}[）)]|《[^《》\n]{{0,{_INSIDE}}}》|【[^【】\n]{{0,{_INSIDE}}}】)"
    rf"|(?P<quote>“[^“”\n]{{0,{_INSIDE}}}”|「[^「」\n]{{0,{_INSIDE}}}」|\"[^\"\n]{{0,{_INSIDE}}}\")"
    r"|(?P<end>[。！？；!?;]+[”’」』）)】]*)"
    r"|(?P<line>[\n\r\u2028\f]+)"
)
_ENDS_QUOTE = "。！？!?"
_GOES_ON = frozenset("，,、；;。：:的等和与或")


def _breaks(text: str) -> list[int]:
    found: list[int] = []
    for event in _EVENT.finditer(text):
        kind = event.lastgroup
        if kind in ("end", "line"):
            found.append(event.end())
        elif kind == "item":
            found.append(event.start())
        elif (
            kind == "quote" and event.group()[-2] in _ENDS_QUOTE and text[event.end() : event.end() + 1] not in _GOES_ON
        ):
            found.append(event.end())
    return found


def sentence_spans(text: str) -> list[Span]:
    """Return the sentences, clauses after ；, lines and list items of `text` in order, without white space around.

    A line always ends a sentence. A list item such as （二）, ② or 二是 after punctuation begins one. Brackets and
    quotations of at most 60 characters are not split inside. Every character that is not white space is in one span.
    """
    spans: list[Span] = []
    start = 0
    for end in [*_breaks(text), len(text)]:
        piece = text[start:end]
        inner = piece.strip()
        if inner:
            first = start + len(piece) - len(piece.lstrip())
            spans.append(Span(start=first, end=first + len(inner)))
        start = max(start, end)
    return spans
