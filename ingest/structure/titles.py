"""What a heading text looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CJK_GAP_RE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])")
_SPACES_RE = re.compile(r"\s+")
_SENTENCE_ENDS = "。；;！？!?，,、"
_LEAD_RE = re.compile(r"([^。；;：:！？!?\s]{2,28})([。：:])(?=.{10})")
_ARTICLE_TITLE_RE = re.compile(r"[【〔（(\[]([^】〕）)\]，。；]{2,20})[】〕）)\]]")
_DOCUMENT_NAME_RE = re.compile(
    r"(?:法|条例|办法|规定|细则|预案|方案|规程|规则|标准|准则|指南|导则|决定|决议|通知|意见|报告|总结|制度|手册|纪要|函|批复|解释|公告|令|脚本|处置卡|规划|要点|讲话)"
    r"(?:[（(][^）)]{1,20}[）)])*$"
)
_LONGEST_TITLE = 42


def tidy(title: str) -> str:
    """Return a heading without the spaces that only spread its characters: 总　　则 → 总则."""
    if not title:
        return ""
    title = _CJK_GAP_RE.sub("", title)
    return _SPACES_RE.sub(" ", title).strip().rstrip("：:").strip()


def is_title(text: str) -> bool:
    """Tell whether a line can be a heading: short, and not ending like a sentence."""
    return bool(text) and len(text) <= _LONGEST_TITLE and text[-1] not in _SENTENCE_ENDS and "。" not in text[:-1]


def lead_of(text: str, ends: str) -> str:
    """Return the short phrase that opens a paragraph and ends in one of `ends`; "" when there is none."""
    match = _LEAD_RE.match(text)
    return match[1] if match is not None and match[2] in ends else ""


def article_title(text: str) -> str:
    """Return the bracketed title at the start of an article: 【立法目的】为了… → 立法目的."""
    match = _ARTICLE_TITLE_RE.match(text) if text[:1] in "【〔（([" else None
    return tidy(match[1]) if match is not None else ""


def names_document(text: str) -> bool:
    """Tell whether a heading reads like the name of a whole document, below which numbering begins anew."""
    return bool(_DOCUMENT_NAME_RE.search(text))


def title_line_count(lines: Sequence[str], levels: Sequence[int | None]) -> int:
    """Return how many first lines are the title of the document although the format calls them headings.

    These are the first-level headings before any other text, unless the file uses the first level for its
    chapters too.
    """
    count = 0
    while count < len(lines) and levels[count] == 1:
        count += 1
    if count == 0:
        return 0
    others = sum(1 for level in levels[count:] if level == 1)
    if others == 0 or count > 1:
        return count
    return 1 if names_document(tidy(lines[0])) else 0
