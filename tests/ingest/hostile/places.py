"""Things in a folder that are no plain files, or do not stay what they were."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.ingest.hostile.records import TEXT


def make_places(folder: Path) -> dict[str, tuple[str, ...]]:
    """Fill a folder; return the outcomes that are right, by the name of the path or of a file in it."""
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("root:这是文件夹以外的内容。", encoding="utf-8")
    expected: dict[str, tuple[str, ...]] = {}
    for name in (
        "CON.txt",
        "NUL.txt",
        "计划\u202etxt.exe.txt",
        "换\n行.txt",
        "引'号\"$(x).txt",
        "末尾点..txt",
        "长" * 75 + ".txt",
        "-rf.txt",
    ):
        with contextlib.suppress(OSError):
            (folder / name).write_text(TEXT + name, encoding="utf-8")
            expected[name] = ("added",)
    if sys.platform != "win32":
        expected |= _unix_places(folder, outside)
    return expected


def _unix_places(folder: Path, outside: Path) -> dict[str, tuple[str, ...]]:
    os.mkfifo(folder / "pipe.txt")
    listening = socket.socket(socket.AF_UNIX)
    with contextlib.suppress(OSError):  # the path of a socket is limited to about 100 characters
        listening.bind(str(folder / "socket.txt"))
    listening.close()
    (folder / "outside.txt").symlink_to(outside / "secret.txt")
    (folder / "outside_folder").symlink_to(outside, target_is_directory=True)
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "broken.txt").symlink_to(folder / "nowhere.txt")
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    expected = {
        name: ("refused",)
        for name in (
            "pipe.txt",
            "socket.txt",
            "outside.txt",
            "outside_folder",
            "device.txt",
            "broken.txt",
            "itself.txt",
        )
        if (folder / name).is_symlink() or (folder / name).exists()
    }
    locked = folder / "locked.txt"
    locked.write_text(TEXT + "锁", encoding="utf-8")
    locked.chmod(0)
    expected["locked.txt"] = ("added",) if os.geteuid() == 0 else ("unreadable",)
    shut = folder / "shut"
    shut.mkdir()
    (shut / "inner.txt").write_text(TEXT + "内", encoding="utf-8")
    shut.chmod(0)
    expected["inner.txt" if os.geteuid() == 0 else "shut"] = ("added",) if os.geteuid() == 0 else ("unreadable",)
    return expected


@contextlib.contextmanager
def restless_files(folder: Path, count: int = 4) -> Iterator[dict[str, tuple[str, ...]]]:
    """While the block runs, some files grow, some vanish and return; all of them begin as sound documents."""
    stop = threading.Event()
    growing = [folder / f"growing_{number}.txt" for number in range(count)]
    blinking = [folder / f"blinking_{number}.txt" for number in range(count)]
    for path in (*growing, *blinking):
        path.write_text(TEXT + path.name, encoding="utf-8")

    def disturb() -> None:
        while not stop.wait(0.002):
            for path in growing:
                with path.open("a", encoding="utf-8") as stream:
                    stream.write("又一行。\n")
            for path in blinking:
                path.unlink(missing_ok=True)
                path.write_text(TEXT + path.name, encoding="utf-8")

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        ends = ("added", "unreadable", "empty", "no_text")
        yield {path.name: ends for path in (*growing, *blinking)}
    finally:
        stop.set()
        thread.join()
