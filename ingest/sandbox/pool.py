"""Several parser processes working through a list of files."""

from __future__ import annotations

import logging
import os
import queue
import signal
import threading
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import orjson

from ingest.parsers.recognition import MAX_PAGES
from ingest.records import FoundFile, OutcomeCode
from ingest.sandbox.frames import DOCUMENT, IMAGES, OFFICE, PAGE, REFUSED, path_form
from ingest.sandbox.limits import CONVERSION, PARSING, RECOGNITION, Limits
from ingest.sandbox.process import (
    CONVERT,
    RECOGNISE,
    MemoryExceeded,
    ParserProcess,
    ProcessEnded,
    ReplyTimeout,
    Stopped,
)
from ingest.wire import WireError, decode_document
from kb.errors import YubeiError
from kb.records import Document

MAX_WORKERS = 16
_BATCH_FILES = 16
_BATCH_BYTES = 400_000
_QUEUED_RESULTS = 48  # documents waiting for the store; bounds the parent's memory
_POLL_SECONDS = 1.0
_DRAIN_SECONDS = 0.05
_OTHER_STEPS = 2  # besides the pages: loading the models, the document itself
_SIGXCPU = getattr(signal, "SIGXCPU", None)
_ELSEWHERE = {IMAGES: (RECOGNISE, RECOGNITION), OFFICE: (CONVERT, CONVERSION)}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """A file to parse.

    Attributes:
        number: The caller's number for it, returned with the result.
        document_id: Expected hash; a file that changed meanwhile is reported, not parsed.
    """

    number: int
    file: FoundFile
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedItem:
    """What became of a work item: a document, or an outcome with its reason."""

    number: int
    document: Document | None = None
    outcome: OutcomeCode | None = None
    reason: str = ""
    seconds: float = 0.0


class ParserPool:
    """Parses files in `workers` processes; results come in the order they are ready."""

    def __init__(self, workers: int = 0, limits: Limits | None = None) -> None:
        """Prepare a pool; processes live only while a `parse` is being consumed.

        Args:
            workers: Number of processes; 0 is one per processor core.
        """
        self._workers = min(workers or os.cpu_count() or 1, MAX_WORKERS)
        self._limits = limits or PARSING

    def parse(self, items: Sequence[WorkItem], now: datetime) -> Generator[ParsedItem, None, None]:
        """Yield one result per item, in the order of completion; closing the generator ends the processes.

        Raises:
            YubeiError: No parser process can be started.
        """
        lanes = _Lanes(items, now, self._limits)
        lanes.start(self._workers)
        try:
            yield from lanes.results(len(items))
        finally:
            lanes.stop()


class _Lanes:
    """The threads of one `parse`, each with its own parser process."""

    def __init__(self, items: Sequence[WorkItem], now: datetime, limits: Limits) -> None:
        self._now = now
        self._limits = limits
        self._batches: queue.SimpleQueue[list[WorkItem]] = queue.SimpleQueue()
        self._batch_count = 0
        for batch in _batches(items):
            self._batches.put(batch)
            self._batch_count += 1
        self._results: queue.Queue[ParsedItem | YubeiError] = queue.Queue(maxsize=_QUEUED_RESULTS)
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, count: int) -> None:
        """Start at most `count` threads, no more than there are batches."""
        for _ in range(min(count, self._batch_count)):
            thread = threading.Thread(target=self._run_lane, daemon=True)
            self._threads.append(thread)
            thread.start()

    def results(self, count: int) -> Iterator[ParsedItem]:
        """Yield `count` results.

        Raises:
            YubeiError: A parser process cannot be started, or a thread ended before its work was done.
        """
        for _ in range(count):
            result = self._next_result()
            if isinstance(result, YubeiError):
                raise result
            yield result

    def _next_result(self) -> ParsedItem | YubeiError:
        while True:
            try:
                return self._results.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                if not any(thread.is_alive() for thread in self._threads) and self._results.empty():
                    return YubeiError("解析进程意外中止，请重试；若再次出现，请运行 yubei doctor。")

    def stop(self) -> None:
        """Hand out no more work and wait for the threads; files being parsed are abandoned."""
        self._stopping.set()
        while any(thread.is_alive() for thread in self._threads):
            try:
                self._results.get(timeout=_DRAIN_SECONDS)  # a thread may be waiting for room in the queue
            except queue.Empty:
                continue

    def _run_lane(self) -> None:
        """Work through batches with one process, replacing it whenever a file takes it down."""
        process: ParserProcess | None = None
        try:
            while not self._stopping.is_set():
                pending = self._batches.get_nowait()
                while pending and not self._stopping.is_set():
                    process = process or ParserProcess(self._limits, stopping=self._stopping)
                    done, alive = self._run_batch(process, pending)
                    pending = pending[done:]
                    if not alive:
                        process.kill()
                        process = None
        except (queue.Empty, Stopped):
            pass
        except YubeiError as error:
            self._results.put(error)
        finally:
            if process is not None:
                process.kill()

    def _run_batch(self, process: ParserProcess, items: Sequence[WorkItem]) -> tuple[int, bool]:
        """Send items and collect replies; return how many are settled and whether the process lives."""
        done = 0
        started = time.perf_counter()
        try:
            process.send(_request(items, self._now))
            for item in items:
                reply = process.receive(self._limits.wall_seconds)
                result = self._elsewhere(item, reply) if reply in _ELSEWHERE else _read_reply(item, reply)
                finished = time.perf_counter()
                self._results.put(replace(result, seconds=finished - started))
                started = time.perf_counter()
                done += 1
                if result.outcome is OutcomeCode.TOO_LARGE:
                    return done, False  # its memory is in pieces; a fresh process is cheap
        except (ReplyTimeout, MemoryExceeded, ProcessEnded) as end:
            failed = _failed(items[done], end, self._limits, process.log_tail())
            self._results.put(replace(failed, seconds=time.perf_counter() - started))
            return done + 1, False
        return done, True

    def _elsewhere(self, item: WorkItem, reply: bytes) -> ParsedItem:
        """Parse a file in a process of its own with larger limits; every page recognised restarts the clock."""
        task, limits = _ELSEWHERE[reply]
        process = ParserProcess(limits, task, stopping=self._stopping)
        try:
            process.send(_request([item], self._now))
            for _ in range(MAX_PAGES + _OTHER_STEPS):
                reply = process.receive(limits.wall_seconds)
                if reply != PAGE:
                    return _read_reply(item, reply)
            return _failed(item, ReplyTimeout(), limits, "")
        except (ReplyTimeout, MemoryExceeded, ProcessEnded) as end:
            return _failed(item, end, limits, process.log_tail())
        finally:
            process.kill()


def _failed(item: WorkItem, end: Exception, limits: Limits, log: str) -> ParsedItem:
    """Name the outcome of a file whose process had to be ended, or ended by itself."""
    _log.warning("parser process ended (%s: %s) on %s: %s", type(end).__name__, end, item.file.source_uri, log)
    if isinstance(end, ReplyTimeout):
        code, reason = OutcomeCode.TIMED_OUT, f"解析超过 {limits.wall_seconds:g} 秒，已中止，请拆分文件或另存后重试。"
    elif isinstance(end, MemoryExceeded):
        code, reason = OutcomeCode.TOO_LARGE, "解析所需内存超过上限，请拆分文件后重试。"
    elif isinstance(end, ProcessEnded) and _SIGXCPU is not None and end.exit_code == -_SIGXCPU:
        code = OutcomeCode.TIMED_OUT
        reason = f"解析占用处理器超过 {limits.cpu_seconds} 秒，已中止，请拆分文件或另存后重试。"
    else:
        code = OutcomeCode.UNREADABLE
        reason = "解析程序异常退出（文件可能已损坏，或所需内存超过上限），请重新保存后重试。"
    return ParsedItem(number=item.number, outcome=code, reason=reason)


def _batches(items: Iterable[WorkItem]) -> Iterator[list[WorkItem]]:
    """Group small files into one message; a large one goes alone."""
    batch: list[WorkItem] = []
    size = 0
    for item in items:
        if batch and (len(batch) >= _BATCH_FILES or size + item.file.byte_count > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += item.file.byte_count
    if batch:
        yield batch


def _request(items: Sequence[WorkItem], now: datetime) -> bytes:
    rows = [
        {"path": path_form(item.file.path.absolute()), "uri": item.file.source_uri, "id": item.document_id}
        for item in items
    ]
    return orjson.dumps({"items": rows, "now": now.isoformat()})


def _read_reply(item: WorkItem, reply: bytes) -> ParsedItem:
    try:
        if reply[:1] == DOCUMENT:
            document = decode_document(reply[1:])
            if document.document_id != item.document_id or document.source_uri != item.file.source_uri:
                raise WireError("the document is not the one asked for")
            return ParsedItem(number=item.number, document=document)
        if reply[:1] != REFUSED:
            raise WireError(f"unexpected reply {reply[:1]!r}")
        refusal = orjson.loads(reply[1:])
        return ParsedItem(number=item.number, outcome=OutcomeCode(refusal["outcome"]), reason=str(refusal["reason"]))
    except (WireError, ValueError, KeyError, TypeError) as error:
        _log.warning("invalid reply for %s: %s", item.file.source_uri, error)
        return ParsedItem(
            number=item.number,
            outcome=OutcomeCode.UNREADABLE,
            reason="解析程序返回了无效结果，请重新保存文件后重试。",
        )
