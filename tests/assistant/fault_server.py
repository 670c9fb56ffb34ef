"""The chat server as a process of its own: `python -m tests.assistant.fault_server REPLY` prints its port and serves.

The first part of a path names the mode: http://127.0.0.1:PORT/stall/v1 stalls. `FaultServer` starts and ends one.
"""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from tests.assistant.endpoint_server import HOST, ChatServer

PROJECT = Path(__file__).resolve().parents[2]
REFUSED = "refused"
# What the issue names, in its order; the server offers more.
TWELVE_MODES = (
    REFUSED, "hang", "stall", "cut", "429", "500", "html", "wrong_json", "empty", "huge", "invalid_utf8", "looping",
)  # fmt: skip


class FaultServer:
    """A server process on loopback; a context manager."""

    def __init__(self, reply: str) -> None:
        self._reply = reply
        self._process: subprocess.Popen[str] | None = None
        self._port = 0

    def url(self, mode: str) -> str:
        """Return the base address whose requests end as `mode` says."""
        if mode == REFUSED:
            return f"http://{HOST}:{free_port()}/v1"
        return f"http://{HOST}:{self._port}/{mode}/v1"

    def __enter__(self) -> FaultServer:
        command = [sys.executable, "-m", "tests.assistant.fault_server", self._reply]
        self._process = subprocess.Popen(
            command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert self._process.stdout is not None
        self._port = int(self._process.stdout.readline())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.communicate()  # closes its standard input, which ends it


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def main() -> None:
    """Serve until standard input is closed."""
    with ChatServer(sys.argv[1]) as server:
        sys.stdout.write(f"{server.port}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
