"""One parser process as the parent sees it."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import BinaryIO, cast

import ingest
from ingest.sandbox.frames import FrameTooLarge, read_frame, write_frame
from ingest.sandbox.limits import Limits
from ingest.wire import MAX_FRAME_BYTES
from kb.errors import YubeiError

_START_SECONDS = 60.0
_QUEUED_REPLIES = 4
_KEPT_LOG_BYTES = 2_000


class ReplyTimeout(Exception):
    """The process did not answer in time."""


class ProcessEnded(Exception):
    """The process ended, or sent what cannot be read, before it answered.

    Attributes:
        exit_code: As `subprocess.Popen.returncode`: negative for the number of a signal.
    """

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(f"parser process ended with {exit_code}")
        self.exit_code = exit_code


class ParserProcess:
    """Starts a parser process and exchanges messages with it."""

    def __init__(self, limits: Limits, *, recognise: bool = False) -> None:
        """Start the process; with `recognise` it may read page images.

        Raises:
            YubeiError: It does not come up.
        """
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "ingest.sandbox.worker", str(limits.memory_bytes), str(limits.cpu_seconds)),
                *(["recognise"] if recognise else []),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._replies: queue.Queue[bytes | None] = queue.Queue(maxsize=_QUEUED_REPLIES)
        self._reader = threading.Thread(target=self._read_replies, daemon=True)
        self._reader.start()
        self._expect_hello()

    def _expect_hello(self) -> None:
        try:
            self.receive(_START_SECONDS)
        except (ReplyTimeout, ProcessEnded) as error:
            log = self.log_tail()
            self.kill()
            raise YubeiError(f"解析进程无法启动：{log or error}。请运行 yubei doctor 检查安装。") from error

    def _read_replies(self) -> None:
        stream = cast(BinaryIO, self._process.stdout)
        try:
            while (frame := read_frame(stream, MAX_FRAME_BYTES)) is not None:
                self._replies.put(frame)
        except (FrameTooLarge, OSError, ValueError):
            self._process.kill()
        self._replies.put(None)

    def send(self, body: bytes) -> None:
        """Send a request.

        Raises:
            ProcessEnded: The process is gone.
        """
        try:
            write_frame(cast(BinaryIO, self._process.stdin), body)
        except (OSError, ValueError) as error:
            raise ProcessEnded(self._process.poll()) from error

    def receive(self, seconds: float) -> bytes:
        """Return the next reply.

        Raises:
            ReplyTimeout: None came within `seconds`.
            ProcessEnded: None will come.
        """
        try:
            frame = self._replies.get(timeout=seconds)
        except queue.Empty:
            raise ReplyTimeout from None
        if frame is None:
            raise ProcessEnded(self._process.wait())
        return frame

    def log_tail(self) -> str:
        """Return the last line the process wrote to its log."""
        self._log.seek(0)
        lines = self._log.read()[-_KEPT_LOG_BYTES:].decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""

    def kill(self) -> None:
        """End the process at once and wait for it; harmless when it has ended."""
        self._process.kill()
        self._process.wait()
        while self._reader.is_alive():
            try:
                self._replies.get(timeout=0.05)
            except queue.Empty:
                continue
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                _close_quietly(cast(BinaryIO, stream))
        self._log.close()


def _close_quietly(stream: BinaryIO) -> None:
    try:
        stream.close()
    except OSError:
        return  # a request was still buffered for a process that is gone


def _environment() -> dict[str, str]:
    """Return the parent's environment without our own settings (a key of an LLM service among them)."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("YUBEI_")}
    root = str(Path(ingest.__file__).resolve().parent.parent)
    search_path = os.pathsep.join(entry for entry in (root, os.environ.get("PYTHONPATH", "")) if entry)
    return {**kept, "PYTHONPATH": search_path, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
