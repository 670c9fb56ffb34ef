"""The readers side by side: ours in this process, ours as ingestion runs it, and the others in a process of their own."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from benchmarks.measured_process import PROJECT
from ingest.assembly import assemble
from ingest.loading import document_id_of
from ingest.parsers import parse_as, recognition
from ingest.records import FoundFile
from ingest.sandbox.pool import ParserPool, WorkItem
from ingest.sniffing import sniff
from ingest.structure import build
from kb.errors import FileRefused

OURS, TO_CHUNKS, SANDBOXED = "Yubei", "Yubei to chunks", "Yubei to chunks in the sandbox"


class CannotRead(Exception):
    """The reader refuses or fails on this file; the message is its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file read once."""

    seconds: float
    text: str


class Reader(Protocol):
    """Reads one file.

    Raises:
        CannotRead: It refuses or fails.
    """

    def __call__(self, path: Path) -> Reading: ...


def read_in_process(path: Path) -> Reading:
    """Read with our parser and lay out the stored text, no child process, no page images.

    Raises:
        CannotRead: Our parser refuses it, or a page image would have to be recognised.
    """
    recognition.defer()
    began = time.perf_counter()
    try:
        data = path.read_bytes()
        text = build(parse_as(sniff(data, path.name), data, path.name)).text
    except FileRefused as refusal:
        raise CannotRead(refusal.message_zh) from refusal
    except recognition.RecognitionNeeded as images:
        raise CannotRead("holds page images") from images
    return Reading(seconds=time.perf_counter() - began, text=text)


def read_to_chunks(path: Path) -> Reading:
    """Read as `read_in_process` does and go on to metadata and chunks: all that ingestion does before it stores.

    Raises:
        CannotRead: See `read_in_process`.
    """
    recognition.defer()
    began = time.perf_counter()
    try:
        data = path.read_bytes()
        found = FoundFile(path=path, source_uri=path.name, byte_count=len(data))
        document = assemble(parse_as(sniff(data, path.name), data, path.name), found, data, now=datetime.now(UTC))
    except FileRefused as refusal:
        raise CannotRead(refusal.message_zh) from refusal
    except recognition.RecognitionNeeded as images:
        raise CannotRead("holds page images") from images
    return Reading(seconds=time.perf_counter() - began, text=document.text)


def sandboxed_seconds(paths: Sequence[Path]) -> float:
    """Return the seconds in which one parser process reads the files, once it has read them all before.

    That is what `read_to_chunks` does, under limits, and the way of the document back through the pipe.
    """
    items = [_work_item(number, path) for number, path in enumerate([*paths, *paths])]
    began = ended = 0.0
    for result in ParserPool(workers=1).parse(items, datetime.now(UTC)):
        ended = time.perf_counter()
        began = ended if result.number == len(paths) - 1 else began
    return ended - began


def _work_item(number: int, path: Path) -> WorkItem:
    data = path.read_bytes()
    found = FoundFile(path=path, source_uri=path.name, byte_count=len(data))
    return WorkItem(number=number, file=found, document_id=document_id_of(data))


class PeerProcess:
    """The process of `throughput_peer`; `readers` is name → suffixes, `absent` name → why it is not there."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        hello = self._reply()
        self.readers: dict[str, list[str]] = hello["readers"]
        self.versions: dict[str, str] = hello["versions"]
        self.absent: dict[str, str] = hello["absent"]

    def reader(self, name: str) -> Reader:
        """Return one of the readers."""

        def read(path: Path) -> Reading:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps({"reader": name, "path": str(path)}) + "\n")
            self._process.stdin.flush()
            reply = self._reply()
            if "error" in reply:
                raise CannotRead(reply["error"])
            return Reading(seconds=reply["seconds"], text=reply["text"])

        return read

    def _reply(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the peer process ended with {self._process.wait()}")
        return json.loads(line)  # type: ignore[no-any-return]


@contextmanager
def peer_process(python: Path) -> Iterator[PeerProcess]:
    """Run `throughput_peer` with the given Python."""
    command = [str(python), str(PROJECT / "benchmarks" / "throughput_peer.py")]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    try:
        yield PeerProcess(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait()
