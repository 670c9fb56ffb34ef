"""Look into a zip container before anything is unpacked from it."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ingest.records import OutcomeCode
from kb.errors import FileRefused

MAX_ENTRIES = 5_000
MAX_DIRECTORY_BYTES = 2 * 1024 * 1024  # 400 bytes an entry; the whole directory is read before anything is known of it
MAX_EXPANDED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FREE_BYTES = 1024 * 1024  # small parts compress well without harm
_RATIO_FREE_PICTURE_BYTES = 64 * 1024 * 1024  # an empty bitmap or metafile as well, and none is unpacked for its text
_PICTURE = re.compile(r"\.(?:bmp|dib|emf|wmf|tiff?|png|gif|jpe?g)$", re.IGNORECASE)
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ENCRYPTED_FLAG = 0x1
_KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_END = struct.Struct("<4s4H2LH")  # end of central directory
_END_MARK, _END_MARK_64, _LOCATOR_MARK = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_LONGEST_COMMENT = 0xFFFF
_LOCAL_HEADER_BYTES = 30
_CANNOT_READ = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, struct.error
)  # fmt: skip
_CANNOT_OPEN = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, IndexError, OverflowError)


def open_archive(source: bytes | Path) -> zipfile.ZipFile:
    """Open a zip, given as bytes or as a file.

    Raises:
        FileRefused: The directory of the archive is too large (REFUSED) or cannot be read (UNREADABLE).
    """
    try:
        if isinstance(source, bytes):
            _check_directory_size(io.BytesIO(source))
            return zipfile.ZipFile(io.BytesIO(source))
        with source.open("rb") as stream:
            _check_directory_size(stream)
        return zipfile.ZipFile(source)
    except _CANNOT_OPEN as error:
        raise _broken() from error


def _check_directory_size(stream: BinaryIO) -> None:
    """Refuse a directory that would fill the memory; it is found where `zipfile` finds it."""
    size = stream.seek(0, io.SEEK_END)
    start = max(size - _END.size - _LONGEST_COMMENT, 0)
    stream.seek(start)
    tail = stream.read()
    place = len(tail) - _END.size
    if place < 0 or tail[place : place + 4] != _END_MARK or tail[-2:] != b"\x00\x00":
        place = tail.rfind(_END_MARK)
    if place < 0 or len(tail) - place < _END.size:
        return  # no archive: `zipfile` says so
    _, _, _, _, entries, directory_bytes, _, _ = _END.unpack_from(tail, place)
    entries, directory_bytes = _zip64_sizes(stream, start + place) or (entries, directory_bytes)
    if entries > MAX_ENTRIES:
        raise _refused(f"压缩包内有 {entries} 个文件，超过上限 {MAX_ENTRIES} 个")
    if directory_bytes > MAX_DIRECTORY_BYTES:
        raise _refused(f"压缩包的目录有 {directory_bytes // 1024} KB，大得异常")


def _zip64_sizes(stream: BinaryIO, end: int) -> tuple[int, int] | None:
    """Return (entries, bytes of the directory) of the zip64 record before the end record, None without one."""
    if end < 20 + 56:
        return None
    stream.seek(end - 20 - 56)
    record = stream.read(20 + 56)
    if record[56:60] != _LOCATOR_MARK or record[:4] != _END_MARK_64:
        return None
    entries, directory_bytes = struct.unpack_from("<QQ", record, 32)
    return entries, directory_bytes


def check_archive(archive: zipfile.ZipFile) -> None:
    """Refuse bombs, path tricks, links and encrypted members by what the directory declares.

    Raises:
        FileRefused: REFUSED for an unsafe archive, ENCRYPTED for a locked one.
    """
    members = archive.infolist()
    if len(members) > MAX_ENTRIES:
        raise _refused(f"压缩包内有 {len(members)} 个文件，超过上限 {MAX_ENTRIES} 个")
    total = 0
    for member in members:
        _check_member(member)
        total += member.file_size
    if total > MAX_EXPANDED_BYTES:
        raise _refused(f"解压后有 {total // 1048576} MB，超过上限 {MAX_EXPANDED_BYTES // 1048576} MB")
    _check_overlap(members)


def _check_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise FileRefused("压缩包设有密码，请去除密码后重试。", outcome=OutcomeCode.ENCRYPTED)
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or re.match(r"^[A-Za-z]:", name):
        raise _refused("压缩包内有越出文件夹的路径")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise _refused("压缩包内有符号链接")
    free = _RATIO_FREE_PICTURE_BYTES if _PICTURE.search(name) else _RATIO_FREE_BYTES
    if member.file_size > free and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        raise _refused(f"压缩比超过 {MAX_RATIO}:1，疑似压缩炸弹")


def _check_overlap(members: Sequence[zipfile.ZipInfo]) -> None:
    """Members that share bytes of the archive make a small file unpack to any size, past every ratio."""
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise _refused("压缩包内的文件互相重叠，疑似压缩炸弹")
        end = member.header_offset + _LOCAL_HEADER_BYTES + member.compress_size


def check_names(archive: zipfile.ZipFile) -> None:
    """Refuse a package with two parts of one name: programs differ in which of them they read.

    Raises:
        FileRefused: REFUSED; the parts of an Office file are known by their names.
    """
    names = archive.namelist()
    if len(set(names)) != len(names):
        raise _refused("文件内部有重名的部分，不同程序会读出不同内容")


def check_method(member: zipfile.ZipInfo) -> None:
    """Refuse a member that is packed in a way only some programs know.

    Raises:
        FileRefused: UNSUPPORTED; what to do is in the message.
    """
    if member.compress_type not in _KNOWN_METHODS:
        raise FileRefused(
            "压缩包用了不常见的压缩方式，请解压后导入，或用普通 zip 方式重新压缩。", outcome=OutcomeCode.UNSUPPORTED
        )


def read_member(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo) -> bytes:
    """Unpack one member, never more than it declared.

    Raises:
        FileRefused: UNREADABLE when it is damaged, REFUSED when it is longer than declared.
        KeyError: There is no such member.
    """
    entry = archive.getinfo(member) if isinstance(member, str) else member
    content = b"".join(member_blocks(archive, entry, entry.file_size + 1))
    if len(content) > entry.file_size:
        raise _refused("压缩包内文件的实际大小与声明不符")
    return content


def member_blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, block: int = 1 << 20) -> Iterator[bytes]:
    """Unpack one member piece by piece.

    Raises:
        FileRefused: UNREADABLE when it is damaged.
    """
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(block):
                yield piece
    except _CANNOT_READ as error:
        raise _broken() from error


def read_xml_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack an XML member and refuse document type declarations, which office files never need.

    Raises:
        FileRefused: As `read_member`; REFUSED for DOCTYPE or ENTITY.
        KeyError: There is no such member.
    """
    content = read_member(archive, name)
    narrow = content.replace(b"\x00", b"") if content.startswith(_UTF16_MARKS) or b"\x00" in content[:64] else content
    if _DECLARATION.search(narrow):
        raise _refused("文件内含 DOCTYPE 或 ENTITY 声明")
    return content


def _refused(reason_zh: str) -> FileRefused:
    return FileRefused(f"{reason_zh}，为安全起见没有打开。", outcome=OutcomeCode.REFUSED)


def _broken() -> FileRefused:
    return FileRefused("文件已损坏或不完整，无法打开，请重新获取。", outcome=OutcomeCode.UNREADABLE)
