"""One parser process as the parent sees it."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, cast

import orjson

import ingest
from ingest.sandbox.frames import FrameTooLarge, read_frame, write_frame
from ingest.sandbox.limits import Limits
from ingest.sandbox.watching import resident_bytes
from ingest.sandbox.windows_jobs import Job
from ingest.wire import MAX_FRAME_BYTES
from kb.errors import YubeiError

PARSE, RECOGNISE, CONVERT = "parse", "recognise", "convert"
_START_SECONDS = 60.0
_LOOK_SECONDS = 0.25  # between two looks at the memory of a process that is at work
_QUEUED_REPLIES = 2
_KEPT_LOG_BYTES = 2_000
_SECRETS = re.compile(r"KEY|TOKEN|SECRET|PASSW|CREDENTIAL", re.IGNORECASE)


class ReplyTimeout(Exception):
    """The process did not answer in time."""


class MemoryExceeded(Exception):
    """The process holds more memory than it may."""


class Stopped(Exception):
    """The caller gave up while the process was at work."""


class ProcessEnded(Exception):
    """The process ended, or sent what cannot be read, before it answered.

    Attributes:
        exit_code: As `subprocess.Popen.returncode`: negative for the number of a signal.
    """

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(f"parser process ended with {exit_code}")
        self.exit_code = exit_code


class ParserProcess:
    """Starts a parser process and exchanges messages with it.

    The process works in a temporary folder of its own and, except on Windows, leads a session of its own; `kill` ends
    the programs that it started and removes the folder.

    Attributes:
        guards: What keeps it off the network, as `ingest.sandbox.network.leave` reports.
    """

    def __init__(self, limits: Limits, task: str = PARSE, *, stopping: threading.Event | None = None) -> None:
        """Start the process.

        Args:
            task: PARSE, or RECOGNISE for one that may read page images, CONVERT for one that may use LibreOffice.
            stopping: Set by the caller to end a `receive` early.

        Raises:
            YubeiError: It does not come up.
        """
        self._limits = limits
        self._stopping = stopping or threading.Event()
        self._folder = tempfile.mkdtemp(prefix="yubei-parser-")
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest.sandbox.worker", orjson.dumps(asdict(limits)).decode(), task],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=self._folder,
            env=environment_of_children(self._folder),
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._job = Job(self._process.pid, limits.memory_bytes)
        self._replies: queue.Queue[bytes | None] = queue.Queue(maxsize=_QUEUED_REPLIES)
        self._reader = threading.Thread(target=self._read_replies, daemon=True)
        self._reader.start()
        self.guards = self._expect_hello()

    def _expect_hello(self) -> tuple[str, ...]:
        try:
            return tuple(self.receive(_START_SECONDS)[1:].decode("ascii").split())
        except Stopped:
            self.kill()
            raise
        except (ReplyTimeout, ProcessEnded, MemoryExceeded) as error:
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
            MemoryExceeded: The process came to hold more than `Limits.resident_bytes`.
            ProcessEnded: None will come.
            Stopped: The caller's event was set.
        """
        frame = self._next_frame(time.monotonic() + seconds)
        if frame is None:
            raise ProcessEnded(self._process.wait())
        return frame

    def _next_frame(self, deadline: float) -> bytes | None:
        while True:
            left = deadline - time.monotonic()
            try:
                return self._replies.get(timeout=max(min(left, _LOOK_SECONDS), 0.0))
            except queue.Empty:
                if left <= 0:
                    raise ReplyTimeout from None
                if self._stopping.is_set():
                    raise Stopped from None
                if resident_bytes(self._process.pid) > self._limits.resident_bytes:
                    raise MemoryExceeded from None

    def log_tail(self) -> str:
        """Return the last line the process wrote to its log."""
        self._log.seek(0)
        lines = self._log.read()[-_KEPT_LOG_BYTES:].decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""

    def kill(self) -> None:
        """End the process and what it started at once, wait for it, remove its folder; harmless when it has ended."""
        if sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._job.close()
        self._process.wait()
        while self._reader.is_alive():
            with contextlib.suppress(queue.Empty):
                self._replies.get(timeout=0.05)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                _close_quietly(cast(BinaryIO, stream))
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _close_quietly(stream: BinaryIO) -> None:
    try:
        stream.close()
    except OSError:
        return  # a request was still buffered for a process that is gone


def environment_of_children(folder: str) -> dict[str, str]:
    """Return the environment of this process without our own settings and what looks like a secret.

    Args:
        folder: Where a child puts temporary files.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("YUBEI_") and not _SECRETS.search(name)
    }
    root = str(Path(ingest.__file__).resolve().parent.parent)
    search_path = os.pathsep.join(entry for entry in (root, os.environ.get("PYTHONPATH", "")) if entry)
    temporary = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), folder)
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    return {**kept, **temporary, **threads, "PYTHONPATH": search_path, "PYTHONUTF8": "1"}
