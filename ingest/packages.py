"""Documents inside .zip files, as if the archive were a folder: `a.zip/inner.docx`.

Nothing is unpacked to disk: a path that runs through a .zip names a member and is read from there. An archive is
looked at as a whole first (see `ingest.archives`: entries, expansion, ratio, traversal, links, encryption); archives in
archives are opened down to two levels.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.archives import MAX_EXPANDED_BYTES, check_archive, open_archive, read_member
from ingest.records import FoundFile, OutcomeCode
from kb.errors import FileRefused

MAX_NESTING = 2
MAX_DOCUMENTS = 1_000
MAX_MEMBER_BYTES = 64 * 1024 * 1024
_SUFFIX = ".zip"
_UTF8_NAME = 0x800
_OFFICE_PARTS = {"[Content_Types].xml", "OFD.xml", "mimetype"}
_SKIPPED_STARTS = (".", "~$", "__MACOSX")
_SKIPPED_NAMES = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A file in an archive: its cleaned name, and the name that the archive itself uses."""

    name: str
    entry: str
    byte_count: int


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
    return path.suffix.lower() == _SUFFIX and path.is_file()


def _inside(file: FoundFile) -> list[FoundFile]:
    try:
        with _open_file(file.path) as archive:
            members = list(_documents(archive, 1))
        check_members(len(members), sum(member.byte_count for member in members))
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


def _documents(archive: zipfile.ZipFile, level: int) -> Iterator[_Member]:
    """List the files of an archive; the names of nested ones begin with the name of their archive."""
    for member in _members(archive):
        nested = None
        if member.name.lower().endswith(_SUFFIX) and level < MAX_NESTING:
            nested = _nested(archive, member, level)
        if nested is None:
            yield member
        else:
            yield from nested


def _nested(archive: zipfile.ZipFile, member: _Member, level: int) -> list[_Member] | None:
    """Return the files of an archive in an archive, None when it cannot be opened."""
    try:
        with _open_bytes(_read(archive, member)) as inner:
            found = list(_documents(inner, level + 1))
    except FileRefused:
        return None
    return [
        _Member(name=f"{member.name}/{one.name}", entry=one.entry, byte_count=one.byte_count) for one in found
    ] or None


def _members(archive: zipfile.ZipFile) -> list[_Member]:
    used: dict[str, int] = {}
    members = []
    for entry in archive.infolist():
        name = _clean(_decoded_name(entry))
        if entry.is_dir() or not name or _is_skipped(name):
            continue
        used[name] = used.get(name, 0) + 1
        if used[name] > 1:
            path = PurePosixPath(name)
            name = str(path.with_name(f"{path.stem}({used[name]}){path.suffix}"))
        members.append(_Member(name=name, entry=entry.filename, byte_count=entry.file_size))
    return members


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
    parts = [part.strip() for part in printable.split("/")]
    return "/".join(part for part in parts if part not in ("", ".", ".."))


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
    with _open_file(package) as archive:
        return _find(archive, name, 1)


def _find(archive: zipfile.ZipFile, name: str, level: int) -> bytes:
    for member in _members(archive):
        if member.name == name:
            return _read(archive, member)
        if name.startswith(member.name + "/") and level < MAX_NESTING:
            with _open_bytes(_read(archive, member)) as inner:
                return _find(inner, name.removeprefix(member.name + "/"), level + 1)
    raise FileRefused(f"压缩包里找不到“{name}”，请重新选择文件。", outcome=OutcomeCode.UNREADABLE)


def _read(archive: zipfile.ZipFile, member: _Member) -> bytes:
    if member.byte_count == 0:
        raise FileRefused("文件是空的（0 字节），请检查来源。", outcome=OutcomeCode.EMPTY)
    if member.byte_count > MAX_MEMBER_BYTES:
        megabytes, limit = member.byte_count // 1048576, MAX_MEMBER_BYTES // 1048576
        raise FileRefused(
            f"压缩包内的文件有 {megabytes} MB，超过上限 {limit} MB，请解压后单独导入。", outcome=OutcomeCode.TOO_LARGE
        )
    return read_member(archive, member.entry)


def _open_file(path: Path) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise FileRefused("压缩包已损坏或不完整，无法打开，请重新获取。", outcome=OutcomeCode.UNREADABLE) from error
    return _checked(archive)


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
            members = list(_documents(archive, 1))
            check_members(len(members), sum(member.byte_count for member in members))
    except FileRefused as refusal:
        return refusal
    return FileRefused(
        f"压缩包没有展开（嵌套的压缩包最多展开 {MAX_NESTING} 层），请解压后重试。", outcome=OutcomeCode.UNSUPPORTED
    )
