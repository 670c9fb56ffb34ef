"""Answers are written into the journal behind the reader's back: recording one never makes anybody wait."""

from __future__ import annotations

import logging
import queue
import threading
import time
from datetime import UTC, datetime

from assistant.records import Answer
from assistant.trace.forms import row_of
from assistant.trace.making import trace_of
from kb.errors import YubeiError
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings

LOG = logging.getLogger(__name__)
WAITING = 1_000  # answers; when an ingest keeps the writer busy for longer than that, new ones are not recorded
AT_ONCE = 64
BREATH_SECONDS = 0.05  # the answer is shown first; what comes meanwhile is written with it
CLOSING_SECONDS = 10.0


class TraceRecorder:
    """Takes answers at once and writes them from a thread of its own; safe to use from several threads.

    Attributes:
        lost: How many answers were not recorded because too many waited or the journal could not be written.
    """

    def __init__(self, kb: KnowledgeBase, settings: Settings) -> None:
        self.lost = 0
        self._kb = kb
        self._days, self._rows = settings.trace_days, settings.trace_rows
        self._waiting: queue.Queue[tuple[Answer, datetime] | None] = queue.Queue(WAITING)
        self._thread = threading.Thread(target=self._write_on, name="yubei-trace", daemon=True)
        self._thread.start()

    def record(self, answer: Answer) -> None:
        """Hand an answer over; returns at once."""
        try:
            self._waiting.put_nowait((answer, datetime.now(UTC)))
        except queue.Full:
            self.lost += 1

    def flush(self) -> None:
        """Wait until everything handed over so far is written."""
        self._waiting.join()

    def close(self) -> None:
        """Write what waits and end; call before the base is closed."""
        try:
            self._waiting.put(None, timeout=CLOSING_SECONDS)
        except queue.Full:
            return
        self._thread.join(CLOSING_SECONDS)

    def _write_on(self) -> None:
        ended = False
        while not ended:
            batch = [self._waiting.get()]
            time.sleep(BREATH_SECONDS)
            while len(batch) < AT_ONCE:
                try:
                    batch.append(self._waiting.get_nowait())
                except queue.Empty:
                    break
            ended = None in batch
            self._write([one for one in batch if one is not None])
            for _ in batch:
                self._waiting.task_done()

    def _write(self, given: list[tuple[Answer, datetime]]) -> None:
        if not given:
            return
        try:
            rows = [row_of(trace_of(answer, at, self._text_of)) for answer, at in given]
            self._kb.catalog.journal.add_traces(rows, keep_days=self._days, keep_rows=self._rows)
        except YubeiError as error:
            self.lost += len(given)
            LOG.warning("answers were not recorded: %s", error)
        except Exception:
            self.lost += len(given)
            LOG.exception("answers were not recorded")

    def _text_of(self, document_id: str) -> str:
        return self._kb.document(document_id).text


def open_recorder(kb: KnowledgeBase, settings: Settings) -> TraceRecorder | None:
    """Return a recorder for a base that is open for writing, None when there is nothing to write or it is switched off."""
    return TraceRecorder(kb, settings) if kb.catalog.writable and settings.trace_days else None
