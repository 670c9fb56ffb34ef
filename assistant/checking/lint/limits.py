"""Families 时限 and 法定时限: reports without a limit, and limits that are longer than the law allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from assistant.checking.checklists import source_of
from assistant.checking.lint.plan_text import Hit, PlanText
from assistant.checking.records import Source
from kb.records import Span
from kb.text import parse_number

_HEADINGS = re.compile(
    r"^(?!.*(?:调查|评估|总结|工作报告|报告内容|纪律|制度))[\u4e00-\u9fff]{0,6}(?:(?:信息|事故|灾情|险情|情况)(?:报告|上报|报送|接报)|报告(?:程序|时限|流程))[\u4e00-\u9fff]{0,6}$"
)
_LIMIT = re.compile(
    r"(?:\d|[一二两三四五六七八九十半])\s*个?(?:小时|分钟|日内|天内|时前)|立即|立刻|马上|同时|随时|每日|每天|每\s*\d"
)
_REPORTS = re.compile(r"报告|上报|报送")
_FEWEST = 30
_MINUTES = {"分钟": 1.0, "小时": 60.0, "日": 1440.0, "天": 1440.0}
_MONTHS = {"年": 12.0, "月": 1.0, "个月": 1.0}
_WORKDAYS = {"工作日": 1.0, "日": 0.7, "天": 0.7, "月": 22.0, "个月": 22.0}
_UNITS = {
    "minutes": _MINUTES,
    "days": {unit: minutes / 1440 for unit, minutes in _MINUTES.items()},
    "months": _MONTHS,
    "workdays": _WORKDAYS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalLimit:
    """The longest limit the law allows for one thing.

    Attributes:
        kind: unit, government or any.
        measure: minutes, days, workdays or months; `most` is in it.
        patterns: Each has the groups n (number, may be absent for 1) and u (unit).
        unless: A sentence with this speaks of something else.
    """

    limit_id: str
    kind: str
    measure: str
    most: float
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    what: str
    source: Source


@cache
def legal_limits() -> tuple[LegalLimit, ...]:
    """Read the limits of the law that ship with the project."""
    path = resources.files("assistant") / "checking" / "data" / "legal_limits.yaml"
    return tuple(_limit(raw) for raw in yaml.safe_load(path.read_text(encoding="utf-8"))["limits"])


def find(plan: PlanText) -> Iterator[Hit]:
    """Yield reports without any limit, and limits looser than the law."""
    yield from _without_limit(plan)
    for sentence in plan.sentences():
        yield from _looser(plan, sentence)


def source_for(rule_id: str) -> Source | None:
    """Return the clause of a hit of `limit-looser`, whose rule id names the limit after a colon."""
    name = rule_id.partition(":")[2]
    return next((limit.source for limit in legal_limits() if limit.limit_id == name), None)


def _without_limit(plan: PlanText) -> Iterator[Hit]:
    if not plan.kind:
        return
    for part in plan.parts:
        words = plan.body[part.body : part.end]
        if not _HEADINGS.match(part.name) or len("".join(words.split())) < _FEWEST or not _REPORTS.search(words):
            continue
        if not _LIMIT.search(words):
            span = Span(start=part.start, end=max(part.body - 1, part.start + 1))
            yield Hit(rule_id="no-limit", span=span, message=f"“{part.name}”没有写报告时限")


def _looser(plan: PlanText, sentence: Span) -> Iterator[Hit]:
    words = plan.body[sentence.start : sentence.end]
    for limit in legal_limits():
        if limit.kind not in ("any", plan.kind) or (limit.unless and limit.unless.search(words)):
            continue
        for pattern in limit.patterns:
            for found in pattern.finditer(words):
                if _amount(found, limit.measure) > limit.most:
                    start = sentence.start + (found.start("n") if found["n"] else found.start("u"))
                    span = Span(start=start, end=sentence.start + found.end("u"))
                    said = f"“{plan.words(sentence)}”里的“{plan.words(span)}”比法定时限宽：{limit.what}"
                    yield Hit(rule_id=f"limit-looser:{limit.limit_id}", span=span, message=said)


def _amount(found: re.Match[str], measure: str) -> float:
    """Return the limit in the measure of its rule; -1 when it cannot be read or is in another measure."""
    written, unit = found["n"], found["u"].removeprefix("个")
    scale = _UNITS[measure].get(unit, _UNITS[measure].get(found["u"]))
    if scale is None:
        return -1.0
    number = 1.0 if not written else 0.5 if written == "半" else _number(written)
    return number * scale


def _number(written: str) -> float:
    try:
        value = parse_number("二" if written == "两" else written)
    except ValueError:
        return -1.0
    return -1.0 if value is None else float(value)


def _limit(raw: dict[str, object]) -> LegalLimit:
    most = raw["most"]
    patterns, source = raw["patterns"], raw["source"]
    assert isinstance(most, dict) and isinstance(patterns, list) and isinstance(source, dict)
    (measure, value), *_ = most.items()
    unless = raw.get("unless")
    return LegalLimit(
        limit_id=str(raw["id"]),
        kind=str(raw["for"]),
        measure=str(measure),
        most=float(value),
        patterns=tuple(re.compile(str(one)) for one in patterns),
        unless=re.compile(str(unless)) if unless else None,
        what=str(raw["what"]),
        source=source_of(source),
    )
