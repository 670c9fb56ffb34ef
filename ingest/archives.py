"""Look into a zip container before anything is unpacked from it."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib

from ingest.records import OutcomeCode
from kb.errors import FileRefused

MAX_ENTRIES = 5_000
MAX_EXPANDED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FREE_BYTES = 1024 * 1024  # small parts compress well without harm
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ENCRYPTED_FLAG = 0x1


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open zip bytes.

    Raises:
        FileRefused: The directory of the archive cannot be read (outcome UNREADABLE).
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise _broken() from error


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


def _check_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise FileRefused("压缩包设有密码，请去除密码后重试。", outcome=OutcomeCode.ENCRYPTED)
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or re.match(r"^[A-Za-z]:", name):
        raise _refused("压缩包内有越出文件夹的路径")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise _refused("压缩包内有符号链接")
    if member.file_size > _RATIO_FREE_BYTES and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        raise _refused(f"压缩比超过 {MAX_RATIO}:1，疑似压缩炸弹")


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one member, never more than it declared.

    Raises:
        FileRefused: UNREADABLE when it is damaged, REFUSED when it is longer than declared.
        KeyError: There is no such member.
    """
    member = archive.getinfo(name)
    try:
        with archive.open(member) as stream:
            content = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _broken() from error
    if len(content) > member.file_size:
        raise _refused("压缩包内文件的实际大小与声明不符")
    return content


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
