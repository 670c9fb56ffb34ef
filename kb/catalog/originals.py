"""Original bytes, stored once each under the sha256 of their content."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kb.catalog.failures import translated
from kb.errors import DocumentNotFound

FOLDER = "originals"
ROLE = "原文文件"
SYNC_THREADS = 8  # fsync waits for the disk, not for the processor


class Originals:
    """Content-addressed files: <folder>/ab/abcd… holds the bytes whose sha256 is abcd….

    A file appears under its name complete and flushed to disk, or not at all.
    """

    def __init__(self, data_path: Path) -> None:
        self._folder = data_path / FOLDER

    def path_of(self, sha256: str) -> Path:
        """Return where the bytes with this sha256 are or would be."""
        return self._folder / sha256[:2] / sha256

    def put_all(self, contents: Iterable[bytes]) -> list[str]:
        """Store each content unless it is there already; return their sha256 in the same order.

        Raises:
            StoreFull, StoreReadOnly: The disk refuses; what was stored before stays, nothing half-written does.
        """
        pairs = [(hashlib.sha256(data).hexdigest(), data) for data in contents]
        missing = {sha: data for sha, data in pairs if not self._holds(sha, len(data))}
        with translated(self._folder, ROLE):
            folders = {self.path_of(sha).parent for sha in missing}
            for folder in folders:
                folder.mkdir(parents=True, exist_ok=True)
            with ThreadPoolExecutor(SYNC_THREADS) as pool:
                list(pool.map(self._write, missing, missing.values()))
            for folder in [*folders, self._folder] if folders else ():
                _sync_folder(folder)
        return [sha for sha, _ in pairs]

    def read(self, sha256: str) -> bytes:
        """Return the bytes.

        Raises:
            DocumentNotFound: No original is stored under this sha256.
        """
        try:
            return self.path_of(sha256).read_bytes()
        except FileNotFoundError as error:
            raise DocumentNotFound(f"找不到原文件 {sha256[:12]}…。请重新入库该文档。") from error

    def discard(self, sha256s: Iterable[str]) -> None:
        """Delete originals that no document needs; one that cannot be deleted now waits for `sweep`."""
        for sha in sha256s:
            with contextlib.suppress(OSError):
                self.path_of(sha).unlink(missing_ok=True)

    def stored(self) -> Iterator[str]:
        """Yield the sha256 in the name of every stored file, in no set order."""
        for path in self._folder.glob("??/*"):
            if len(path.name) == hashlib.sha256().digest_size * 2:
                yield path.name

    def sweep(self, wanted: Iterable[str]) -> int:
        """Delete what no document needs and what a killed writer left; return how many files went.

        Call it only while holding the writer lock.
        """
        keep = set(wanted)
        gone = [path for path in self._folder.glob("??/*") if path.name not in keep]
        for path in gone:
            with contextlib.suppress(OSError):
                path.unlink()
        return len(gone)

    def _holds(self, sha256: str, size: int) -> bool:
        try:
            return self.path_of(sha256).stat().st_size == size
        except OSError:
            return False

    def _write(self, sha256: str, data: bytes) -> None:
        target = self.path_of(sha256)
        handle, name = tempfile.mkstemp(prefix="new-", dir=target.parent)
        fresh = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                fresh.unlink()
            raise


def _sync_folder(folder: Path) -> None:
    """Flush a folder's entries; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
