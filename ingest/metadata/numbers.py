"""The number of a document (文号): 国办发〔2024〕5号, 国务院令第708号, GB/T 29639-2020."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.metadata.head import HeadLine
from kb.records import Span

_LETTER_RE = re.compile(
    r"([\u4e00-\u9fff]{0,14})\s*[〔\[［﹝【(（〈「]\s*((?:19|20)[\dxX×]{2})\s*[〕\]］﹞】)）〉」]\s*(第?)\s*([\dxX×]{1,5})\s*号"
)
_ORDER_RE = re.compile(
    r"((?:中华人民共和国)?[\u4e00-\u9fff]{0,24}?(?:令|公告))\s*[（(]?\s*"
    r"((?:[12]\d{3}\s?年)?\s?第\s*[\d一二三四五六七八九十百〇○零]{1,5}\s*号)"
)
_STANDARD_RE = re.compile(
    r"\b((?:GB|AQ|DB|YJ|XF|GA|SL|MH|JT|JTG|HJ|WS|TSG|MT)\d{0,2}(?:\s?/\s?T)?\s?Z?\s?\d{1,6}(?:\.\d+)*\s?[-—–]\s?\d{4})"
)
_OWN_NUMBER_RE = re.compile(r"(?:预案|文件|制度)?编号\s*[：:]\s*([A-Za-z0-9][A-Za-z0-9\-—/.]{3,30})")
_CODE_LINE_RE = re.compile(r"^([A-Z]{2,8}(?:[-—/][A-Za-z0-9]{1,10}){1,5})$")
_LEADING_RE = re.compile(r"^(?:中华人民共和国)(?=国务院|主席)|^.*?(?:日|由|根据|按照)")
_SPACES_RE = re.compile(r"\s+")

Found = tuple[str, Span]


def read_number(head: Sequence[HeadLine]) -> Found | None:
    """Return the number as printed, brackets normalised to 〔〕 and spaces removed, and where it stands."""
    for reader in (_letter_number, _order_number, _plain_number):
        for index, line in enumerate(head):
            following = head[index + 1].text if index + 1 < len(head) else ""
            found = reader(line, following)
            if found is not None:
                return found
    return None


def _letter_number(line: HeadLine, following: str) -> Found | None:  # noqa: ARG001 - one signature
    match = _LETTER_RE.search(line.text)
    if match is None or _is_reference(line.text, match.start(), match.end()):
        return None
    number = f"{match[1]}〔{match[2]}〕{match[3]}{match[4]}号"
    return number.removeprefix("文号"), _span(line, match.start(), match.end())


def _order_number(line: HeadLine, following: str) -> Found | None:
    match = _ORDER_RE.search(line.text)
    if match is None and line.text.rstrip().endswith(("令", "公告")) and following.lstrip().startswith("第"):
        match = _ORDER_RE.match(line.text.strip() + following.strip())
        return (_order(match), _span(line, 0, len(line.text))) if match is not None else None
    if match is None or "《" in line.text[: match.start()]:
        return None
    return _order(match), _span(line, match.start(), match.end())


def _order(match: re.Match[str]) -> str:
    return _SPACES_RE.sub("", _LEADING_RE.sub("", match[1]).removeprefix("中华人民共和国") + match[2])


def _plain_number(line: HeadLine, following: str) -> Found | None:  # noqa: ARG001 - one signature
    if len(line.text) > 60:
        return None
    for pattern in (_OWN_NUMBER_RE, _STANDARD_RE, _CODE_LINE_RE):
        match = pattern.search(line.text)
        if match is not None and not _in_book_marks(line.text, match.start()):
            number = re.sub(r"[—–]", "-", match[1])
            return _SPACES_RE.sub(" ", number), _span(line, match.start(1), match.end(1))
    return None


def _is_reference(text: str, start: int, end: int) -> bool:
    """Tell whether a number in a line is that of another document: 《…》（交运发〔2012〕33号）."""
    return len(text) - (end - start) > 30 or "》" in text[:start] or _in_book_marks(text, start)


def _in_book_marks(text: str, position: int) -> bool:
    before = text[:position]
    return before.count("《") > before.count("》")


def _span(line: HeadLine, start: int, end: int) -> Span:
    return Span(start=line.start + start, end=line.start + end)
