"""The lines and clauses of a block of text: whole items, unnumbered lines, the steps of a running sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

PSEUDO_HEADING = re.compile(r"^[^\s，,。；;：:、|！？]{2,14}$")
SUB_LEAD = re.compile(r"^(?:组长|副组长|成\s*员|总指挥|副总指挥|联系人|电话)\s*[:：]")
MAX_LINES = 40


def whole_items(text: str, items: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the items to the end of their lines, or to the next item: none loses its second sentence."""
    starts = [start for start, _ in items[1:]]
    ends = [text.find("\n", end) if text[end - 1] != "\n" else end - 1 for _, end in items]
    ends = [len(text) if end < 0 else end for end in ends]
    whole = []
    for (start, _), end, following in zip(items, ends, [*starts, len(text)], strict=True):
        said = text[start : min(end, following)]
        whole.append((start, start + len(said.rstrip())))
    return tuple(whole)


def plain_lines(text: str, start: int) -> tuple[tuple[int, int], ...]:
    """Return the lines behind an announcing line that stand like its items: sentences, no heading and no new lead."""
    found: list[tuple[int, int]] = []
    for line in re.compile(r"[ \t\u3000]*([^\n]+)\n?").finditer(text, start + 1):
        said = line[1].strip()
        stops = PSEUDO_HEADING.match(said) or said.endswith(("：", ":")) or SUB_LEAD.match(said) or "|" in said
        if stops or len(found) >= MAX_LINES or not said.endswith(("。", "；", ";", ".")):
            break
        found.append((line.start(1), line.start(1) + len(line[1].rstrip())))
    return tuple(found)


def running_steps(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the steps of one running sentence: cut at ； and 。, never inside brackets."""
    begin, depth = start, 0
    for place in range(start, end):
        sign = text[place]
        depth += (sign in "（(“") - (sign in "）)”")
        if sign in "；;。" and depth <= 0:
            if text[begin : place + 1].strip("；;。 "):
                yield begin, place + 1
            begin = place + 1
    if text[begin:end].strip():
        yield begin, end
