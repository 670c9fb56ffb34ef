"""One parsed file to one document ready to be stored."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from pathlib import PurePosixPath

from ingest import chunking, metadata, quality
from ingest.records import FoundFile, OutcomeCode, ParsedFile
from ingest.structure import OutlineSection, build
from kb.errors import FileRefused
from kb.records import Document, Section

_FEWEST_LETTERS = 2


def assemble(parsed: ParsedFile, found: FoundFile, data: bytes, *, now: datetime) -> Document:
    """Return the document of a parsed file: text, tree, chunks and metadata.

    Args:
        data: The original bytes; the document's id is their hash.
        now: Aware time of ingestion.

    Raises:
        FileRefused: The file holds no usable text (outcome `no_text`) or none that can be read (`unreadable`).
    """
    file_name = PurePosixPath(found.source_uri).name  # of the path it would not always be text
    structured = build(parsed)
    if len(list(islice(filter(str.isalnum, structured.text[:2000]), _FEWEST_LETTERS))) < _FEWEST_LETTERS:
        raise FileRefused(
            f"“{file_name}”里没有可用的文字；如果是扫描件，请先做文字识别，或换一份带文字的文件。",
            outcome=OutcomeCode.NO_TEXT.value,
        )
    verdict = quality.judge(structured.text)
    if verdict is not None and verdict.hopeless:
        raise FileRefused(verdict.reason, outcome=OutcomeCode.UNREADABLE.value)
    document_id = hashlib.sha256(data).hexdigest()[:32]
    known = metadata.read(structured, parsed, file_name)
    return Document(
        document_id=document_id,
        work_id=metadata.work_id(known),
        source_uri=found.source_uri,
        file_name=file_name,
        media_type=parsed.media_type,
        byte_count=len(data),
        text=structured.text,
        pages=structured.pages,
        sections=_sections(structured.sections, document_id),
        chunks=chunking.split(structured, document_id, known.title),
        metadata=known,
        ingested_at=now,
        warnings=parsed.warnings if verdict is None else (*parsed.warnings, verdict.reason),
        recognised=structured.recognised,
    )


def _sections(outline: Sequence[OutlineSection], document_id: str) -> tuple[Section, ...]:
    return tuple(
        Section(
            section_id=f"{document_id}:{section.ordinal}",
            ordinal=section.ordinal,
            parent=section.parent,
            depth=section.depth,
            kind=section.kind,
            label=section.label,
            title=section.title,
            start=section.start,
            end=section.end,
        )
        for section in outline
    )
