"""Family 引用: references to annexes, chapters, numbers, tables and figures of the same plan that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from assistant.checking.lint.plan_text import Hit, PlanText
from kb.records import SectionKind, Span
from kb.text import parse_number

_N = r"[一二三四五六七八九十]{1,3}|\d{1,3}"
_SEE = r"(?:见|参见|详见|按照?|依照|参照|填写|符合|执行|列于|所列|（|\()\s*(?:本预案|本方案)?(?:的|之)?\s*"
_ANNEX = re.compile(rf"(?<!》)(?<!》的)(?:{_SEE}|本预案)附件\s*({_N})(?![\d.．]*\d)(?![）)]?[:：]\s*\S{{2,}}\n)")
_ANNEX_MORE = re.compile(rf"\s*[、和及，]\s*(?:附件)?\s*({_N})")
_CHAPTER = re.compile(rf"(?:见|按照?|参见|详见|依照|参照|本预案|执行)\s*(?:本预案)?(?:的)?\s*第({_N})(章|部分)")
_CLAUSE = re.compile(
    r"(?:见|按照?|参见|详见|依照|参照|本预案|附则|总则|正文|附件)\s*(?:本预案)?(?:的)?(?:附件)?\s*(?:第)?(\d{1,2}(?:\.\d{1,2}){1,3})(?!\d|[%％]|\s*(?:米|级|元|万|公里|毫米))"
)
_FIGURE = re.compile(r"(?:见|如|详见|参见)\s*(?:下)?(表|图)\s*(\d{1,2}(?:[.\-－]\d{1,2}){0,3})")
_OTHER = re.compile(r"》[^。；，\n]{0,12}$|(?:法|条例|办法|规定|标准|导则|综合应急预案|总体预案)[的之]?$")
_LIST = re.compile(rf"(?m)^[ \t]*(?:附件|附录)\s*[:：]?\s*((?:{_N})?)")
_LIST_ITEM = re.compile(r"(?m)^[ \t]*(?:附件[:：]?)?\s*(\d{1,2})\s*[.．、]\s*\S")


def find(plan: PlanText) -> Iterator[Hit]:
    """Yield references that lead nowhere; those to other documents are left alone."""
    yield from _annexes(plan)
    yield from _numbered(plan)
    for found in _FIGURE.finditer(plan.body):
        number = re.escape(found[2]).replace(r"\-", "[-－]").replace("－", "[-－]")
        place = re.compile(rf"(?m)^[^。；\n]{{0,6}}{found[1]}\s*{number}(?!\d)")
        own = plan.body.rfind("\n", 0, found.start()) + 1
        if not any(one.start() != own or one.end() < found.start() for one in place.finditer(plan.body)):
            yield _hit(plan, found)


def _annexes(plan: PlanText) -> Iterator[Hit]:
    known = _annex_numbers(plan)
    for found in _ANNEX.finditer(plan.body):
        if _of_another(plan, found.start()):
            continue
        numbers, end = [_int(found[1])], found.end()
        while more := _ANNEX_MORE.match(plan.body, end):
            numbers.append(_int(more[1]))
            end = more.end()
        absent = [number for number in numbers if number not in known]
        if absent:
            span = Span(start=found.start(), end=end)
            names = "、".join(f"附件{number}" for number in absent)
            yield Hit(rule_id="dangling-reference", span=span, message=f"“{plan.words(span)}”：文中没有{names}")


def _annex_numbers(plan: PlanText) -> set[int]:
    """Return the annexes the plan has: their own headings, and lines that begin with 附件 and a number."""
    known = {_int(found[1]) for found in _LIST.finditer(plan.body) if found[1]}
    for section in plan.document.sections:
        found = re.search(rf"附件\s*({_N})", section.label + section.title)
        if found and section.kind is not SectionKind.ROOT:
            known.add(_int(found[1]))
    return known


def _numbered(plan: PlanText) -> Iterator[Hit]:
    labels = [section.label.strip().strip(".．").replace("．", ".") for section in plan.sections]
    chapters = _chapters(plan)
    for found in _CHAPTER.finditer(plan.body):
        if _int(found[1]) not in chapters and not _of_another(plan, found.start()):
            yield _hit(plan, found)
    for found in _CLAUSE.finditer(plan.body):
        begins = partial(re.search, rf"(?m)^\s*{re.escape(found[1])}(?![.\d])")
        if found[1] not in labels and not _of_another(plan, found.start()) and not begins(plan.body):
            yield _hit(plan, found)


def _chapters(plan: PlanText) -> set[int]:
    known = set()
    for section in plan.sections:
        found = re.match(
            r"^(?:第([一二三四五六七八九十\d]+)[章部编]|([一二三四五六七八九十]{1,3})、|(\d{1,2})[.．、]?$)",
            section.label,
        )
        if found:
            known.add(_int(found[1] or found[2] or found[3]))
    return known


def _of_another(plan: PlanText, start: int) -> bool:
    return _OTHER.search(plan.body[max(0, start - 24) : start].rstrip("（(")) is not None


def _int(written: str) -> int:
    value = parse_number(written)
    return int(value) if value is not None else -1


def _hit(plan: PlanText, found: re.Match[str]) -> Hit:
    span = Span(start=found.start(), end=found.end())
    return Hit(rule_id="dangling-reference", span=span, message=f"“{plan.words(span)}”：文中没有所指的内容")
