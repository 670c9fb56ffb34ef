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
CONTENTS_LINE = re.compile(r"(?:[.．·…‥]{3,}|……)\s*[\d\-—–IVXivx]*\s*$")  # 1 总则 ……… 3
CONTENTS_HEADING = re.compile(r"^\s*目\s*[录次]\s*$")
# A line that a page's width ended, not its author: long, without a stop, and the next goes on with a word.
WRAPPED = re.compile(r"[\u4e00-\u9fff，、]$")
GOES_ON = re.compile(r"^[\u4e00-\u9fff”）]")
NEW_LINE_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．是]|第[一二三四五六七八九十百\d]+[章节条编]|附[件录表])"
)
MIN_WRAPPED = 20
MAX_JOINED = 260


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
    if any(CONTENTS_HEADING.match(heading) for heading in chunk.heading_path):
        return []
    headings = {heading.replace(" ", "") for heading in (*chunk.heading_path, evidence.document.metadata.title)}
    units: list[Unit] = []
    for start, end in spans:
        text = chunk.text[start:end]
        stripped = text.strip()
        if len(stripped) < MIN_UNIT or stripped.replace(" ", "") in headings or tells_nothing(stripped):
            continue
        begin = chunk.start + start + (len(text) - len(text.lstrip()))
        units.append(
            Unit(evidence=evidence, position=len(units), start=begin, end=begin + len(stripped), text=stripped)
        )
    return units


def tells_nothing(line: str) -> bool:
    """Tell whether a line only names what stands elsewhere: a heading, a line of the contents."""
    return bool(HEADING_LINE.fullmatch(line) or CONTENTS_LINE.search(line))


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
    for start, end in unwrapped(text, [(one.start, one.end) for one in sentence_spans(text)]):
        cuts = [match.start() for match in INLINE_ITEM.finditer(text, start, end)]
        edges = [start, *(cut for cut in cuts if cut > start), end]
        spans.extend((a, b) for a, b in pairwise(edges) if b > a)
    return spans


def unwrapped(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join lines that only the width of a page divided, so that a sentence is one unit."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        last = joined[-1] if joined else None
        if last is not None and goes_on(text, last, (start, end)):
            joined[-1] = (last[0], end)
        else:
            joined.append((start, end))
    return joined


def goes_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Tell whether a sentence goes on in the next line."""
    own, then = text[line[0] : line[1]].rstrip(), text[following[0] : following[1]].lstrip()
    last = own.rsplit("\n", 1)[-1]
    long = len(last.strip()) >= MIN_WRAPPED and len(own) + len(then) <= MAX_JOINED
    if not long or not WRAPPED.search(last) or tells_nothing(last.strip()):
        return False
    return bool(GOES_ON.match(then)) and not NEW_LINE_MARK.match(then)


def leads_in(text: str) -> bool:
    """Tell whether a unit announces a list that follows it: it ends with a colon."""
    return bool(LEAD_IN.search(text))
