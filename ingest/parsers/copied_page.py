"""Plain text that somebody copied from a web page, with what stood around the text on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parsers.cleaning import clean_line
from ingest.parsers.furniture import find_furniture, is_widget, without_teaser, without_widgets

_LABEL_ALONE = re.compile(r"(?:来源|信息来源|发布时间|发表时间|发布日期|发布机构|成文日期|时间|作者|文号)\s*[:：]")
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z_]{1,30}")
_FIELDS_ZH = {
    "title": "标题",
    "publish_date": "发布日期",
    "publisher": "发布机构",
    "source_url": "来源网址",
    "province": "省份",
    "year": "年份",
}
_FEWEST_FIELDS = 3
_HEAD = 20  # lines that may hold counters beside dates, or the announcement of a sample text
_SHOWN = 3
_SHOWN_LENGTH = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedText:
    """The lines of a text without the page around it.

    Attributes:
        warnings: Names lines whose place, not whose words, says that they are no text; the reader may want to look.
    """

    lines: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def without_page(raw: Sequence[str]) -> CopiedText:
    """Take navigation, tools and links off the head and the end of a text; a text that was not copied stays as it is."""
    lines = [line for line in map(clean_line, raw) if line]
    found = find_furniture(lines)
    if not found.widgets:
        return CopiedText(lines=tuple(lines))
    kept = _joined_labels([line for number, line in enumerate(lines) if number not in found.widgets | found.others])
    head = [rest for rest in map(_head_line, kept[:_HEAD]) if rest]
    left_out = [lines[number] for number in sorted(found.others)]
    return CopiedText(lines=(*head, *kept[_HEAD:]), warnings=_warning(left_out))


def _head_line(line: str) -> str:
    return without_teaser(without_widgets(line))


def _joined_labels(lines: Sequence[str]) -> list[str]:
    """Write 来源： and the name on the next line as one line, as they stood on the page."""
    joined: list[str] = []
    for line in lines:
        if joined and _LABEL_ALONE.fullmatch(joined[-1]) and len(line) <= 30 and not re.search(r"[:：](?!\d)", line):
            joined[-1] += line
        else:
            joined.append(line)
    return [line for line in joined if not _LABEL_ALONE.fullmatch(line)]


def _warning(left_out: Sequence[str]) -> tuple[str, ...]:
    told = [line for line in left_out if len(line) > _SHOWN and not is_widget(line)]
    if not told:
        return ()
    shown = "”“".join(line[:_SHOWN_LENGTH] for line in told[:_SHOWN])
    return (
        f"文字像是从网页上复制的，略去了 {len(told)} 行不属于正文的内容（如“{shown}”），如有误删请补入原文后重新入库。",
    )


def is_export(raw: Sequence[str]) -> bool:
    """Tell whether the first two lines are the names and the values of a table's fields, the last one the text."""
    if len(raw) < _FEWEST_FIELDS:
        return False
    names, values = raw[0].strip("\ufeff").split(), raw[1].split()
    fitting = _FEWEST_FIELDS <= len(names) == len(values)
    return fitting and all(_FIELD_NAME.fullmatch(name) for name in names)


def exported_fields(raw: Sequence[str]) -> list[str]:
    """Return the fields of such a table as lines of their own: 标题：…; the last field opens the text."""
    names, values = raw[0].strip("\ufeff").lower().split(), raw[1].split()
    labelled = zip(names[:-1], values[:-1], strict=True)
    told = [f"{_FIELDS_ZH.get(name, name)}：{value.strip()}" for name, value in labelled if _is_told(name, value)]
    return [*told, values[-1]]


def _is_told(name: str, value: str) -> bool:
    return bool(value.strip()) and value.strip() != name
