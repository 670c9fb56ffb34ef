"""A draft in Chinese words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafting.printing import blank_lines, state_words
from assistant.drafting.records import DraftItem, DraftSection, ItemKind, PlanDraft
from assistant.official_documents.numbering import HeadingNumbers
from assistant.official_documents.records import Heading, blank_text

KIND_ZH = {ItemKind.REFERENCE: "（参考）", ItemKind.RULE: "（时限）"}


def draft_lines(draft: PlanDraft) -> Iterator[str]:
    """Yield the draft, then its blanks and what was noted about it."""
    yield f"{draft.title}（草稿，未经审核）"
    numbers = HeadingNumbers()
    attachments = 0
    for section in draft.sections:
        attachments += section.attachment
        label = f"附件{attachments} " if section.attachment else _label(numbers, section)
        yield f"{label}{section.heading}" + (f"　[{state_words(section)}]" if section.element_id else "")
        for basis in section.basis:
            yield f"    依据：{basis.clause}" + (f"[{basis.marker}]" if basis.marker else "")
        yield from (f"    {line}" for item in section.items for line in _item_lines(item))
        if section.note:
            yield f"    注：{section.note}"
    blanks = blank_lines(draft)
    yield f"待补充 {len(blanks)} 处" + (
        f"，需要的资料：{'；'.join(draft.missing_sources)}" if draft.missing_sources else ""
    )
    yield from (f"注：{note}" for note in draft.notes)


def _label(numbers: HeadingNumbers, section: DraftSection) -> str:
    return numbers.label(Heading(level=section.level, text=section.heading)) if section.level else ""


def _item_lines(item: DraftItem) -> Iterator[str]:
    if item.kind is ItemKind.BLANK:
        yield blank_text(item.text)
        return
    named = f"{item.name}：" if item.name else ""
    marks = "".join(f"[{marker}]" for marker in item.markers)
    lines = (item.text if item.rows else item.words).split("\n")
    for number, line in enumerate(lines, start=1):
        lead = f"{KIND_ZH.get(item.kind, '')}{named}{item.label}" if number == 1 else ""
        yield f"{lead}{line}{marks if number == len(lines) else ''}"
