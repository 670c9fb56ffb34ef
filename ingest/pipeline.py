"""From paths to a filled knowledge base: find, hash, skip what is known, parse, store, index."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from ingest.loading import find_files, hash_file, uri_of
from ingest.packages import expand, forget
from ingest.product_note import product_note
from ingest.progress import ProgressListener, ProgressMeter
from ingest.records import READER_VERSION, SEARCHABLE_OUTCOMES, FileOutcome, FoundFile, OutcomeCode
from ingest.sandbox import ParsedItem, ParserPool, WorkItem
from ingest.storing import DocumentStore, DocumentWriter, ParsedDocument, StoredVersions
from kb.errors import DocumentNotFound, FileRefused, ProjectionUnavailable, YubeiError
from kb.records import DocumentSummary
from kb.settings import Settings

OutcomeListener = Callable[[FileOutcome], None]
_log = logging.getLogger(__name__)


def ingest(
    kb: DocumentStore,
    paths: Iterable[Path | str],
    settings: Settings,
    on_progress: ProgressListener | None = None,
    on_outcome: OutcomeListener | None = None,
    *,
    approved: bool = True,
    again: bool = False,
) -> list[FileOutcome]:
    """Ingest files and folders; one outcome per file, in the order of the files. The data folder is left out.

    Args:
        approved, again: See `ingest_files`.

    Raises:
        YubeiError: No parser process can be started; what was stored before stays.
    """
    found = find_files(paths, apart_from=settings.data_path)
    return ingest_files(kb, found, settings, on_progress, on_outcome, approved=approved, again=again)


def files_read_by_older(kb: DocumentStore) -> list[FoundFile]:
    """List the stored originals that an earlier generation of the parsers read, under the sources they came from."""
    return [
        FoundFile(path=kb.original_path(one.document_id), source_uri=one.source_uri, byte_count=one.byte_count)
        for one in kb.summaries()
        if one.reader_version < READER_VERSION
    ]


def ingest_files(
    kb: DocumentStore,
    files: Sequence[FoundFile],
    settings: Settings,
    on_progress: ProgressListener | None = None,
    on_outcome: OutcomeListener | None = None,
    *,
    approved: bool = True,
    again: bool = False,
) -> list[FileOutcome]:
    """Ingest found or uploaded files; the documents inside a .zip count as files of their own in its place.

    A document is searchable when its outcome is reported. A broken file never stops the batch; when the
    data folder fails (disk full), what is stored stays and every file left gets the outcome STORE_FAILED.

    Args:
        on_outcome: Called once per file as soon as its outcome is final, in any order.
        approved: False for uploads that an editor has to approve first.
        again: Read files anew whose bytes are stored already from the same place. Corrections, approval and
            vectors of unchanged chunks stay; a file that can no longer be read leaves what is stored.

    Raises:
        YubeiError: No parser process can be started.
    """
    run = _Run(kb, expand(files), on_progress, on_outcome, approved=approved, again=again)
    try:
        items = run.select()
        run.parse_and_store(items, ParserPool(settings.workers))
    finally:
        forget()
    run.index()
    return run.outcomes()


def remove(kb: DocumentStore, targets: Sequence[str]) -> list[DocumentSummary]:
    """Remove documents by id, by source_uri, or all below a folder; return what was removed.

    Raises:
        DocumentNotFound: A target names nothing; nothing is removed then.
    """
    summaries = kb.summaries()
    chosen: dict[str, DocumentSummary] = {}
    for target in targets:
        named = [summary for summary in summaries if _names(target, summary)]
        if not named:
            raise DocumentNotFound(f"知识库中没有“{target}”对应的文档，请用 yubei stats 查看已有文档。")
        chosen.update({summary.document_id: summary for summary in named})
    for document_id in chosen:
        kb.remove_document(document_id)
    return list(chosen.values())


def _names(target: str, summary: DocumentSummary) -> bool:
    uri = uri_of(Path(os.path.abspath(target)))  # noqa: PTH100 - as in find_files
    return target in (summary.document_id, summary.source_uri) or f"{summary.source_uri}/".startswith(f"{uri}/")


class _Run:
    """One call of `ingest`: the state between its steps."""

    def __init__(
        self,
        kb: DocumentStore,
        files: Sequence[FoundFile],
        on_progress: ProgressListener | None,
        on_outcome: OutcomeListener | None,
        *,
        approved: bool,
        again: bool,
    ) -> None:
        self._kb = kb
        self._files = files
        self._on_progress = on_progress
        self._on_outcome = on_outcome
        self._approved = approved
        self._again = again
        self._versions = StoredVersions(kb.summaries())
        self._writer = DocumentWriter(kb, self._versions)
        self._outcomes: dict[int, FileOutcome] = {}
        self._followers: dict[int, list[int]] = {}
        self._waiting: dict[str, int] = {}  # document_id → number of the file that brought it, until it is stored
        self._removed = False

    def select(self) -> list[WorkItem]:
        """Hash every file and return those whose bytes are new to the base."""
        meter = ProgressMeter("检查文件", len(self._files), "个文件", self._on_progress)
        leaders: dict[tuple[str, str], int] = {}
        items: list[WorkItem] = []
        for number, file in enumerate(self._files):
            item = self._check(number, file)
            if item is not None:
                leader = leaders.setdefault((item.document_id, PurePosixPath(file.source_uri).suffix.lower()), number)
                if leader == number:
                    items.append(item)
                else:
                    self._followers.setdefault(leader, []).append(number)
            meter.advance(current=file.path.name)
        return items

    def _check(self, number: int, file: FoundFile) -> WorkItem | None:
        try:
            document_id = hash_file(file)
        except FileRefused as refusal:
            self._settle(number, self._outcome(number, OutcomeCode(refusal.outcome), refusal.message_zh))
            return None
        holder = self._versions.holder_of(document_id)
        if not holder or (self._again and holder == file.source_uri):
            return WorkItem(number=number, file=file, document_id=document_id)
        self._settle(number, self._known(number, document_id, holder))
        return None

    def _known(self, number: int, document_id: str, holder: str) -> FileOutcome:
        """The bytes are stored already; a former version at this place whose file is gone goes."""
        title = self._versions.title_of(document_id)
        if holder == self._files[number].source_uri:
            stored = self._versions.stored(document_id)
            return replace(
                self._outcome(number, OutcomeCode.UNCHANGED),
                document_id=document_id,
                title=title,
                read_by_older=stored is not None and stored.reader_version < READER_VERSION,
            )
        reason = f"与“{holder}”内容相同。"
        former = self._remove_former(self._files[number].source_uri)
        if former:
            stale = [row for one in former for row in self._kb.stale_with(one)]
            reason += "此路径原来的旧版本已移除。" + product_note(stale)
        return replace(self._outcome(number, OutcomeCode.DUPLICATE, reason), document_id=document_id, title=title)

    def _remove_former(self, source_uri: str) -> list[str]:
        former = self._versions.at(source_uri)
        for summary in former:
            try:
                self._kb.remove_document(summary.document_id)
            except DocumentNotFound:
                continue
            self._removed = True
        return [summary.document_id for summary in former]

    def parse_and_store(self, items: Sequence[WorkItem], pool: ParserPool) -> None:
        """Parse in child processes and store here, in parallel with them."""
        meter = ProgressMeter("解析入库", len(items), "个文件", self._on_progress)
        results = pool.parse(items, datetime.now(UTC))
        try:
            for result in results:
                self._take(result)
                meter.advance(current=self._files[result.number].path.name)
                if self._writer.failure is not None:
                    break
        except YubeiError:
            self._settle_all(self._writer.flush())
            raise
        finally:
            results.close()
        self._settle_all(self._writer.flush())
        self._fail_rest(items)

    def _take(self, result: ParsedItem) -> None:
        file = self._files[result.number]
        if result.document is None:
            self._settle(result.number, self._refusal(result))
            return
        former = self._versions.stored(result.document.document_id) if self._again else None
        approved = self._approved if former is None else former.approved
        document = replace(result.document, approved=approved, reader_version=READER_VERSION)
        holder = self._versions.holder_of(document.document_id)
        if holder and former is None:
            self._settle(result.number, self._known(result.number, document.document_id, holder))
            return
        leader = self._waiting.setdefault(document.document_id, result.number)
        if leader != result.number:  # equal bytes under another extension
            self._followers.setdefault(leader, []).append(result.number)
            return
        replaced, superseded = self._versions.split_former(document)
        parsed = ParsedDocument(
            number=result.number,
            file=file,
            document=document,
            seconds=result.seconds,
            replaced=replaced,
            superseded=superseded,
            again=former is not None,
        )
        self._settle_all(self._writer.add(parsed))

    def _refusal(self, result: ParsedItem) -> FileOutcome:
        code = result.outcome or OutcomeCode.UNREADABLE
        kept = (
            "库中原有的内容保留。" if self._again and self._versions.at(self._files[result.number].source_uri) else ""
        )
        return replace(self._outcome(result.number, code, result.reason + kept), seconds=result.seconds)

    def _settle_all(self, outcomes: Iterable[tuple[int, FileOutcome]]) -> None:
        for number, outcome in outcomes:
            self._settle(number, outcome)

    def _fail_rest(self, items: Sequence[WorkItem]) -> None:
        failure = self._writer.failure
        for item in items:
            if failure is not None and item.number not in self._outcomes:
                reason = f"未处理：{failure.message_zh}"
                self._settle(item.number, self._outcome(item.number, OutcomeCode.STORE_FAILED, reason))

    def _settle(self, number: int, outcome: FileOutcome) -> None:
        """Record the outcome of a file and of the files with the same bytes."""
        self._outcomes[number] = outcome
        self._waiting.pop(outcome.document_id, None)
        if self._on_outcome is not None:
            self._on_outcome(outcome)
        for follower in self._followers.pop(number, []):
            self._settle(follower, self._follow(follower, outcome))

    def _follow(self, number: int, leader: FileOutcome) -> FileOutcome:
        if leader.code not in SEARCHABLE_OUTCOMES:
            return self._outcome(number, leader.code, leader.reason)
        known = self._known(number, leader.document_id, leader.source_uri)
        return replace(known, title=leader.title)

    def _outcome(self, number: int, code: OutcomeCode, reason: str = "") -> FileOutcome:
        return FileOutcome(source_uri=self._files[number].source_uri, code=code, reason=reason)

    def index(self) -> None:
        """Let the indexes catch up; search does not depend on it, so a failure is only logged."""
        if self._writer.failure is not None or not (self._writer.stored_count or self._removed):
            return
        meter: ProgressMeter | None = None

        def report(done: int, total: int) -> None:
            nonlocal meter
            if meter is None:
                meter = ProgressMeter("更新索引", total, "项", self._on_progress)
            meter.reach(done)

        try:
            self._kb.sync(report)
        except ProjectionUnavailable as error:
            _log.warning("indexes did not catch up: %s", error)

    def outcomes(self) -> list[FileOutcome]:
        """Return one outcome per file, in the order of the files."""
        return [self._outcomes[number] for number in range(len(self._files))]
