"""What a record, a summary or an evaluation report says of the drill: cells of its tables, then its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from assistant.drills.expected import heading_path
from assistant.drills.records import Clause
from kb.records import Document

HELD_TITLE = re.compile(r"演练.{0,6}(?:记录|总结|评估报告|评估)|演习.{0,6}(?:记录|总结)")
HELD_TYPES = frozenset({"drill_summary", "drill_eval"})
DATE = r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
DAY = re.compile(DATE)
DAY_WITH_HOUR = re.compile(DATE + r"\s?\d{1,2}\s?[时:：]")
LABELS = {
    "name": ("演练名称", "演练项目", "演练科目", "演练题目"),
    "day": ("演练时间", "演练日期", "时间", "日期"),
    "form": ("演练形式", "演练方式", "演练类型", "演练类别"),
    "organiser": ("组织单位", "主办单位", "演练单位", "组织部门", "牵头单位"),
    "participants": ("参演人数", "参加人数", "参演人员数", "参加人员"),
    "problems": ("演练中出现的问题及整改措施", "存在问题", "存在的问题", "发现问题", "问题"),
    "improvements": ("改进措施", "整改措施", "改进建议", "建议修改应急预案的内容"),
}
FORMS = re.compile(r"综合|单项|专项|桌面|实战|检验性|示范性|研究性|双盲|无脚本")
FORM_SENTENCE = re.compile(r"(?:采取|属于|为)(?P<form>[^，。；]{0,20}(?:桌面|实战|检验)[^，。；]{0,8})")
ORGANISER = re.compile(
    r"演练由(?P<who>[\u4e00-\u9fff]{2,24}?)(?:组织|主办|举办)|，(?P<who2>[\u4e00-\u9fff]{4,20}(?:指挥部|政府|局|公司))在"
)
PEOPLE = re.compile(r"(?:参演(?:[^，。；\d]{0,14}))(?:共)?(?P<count>\d{1,6})\s?人")
GRADE = re.compile(r"(?:等级|评定)(?:等级)?为[“\"]?(?P<grade>[优良中差])")
PROBLEM_HEADING = re.compile(r"存在(?:的)?问题|发现(?:的)?问题|不足")
ADVICE_HEADING = re.compile(r"改进|整改|建议")
INLINE_PROBLEMS = re.compile(r"存在(?:的)?问题[：:](?P<text>[^。\n]+)")
SUFFIX = re.compile(r"(?<=演练)(?:的)?(?:情况)?(?:记录表?|总结报告|总结|评估报告|评估|方案|工作方案|脚本|实施方案)$")
STEM = re.compile(r"[《》“”\s（）()]|工作方案|方案|记录表?|评估报告|总结报告|总结|脚本")
MOST_ITEMS = 20
LONGEST_NAME = 60


@dataclass(slots=True, kw_only=True)
class Told:
    """What one document says, while it is being read."""

    document: Document
    name: str = ""
    day: date | None = None
    form: str = ""
    organiser: str = ""
    participants: int | None = None
    grade: str = ""
    problems: list[Clause] = field(default_factory=list)
    improvements: list[Clause] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """The name without what kind of document it is, by which documents of one drill are known."""
        return STEM.sub("", self.document.metadata.title)


def tells_of_drill(document: Document) -> bool:
    """Tell whether a document reports on a drill that was held."""
    metadata = document.metadata
    return metadata.doc_type in HELD_TYPES or bool(HELD_TITLE.search(metadata.title))


def read_told(document: Document) -> Told:
    """Read a document; a blank form gives no day and counts for nothing."""
    cells = dict(labelled(document.text))
    text = document.text
    told = Told(document=document)
    told.name = cells.get("name", "") or SUFFIX.sub("", document.metadata.title)
    told.day = day_in(cells.get("day", "")) or day_of(text)
    told.form = forms_of(cells.get("form", "")) or forms_in(text)
    told.organiser = cells.get("organiser", "") or organiser_in(text) or document.metadata.issuer
    told.participants = number_in(cells.get("participants", "")) or people_in(text)
    grade = GRADE.search(text)
    told.grade = grade.group("grade") if grade else ""
    told.problems = list(items_of(document, "problems", PROBLEM_HEADING))[:MOST_ITEMS]
    told.improvements = list(items_of(document, "improvements", ADVICE_HEADING))[:MOST_ITEMS]
    return told


def labelled(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands behind a label in a row of a table: 演练时间 | 2026年9月16日."""
    seen: set[str] = set()
    for line in text.split("\n"):
        parts = [part.strip() for part in line.split("|")]
        for label, value in pairwise(parts):
            found = label_of(label)
            if (
                found
                and found not in seen
                and value
                and not label_of(value)
                and found not in ("problems", "improvements")
            ):
                seen.add(found)
                yield found, value[:LONGEST_NAME]


def label_of(cell: str) -> str:
    """Return which field a cell announces, "" for none."""
    plain = cell.replace(" ", "").rstrip("：:")
    return next((name for name, labels in LABELS.items() if plain in labels), "")


def day_in(text: str) -> date | None:
    """Return the first day of a text; None for none, or one the calendar does not have."""
    found = DAY.search(text)
    return checked_day(found) if found else None


def day_of(text: str) -> date | None:
    """Return the day on which the drill was held: the first with an hour, else the first of all."""
    found = DAY_WITH_HOUR.search(text) or DAY.search(text)
    return checked_day(found) if found else None


def checked_day(found: re.Match[str]) -> date | None:
    """Return a found day when the calendar has it."""
    try:
        return date(int(found.group("year")), int(found.group("month")), int(found.group("day")))
    except ValueError:
        return None


def forms_of(text: str) -> str:
    """Return the kinds of drill named in a text, in its order."""
    return "、".join(dict.fromkeys(FORMS.findall(text)))


def forms_in(text: str) -> str:
    """Return the kinds of drill of the first sentence that says what form the drill had."""
    found = FORM_SENTENCE.search(text)
    return forms_of(found.group("form")) if found else ""


def organiser_in(text: str) -> str:
    """Return who held the drill, as a sentence says; "" for a bare 公司."""
    found = ORGANISER.search(text)
    who = (found.group("who") or found.group("who2")) if found else ""
    return who if who and len(who) > 3 else ""


def number_in(text: str) -> int | None:
    """Return the number of a cell."""
    found = re.search(r"\d{1,6}", text)
    return int(found.group()) if found else None


def people_in(text: str) -> int | None:
    """Return how many took part, as a sentence says."""
    found = PEOPLE.search(text)
    return int(found.group("count")) if found else None


def items_of(document: Document, column: str, heading: re.Pattern[str]) -> Iterator[Clause]:
    """Yield problems or improvements: cells of a column, sentences under a heading, or behind 存在问题："""
    cells = list(cells_under(document, LABELS[column]))
    if cells:
        yield from cells
        return
    sections = [one for one in document.sections if one.parent >= 0 and heading.search(one.title)]
    for section in sorted(sections, key=lambda one: (one.depth, one.start))[:1]:
        yield from lines_between(document, section.start, section.end)
    if not sections and column == "problems":
        for found in INLINE_PROBLEMS.finditer(document.text):
            for part in re.finditer(r"[^；;]+", found.group("text")):
                yield clause_at(document, found.start("text") + part.start(), found.start("text") + part.end())


def cells_under(document: Document, labels: tuple[str, ...]) -> Iterator[Clause]:
    """Yield the cells of the column with one of the labels."""
    at, column = 0, -1
    for line in document.text.split("\n"):
        cells = list(re.finditer(r"[^|]+", line)) if "|" in line else []
        names = [one.group().replace(" ", "").strip() for one in cells]
        if any(name in labels for name in names) and len(names) > 2:
            column = next(index for index, name in enumerate(names) if name in labels)
        elif cells and 0 <= column < len(cells) and names[column] not in ("", "无"):
            found = cells[column]
            text = found.group()
            start = at + found.start() + len(text) - len(text.lstrip())
            yield clause_at(document, start, start + len(text.strip()))
        elif not cells:
            column = -1
        at += len(line) + 1


def lines_between(document: Document, start: int, end: int) -> Iterator[Clause]:
    """Yield the lines of a section without its heading, table rows left out."""
    at = start
    for number, line in enumerate(document.text[start:end].split("\n")):
        if number and line.strip() and "|" not in line:
            yield clause_at(document, at, at + len(line))
        at += len(line) + 1


def clause_at(document: Document, start: int, end: int) -> Clause:
    """Return a span as a clause."""
    return Clause(
        document_id=document.document_id,
        document_title=document.metadata.title,
        start=start,
        end=end,
        quote=document.text[start:end],
        heading_path=heading_path(document, start),
    )
