"""The spans an extractive answer is made of: sentences, list items and table rows of found chunks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kb.records import ChunkKind, Evidence
from kb.text import sentence_spans

INLINE_ITEM = re.compile(r"(?<![第之其同统唯万])[一二三四五六七八九十]是(?=[^否的])")
LEAD_IN = re.compile(r"[:：]\s*$")
# A short numbered line without any punctuation is a heading that a merged chunk carries inside its text.
HEADING_LINE = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[编章节]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}(?:\.\d{1,2})+)\s*"
    r"[^\s。；;：:，,、|！？\d]{2,20}"
)
MIN_UNIT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A span of one chunk that can stand in an answer.

    Attributes:
        start, end: Offsets in the document text; `text` is exactly what stands there.
        evidence: The chunk it was found in.
        position: Order among the units of its chunk, from 0.
    """

    evidence: Evidence
    position: int
    start: int
    end: int
    text: str


def units_of(evidence: Evidence) -> list[Unit]:
    """Cut one found chunk into units, in reading order; headings and white space at the edges are left out."""
    chunk = evidence.chunk
    spans = row_spans(chunk.text) if chunk.kind is ChunkKind.TABLE else prose_spans(chunk.text)
    headings = {heading.replace(" ", "") for heading in chunk.heading_path}
    units: list[Unit] = []
    for start, end in spans:
        text = chunk.text[start:end]
        stripped = text.strip()
        if len(stripped) < MIN_UNIT or stripped.replace(" ", "") in headings or HEADING_LINE.fullmatch(stripped):
            continue
        begin = chunk.start + start + (len(text) - len(text.lstrip()))
        units.append(
            Unit(evidence=evidence, position=len(units), start=begin, end=begin + len(stripped), text=stripped)
        )
    return units


def row_spans(text: str) -> list[tuple[int, int]]:
    """Return one span per line of a rendered table."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def prose_spans(text: str) -> list[tuple[int, int]]:
    """Return sentence spans; a sentence that enumerates 一是…二是… is cut before each item."""
    spans: list[tuple[int, int]] = []
    for sentence in sentence_spans(text):
        cuts = [match.start() for match in INLINE_ITEM.finditer(text, sentence.start, sentence.end)]
        edges = [sentence.start, *(cut for cut in cuts if cut > sentence.start), sentence.end]
        spans.extend((a, b) for a, b in pairwise(edges) if b > a)
    return spans


def leads_in(text: str) -> bool:
    """Tell whether a unit announces a list that follows it: it ends with a colon."""
    return bool(LEAD_IN.search(text))
