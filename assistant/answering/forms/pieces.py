"""The part of a long sentence that is quoted for a figure: enough to read it, offsets kept."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.forms.operands import Figure
from assistant.records import Citation, Statement

PIECE_EDGE = re.compile(r"[，,；;。\n|]")
SENTENCE_EDGE = re.compile(r"[；;。\n]")
LONGEST_QUOTE = 90


def piece_around(text: str, offset: int, longest: int = LONGEST_QUOTE) -> tuple[int, int]:
    """Return the sentence around an offset, or only its piece between commas where the sentence is longer."""
    before, end = 0, len(text)
    for edge in (SENTENCE_EDGE, PIECE_EDGE):
        before = max((match.end() for match in edge.finditer(text, 0, offset)), default=0)
        after = edge.search(text, offset)
        end = len(text) if after is None else after.start() if after[0] in "\n|" else after.end()
        if end - before <= longest:
            break
    while before < end and text[before].isspace():
        before += 1
    while end > before and text[end - 1].isspace():
        end -= 1
    return before, end


def cut(statement: Statement, citation: Citation, start: int, end: int) -> tuple[Statement, Citation]:
    """Return a statement and its citation cut to `text[start:end]`."""
    text = statement.text[start:end]
    begin = citation.start + start
    return replace(statement, text=text), replace(citation, quote=text, start=begin, end=begin + len(text))


def narrowed(figure: Figure) -> Figure:
    """Return a figure with only the piece of a long statement around it; a table row and a short one stay whole."""
    text = figure.statement.text
    if len(text) <= LONGEST_QUOTE or figure.citation.quote != text or "|" in text:
        return figure
    start, end = piece_around(text, figure.quantity.start)
    if end < figure.quantity.end:
        return figure
    statement, citation = cut(figure.statement, figure.citation, start, end)
    quantity = replace(figure.quantity, start=figure.quantity.start - start, end=figure.quantity.end - start)
    return replace(figure, quantity=quantity, statement=statement, citation=citation)
