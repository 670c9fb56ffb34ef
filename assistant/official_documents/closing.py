"""What stands below the body: the names of the attachments, organ and day (GB/T 9704-2012 7.3.4, 7.3.5)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.official_documents.records import Align, Attachment, Block, OfficialDocument, Paragraph

GAP = Paragraph(text="")


def closing_blocks(document: OfficialDocument) -> tuple[Block, ...]:
    """Return the lines below the body: 附件：1.… two characters in, then organ and day on the right."""
    return (*_attachment_names(document), *_signature(document))


def attachment_labels(attachments: tuple[Attachment, ...]) -> list[str]:
    """Return 附件1, 附件2 …; a single attachment carries no number."""
    if len(attachments) == 1:
        return ["附件"]
    return [f"附件{number}" for number in range(1, len(attachments) + 1)]


def date_text(document: OfficialDocument) -> str:
    """Return the day of a document in Arabic figures without leading zeros, "" without a day."""
    day = document.day
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _attachment_names(document: OfficialDocument) -> Iterator[Block]:
    single = len(document.attachments) == 1
    for number, attachment in enumerate(document.attachments, start=1):
        if number == 1:
            yield GAP
        lead = "附件：" if number == 1 else "　　　"
        yield Paragraph(text=f"{lead}{'' if single else f'{number}.'}{attachment.title}", align=Align.LEFT)


def _signature(document: OfficialDocument) -> Iterator[Block]:
    lines = [text for text in (document.organ, date_text(document)) if text]
    if lines:
        yield from (GAP, GAP)
    for text in lines:
        yield Paragraph(text=f"{text}　　", align=Align.RIGHT)
