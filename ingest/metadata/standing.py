"""What a document says about its own standing and about the rules it retires."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.metadata.head import HeadLine
from ingest.metadata.title import strip_title
from kb.records import DocumentStatus, Span

_DRAFT_RE = re.compile(
    r"征求意见稿|送审稿|讨论稿|审议稿|报批稿|(?:修订)?草案|[（(【\[](?:草|初)?稿[）)】\]]|（草稿）|草稿"
)
_DRAFT_LINE_RE = re.compile(r"^[（(【\[]?(?:公开)?(?:征求意见稿|送审稿|讨论稿|审议稿|报批稿|草案|草稿|初稿)[）)】\]]?$")
_REPEALED_RE = re.compile(
    r"[（(【\[](?:已|现已)?(?:废止|失效)[）)】\]]|^(?:已废止|已失效|本(?:法|条例|办法|规定|预案|文件|通知)(?:现)?已(?:经)?(?:被)?废止)"
    r"|(?:有效性|时效性|效力状态|状态)\s*[：:]\s*(?:已)?(?:废止|失效)"
)
_REPEAL_RE = re.compile(r"同时废止|予以废止|即行废止|相应废止|一并废止|(?:》|）)废止")
_TITLE_RE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_PART_RE = re.compile(r"^\s*(?:[（(][^）)]*[）)])?\s*(?:第[一二三四五六七八九十百\d]+[条章款]|中)")
_SENTENCE_ENDS = "。\n；;"


def read_status(title: str, file_name: str, head: Sequence[HeadLine]) -> tuple[DocumentStatus, Span | None]:
    """Return the standing that the title, the file name or the head states; in force when they state none."""
    for line in head[:12]:
        if _DRAFT_LINE_RE.match(line.text.strip()):
            return DocumentStatus.DRAFT, line.span_of("")
        match = _REPEALED_RE.search(line.text.strip())
        if match is not None:
            return DocumentStatus.REPEALED, line.span_of(match[0])
    name = f"{title} {file_name}"
    titles = [line for line in head[:12] if strip_title(line.text) and strip_title(line.text) in title]
    printed = next((line for line in titles if _DRAFT_RE.search(line.text)), None)
    if printed is not None or _DRAFT_RE.search(file_name):
        return DocumentStatus.DRAFT, printed.span_of("") if printed is not None else None
    if _REPEALED_RE.search(name):
        return DocumentStatus.REPEALED, None
    return DocumentStatus.IN_FORCE, None


def read_repeals(text: str) -> tuple[tuple[str, ...], Span | None]:
    """Return the titles that the text says are repealed, and the span of the first such sentence.

    Only whole documents count: 《…》第三条同时废止 retires nothing.
    """
    titles: dict[str, None] = {}
    first: Span | None = None
    if "废止" not in text:
        return (), None
    for match in _REPEAL_RE.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in _SENTENCE_ENDS) + 1
        found = _titles_in(text[start : match.end()])
        titles.update(dict.fromkeys(found))
        if found and first is None:
            first = Span(start=start, end=match.end())
    return tuple(titles), first


def _titles_in(sentence: str) -> list[str]:
    found: list[str] = []
    for match in _TITLE_RE.finditer(sentence):
        before = sentence[: match.start()].rstrip()
        if _PART_RE.match(sentence[match.end() :]) or before.endswith(("依照", "根据", "依据", "按照", "违反")):
            continue
        found.append(strip_title(match[1]))
    return found
