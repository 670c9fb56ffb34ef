"""Sentences of found chunks with what stands above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.records import Chunk, DocumentSummary
from kb.text import sentence_spans

# A report tells what was done, not what has to be done.
TELLING = (
    "work_report",
    "survey_report",
    "practice",
    "speech",
    "info_report",
    "investigation",
    "drill",
    "plan_eval",
    "risk_report",
    "resource_report",
    "warning_notice",
)
KEPT_CHUNKS = 2_048
LONGEST = 400  # characters of a sentence that is compared
_LEAD = re.compile("[：:]$")
_ITEM = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[)）.、．](?!\d)|[①-⑳]|[-•·●])")
_SHORT_TITLE = re.compile(r"^\d+(?:\.\d+)*\s+[\u4e00-\u9fff、（）()]{2,16}$")
_TITLE_LINE = re.compile(r"^(?:\d+(?:\.\d+)*|第[一二三四五六七八九十百]+[章节])\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence, clause or list item of a document.

    Attributes:
        start, end: Its place in the text of the document.
        lead: The line that opens its list, "" when it stands in none.
        is_item: It is an item of a list.
    """

    summary: DocumentSummary
    heading_path: tuple[str, ...]
    text: str
    start: int
    end: int
    lead: str = ""
    is_item: bool = False

    @property
    def above(self) -> str:
        """Lead and headings, the nearest first, for what the sentence leaves unsaid."""
        return "\n".join((self.lead, *reversed(self.heading_path)))


def prescribes(summary: DocumentSummary) -> bool:
    """Tell whether a document rules what has to be done."""
    return not summary.metadata.doc_type.startswith(TELLING)


@lru_cache(maxsize=KEPT_CHUNKS)
def passages_of(chunk: Chunk, summary: DocumentSummary) -> tuple[Passage, ...]:
    """Return the sentences of a chunk in order; headings alone are left out, and lead on to what stands below them."""
    found: list[Passage] = []
    lead, path = "", chunk.heading_path
    for span in sentence_spans(chunk.text):
        text = chunk.text[span.start : span.end]
        is_item = bool(_ITEM.match(text))
        if _is_heading(text, chunk):
            path, lead = _path_below(text, chunk), ""
            continue
        if _LEAD.search(text):
            lead = text
            continue
        if not is_item and chunk.text[: span.start].endswith("\n"):
            lead = ""
        if len(text) <= LONGEST:
            found.append(
                Passage(
                    summary=summary,
                    heading_path=path,
                    text=text,
                    lead=lead,
                    is_item=is_item,
                    start=chunk.start + span.start,
                    end=chunk.start + span.end,
                )
            )
    return tuple(found)


def _path_below(heading: str, chunk: Chunk) -> tuple[str, ...]:
    """Return the headings above what follows a heading in a chunk: its own path, or that of a section beside the first."""
    plain = [part.replace(" ", "") for part in chunk.heading_path]
    if heading.replace(" ", "") in plain:
        return chunk.heading_path[: plain.index(heading.replace(" ", "")) + 1]
    return (*chunk.heading_path[:-1], heading)


def _is_heading(text: str, chunk: Chunk) -> bool:
    if text in chunk.heading_path or _SHORT_TITLE.match(text):
        return True
    return bool(_TITLE_LINE.match(text)) and any(
        text.endswith(part) or part.endswith(text) for part in chunk.heading_path
    )


def with_siblings(passages: Sequence[Passage], chosen: Sequence[Passage]) -> list[Passage]:
    """Return the chosen of some passages and the other items of the lists they stand in, in order of `passages`."""
    lists = {list_of(one) for one in chosen if one.is_item}
    kept = {place_of(one) for one in chosen}
    return [one for one in passages if place_of(one) in kept or (one.is_item and list_of(one) in lists)]


def place_of(passage: Passage) -> tuple[str, int]:
    """Return the place of a passage in the base."""
    return passage.summary.document_id, passage.start


def list_of(passage: Passage) -> tuple[object, ...]:
    """Return what the items of one list have in common."""
    return passage.summary.document_id, passage.heading_path, passage.lead
