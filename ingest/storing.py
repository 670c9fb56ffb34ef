"""Put parsed documents into the knowledge base, several in one transaction."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from ingest.loading import document_id_of, read_bytes
from ingest.product_note import product_note, twin_note
from ingest.recognition_note import recognition_note
from ingest.records import FileOutcome, FoundFile, OutcomeCode
from ingest.sniffing import MACRO_NOTE
from kb.catalog.product_records import StaleSource
from kb.catalog.twins import Twin
from kb.errors import FileRefused, StoreError, YubeiError
from kb.freeing import give_back_freed_memory
from kb.records import Document, DocumentSummary, Metadata

CHUNKS_PER_TRANSACTION = 2_000
ORIGINAL_BYTES_PER_TRANSACTION = 8 * 1024 * 1024  # they are in memory together while they are stored
CHARACTERS_PER_TRANSACTION = 1_500_000
_log = logging.getLogger(__name__)


class DocumentStore(Protocol):
    """What ingestion asks of a knowledge base; `kb.knowledge_base.KnowledgeBase` is one."""

    def announce_documents(self, documents: Sequence[Document]) -> None:
        """Prepare for documents that `replace_documents` is given soon."""
        ...

    def replace_documents(
        self,
        documents: Sequence[Document],
        originals: Mapping[str, bytes],
        *,
        removes: Mapping[str, tuple[str, ...]] = ...,
        again: bool = ...,
    ) -> None: ...

    def original_path(self, document_id: str) -> Path: ...

    def remove_document(self, document_id: str) -> None: ...

    def summaries(self, day: date | None = None) -> list[DocumentSummary]: ...

    def stale_with(self, document_id: str) -> Sequence[StaleSource]:
        """Return what rests on words that changed with a document, or went with it."""
        ...

    def twins_of(self, document_id: str) -> Sequence[Twin]:
        """Return what counts beside a document, with the same work and days, and says other things."""
        ...

    def sync(self, progress: Callable[[int, int], None] | None = None) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDocument:
    """A document waiting for its transaction.

    Attributes:
        number: The place of its file in the list given to `ingest`.
        replaced: Documents it takes the place of.
        superseded: Earlier editions at the same place that stay, to be found by as-of date.
        again: The same bytes are stored already; this reading takes the place of the earlier one.
    """

    number: int
    file: FoundFile
    document: Document
    seconds: float
    replaced: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    again: bool = False


UPLOADS = "upload/"  # sources of files that came through the page


class StoredVersions:
    """What the base held when ingestion began, and what came since."""

    def __init__(self, summaries: Iterable[DocumentSummary]) -> None:
        self._by_id = {summary.document_id: summary for summary in summaries}
        self._by_source: defaultdict[str, list[DocumentSummary]] = defaultdict(list)
        for summary in self._by_id.values():
            self._by_source[summary.source_uri].append(summary)
        self._added: dict[str, str] = {}

    def holder_of(self, document_id: str) -> str:
        """Return the source_uri under which these bytes are stored, "" when they are not."""
        summary = self._by_id.get(document_id)
        return summary.source_uri if summary else self._added.get(document_id, "")

    def stored(self, document_id: str) -> DocumentSummary | None:
        """Return a document that the base held when ingestion began."""
        return self._by_id.get(document_id)

    def title_of(self, document_id: str) -> str:
        """Return the title of a document stored before, "" for others."""
        summary = self._by_id.get(document_id)
        return summary.metadata.title if summary else ""

    def at(self, source_uri: str) -> list[DocumentSummary]:
        """Return the versions that were read from this place before."""
        return self._by_source.get(source_uri, [])

    def note_added(self, document_id: str, source_uri: str) -> None:
        """Remember a document stored in this run."""
        self._added[document_id] = source_uri

    def split_former(self, document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the former versions at the document's place: those it replaces, those it supersedes.

        An upload has a name but no place of its own: under an equal name it leaves another work alone. And what an
        editor has approved never gives way to what nobody has approved.
        """
        replaced: list[str] = []
        superseded: list[str] = []
        for former in self.at(document.source_uri):
            if former.document_id == document.document_id:
                continue
            other_work = document.source_uri.startswith(UPLOADS) and former.work_id != document.work_id
            if other_work or (former.approved and not document.approved):
                continue
            stays = former.work_id == document.work_id and _is_later(document.metadata, former.metadata)
            (superseded if stays else replaced).append(former.document_id)
        return tuple(replaced), tuple(superseded)


def _is_later(new: Metadata, former: Metadata) -> bool:
    """A later edition is dated, and so is the former one; without dates a changed file is a correction."""
    new_date, former_date = _edition_date(new), _edition_date(former)
    return new_date is not None and former_date is not None and new_date > former_date


def _edition_date(metadata: Metadata) -> date | None:
    return max((day for day in (metadata.effective_on, metadata.revised_on, metadata.issued_on) if day), default=None)


class DocumentWriter:
    """Collects documents and stores them in transactions of about `CHUNKS_PER_TRANSACTION` chunks.

    A full batch is announced and stored when the next one is full: meanwhile the store prepares it.
    """

    def __init__(self, store: DocumentStore, versions: StoredVersions) -> None:
        self._store = store
        self._versions = versions
        self._waiting: list[ParsedDocument] = []
        self._announced: list[ParsedDocument] = []
        self.failure: StoreError | None = None
        self.stored_count = 0

    def add(self, parsed: ParsedDocument) -> list[tuple[int, FileOutcome]]:
        """Take a document; return the outcomes that are final now, by file number."""
        self._waiting.append(parsed)
        if not self._is_full():
            return []
        before, self._announced, self._waiting = self._announced, self._waiting, []
        if self.failure is None:
            self._store.announce_documents([one.document for one in self._announced])
        outcomes = self._put(before)
        del before
        give_back_freed_memory()
        return outcomes

    def _is_full(self) -> bool:
        chunks = sum(len(one.document.chunks) for one in self._waiting)
        original_bytes = sum(one.document.byte_count for one in self._waiting)
        characters = sum(len(one.document.text) for one in self._waiting)
        return (
            chunks >= CHUNKS_PER_TRANSACTION
            or original_bytes >= ORIGINAL_BYTES_PER_TRANSACTION
            or characters >= CHARACTERS_PER_TRANSACTION
        )

    def flush(self) -> list[tuple[int, FileOutcome]]:
        """Store what waits; return its outcomes by file number."""
        before, waiting = self._announced, self._waiting
        self._announced, self._waiting = [], []
        outcomes = self._put(before) + self._put(waiting)
        del before, waiting
        give_back_freed_memory()
        return outcomes

    def _put(self, waiting: Sequence[ParsedDocument]) -> list[tuple[int, FileOutcome]]:
        if self.failure is not None:
            return [(one.number, _failed(one, self.failure.message_zh)) for one in waiting]
        outcomes: list[tuple[int, FileOutcome]] = []
        ready: list[tuple[ParsedDocument, bytes]] = []
        for one in waiting:
            try:
                ready.append((one, _original_of(one)))
            except FileRefused as refusal:
                outcomes.append((one.number, _refused(one, refusal)))
        return outcomes + (self._store_together(ready) if ready else [])

    def _store_together(self, ready: list[tuple[ParsedDocument, bytes]]) -> list[tuple[int, FileOutcome]]:
        try:
            self._store.replace_documents(
                [one.document for one, _ in ready],
                {one.document.document_id: original for one, original in ready},
                removes={one.document.document_id: one.replaced for one, _ in ready if one.replaced},
                again=any(one.again for one, _ in ready),
            )
        except StoreError as error:
            self.failure = error
            return [(one.number, _failed(one, error.message_zh)) for one, _ in ready]
        except (YubeiError, ValueError) as error:
            return self._after_rejection(ready, error)
        self.stored_count += len(ready)
        return [(one.number, self._stored(one)) for one, _ in ready]

    def _after_rejection(
        self, ready: list[tuple[ParsedDocument, bytes]], error: Exception
    ) -> list[tuple[int, FileOutcome]]:
        """One document was not accepted: store the others one by one."""
        if len(ready) > 1:
            return [outcome for pair in ready for outcome in self._store_together([pair])]
        one = ready[0][0]
        _log.warning("document from %s was not accepted: %s", one.file.source_uri, error)
        reason = error.message_zh if isinstance(error, YubeiError) else "内容无法写入知识库，请重新保存文件后重试。"
        return [(one.number, _failed(one, reason))]

    def _stored(self, one: ParsedDocument) -> FileOutcome:
        document = one.document
        self._versions.note_added(document.document_id, document.source_uri)
        code, reason = OutcomeCode.REREAD if one.again else OutcomeCode.ADDED, ""
        if one.replaced or one.superseded:
            code = OutcomeCode.REPLACED
            reason = "" if not one.superseded else "旧版仍保留，可按日期查询。"
        if any(warning != MACRO_NOTE for warning in document.warnings):
            code = OutcomeCode.PARTIAL
        reason = "".join(document.warnings) + reason
        stale = self._store.stale_with(document.document_id)
        twins = twin_note(self._store.twins_of(document.document_id), approved=document.approved)
        reason = recognition_note(document) + twins + product_note(stale) + reason
        return FileOutcome(
            source_uri=document.source_uri,
            code=code,
            reason=reason,
            document_id=document.document_id,
            title=document.metadata.title,
            character_count=len(document.text),
            chunk_count=len(document.chunks),
            seconds=one.seconds,
            stale_products=tuple(dict.fromkeys(one.product_id for one in stale)),
        )


def _original_of(one: ParsedDocument) -> bytes:
    data = read_bytes(one.file)
    if document_id_of(data) != one.document.document_id:
        raise FileRefused("文件在读取过程中被改动，请重试。", outcome=OutcomeCode.UNREADABLE)
    return data


def _failed(one: ParsedDocument, reason: str) -> FileOutcome:
    return FileOutcome(
        source_uri=one.file.source_uri, code=OutcomeCode.STORE_FAILED, reason=reason, seconds=one.seconds
    )


def _refused(one: ParsedDocument, refusal: FileRefused) -> FileOutcome:
    return FileOutcome(
        source_uri=one.file.source_uri,
        code=OutcomeCode(refusal.outcome),
        reason=refusal.message_zh,
        seconds=one.seconds,
    )
