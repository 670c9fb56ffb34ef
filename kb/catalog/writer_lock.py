"""One process writes a data folder at a time; a second one is told at once who holds it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from filelock import FileLock, Timeout

from kb.catalog.failures import translated
from kb.errors import StoreLocked

LOCK_NAME = "yubei.lock"
HOLDER_NAME = "yubei.lock.json"
HOLDER_WAIT_SECONDS = 0.5  # the holder writes its card just after it got the lock
CARD_RETRY_SECONDS = (0.05, 0.1, 0.2)
ROLE = "数据目录"


class WriterLock:
    """The operating system's lock on a data folder, with a card that says who holds it.

    The system frees the lock when its process ends, however it ends; the card then is out of date
    and the next holder replaces it. Not inherited by child processes started with spawn.
    """

    def __init__(self, data_path: Path, *, purpose: str = "") -> None:
        self._lock = FileLock(data_path / LOCK_NAME, thread_local=False)
        self._card = data_path / HOLDER_NAME
        self._purpose = purpose or command_name()
        self._after_crash = False

    @property
    def after_crash(self) -> bool:
        """Whether the holder before this one ended without giving the lock back."""
        return self._after_crash

    def acquire(self) -> None:
        """Take the lock or fail within a second.

        Raises:
            StoreLocked: Another process holds it; the message names it.
            StoreReadOnly: The folder refuses writing.
        """
        with translated(self._card.parent, ROLE):
            self._card.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except Timeout as error:
                raise StoreLocked(_refusal(_read_holder(self._card))) from error
            self._after_crash = self._card.exists()
            try:
                self._write_card()
            except BaseException:
                self._lock.release()
                raise

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._card.unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> WriterLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _write_card(self) -> None:
        holder = {
            "pid": os.getpid(),
            "command": self._purpose,
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        fresh = self._card.with_name(f"{HOLDER_NAME}.{os.getpid()}")
        fresh.write_text(json.dumps(holder, ensure_ascii=False), encoding="utf-8")
        for pause in CARD_RETRY_SECONDS:
            try:
                fresh.replace(self._card)
                return
            except PermissionError:  # on Windows, while a refused process reads the card
                time.sleep(pause)
        fresh.replace(self._card)


def command_name() -> str:
    """Return how this process was started, short: "yubei serve"."""
    words = [Path(sys.argv[0]).stem if sys.argv else "", *sys.argv[1:2]]
    if words[0] in {"", "__main__", "-c", "-m"}:
        words[0] = "yubei"
    return " ".join(word for word in words if word and not word.startswith("-"))


def _read_holder(card: Path) -> Mapping[str, Any]:
    """Return the holder's card, {} when the holder does not get round to writing it."""
    deadline = time.monotonic() + HOLDER_WAIT_SECONDS
    holder: Mapping[str, Any] = {}
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, ValueError):
            holder = json.loads(card.read_text(encoding="utf-8"))
            if _may_be_alive(holder):
                return holder
        time.sleep(0.02)
    return holder


def _may_be_alive(holder: Mapping[str, Any]) -> bool:
    """Tell a current card from the one a killed holder left behind, where the system can tell."""
    if os.name == "nt" or holder.get("host") != socket.gethostname():
        return True
    try:
        os.kill(int(holder["pid"]), 0)
    except ProcessLookupError:
        return False
    except (OSError, KeyError, ValueError):
        return True
    return True


def _refusal(holder: Mapping[str, Any]) -> str:
    if not holder:
        return "知识库正被另一个进程使用。请先关闭它，或稍后再试。"
    since = str(holder.get("since", ""))
    with contextlib.suppress(ValueError):
        since = _local_time(datetime.fromisoformat(since))
    here = "" if holder.get("host") == socket.gethostname() else f"，计算机 {holder.get('host')}"
    return (
        f"知识库正被另一个进程使用：进程号 {holder.get('pid')}（{holder.get('command')}，自 {since} 起{here}）。"
        "请先关闭它，或稍后再试。"
    )


def _local_time(since: datetime) -> str:
    """Return the wall-clock time, with the day when it is not today."""
    local = since.astimezone()
    same_day = local.date() == datetime.now(UTC).astimezone().date()
    return local.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M")
