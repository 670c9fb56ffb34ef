"""Find the files that a user names, alone or in folders."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from ingest.packages import inner_blocks, locate, read_inner
from ingest.records import FoundFile, OutcomeCode
from kb.errors import FileRefused, system_reason

MAX_FILE_BYTES = 200 * 1024 * 1024
_BLOCK = 1 << 20
_DEEPEST = 100  # folders below the one that is named
_TEMPORARY_PREFIXES = (".", "~$", ".~")
_TEMPORARY_NAMES = {"thumbs.db", "desktop.ini", "__macosx"}


def find_files(paths: Iterable[Path | str], *, apart_from: Path | None = None) -> list[FoundFile]:
    """List the files at and below `paths`, in the order given and sorted inside each folder.

    Hidden and temporary files in folders are left out, links that lead out of the folder are listed with their
    refusal and not followed. What cannot be read is listed too (size 0): a path that does not exist, a folder that
    does not open, a pipe; reading it names the reason.
    `source_uri` is the absolute path joined with "/": it is what a later version of the file is known by,
    so it must not depend on the folder the user stands in.

    Args:
        apart_from: A folder whose files are left out when a folder above it is walked: the base's own.
    """
    found: dict[Path, FoundFile] = {}
    for given in paths:
        path = Path(os.path.abspath(given))  # noqa: PTH100 - removes "..", unlike Path.absolute
        for member, refusal in _walk(path, apart_from) if _is_folder(path) else [(path, "")]:
            found.setdefault(
                member,
                FoundFile(
                    path=member,
                    source_uri=uri_of(member),
                    byte_count=0 if refusal else _size(member),
                    refusal=refusal,
                ),
            )
    return list(found.values())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # longer than any name on this disk
        return False


def uri_of(path: Path) -> str:
    """Return the path with "/" as text that can be stored; names in a legacy encoding are read as GB18030."""
    uri = path.as_posix()
    try:
        uri.encode()
    except UnicodeEncodeError:
        return os.fsencode(uri).decode("gb18030", "replace")
    return uri


def _walk(top: Path, apart_from: Path | None) -> Iterator[tuple[Path, str]]:
    """Yield what is below a folder, and why it must not be read; a loop, since folders can be nested very deeply."""
    root = top.resolve()
    waiting = [(top, 0)]
    while waiting:
        path, depth = waiting.pop()
        mode = stat.S_IFDIR if path == top else _mode(path)
        if stat.S_ISLNK(mode):
            if not _stays_inside(path, root):
                yield path, f"“{uri_of(path)}”是指向文件夹以外（或已失效）的链接，没有读取。"
            elif not path.is_dir():  # what a link to a folder inside leads to is listed where it is
                yield path, ""
        elif not stat.S_ISDIR(mode):
            yield path, ""
        elif path != apart_from:
            names = _names_in(path) if depth < _DEEPEST else None
            if names is None:
                yield path, ""
            else:
                waiting.extend((path / name, depth + 1) for name in reversed(names))


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except (OSError, ValueError):
        return 0


def _names_in(folder: Path) -> list[str] | None:
    """Return the sorted names in a folder without temporary ones; None when it does not open."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if not _is_temporary(entry.name))
    except OSError:
        return None


def _is_temporary(name: str) -> bool:
    return name.startswith(_TEMPORARY_PREFIXES) or name.lower() in _TEMPORARY_NAMES


def _stays_inside(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def read_bytes(file: FoundFile) -> bytes:
    """Return the bytes of a found file; a path that runs through a .zip names a document inside it.

    Raises:
        FileRefused: It is missing, no regular file, unreadable, empty or over `MAX_FILE_BYTES`.
    """
    if (inside := locate(file.path)) is not None:
        return read_inner(*inside)
    return b"".join(_blocks(file))


def hash_file(file: FoundFile) -> str:
    """Return the document id of a found file: the first 32 hex digits of the sha256 of its bytes.

    Raises:
        FileRefused: As for `read_bytes`.
    """
    inside = locate(file.path)
    digest = hashlib.sha256()
    for block in _blocks(file) if inside is None else inner_blocks(*inside):
        digest.update(block)
    return digest.hexdigest()[:32]


def _blocks(file: FoundFile) -> Iterator[bytes]:
    """Yield the bytes of a file on disk, no more than `MAX_FILE_BYTES` even when it grows meanwhile."""
    if file.refusal:
        raise FileRefused(file.refusal, outcome=OutcomeCode.REFUSED)
    count = 0
    try:
        with _opened(file) as stream:
            while block := stream.read(_BLOCK):
                count += len(block)
                _check_size(count)
                yield block
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    if count == 0:
        raise FileRefused("文件是空的（0 字节），请检查来源。", outcome=OutcomeCode.EMPTY)


def _opened(file: FoundFile) -> BinaryIO:
    """Open a regular file; what it is is asked of the opened file, and opening a pipe does not wait for its writer."""
    name = file.source_uri
    if file.path.is_dir():
        raise FileRefused(
            f"“{name}”是文件夹，打不开或层级过深，里面的文件没有读取，请检查权限。", outcome=OutcomeCode.UNREADABLE
        )
    if not file.path.exists():
        raise FileRefused(f"找不到“{name}”，请检查路径。", outcome=OutcomeCode.UNREADABLE)
    if not file.path.is_file():
        raise _not_regular(name)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    stream = open(os.open(file.path, flags), "rb")  # noqa: PTH123, SIM115 - a descriptor; the caller closes it
    facts = os.fstat(stream.fileno())
    if not stat.S_ISREG(facts.st_mode):
        stream.close()
        raise _not_regular(name)
    if facts.st_size > MAX_FILE_BYTES:
        stream.close()
    _check_size(facts.st_size)
    return stream


def _check_size(size: int) -> None:
    if size > MAX_FILE_BYTES:
        megabytes, limit = size / 1048576, MAX_FILE_BYTES // 1048576
        raise FileRefused(
            f"文件有 {megabytes:.0f} MB，超过上限 {limit} MB，请拆分后重试。", outcome=OutcomeCode.TOO_LARGE
        )


def _not_regular(name: str) -> FileRefused:
    return FileRefused(f"“{name}”不是普通文件（管道、设备等），已跳过。", outcome=OutcomeCode.REFUSED)


def document_id_of(data: bytes) -> str:
    """Return the document id of these bytes; equal to `hash_file` of a file that holds them."""
    return hashlib.sha256(data).hexdigest()[:32]


def _unreadable(file: FoundFile, error: Exception) -> FileRefused:
    reason = system_reason(error) if isinstance(error, OSError) and error.strerror else type(error).__name__
    return FileRefused(f"读取“{file.source_uri}”失败（{reason}），请检查权限和磁盘。", outcome=OutcomeCode.UNREADABLE)
