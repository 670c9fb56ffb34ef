"""Folder, address and index follower of a serving process."""

from __future__ import annotations

import os
import socket
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.ui.index_follower import IndexFollower
from assistant.ui.page_folder import FOLDER_NAME, PageFolder, blocked_paths
from assistant.ui.server import check_address
from kb.errors import ProjectionUnavailable, SettingsError
from kb.settings import Settings


@pytest.fixture
def kept_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put environment, working directory and temporary folder back."""
    before, folder = dict(os.environ), Path.cwd()
    yield
    os.environ.clear()
    os.environ.update(before)
    os.chdir(folder)
    tempfile.tempdir = None


def test_folder_is_private_empty_and_left_empty(tmp_path: Path, kept_process: None) -> None:
    leftover = tmp_path / FOLDER_NAME / "old" / "upload.txt"
    leftover.parent.mkdir(parents=True)
    leftover.write_text("旧", encoding="utf-8")
    os.environ["GRADIO_SHARE"] = "True"
    os.environ["NO_PROXY"] = "intranet"
    before = Path.cwd()
    folder = PageFolder(tmp_path)
    folder.enter()
    assert not leftover.exists()
    assert Path.cwd() == (tmp_path / FOLDER_NAME / "cwd").resolve()
    assert list(Path.cwd().iterdir()) == []
    assert Path(tempfile.gettempdir()) == (tmp_path / FOLDER_NAME).resolve()
    assert os.environ["GRADIO_TEMP_DIR"] == tempfile.gettempdir()
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.environ["NO_PROXY"] == "intranet,127.0.0.1,localhost"
    assert "GRADIO_SHARE" not in os.environ
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / FOLDER_NAME).stat().st_mode) == 0o700
    folder.leave()
    assert Path.cwd() == before
    assert not (tmp_path / FOLDER_NAME).exists()


def test_everything_but_the_page_folder_is_blocked(tmp_path: Path) -> None:
    for name in (FOLDER_NAME, "originals", "extra"):
        (tmp_path / name).mkdir()
    (tmp_path / "yubei.db").write_bytes(b"")
    names = {Path(path).name for path in blocked_paths(tmp_path)}
    assert names >= {"yubei.db", "yubei.db-wal", "originals", "projections", "extra"}
    assert FOLDER_NAME not in names
    assert all(Path(path).is_absolute() for path in blocked_paths(tmp_path))


def test_taken_port_is_named_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError) as refusal:
            check_address(Settings(port=port))
    assert str(port) in refusal.value.message_zh
    assert "--port" in refusal.value.message_zh
    check_address(Settings(port=0))


class CountingBase:
    """A base whose sync is counted and may fail."""

    def __init__(self, *failures: Exception) -> None:
        self.synced = threading.Semaphore(0)
        self._failures = list(failures)

    def sync(self, progress: object = None, should_stop: Callable[[], bool] = lambda: False) -> None:
        self.synced.release()
        if self._failures:
            raise self._failures.pop(0)


def test_follower_syncs_at_start_on_wake_and_after_failures() -> None:
    base = CountingBase(ProjectionUnavailable("坏了"), ValueError("unexpected"))
    follower = IndexFollower(base)  # type: ignore[arg-type]
    follower.start()
    for _ in range(3):
        assert base.synced.acquire(timeout=5)
        follower.wake()
    assert base.synced.acquire(timeout=5)
    follower.stop()
    follower.wake()
    assert not base.synced.acquire(timeout=0.2)
    assert "index-follower" not in {thread.name for thread in threading.enumerate()}


def test_follower_that_never_started_stops() -> None:
    IndexFollower(CountingBase()).stop()  # type: ignore[arg-type]
