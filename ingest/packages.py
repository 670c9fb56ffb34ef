"""Documents inside .zip files, as if the archive were a folder: `a.zip/inner.docx`.

Nothing is unpacked to disk: a path that runs through a .zip names a member and is read from there. An archive is
looked at as a whole first (see `ingest.archives`: entries, expansion, ratio, overlap, traversal, links, encryption);
archives in archives are opened down to two levels, within `MAX_NESTED` of `MAX_NESTED_BYTES` each.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path, PurePosixPath

from ingest.archives import (
    MAX_EXPANDED_BYTES,
    check_archive,
    check_method,
    member_blocks,
    open_archive,
    read_member,
)
from ingest.records import FoundFile, OutcomeCode
from kb.errors import FileRefused

MAX_NESTING = 2
MAX_DOCUMENTS = 1_000
MAX_MEMBER_BYTES = 64 * 1024 * 1024
MAX_NESTED = 50
MAX_NESTED_BYTES = 32 * 1024 * 1024
_LONGEST_PART = 120  # characters of a folder or file name that are kept
_MOST_PARTS = 24
_SUFFIX = ".zip"
_UTF8_NAME = 0x800
_OFFICE_PARTS = {"[Content_Types].xml", "OFD.xml", "mimetype"}
_SKIPPED_STARTS = (".", "~$", "__MACOSX")
_SKIPPED_NAMES = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A file in an archive.

    Attributes:
        name: Cleaned; below an archive in the archive it begins with that one's name.
        entry: Its place in the archive that holds it.
        outer: The place of the archive that holds it, when that is itself in an archive.
    """

    name: str
    entry: zipfile.ZipInfo
    outer: zipfile.ZipInfo | None = None

    @property
    def byte_count(self) -> int:
        return self.entry.file_size


def expand(files: Iterable[FoundFile]) -> list[FoundFile]:
    """Put the documents inside a .zip in its place, with source "a.zip/inner.docx".

    An archive that is unsafe, damaged, without documents or of more than `MAX_DOCUMENTS` stays as it is; reading it
    then names the reason. A nested archive beyond `MAX_NESTING` is listed as a file of its own.
    """
    expanded: list[FoundFile] = []
    for file in files:
        expanded.extend(_inside(file) if is_package(file.path) else [file])
    return expanded


def is_package(path: Path) -> bool:
    """Tell whether `path` is an existing .zip file."""
    try:
        return path.suffix.lower() == _SUFFIX and path.is_file()
    except (OSError, ValueError):  # a name that no file on this disk can have
        return False


def _inside(file: FoundFile) -> list[FoundFile]:
    try:
        with _open_file(file.path) as archive:
            members = _checked_documents(archive)
    except FileRefused:
        return [file]
    return [
        FoundFile(
            path=file.path / member.name,
            source_uri=f"{file.source_uri}/{member.name}",
            byte_count=member.byte_count,
        )
        for member in members
    ]


def check_members(count: int, byte_count: int) -> None:
    """Refuse what an archive with all archives inside may not hold.

    Raises:
        FileRefused: EMPTY without a document, TOO_LARGE for too many or too large ones.
    """
    if count == 0:
        raise FileRefused("压缩包里没有文档。", outcome=OutcomeCode.EMPTY)
    if count > MAX_DOCUMENTS:
        raise FileRefused(
            f"压缩包里有 {count} 个文档，超过上限 {MAX_DOCUMENTS} 个，请分成几个压缩包。", outcome=OutcomeCode.TOO_LARGE
        )
    if byte_count > MAX_EXPANDED_BYTES:
        raise FileRefused(
            f"压缩包展开后有 {byte_count // 1048576} MB，超过上限 {MAX_EXPANDED_BYTES // 1048576} MB，请分成几个压缩包。",
            outcome=OutcomeCode.TOO_LARGE,
        )


def _checked_documents(archive: zipfile.ZipFile) -> list[_Member]:
    """List the documents of an archive and of the archives in it, no further than the limits.

    Raises:
        FileRefused: As `check_members`.
    """
    members = list(islice(_documents(archive), MAX_DOCUMENTS + 1))
    check_members(len(members), sum(member.byte_count for member in members))
    return members


def _documents(archive: zipfile.ZipFile) -> Iterator[_Member]:
    """List the files of an archive; the names of nested ones begin with the name of their archive."""
    opened = 0
    for member in _members(archive):
        if not member.name.lower().endswith(_SUFFIX) or opened >= MAX_NESTED:
            yield member
            continue
        opened += 1
        yield from _nested(archive, member) or [member]


def _nested(archive: zipfile.ZipFile, member: _Member) -> list[_Member]:
    """Return the files of an archive in an archive, none when it cannot be opened."""
    if member.byte_count > MAX_NESTED_BYTES:
        return []
    try:
        with _open_bytes(_read(archive, member.entry)) as inner:
            found = list(islice(_members(inner), MAX_DOCUMENTS + 1))
    except FileRefused:
        return []
    return [_Member(name=f"{member.name}/{one.name}", entry=one.entry, outer=member.entry) for one in found]


def _members(archive: zipfile.ZipFile) -> Iterator[_Member]:
    used: dict[str, int] = {}
    for entry in archive.infolist():
        name = _clean(_decoded_name(entry))
        if entry.is_dir() or not name or _is_skipped(name):
            continue
        used[name] = used.get(name, 0) + 1
        if used[name] > 1:
            path = PurePosixPath(name)
            name = str(path.with_name(f"{path.stem}({used[name]}){path.suffix}"))
        yield _Member(name=name, entry=entry)


def _decoded_name(entry: zipfile.ZipInfo) -> str:
    """Windows writes names in GBK without saying so; `zipfile` reads such names as code page 437."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    as_utf8, as_gbk = _decoded(raw, "utf-8"), _decoded(raw, "gb18030")
    # The GBK bytes of some words (通讯录) are sound UTF-8 too, but only as letters of two bytes each.
    if as_utf8 and (raw.isascii() or any(character > "\u2fff" for character in as_utf8)):
        return as_utf8
    return as_gbk or as_utf8 or entry.filename


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _clean(name: str) -> str:
    printable = "".join(character for character in name.replace("\\", "/") if character.isprintable())
    parts = [_clipped(part.strip()) for part in printable.split("/")]
    kept = [part for part in parts if part not in ("", ".", "..")]
    return "/".join([*kept[: _MOST_PARTS - 1], *kept[_MOST_PARTS - 1 :][-1:]])


def _clipped(part: str) -> str:
    suffix = PurePosixPath(part).suffix[:_LONGEST_PART]
    return part if len(part) <= _LONGEST_PART else part[: _LONGEST_PART - len(suffix)] + suffix


def _is_skipped(name: str) -> bool:
    parts = name.split("/")
    return any(part.startswith(_SKIPPED_STARTS) for part in parts) or parts[-1].lower() in _SKIPPED_NAMES


def locate(path: Path) -> tuple[Path, str] | None:
    """Return (the .zip on disk, the name inside) for a path that runs through one, None for any other path."""
    for parent in path.parents:
        if is_package(parent):
            return parent, path.relative_to(parent).as_posix()
    return None


def read_inner(package: Path, name: str) -> bytes:
    """Return the bytes of a document inside a .zip.

    Raises:
        FileRefused: The archive is unsafe or damaged, or the document is missing, empty or too large.
    """
    archive, entry = _found(package, name)
    return _read(archive, entry)


def inner_blocks(package: Path, name: str) -> Iterator[bytes]:
    """Yield the bytes of a document inside a .zip piece by piece.

    Raises:
        FileRefused: As `read_inner`.
    """
    archive, entry = _found(package, name)
    _check_entry(entry)
    yield from member_blocks(archive, entry)


def forget() -> None:
    """Close the archive that was read last; it is kept open because its documents are read one after another."""
    _kept.cache_clear()
    _kept_inner.cache_clear()


def _found(package: Path, name: str) -> tuple[zipfile.ZipFile, zipfile.ZipInfo]:
    try:
        facts = package.stat()
    except OSError as error:
        raise _broken_package() from error
    archive, members = _kept(package, facts.st_mtime_ns, facts.st_size)
    member = members.get(name)
    if member is None:
        raise FileRefused(f"压缩包里找不到“{name}”，请重新选择文件。", outcome=OutcomeCode.UNREADABLE)
    if member.outer is None:
        return archive, member.entry
    inner = _kept_inner(package, facts.st_mtime_ns, facts.st_size, member.outer)
    return inner, member.entry


@lru_cache(maxsize=1)
def _kept(package: Path, changed: int, size: int) -> tuple[zipfile.ZipFile, dict[str, _Member]]:  # noqa: ARG001
    archive = _open_file(package)
    return archive, {member.name: member for member in _checked_documents(archive)}


@lru_cache(maxsize=1)
def _kept_inner(package: Path, changed: int, size: int, outer: zipfile.ZipInfo) -> zipfile.ZipFile:
    archive, _ = _kept(package, changed, size)
    return _open_bytes(_read(archive, outer))


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    _check_entry(entry)
    return read_member(archive, entry)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.file_size == 0:
        raise FileRefused("文件是空的（0 字节），请检查来源。", outcome=OutcomeCode.EMPTY)
    if entry.file_size > MAX_MEMBER_BYTES:
        megabytes, limit = entry.file_size // 1048576, MAX_MEMBER_BYTES // 1048576
        raise FileRefused(
            f"压缩包内的文件有 {megabytes} MB，超过上限 {limit} MB，请解压后单独导入。", outcome=OutcomeCode.TOO_LARGE
        )
    check_method(entry)


def _broken_package() -> FileRefused:
    return FileRefused("压缩包已损坏或不完整，无法打开，请重新获取。", outcome=OutcomeCode.UNREADABLE)


def _open_file(path: Path) -> zipfile.ZipFile:
    try:
        return _checked(open_archive(path))
    except FileRefused as refusal:
        raise _broken_package() if refusal.outcome == OutcomeCode.UNREADABLE else refusal from refusal


def _open_bytes(data: bytes) -> zipfile.ZipFile:
    return _checked(open_archive(data))


def _checked(archive: zipfile.ZipFile) -> zipfile.ZipFile:
    try:
        check_archive(archive)
        if _OFFICE_PARTS & set(archive.namelist()):
            raise FileRefused(
                "这是 Office 文件或版式文件，不是压缩包，请改正扩展名。", outcome=OutcomeCode.WRONG_EXTENSION
            )
    except FileRefused:
        archive.close()
        raise
    return archive


def explain(data: bytes) -> FileRefused:
    """Say why a .zip was not expanded, for the outcome of the archive itself."""
    try:
        with _open_bytes(data) as archive:
            _checked_documents(archive)
    except FileRefused as refusal:
        return refusal
    return FileRefused(
        f"压缩包没有展开（嵌套的压缩包最多展开 {MAX_NESTING} 层），请解压后重试。", outcome=OutcomeCode.UNSUPPORTED
    )
