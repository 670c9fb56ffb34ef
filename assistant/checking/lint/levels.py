"""Family 分级: gaps and overlaps between the thresholds of levels, levels that are missing or were never defined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.checking.lint.plan_text import Hit, PlanText
from kb.records import Span

_GRADES = {"特别重大": 1, "特大型": 1, "重大": 2, "大型": 2, "较大": 3, "中型": 3, "一般": 4, "小型": 4}
_SIGNS = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "一": 1, "二": 2, "三": 3, "四": 4, "I": 1, "II": 2, "III": 3, "IV": 4}
_SIGN = r"(?:Ⅰ|Ⅱ|Ⅲ|Ⅳ|IV|I{1,3}|[一二三四])"
# The beginning of what defines one level, at the head of a line: 1. **较大森林火灾**：, Ⅱ级响应, 重大级, （二）重大地震灾害：
_OPENS = re.compile(
    rf"(?m)^[ \t]*+(?:#+[ \t]*+)?(?:[（(]?[\d一二三四五六七八九十]{{1,3}}[）)、.．]|[-•*]|\d+(?:\.\d+)+)?[ \t]*+\**"
    rf"(?:(?P<grade>特别\s*重大|重大|较大|一般)(?=[^，。；：:\n|]{{0,16}}(?:[:：|，]|级|是指|\**[:：]|\n))|(?P<sign>{_SIGN})\s*级)"
)
# A sentence that ends by naming the level: …的，为重大事故.
_CLOSES = re.compile(r"[^。；：:\n]{6,160}(?:为|属于?)(?P<grade>特别重大|重大|较大|一般)[^，。；\n]{0,8}(?=[；。])")
_NUMBER = r"(?P<{0}>\d+(?:\.\d+)?)\s*(?P<{0}m>万|亿)?\s*(?P<{0}u>人|元|公顷|间|户|米|小时|毫米|千米|公里|平方米|亩|头|吨)?(?:\s*[（(]含[^）)]*[）)])?"
_INTERVAL = re.compile(
    _NUMBER.format("lo")
    + r"\s*以上(?:[、，,（(含）)]{0,6}|\s)*(?:"
    + _NUMBER.format("hi")
    + r"\s*以下)?|"
    + _NUMBER.format("top")
    + r"\s*以下|超过\s*"
    + _NUMBER.format("over")
)
_THINGS = re.compile(
    r"死亡|失踪|重伤|中毒|损失|面积|转移|疏散|受灾|倒塌|被困|生命安全|涉险|过火|震级|伤亡|感染|雨量|降雨|水位|停电|中断|断水|未扑灭|连续燃烧"
)
_WORDS = {
    "level-same": "相邻两级的标准相同",
    "level-order": "低一级的数值反而不小于高一级",
    "level-gap": "相邻两级之间有空档",
    "level-overlap": "相邻两级互相重叠",
}
_FACTOR = {"万": 1e4, "亿": 1e8, None: 1.0}
_BLOCK = 1200  # characters within which the definitions of one set of levels follow each other
_DECLARED = re.compile(
    rf"(?:响应|预警)[^。；\n]{{0,24}}(?:分为|设|共)\s*[^。；\n]{{0,16}}?((?:{_SIGN}\s*级?\s*[（(]?[^、，。；）)]{{0,6}}[）)]?\s*[、，和及]\s*){{1,3}}{_SIGN})\s*级"
)
_USED = re.compile(rf"(?<![\u4e00-\u9fffA-Z一二三四Ⅰ-Ⅳ第])({_SIGN})\s*级(?:应急)?响应|启动\s*({_SIGN})\s*级")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one level says of one thing: at least `low`, less than `high`; None where it names no bound."""

    low: float | None
    high: float | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """The text that defines one level, and the bounds in it by what they measure."""

    rank: int
    span: Span
    bounds: dict[str, Bounds]


def find(plan: PlanText) -> Iterator[Hit]:
    """Yield faults between levels."""
    lightest_first = plan.document.metadata.doc_type == "plan_fire_evac"  # GB/T 38315-2019: 一级 is the lightest
    for block in _blocks(_definitions(plan)):
        if lightest_first:
            block = [replace(one, rank=5 - one.rank) for one in reversed(block)]
        yield from _missing(block)
        for upper, lower in pairwise(block):
            if lower.rank == upper.rank + 1:
                yield from _between(plan, upper, lower)
    yield from _undefined(plan)


def _definitions(plan: PlanText) -> list[Definition]:
    """Return what defines a level and names a bound: stretches that open with it, sentences that close with it."""
    opens = list(_OPENS.finditer(plan.body))
    found = []
    for number, match in enumerate(opens):
        rank = _GRADES["".join(match["grade"].split())] if match["grade"] else _SIGNS[match["sign"]]
        end = opens[number + 1].start() if number + 1 < len(opens) else len(plan.body)
        end = min(end, match.start() + _BLOCK, _next_part(plan, match.end()))
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        found.append(_definition(plan, rank, Span(start=start, end=end)))
    for match in _CLOSES.finditer(plan.body):
        found.append(_definition(plan, _GRADES[match["grade"]], Span(start=match.start(), end=match.end())))
    return sorted((one for one in found if one.bounds), key=lambda one: one.span.start)


def _definition(plan: PlanText, rank: int, span: Span) -> Definition:
    return Definition(rank=rank, span=span, bounds=_bounds(plan.body, span))


def _next_part(plan: PlanText, place: int) -> int:
    """Return where the next part begins that is not below the one at a place."""
    here = plan.part_at(place)
    depth = here.depth if here is not None else 0
    return min(
        (part.start for part in plan.parts if part.start > place and part.depth <= depth), default=len(plan.body)
    )


def _blocks(definitions: Sequence[Definition]) -> Iterator[list[Definition]]:
    """Yield runs of definitions that follow each other, each level once, from the highest level down."""
    block: list[Definition] = []
    for one in definitions:
        far = block and one.span.start - block[-1].span.end > _BLOCK
        again = any(one.rank == other.rank for other in block)
        if far or again:
            yield sorted(block, key=lambda item: item.rank)
            block = []
        block.append(one)
    if len(block) > 1:
        yield sorted(block, key=lambda item: item.rank)


def _bounds(body: str, span: Span) -> dict[str, Bounds]:
    found: dict[str, Bounds] = {}
    for match in _INTERVAL.finditer(body, span.start, span.end):
        thing = _thing(body, match, span)
        if thing and thing not in found:
            found[thing] = Bounds(
                low=_value(match, "lo", "hi") if match["lo"] else _value(match, "over", "over"),
                high=_value(match, "hi", "lo") if match["lo"] else _value(match, "top", "top"),
                span=Span(start=match.start(), end=match.end()),
            )
    return found


def _thing(body: str, match: re.Match[str], span: Span) -> str:
    """Return what an interval measures: the nearest word for it in its own clause, with the unit; "" when none is near."""
    unit = match["lou"] or match["hiu"] or match["topu"] or match["overu"] or ""
    after = re.split(r"[，。；、|\n]", body[match.end() : min(span.end, match.end() + 14)])[0]
    before = re.split(r"[，。；|\n]", body[max(span.start, match.start() - 16) : match.start()])[-1]
    near = _THINGS.search(after) or next(iter(list(_THINGS.finditer(before))[-1:]), None)
    return near.group() if near and unit else ""


def _value(match: re.Match[str], name: str, other: str) -> float | None:
    if match[name] is None:
        return None
    factor = match[f"{name}m"]
    if factor is None and match[f"{name}u"] is None:
        factor = match[f"{other}m"]  # 1000至5000万元: the factor stands once
    return float(match[name]) * _FACTOR[factor]


def _missing(block: Sequence[Definition]) -> Iterator[Hit]:
    ranks = [one.rank for one in block]
    absent = [rank for rank in range(ranks[0], ranks[-1]) if rank not in ranks]
    if absent and len(ranks) > 1:
        span = Span(start=block[-1].span.start, end=block[-1].span.start + 12)
        names = "、".join(f"{'ⅠⅡⅢⅣ'[rank - 1]}级" for rank in absent)
        yield Hit(rule_id="level-missing", span=span, message=f"分级里没有{names}的条件")


def _between(plan: PlanText, upper: Definition, lower: Definition) -> Iterator[Hit]:
    """Yield one hit for each kind of fault between two neighbouring levels, with all the things it concerns."""
    faults: dict[str, list[tuple[str, Bounds]]] = {}
    for thing, above in upper.bounds.items():
        below = lower.bounds.get(thing)
        fault = _fault(above, below) if below is not None else ""
        if fault and below is not None:
            said = f"{thing}“{plan.words(above.span)}”与“{plan.words(below.span)}”"
            faults.setdefault(fault, []).append((said, below))
    for fault, pairs in faults.items():
        message = f"{_WORDS[fault]}：{'；'.join(said for said, _ in pairs)}"
        yield Hit(rule_id=fault, span=pairs[0][1].span, message=message)


def _fault(above: Bounds, below: Bounds) -> str:
    """Return the rule that two neighbouring levels break, "" when they fit; `above` is the higher level."""
    if (above.low, above.high) == (below.low, below.high):
        return "level-same"
    if above.low is None or (below.high is None and below.low is None):
        return ""
    if below.high is None:
        return "level-order" if below.low is not None and below.low >= above.low else ""
    if below.high < above.low:
        return "level-gap"
    return "level-overlap" if below.high > above.low else ""


def _undefined(plan: PlanText) -> Iterator[Hit]:
    """Yield the first use of each level of response that the plan's own division does not have."""
    declared: set[int] = set()
    for match in _DECLARED.finditer(plan.body):
        declared |= {_SIGNS[sign] for sign in re.findall(_SIGN, re.sub(r"[（(][^）)]*[）)]", "", match[1]))}
    seen: set[int] = set()
    for match in _USED.finditer(plan.body) if len(declared) > 1 else ():
        rank = _SIGNS[match[1] or match[2]]
        if rank not in declared and rank not in seen:
            seen.add(rank)
            span = Span(start=match.start(), end=match.end())
            yield Hit(rule_id="level-undefined", span=span, message=f"“{plan.words(span)}”不在本预案规定的级别里")
