"""The title of a document, from its headings, its first lines and its file name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from ingest.metadata.head import HeadLine
from ingest.structure.titles import names_document, tidy
from kb.records import Span

Found = tuple[str, Span | None]

_ISSUED_RE = re.compile(
    r"(?:印发|发布|公布|转发|批转)(?:了)?《([^《》]{4,60}(?:《[^《》]+》[^《》]*)?)》(?:的(?:通知|函|公告))?$"
    r"|关于(?:印发|发布|公布)([^《》，。]{4,60})的通知$"
)
_ORDER_RE = re.compile(r"令\s*[（(]?第[^）)号]{1,12}号[）)]?\s*《?([^《》]{4,60}?)》?$")
_SECOND_HALF_RE = re.compile(r"^(?:的|备案|管理|实施|评审|编制|和|及|与)")
_FULL_TEXT_RE = re.compile(r"《([^《》]{4,60})》(?:主要内容|全文)(?:如下)")
_NOT_TITLE_RE = re.compile(
    r"^[-•·●■◆*]|"
    r"[〔\[﹝（(【]\s*(?:19|20)\d\d\s*[〕\]﹞）)】].{0,6}\d+\s*号|^第.{1,8}号$|(?:令|编号|版本|电话|索引号)[：:]?$"
    r"|^[0-9０-９〇○一二三四五六七八九十\s年月日.\-—/]+$|[。；;！!？?]$|^(?:附\s?[件录表图]|目\s?[录次]|通过|发布|公布)"
    r"|^(?:批准页|前言|序言|封面|部长|局长|主任|来源|时间|作者|浏览|首页|当前位置|您的位置|打印|收藏|全屏|加大|缩小|下载)|(?:要闻|动态|导航)$|^各.{2,60}[：:]$|[：:]\s*\S|[：:]$"
)
_NAME_END_RE = re.compile(
    r"(?:(?:记录|登记|统计|检查|评估|签到|审批|汇总|明细|一览)表|记录|通讯录|台账|清册|预警|预警信息|提示|做法|解读|材料|评估|清单|方法|章程|公约|纲要|概况|调研|发言)$"
)
_DATE_TAIL_RE = re.compile(
    r"[_\s（(\[【]*(?:19|20)\d\d(?:[-.年]?\d{1,2}(?:[-.月]?\d{1,2}日?)?)?(?:修[订正]|版)?[）)\]】]?$"
)
_COPY_TAIL_RE = re.compile(r"\s*[（(]\d{1,2}[）)]$|\s*[-_ ]?(?:副本|copy)$", re.IGNORECASE)
_STEM_LEAD_RE = re.compile(
    r"^(?:附件?\s?[0-9一二三四五六七八九十]*[-—－、.：:\s]*|\d{1,3}(?:[-.]\d{1,3})*[、.．_\s]+|[（(][^）)]{1,4}[）)])+"
)
_SUFFIX_RE = re.compile(r"\.(?:docx?|pdf|txt|md|html?|wps|rtf|ofd|xlsx?|pptx?|et)$", re.IGNORECASE)
_BRACKETED_TAIL_RE = re.compile(r"[（(](?:送审稿|征求意见稿|草案|讨论稿|清洗稿|OCR|终|稿)[）)]$")
_LONGEST = 90
_ANNOUNCED_WITHIN = 8000


def read_title(head: Sequence[HeadLine], text: str, title_lines: int, format_title: str, file_name: str) -> Found:
    """Return the title and where it stands.

    Args:
        text: The whole text: an announced rule stands below its announcement.
        title_lines: How many of the first lines the format calls the title.
        format_title: Title stated by the format itself, "" when none.
    """
    stem = title_of_file_name(file_name)
    found = _from_announcement(head, text) or _from_title_lines(head[:title_lines]) or _from_lines(head)
    if found is not None:
        return found
    stated = strip_title(format_title)
    if names_document(stated) or (stated and not names_document(stem)):
        return stated, None
    if stem:
        return stem, None
    return (strip_title(head[0].text)[:_LONGEST], head[0].span_of("")) if head else ("", None)


def title_of_file_name(file_name: str) -> str:
    """Return a file name without extensions, dates, copy marks and numbering."""
    stem = PurePath(file_name).name
    while (shorter := _SUFFIX_RE.sub("", stem)) != stem:
        stem = shorter
    previous = ""
    while previous != stem:
        previous = stem
        stem = _COPY_TAIL_RE.sub("", _DATE_TAIL_RE.sub("", stem.strip())).rstrip("_- ")
    return strip_title(_STEM_LEAD_RE.sub("", stem))


def strip_title(title: str) -> str:
    """Return a title without 《》 around it, spread characters and marks of the file's state."""
    title = tidy(title)
    title = _BRACKETED_TAIL_RE.sub("", title)
    if title.startswith("《") and title.endswith("》") and "《" not in title[1:]:
        title = title[1:-1]
    return title


def is_title_line(text: str) -> bool:
    """Tell whether a line reads like a title rather than a number, a date, an address or a sentence."""
    return 2 <= len(text) <= _LONGEST and not _NOT_TITLE_RE.search(text)


def _from_announcement(head: Sequence[HeadLine], text: str) -> Found | None:
    """Find 关于印发《X》的通知 followed by X itself, 令《X》, and 《X》全文如下."""
    joined: dict[str, HeadLine] = {}
    for index, line in enumerate(head):
        joined[strip_title(line.text)] = line
        if index + 1 < len(head):
            joined.setdefault(strip_title(line.text + head[index + 1].text), line)
    for candidate, line in joined.items():
        match = _FULL_TEXT_RE.search(candidate) or _ORDER_RE.search(candidate)
        if match and is_title_line(match[1]) and _reads_like_name(match[1]):
            return match[1], line.span_of(match[1])
        match = _ISSUED_RE.search(candidate)
        if match is None:
            continue
        name = match[1] or match[2]
        own = _line_holding(text, name)
        if own is not None or candidate.endswith("》"):
            return name, own or line.span_of(name)
    return None


def _line_holding(text: str, title: str) -> Span | None:
    """Return the line that holds nothing but the title, if there is one."""
    for spelling in (title, f"《{title}》"):
        position = f"\n{text[:_ANNOUNCED_WITHIN]}\n".find(f"\n{spelling}\n")
        if position >= 0:
            return Span(start=position, end=position + len(spelling))
    return None


def _from_title_lines(lines: Sequence[HeadLine]) -> Found | None:
    texts = [tidy(line.text) for line in lines]
    kept = [text for text in texts if text and text[0] not in "（("]
    if not kept or not is_title_line(kept[0]):
        return None
    title = strip_title("".join(kept))
    return title[:_LONGEST], Span(start=lines[0].start, end=lines[len(kept) - 1].end)


def _from_lines(head: Sequence[HeadLine]) -> Found | None:
    for index, line in enumerate(head):
        text = tidy(line.text)
        if not is_title_line(text) or not _reads_like_name(strip_title(text)):
            continue
        first = index
        while first and _continues(head[first - 1].text, text, index - first):
            first -= 1
        last = index + 1 if index + 1 < len(head) and _is_second_half(head[index + 1].text) else index
        title = strip_title("".join(tidy(part.text) for part in head[first : last + 1]))
        return title[:_LONGEST], Span(start=head[first].start, end=head[last].end)
    return None


def _is_second_half(text: str) -> bool:
    return bool(_SECOND_HALF_RE.match(text)) and is_title_line(text) and _reads_like_name(tidy(text))


def _reads_like_name(text: str) -> bool:
    return len(text) >= 3 and (names_document(text) or bool(_NAME_END_RE.search(text)))


def _continues(before: str, text: str, taken: int) -> bool:
    """Tell whether the line above is the first half of a title broken in two."""
    before = tidy(before)
    return (
        taken < 3
        and is_title_line(before)
        and before[0] not in "（("
        and not _reads_like_name(before)
        and any("\u4e00" <= c <= "\u9fff" for c in before)
        and len(before) + len(text) <= _LONGEST
        and not text.startswith(before)
    )
