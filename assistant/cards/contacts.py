"""Phone and report lines from the tables of the unit; numbers are copied from cells, never written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.reading.kinds import PHONE
from assistant.cards.tables import TableRow

DUTY_WORDS = ("应急值班", "值班室", "24小时", "中控室", "调度", "消防控制室")
LEADER_WORDS = ("总指挥", "主要负责人", "总经理", "指挥长", "镇长", "村主任", "总负责")
WHO_COLUMNS = ("应急职务", "联络对象", "岗位", "单位", "名称", "部门", "对象")
CHECKED_COLUMNS = ("核验日期", "核对日期", "拨测日期", "更新日期")
REPORTER_COLUMNS = ("报警负责人", "报告人", "责任人")
CONTENT_COLUMNS = ("报告内容", "内容")
OFFICE = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,6}?(?:值班室|指挥部办公室|办公室|森防办|中心|卫生院|派出所))(?:电话)?[（(]?(?P<number>0\d{2,3}-\d{7,8})"
)
DAY = re.compile(r"(20\d\d)[-年./](\d{1,2})[-月./](\d{1,2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A number with who answers it.

    Attributes:
        checked_on: When somebody last dialled it; None where the table does not say.
    """

    who: str
    number: str
    checked_on: date | None
    row: TableRow

    @property
    def text(self) -> str:
        """The printed line; every part stands in the row."""
        checked = f"（{self.checked_on.isoformat()}核验）" if self.checked_on else ""
        return f"{self.who} {self.number}{checked}"


def contacts_of(rows: Sequence[TableRow]) -> list[Contact]:
    """Return the contacts in table order; a number is taken from the row that says when it was checked."""
    found: dict[str, Contact] = {}
    for row in rows:
        match = PHONE.search(row.under(("电话", "联系方式", "号码", "手机")) or "")
        if match is None:
            continue
        contact = Contact(who=who_answers(row), number=match.group(), checked_on=checked_day(row), row=row)
        known = found.get(contact.number)
        if known is None or (known.checked_on is None and contact.checked_on is not None):
            found[contact.number] = contact
    labels = Counter(contact.who for contact in found.values())
    return [replace(one, who=first_words(one.row)) if labels[one.who] > 1 else one for one in found.values()]


def first_words(row: TableRow) -> str:
    """Return the first cells of a row that are words, where its usual label is shared by other rows."""
    words = [cell for cell in row.cells if len(cell) > 1 and not re.search(r"\d", cell) and cell != "轮值"]
    return "·".join(list(dict.fromkeys(words))[:3]) or row.cells[0]


def who_answers(row: TableRow) -> str:
    """Return the most telling names of a row: 应急值班室（24小时）·应急值班员."""
    labels = [row.under((name,)) for name in WHO_COLUMNS]
    person = row.under(("姓名",))
    wanted = [label for label in dict.fromkeys(labels) if label and not PHONE.search(label) and not label.isdigit()]
    repeated = len(wanted) > 1 and wanted[1][:2] == wanted[0][:2]
    shown = wanted[:1] if repeated or (person and person != "轮值") else wanted[:2]
    return "·".join([*shown, *([person] if person and person != "轮值" else [])]) or row.cells[0]


def checked_day(row: TableRow) -> date | None:
    """Return the day a row says it was checked."""
    found = DAY.search(row.under(CHECKED_COLUMNS))
    return day_of(found) if found else None


def day_of(found: re.Match[str]) -> date:
    """Return the day a match of `DAY` names."""
    year, month, day = (int(part) for part in found.groups())
    return date(year, month, day)


def wanted_contacts(
    contacts: Sequence[Contact], reports: Sequence[TableRow], part: str, names: Sequence[str], limit: int
) -> list[Contact]:
    """Choose whom the position has to reach, the most urgent first.

    Args:
        reports: Rows of the hazard's own report table for this position.
        part: Text of the hazard's part; numbers that it names are wanted.
    """
    reported = " ".join(row.extract.text for row in reports)
    ranked: list[tuple[int, int, Contact]] = []
    for order, contact in enumerate(contacts):
        rank = contact_rank(contact, reported, part, names)
        if rank < 6:
            ranked.append((rank, order, contact))
    ranked.sort(key=lambda entry: entry[:2])
    return [contact for _, _, contact in ranked[:limit]]


def contact_rank(contact: Contact, reported: str, part: str, names: Sequence[str]) -> int:
    """Rank a contact: 0 the position's own report list, 1 fire and ambulance, 2 duty rooms the part names, 3 …"""
    text = contact.row.extract.text
    checks = (
        stands_alone(contact.number, reported),
        contact.number in ("119", "120") and stands_alone(contact.number, part),
        stands_alone(contact.number, part) and any(word in text for word in DUTY_WORDS),
        any(name in text for name in names),
        stands_alone(contact.number, part),
        any(word in text for word in (*DUTY_WORDS, *LEADER_WORDS))
        and contact.number not in ("119", "120", "110", "122"),
    )
    return next((rank for rank, passed in enumerate(checks) if passed), 6)


def stands_alone(number: str, text: str) -> bool:
    """Tell whether a number stands in a text and is not a part of a longer one."""
    return re.search(rf"(?<![\d.—-]){re.escape(number)}(?![\d.—-])", text) is not None


def report_rows(rows: Sequence[TableRow], names: Sequence[str]) -> list[TableRow]:
    """Return the rows of a report table that this position has to carry out; all of them when none is its own."""
    table = [row for row in rows if row.under(("联络对象", "报告对象")) and row.under(REPORTER_COLUMNS)]
    own = [row for row in table if any(name in row.under(REPORTER_COLUMNS) for name in names)]
    return own or table


def report_text(row: TableRow, names: Sequence[str]) -> str:
    """Return e.g. 报中控室 0600-5556112：罐号、部位…; somebody else's row names who reports."""
    receiver = row.under(("联络对象", "报告对象"))
    number = PHONE.search(row.extract.text)
    reporter = row.under(REPORTER_COLUMNS)
    lead = "" if any(name in reporter for name in names) else f"{reporter}→"
    content = row.under(CONTENT_COLUMNS)
    return f"{lead}{receiver} {number.group() if number else ''}".rstrip() + (f"：{content}" if content else "")
