"""Ingest uploaded files in a worker thread and tell how far it is; one batch at a time."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.ui import strings
from ingest import pipeline
from ingest.records import FileOutcome, FoundFile, Progress
from kb.errors import InputRefused, YubeiError
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings

SOURCE_PREFIX = "upload/"
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadUpdate:
    """How far a batch is.

    Attributes:
        outcomes: Of the files that are finished, in the order they finished; in the last update in file order.
        failure: A Chinese sentence when the batch ended early; only in the last update.
    """

    progress: Progress | None = None
    outcomes: tuple[FileOutcome, ...] = ()
    finished: bool = False
    failure: str = ""


class UploadDesk:
    """Takes batches of uploaded files, one at a time for all sessions.

    A batch runs to its end even when the page that started it is closed.
    """

    def __init__(self, kb: KnowledgeBase, settings: Settings, on_stored: Callable[[], None] = lambda: None) -> None:
        self._kb = kb
        self._settings = settings
        self._on_stored = on_stored
        self._free = threading.Lock()
        self._worker: threading.Thread | None = None

    def run(self, paths: Sequence[Path]) -> Iterator[UploadUpdate]:
        """Ingest files as not yet approved; yield updates, the last one finished.

        Raises:
            InputRefused: Another batch is running; nothing was started.
        """
        if not self._free.acquire(blocking=False):
            raise InputRefused(strings.UPLOAD_BUSY)
        updates: queue.SimpleQueue[UploadUpdate] = queue.SimpleQueue()
        self._worker = threading.Thread(
            target=self._work, args=(found_files(paths), updates.put), name="upload", daemon=True
        )
        self._worker.start()
        return _until_finished(updates)

    def wait(self, seconds: float) -> None:
        """Wait for a batch under way, e.g. before the base is closed."""
        if self._worker is not None:
            self._worker.join(seconds)

    def _work(self, files: Sequence[FoundFile], put: Callable[[UploadUpdate], None]) -> None:
        finished: list[FileOutcome] = []
        latest = UploadUpdate()

        def show(progress: Progress) -> None:
            nonlocal latest
            latest = replace(latest, progress=progress)
            put(latest)

        def settle(outcome: FileOutcome) -> None:
            nonlocal latest
            finished.append(outcome)
            latest = replace(latest, outcomes=tuple(finished))
            put(latest)

        failure = ""
        try:
            finished = pipeline.ingest_files(self._kb, files, self._settings, show, settle, approved=False)
        except YubeiError as error:
            failure = error.message_zh
        except Exception as error:  # whatever a parser or the disk does, the page must hear the end
            LOG.exception("an upload failed")
            failure = strings.UNEXPECTED.format(kind=type(error).__name__)
        finally:
            self._free.release()
            put(UploadUpdate(progress=latest.progress, outcomes=tuple(finished), finished=True, failure=failure))
            self._on_stored()


def _until_finished(updates: queue.SimpleQueue[UploadUpdate]) -> Iterator[UploadUpdate]:
    while True:
        update = updates.get()
        while not update.finished and not updates.empty():
            update = updates.get()  # a slow page skips to the newest
        yield update
        if update.finished:
            return


def found_files(paths: Sequence[Path]) -> list[FoundFile]:
    """Return uploaded files with sources "upload/<name>"; files of one batch with equal names stay apart."""
    used: dict[str, int] = {}
    found = []
    for path in paths:
        used[path.name] = used.get(path.name, 0) + 1
        copy = f"({used[path.name]})" if used[path.name] > 1 else ""
        uri = f"{SOURCE_PREFIX}{path.stem}{copy}{path.suffix}"
        found.append(FoundFile(path=path, source_uri=uri, byte_count=path.stat().st_size))
    return found
