"""Write a file that a person asked for: whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kb.errors import ExportFailed, system_reason


def write_whole(path: Path, what: str, write: Callable[[Path], None]) -> None:
    """Let `write` fill a draft beside `path` and put it in its place; an existing file stays when that fails.

    Args:
        what: What is written, in Chinese, for the error.

    Raises:
        ExportFailed: The file cannot be written.
    """
    draft = path.with_name(path.name + ".part")
    try:
        write(draft)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise ExportFailed(
            f"{what}没有写到 {path}：{system_reason(error)}。请换一个可写的位置，或关闭正在打开它的程序。"
        ) from error
