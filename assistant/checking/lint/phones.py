"""Family 电话: numbers that are missing, cannot be dialled, or were verified too long ago."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.checking.lint.plan_text import Hit, PlanText
from assistant.checking.outline import Part
from kb.records import Span

STALE_AFTER_DAYS = 180  # CARD rule: numbers are dialled again at least every half year
_NUMBER = re.compile(
    r"0\d{2,3}[-—－\s]?\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{7,8}(?!\d)|(?<!\d)1(?:10|19|20|22)(?!\d)|400[-—]?\d{3}[-—]?\d{4}|12\d{3}"
)
_HEAD_CELL = re.compile(
    r"^(?:(?:联系|值[班守]|办公|固定|移动|应急|24小时|常用|备用)\s*)*(?:电\s*话|手\s*机|联系方式|号\s*码)(?:号码)?(?:\s*[（(][^）)]*[）)])?\d?$"
)
_HEAD_BESIDE = re.compile(
    r"姓\s*名|单\s*位|部\s*门|职\s*务|岗\s*位|机\s*构|人\s*员|责任人|联系人|名\s*称|序\s*号|职\s*责|类\s*别|科\s*室"
)
_SUM_ROW = re.compile(r"^(?:合\s*计|总\s*计|小\s*计)")
_HOLLOW = re.compile(
    r"(?:联系|值班|应急|办公|报警|传真|举报)?(?:电话|手机)(?:号码)?\s*[:：]\s*(?=\n|$|[，。；]|_{2,}|＿{2,}|[Xx×]{2,}|[\u4e00-\u9fff](?![^。；\n]{0,24}\d))"
)
_MALFORMED = re.compile(
    r"(?<![\d-])(?:1[3-9]\d{8}|1[3-9]\d{10,12})(?![\d-])|(?<!\d)0\d{2,3}[-—－](?:\d{1,6}|\d{9,})(?![\d-])"
)
_CHECKED = re.compile(
    r"(?:核验|核对|更新|校对|统计截?至?)(?:日期|时间|于)?\s*[:：|]?\s*((?:19|20)\d\d)[-年./]\s*(\d{1,2})[-月./]\s*(\d{1,2})"
)
_DATE = re.compile(r"((?:19|20)\d\d)[-年./]\s*(\d{1,2})[-月./]\s*(\d{1,2})")
_LIST_HEADING = re.compile(r"通[讯信](?:录|联系电话)|联系电话|联系方式|电话(?:表|一览|号码)")
_FEWEST_ROWS = 2


def find(plan: PlanText) -> Iterator[Hit]:
    """Yield faults of phone numbers."""
    for found in _HOLLOW.finditer(plan.body):
        yield Hit(rule_id="phone-missing", span=_span(found), message=f"“{found.group().strip()}”后面没有号码")
    for found in _MALFORMED.finditer(plan.body):
        yield Hit(rule_id="phone-malformed", span=_span(found), message=f"号码“{found.group()}”位数不对")
    for found in _CHECKED.finditer(plan.body):
        yield from _stale(plan, found, _span(found))
    yield from _tables(plan)
    yield from _empty_lists(plan)
    if plan.kind == "unit" and not _NUMBER.search(plan.body):
        yield Hit(
            rule_id="no-duty-phone", span=Span(start=0, end=min(20, len(plan.text))), message="全文没有一个电话号码"
        )


def _stale(plan: PlanText, found: re.Match[str], span: Span) -> Iterator[Hit]:
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return
    age = (plan.today - day).days
    if age > STALE_AFTER_DAYS:
        yield Hit(
            rule_id="phone-stale",
            span=span,
            message=f"电话核验于{day.isoformat()}，已过{age}天，超过{STALE_AFTER_DAYS}天",
        )


def _tables(plan: PlanText) -> Iterator[Hit]:
    """Look at the tables whose header has a column of numbers: one hit for the empty rows of a table, one for each old day."""
    header: list[str] = []
    empty: list[Span] = []
    offset = 0
    for line in [*plan.body.split("\n"), ""]:
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")] if " | " in line else []
        if cells and _is_header(cells):
            yield from _rows_without(plan, empty)
            header, empty = cells, []
        elif cells and header:
            if not _has_number(header, cells) and not _SUM_ROW.match(cells[0]):
                empty.append(Span(start=offset, end=offset + len(line)))
            yield from _old_days(plan, header, cells, offset, line)
        elif header:
            yield from _rows_without(plan, empty)
            header, empty = [], []
        offset += len(line) + 1


def _is_header(cells: Sequence[str]) -> bool:
    """Tell whether a row names columns, one of them for numbers: 姓名 | 职务 | 手机."""
    numbers = any(_HEAD_CELL.match(cell) for cell in cells)
    beside = any(_HEAD_BESIDE.search(cell) and len(cell) <= 12 for cell in cells)
    return numbers and beside and not any(re.search(r"\d{5,}", cell) for cell in cells)


def _has_number(header: Sequence[str], cells: Sequence[str]) -> bool:
    columns = [place for place, name in enumerate(header) if _HEAD_CELL.match(name)]
    if len(cells) == len(header):
        return any(re.search(r"\d{3,}", cells[place]) for place in columns)
    return any(re.search(r"\d{5,}|^1\d\d$", cell) for cell in cells)


def _old_days(plan: PlanText, header: Sequence[str], cells: Sequence[str], offset: int, line: str) -> Iterator[Hit]:
    if len(cells) != len(header):
        return
    for name, cell in zip(header, cells, strict=True):
        found = _DATE.search(cell) if re.search(r"核验|核对|更新", name) else None
        if found:
            yield from _stale(plan, found, Span(start=offset, end=offset + len(line)))


def _rows_without(plan: PlanText, rows: Sequence[Span]) -> Iterator[Hit]:
    if rows:
        more = f"等{len(rows)}行" if len(rows) > 1 else ""
        yield Hit(rule_id="phone-missing", span=rows[0], message=f"通讯录里“{plan.words(rows[0], 24)}”{more}没有电话")


def _empty_lists(plan: PlanText) -> Iterator[Hit]:
    for part in plan.leaves:
        words = plan.body[part.body : part.end]
        rows = [line for line in words.split("\n") if line.strip()]
        if _names_list(part) and len(rows) >= _FEWEST_ROWS and not _NUMBER.search(words) and not _has_column(rows):
            span = Span(start=part.start, end=max(part.body - 1, part.start + 1))
            yield Hit(rule_id="phone-missing", span=span, message=f"“{part.name}”里没有一个电话号码")


def _has_column(rows: Sequence[str]) -> bool:
    return any(_is_header([cell.strip() for cell in row.split(" | ")]) for row in rows)


def _names_list(part: Part) -> bool:
    return _LIST_HEADING.search(part.name) is not None


def _span(found: re.Match[str]) -> Span:
    return Span(start=found.start(), end=found.end())
