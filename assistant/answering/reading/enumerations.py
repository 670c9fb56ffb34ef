"""Enumerations in a stored text: the sentence that announces them and their items, over lines, paragraphs and chunks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

ORDER = "一二三四五六七八九十"
MAX_ITEMS = 30
MAX_GAP = 1_600  # characters from one item to the next; items of reports are whole paragraphs
LEAD_REACH = 40  # characters between the announcing sentence and its first item
LOOK_BACK = 400
_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
_HEAD_END = re.compile(r"[，,。；;：:！？!?\n]")
_BREAK = re.compile(r"\n\s*(?:第[一二三四五六七八九十百〇零\d]+[章节条编]|#{1,6}\s)")
_LINE_START = r"(?:^|(?<=\n)|(?<=[；;。：:]))[ \t　]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A way of numbering: `pattern(n)` finds the n-th mark, `inline` marks also stand within a line."""

    name: str
    pattern: Callable[[int], str]


def _chinese(number: int) -> str:
    if number <= 10:
        return ORDER[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else ORDER[tens - 1]) + "十" + (ORDER[ones - 1] if ones else "")


STYLES = (
    Style(name="spoken", pattern=lambda n: rf"(?<![第之其同统唯万十]){_chinese(n)}是(?=[^否的])"),
    Style(name="bracketed", pattern=lambda n: rf"{_LINE_START}[（(]{_chinese(n)}[）)]"),
    Style(name="chinese", pattern=lambda n: rf"{_LINE_START}{_chinese(n)}、"),
    Style(name="bracketed_digit", pattern=lambda n: rf"{_LINE_START}[（(]{n}[）)]"),
    Style(name="digit", pattern=lambda n: rf"{_LINE_START}{n}(?:[.．、)）](?!\d)|\s(?=[\u4e00-\u9fff]))"),
    Style(name="circled", pattern=lambda n: chr(0x2460 + n - 1) if n <= 20 else r"(?!)"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration:
    """Items in order, each as offsets in the text, with the sentence that announces them.

    Attributes:
        lead: (start, end) of the announcing sentence; equal ends when there is none.
        items: (start, end) of each item up to the end of its first sentence, its mark included.
        heads: (start, end) of each item up to its first comma, colon or stop.
        spoken: The marks are 一是, 二是 …, whose heads say by themselves what is listed.
    """

    lead: tuple[int, int]
    items: tuple[tuple[int, int], ...]
    heads: tuple[tuple[int, int], ...]
    spoken: bool = False


def enumeration_at(text: str, start: int, end: int) -> Enumeration | None:
    """Return the enumeration that the span announces, or whose item it is; None when there is none."""
    return announced_by(text, start, end) or lines_after(text, start, end) or around_item(text, start)


def announced_by(text: str, start: int, end: int) -> Enumeration | None:
    """Return the enumeration whose first mark stands in the span or just behind it."""
    best: Enumeration | None = None
    for style in STYLES:
        first = re.compile(style.pattern(1)).search(text, start, min(len(text), end + LEAD_REACH))
        if first is None or first.start() <= start or _BREAK.search(text, start, first.start()):
            continue
        found = _from_first(text, style, first, lead=(start, min(end, max(start, first.start()))))
        if found is not None and (best is None or found.items[0][0] < best.items[0][0]):
            best = found
    return best


def around_item(text: str, start: int) -> Enumeration | None:
    """Return the enumeration that the span is an item of, with the sentence ahead of its first item."""
    for style in STYLES:
        number = next((n for n in range(1, MAX_ITEMS) if re.compile(style.pattern(n)).match(text, start)), 0)
        if not number:
            continue
        place = start
        for wanted in range(number - 1, 0, -1):
            marks = list(re.compile(style.pattern(wanted)).finditer(text, max(0, place - MAX_GAP), place))
            if not marks:
                return None
            place = marks[-1].start()
        first = re.compile(style.pattern(1)).match(text, place)
        return _from_first(text, style, first, lead=_sentence_before(text, place)) if first else None
    return None


def lines_after(text: str, start: int, end: int) -> Enumeration | None:
    """Return unnumbered items: lines behind a colon that end with ；, and the one behind them."""
    if not text[start:end].rstrip().endswith(("：", ":")):
        return None
    items: list[tuple[int, int]] = []
    place = end
    for line in re.compile(r"[ \t　]*([^\n]+)\n?").finditer(text, end):
        if line.start() - place > 2 or len(items) >= MAX_ITEMS or len(line[1]) > 200:
            break
        if line[1].strip():
            items.append((line.start(1), line.end(1)))
            if not line[1].rstrip().endswith(("；", ";")):
                break
        place = line.end()
    if len(items) < 2:
        return None
    return Enumeration(lead=(start, end), items=tuple(items), heads=tuple(items))


def _from_first(text: str, style: Style, first: re.Match[str], *, lead: tuple[int, int]) -> Enumeration | None:
    marks = [first]
    while len(marks) < MAX_ITEMS:
        here = marks[-1].end()
        following = re.compile(style.pattern(len(marks) + 1)).search(text, here, here + MAX_GAP)
        if following is None or _BREAK.search(text, here, following.start()):
            break
        again = re.compile(style.pattern(1)).search(text, here, following.start())
        if again is not None and style.name == "spoken":
            break  # another count begins before this one goes on
        marks.append(following)
    if len(marks) < 2:
        return None
    edges = [*(mark.start() for mark in marks[1:]), min(len(text), marks[-1].end() + MAX_GAP)]
    return Enumeration(
        lead=lead,
        items=tuple(_cut(text, mark, edge, _SENTENCE_END) for mark, edge in zip(marks, edges, strict=True)),
        heads=tuple(_cut(text, mark, edge, _HEAD_END) for mark, edge in zip(marks, edges, strict=True)),
        spoken=style.name == "spoken",
    )


def _cut(text: str, mark: re.Match[str], edge: int, stop: re.Pattern[str]) -> tuple[int, int]:
    """Return an item from its mark to the first stop, without white space at the ends."""
    found = stop.search(text, mark.end() + 1, edge)
    end = found.end() if found else edge
    if stop is _SENTENCE_END and found and text[mark.end() : end].rstrip().endswith(("：", ":")):
        inner = announced_by(text, mark.end(), end)
        end = inner.items[-1][1] if inner is not None and inner.items[-1][1] <= edge else end
    start = mark.start() + len(mark.group()) - len(mark.group().lstrip())
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _sentence_before(text: str, place: int) -> tuple[int, int]:
    """Return the sentence that ends just before an offset, white space left out."""
    end = place
    while end > 0 and text[end - 1].isspace():
        end -= 1
    stops = [found.end() for found in _SENTENCE_END.finditer(text, max(0, end - LOOK_BACK), max(0, end - 1))]
    start = stops[-1] if stops else max(0, end - LOOK_BACK)
    while start < end and text[start].isspace():
        start += 1
    return start, end
