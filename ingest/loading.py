"""Find the files that a user names, alone or in folders."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.packages import locate, read_inner
from ingest.records import FoundFile, OutcomeCode
from kb.errors import FileRefused

MAX_FILE_BYTES = 200 * 1024 * 1024
_BLOCK = 1 << 20
_TEMPORARY_PREFIXES = (".", "~$", ".~")
_TEMPORARY_NAMES = {"thumbs.db", "desktop.ini", "__macosx"}


def find_files(paths: Iterable[Path | str], *, apart_from: Path | None = None) -> list[FoundFile]:
    """List the files at and below `paths`, in the order given and sorted inside each folder.

    Hidden and temporary files in folders are left out, links that lead out of the folder are not
    followed. A path that does not exist is listed too (size 0): reading it names the reason.
    `source_uri` is the absolute path joined with "/": it is what a later version of the file is known by,
    so it must not depend on the folder the user stands in.

    Args:
        apart_from: A folder whose files are left out when a folder above it is walked: the base's own.
    """
    found: dict[Path, FoundFile] = {}
    for given in paths:
        path = Path(os.path.abspath(given))  # noqa: PTH100 - removes "..", unlike Path.absolute
        members = _walk(path, path.resolve(), apart_from) if path.is_dir() else iter([path])
        for member in members:
            found.setdefault(member, FoundFile(path=member, source_uri=uri_of(member), byte_count=_size(member)))
    return list(found.values())


def uri_of(path: Path) -> str:
    """Return the path with "/" as text that can be stored; names in a legacy encoding are read as GB18030."""
    uri = path.as_posix()
    try:
        uri.encode()
    except UnicodeEncodeError:
        return os.fsencode(uri).decode("gb18030", "replace")
    return uri


def _walk(folder: Path, root: Path, apart_from: Path | None) -> Iterator[Path]:
    if folder == apart_from:
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if _is_temporary(entry.name):
            continue
        path = folder / entry.name
        if entry.is_symlink() and not _stays_inside(path, root):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, root, apart_from)
        elif entry.is_file():
            yield path


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
    _check_readable(file)
    try:
        return file.path.read_bytes()
    except OSError as error:
        raise _unreadable(file, error) from error


def hash_file(file: FoundFile) -> str:
    """Return the document id of a found file: the first 32 hex digits of the sha256 of its bytes.

    Raises:
        FileRefused: As for `read_bytes`.
    """
    if locate(file.path) is not None:
        return document_id_of(read_bytes(file))
    _check_readable(file)
    digest = hashlib.sha256()
    try:
        with file.path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise _unreadable(file, error) from error
    return digest.hexdigest()[:32]


def document_id_of(data: bytes) -> str:
    """Return the document id of these bytes; equal to `hash_file` of a file that holds them."""
    return hashlib.sha256(data).hexdigest()[:32]


def _check_readable(file: FoundFile) -> None:
    name = file.source_uri
    try:
        exists, regular = file.path.exists(), file.path.is_file()
        size = file.path.stat().st_size if regular else 0
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    if not exists:
        raise FileRefused(f"找不到“{name}”，请检查路径。", outcome=OutcomeCode.UNREADABLE)
    if not regular:
        raise FileRefused(f"“{name}”不是普通文件，已跳过。", outcome=OutcomeCode.REFUSED)
    if size == 0:
        raise FileRefused("文件是空的（0 字节），请检查来源。", outcome=OutcomeCode.EMPTY)
    if size > MAX_FILE_BYTES:
        megabytes, limit = size / 1048576, MAX_FILE_BYTES // 1048576
        raise FileRefused(
            f"文件有 {megabytes:.0f} MB，超过上限 {limit} MB，请拆分后重试。", outcome=OutcomeCode.TOO_LARGE
        )


def _unreadable(file: FoundFile, error: Exception) -> FileRefused:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return FileRefused(f"读取“{file.source_uri}”失败（{reason}），请检查权限和磁盘。", outcome=OutcomeCode.UNREADABLE)
