"""Ingest files and watch what it costs: outcomes, seconds, memory of the parent and of its children, what is left over."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.pipeline import ingest
from ingest.records import FileOutcome
from ingest.storing import DocumentStore
from kb.settings import Settings
from tests.ingest.hostile.records import BadFile

_LOOK_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What became of a folder.

    Attributes:
        wrong: Bad files with an outcome that is not theirs, or without a Chinese reason: (name, outcome, reason).
        lost: Good files that were not stored.
        grown_bytes: The most that the memory of this process grew while ingestion ran.
        worst_child_bytes: The most memory that one child held.
        leftovers: Children that still live and paths left in the temporary folder.
    """

    outcomes: dict[str, FileOutcome]
    wrong: tuple[tuple[str, str, str], ...] = ()
    lost: tuple[str, ...] = ()
    grown_bytes: int = 0
    worst_child_bytes: int = 0
    leftovers: tuple[str, ...] = ()


def write_with_good_ones(files: Sequence[BadFile], folder: Path) -> list[str]:
    """Write every bad file and a good one behind it; return the names of the good ones.

    A folder is read in the order of its names, so each good file is next in line for the process that met the bad one.
    """
    good = []
    for number, bad in enumerate(files):
        (folder / f"{number:05d}_{bad.name}").write_bytes(bad.data)
        name = f"{number:05d}_{bad.name}~good.txt"
        text = f"临澜市第{number}号应急预案\n第一条 第{number}号好文件在坏文件之后，仍然要入库。\n"
        (folder / name).write_text(text, encoding="utf-8")
        good.append(name)
    return good


def run_trial(
    store: DocumentStore, files: Sequence[BadFile], folder: Path, settings: Settings, *, good_between: bool = True
) -> Trial:
    """Ingest the files from `folder`, which must be empty; a folder beside it serves for temporary files."""
    if good_between:
        good = write_with_good_ones(files, folder)
    else:
        good = []
        for number, bad in enumerate(files):
            (folder / f"{number:05d}_{bad.name}").write_bytes(bad.data)
    scratch = folder.with_name("scratch")
    scratch.mkdir()
    with _temporary_folder(scratch), MemoryWatch() as watch:
        found = ingest(store, [folder], settings)
    outcomes = {one.source_uri.removeprefix(f"{folder.as_posix()}/"): one for one in found}
    return Trial(
        outcomes=outcomes,
        wrong=tuple(_wrong(files, outcomes)),
        lost=tuple(name for name in good if name not in outcomes or outcomes[name].code.value != "added"),
        grown_bytes=watch.grown_bytes,
        worst_child_bytes=watch.worst_child_bytes,
        leftovers=(*map(str, scratch.iterdir()), *(f"process {one}" for one in living_below(scratch))),
    )


@contextlib.contextmanager
def _temporary_folder(path: Path) -> Iterator[None]:
    former, tempfile.tempdir = tempfile.tempdir, str(path)
    try:
        yield
    finally:
        tempfile.tempdir = former


def _wrong(files: Sequence[BadFile], outcomes: dict[str, FileOutcome]) -> list[tuple[str, str, str]]:
    wrong = []
    for number, bad in enumerate(files):
        name = f"{number:05d}_{bad.name}"
        below = [one for uri, one in outcomes.items() if uri == name or uri.startswith(f"{name}/")]
        codes = {one.code.value for one in below}
        silent = [one for one in below if one.code.value not in ("added", "replaced", "duplicate") and not one.reason]
        if not below or not codes <= {*bad.outcomes, "duplicate"} or silent:
            wrong.append((bad.name, ",".join(sorted(codes)) or "none", " ".join(one.reason for one in below)[:200]))
    return wrong


@dataclass(slots=True)
class MemoryWatch:
    """Looks at the memory of this process and of its children many times a second; zeros where there is no /proc."""

    grown_bytes: int = 0
    worst_child_bytes: int = 0
    _start: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> MemoryWatch:
        self._start = own_bytes(os.getpid())
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(_LOOK_SECONDS):
            self.grown_bytes = max(self.grown_bytes, own_bytes(os.getpid()) - self._start)
            for child in children_of(os.getpid()):
                self.worst_child_bytes = max(self.worst_child_bytes, own_bytes(child))


def own_bytes(process_id: int) -> int:
    """Return the resident memory of one process, 0 when it is gone or the platform does not say."""
    if not sys.platform.startswith("linux"):
        return 0
    try:
        return int(Path(f"/proc/{process_id}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def living_below(folder: Path) -> list[str]:
    """Return the processes that work in `folder` or below: parsers do, and so do the programs that they start."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cwd") if sys.platform.startswith("linux") else ():
        try:
            if os.readlink(place).startswith(f"{folder}/"):  # noqa: PTH115 - of a process that may be gone
                found.append(place.parent.name)
        except OSError:
            continue
    return found


def children_of(process_id: int) -> list[int]:
    """Return the living children of a process; none where the platform does not say.

    A child that does not yet run its own program still shows the memory of the process that started it, and is left out.
    """
    found: list[int] = []
    own = command_of(process_id)
    for listing in Path(f"/proc/{process_id}/task").glob("*/children") if sys.platform.startswith("linux") else ():
        try:
            found.extend(int(one) for one in listing.read_bytes().split() if command_of(int(one)) != own)
        except OSError:
            continue
    return found


def command_of(process_id: int) -> bytes:
    """Return the command line of a process, b"" when it is gone."""
    try:
        return Path(f"/proc/{process_id}/cmdline").read_bytes()
    except OSError:
        return b""
