"""A file that is not in the base, read by the same parsers in the same limited processes, without storing it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from ingest.records import FoundFile, OutcomeCode
from ingest.sandbox import ParserPool, WorkItem
from kb.errors import FileRefused, InputRefused
from kb.records import Document

MOST_BYTES = 200 * 1024 * 1024


def read_document(path: Path) -> Document:
    """Return a file as a document: text, sections, metadata.

    Raises:
        InputRefused: There is no such file.
        FileRefused: It cannot be read; the sentence says why and what to do.
        YubeiError: No parser process can be started.
    """
    if not path.is_file():
        raise InputRefused(f"找不到文件 {path}。请检查路径。")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise FileRefused(
            f"“{path.name}”有 {size >> 20} MB，超过 {MOST_BYTES >> 20} MB，请拆分后再检查。",
            outcome=OutcomeCode.TOO_LARGE.value,
        )
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()[:32]
    found = FoundFile(path=path, source_uri=f"upload/{path.name}", byte_count=size)
    item = WorkItem(number=0, file=found, document_id=digest)
    for parsed in ParserPool(1).parse([item], datetime.now(UTC)):
        if parsed.document is not None:
            return parsed.document
        outcome = parsed.outcome or OutcomeCode.UNREADABLE
        raise FileRefused(parsed.reason or f"“{path.name}”无法读取。", outcome=outcome.value)
    raise FileRefused(f"“{path.name}”无法读取，请重试。", outcome=OutcomeCode.UNREADABLE.value)
