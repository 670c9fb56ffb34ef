"""Every error that Yubei raises on purpose.

YubeiError                     base; carries a Chinese sentence for the person in front of the screen
├── SettingsError              a setting has a value that cannot be used
├── StoreError                 the data folder
│   ├── StoreLocked            another process is writing; names the holder
│   ├── SchemaTooNew           written by a newer Yubei
│   ├── StoreReadOnly          the folder or the disk refuses writing
│   ├── StoreFull              the disk is full
│   └── StoreDamaged           the catalogue fails its integrity check
├── DocumentNotFound           an id that the catalogue does not hold
├── EncoderUnavailable         a sentence encoder cannot be loaded
├── EncoderMismatch            the base holds vectors of another encoder
├── ProjectionUnavailable      an index is missing, stale or damaged; search goes on without it
├── InputRefused               a question or field outside its limits
├── FileRefused                a file that cannot be read into the base; carries an outcome code
├── ChatUnavailable            the LLM endpoint failed; the extractive answer takes its place
└── ExportFailed               a card or answer could not be written to a file
"""

from __future__ import annotations

import errno


class YubeiError(Exception):
    """Base of all errors raised on purpose.

    Attributes:
        message_zh: One Chinese sentence: what happened, with which value, what to do.
    """

    def __init__(self, message_zh: str) -> None:
        super().__init__(message_zh)
        self.message_zh = message_zh


class SettingsError(YubeiError):
    """A setting has a value that cannot be used."""


class StoreError(YubeiError):
    """The data folder cannot be used as asked."""


class StoreLocked(StoreError):
    """Another process holds the writer lock; the message names it."""


class SchemaTooNew(StoreError):
    """The catalogue was written by a newer version of Yubei."""


class StoreReadOnly(StoreError):
    """The data folder refuses writing."""


class StoreFull(StoreError):
    """The disk has no room left; nothing of the failed unit of work was kept."""


class StoreDamaged(StoreError):
    """The catalogue fails SQLite's integrity check."""


class DocumentNotFound(YubeiError):
    """No document has the given id."""


class EncoderUnavailable(YubeiError):
    """A sentence encoder cannot be loaded from where the settings point."""


class EncoderMismatch(YubeiError):
    """The base holds vectors of another encoder; `yubei reindex` makes new ones."""


class ProjectionUnavailable(YubeiError):
    """An index is missing, stale or damaged; callers search without it."""


class InputRefused(YubeiError):
    """A question, a filter or a card field is outside its limits."""


class FileRefused(YubeiError):
    """A file cannot be read into the base.

    Attributes:
        outcome: The value of `ingest.records.OutcomeCode` that names the reason.
    """

    def __init__(self, message_zh: str, *, outcome: str) -> None:
        super().__init__(message_zh)
        self.outcome = outcome


class ChatUnavailable(YubeiError):
    """The LLM endpoint refused, stalled or talked nonsense."""


class ExportFailed(YubeiError):
    """An answer or card could not be written to a file."""


OS_REASONS: dict[int, str] = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "已有同名的文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EFBIG: "文件过大",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被另一个程序占用",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


def system_reason(error: OSError) -> str:
    """Return why the system refused a file or an address, in Chinese; its own words where we have none."""
    return OS_REASONS.get(error.errno or 0, error.strerror or str(error))
