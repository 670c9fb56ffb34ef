"""What a document says about its own standing."""

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
