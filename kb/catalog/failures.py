"""Translate what SQLite and the file system report into the project's errors."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import (
    InputRefused,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    YubeiError,
    system_reason,
)

FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
READ_ONLY_ERRNOS = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def _full(role: str) -> YubeiError:
    return StoreFull(f"{role}没有写入：磁盘已满或拒绝继续写入。已有内容未受影响；请清理磁盘空间后重试。")


def _read_only(role: str) -> YubeiError:
    return StoreReadOnly(f"{role}不可写：文件夹或磁盘是只读的。查询仍可进行；要入库请改用可写的数据目录。")


def _damaged(role: str) -> YubeiError:
    return StoreDamaged(f"{role}已损坏，无法读取。请用 yubei verify 检查，并从备份恢复。")


def _busy(role: str) -> YubeiError:
    return StoreLocked(f"{role}正忙：另一个程序占用时间过长。请稍后再试。")


def _unreadable(role: str) -> YubeiError:
    return StoreError(f"{role}无法打开：文件不存在、没有权限，或所在文件夹不可用。请检查数据目录。")


BY_PRIMARY_CODE: dict[int, Callable[[str], YubeiError]] = {
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_CORRUPT: _damaged,
    sqlite3.SQLITE_NOTADB: _damaged,
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_CANTOPEN: _unreadable,
}

# SQLite reports a quota or file-size limit as a failed write, not as a full disk.
REFUSED_WRITES = frozenset({sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_TRUNCATE})


def from_sqlite(error: sqlite3.Error, role: str) -> YubeiError | None:
    """Return the project's error for `error`, None when it is a programming error to be shown as it is."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code in REFUSED_WRITES:
        return _full(role)
    make = BY_PRIMARY_CODE.get(code & 0xFF)
    if make is not None:
        return make(role)
    if code & 0xFF == sqlite3.SQLITE_IOERR:
        return StoreError(f"{role}读写失败（{error}）：磁盘可能有故障或已被拔出。请检查磁盘后重试。")
    return None


def from_os(error: OSError, role: str) -> YubeiError:
    """Return the project's error for a failed file operation."""
    if error.errno in FULL_ERRNOS:
        return _full(role)
    if error.errno in READ_ONLY_ERRNOS:
        return _read_only(role)
    return StoreError(f"{role}读写失败：{system_reason(error)}。请检查数据目录所在的磁盘。")


@contextmanager
def translated(path: Path, role: str = "知识库目录文件") -> Iterator[None]:
    """Raise the project's error in place of SQLite's or the file system's; `role` names the file in Chinese.

    Raises:
        StoreFull, StoreReadOnly, StoreDamaged, StoreLocked, StoreError: As the cause demands.
        InputRefused: A text cannot be stored because it holds half of a surrogate pair.
    """
    named = f"{role}（{path.name}）"
    try:
        yield
    except UnicodeEncodeError as error:
        raise InputRefused("文本里有不成对的代理字符，无法保存。请检查文件的编码后重试。") from error
    except sqlite3.Error as error:
        meant = from_sqlite(error, named)
        if meant is None:
            raise
        raise meant from error
    except OSError as error:
        raise from_os(error, named) from error
