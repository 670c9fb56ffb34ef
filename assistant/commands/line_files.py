"""JSON Lines in and out: what the commands with --batch and --out read and write."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.decoding import decode
from kb.errors import ExportFailed, FileRefused, InputRefused, system_reason

SHOWN_CHARACTERS = 60
LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}  # many readers end a line at these too

Form = dict[str, object]


def numbered_lines(source: Path) -> list[tuple[int, str]]:
    """Return (1-based number, line) of a text file in order; lines without anything on them are left out.

    Raises:
        InputRefused: The file cannot be read or is no text.
    """
    try:
        text = decode(source.read_bytes()).text
    except OSError as error:
        raise InputRefused(f"读不到批量文件 {source}：{system_reason(error)}。请检查路径。") from error
    except FileRefused as error:
        raise InputRefused(f"批量文件 {source} 不是文本文件。请存成 UTF-8 编码的 JSON Lines。") from error
    # Not splitlines: JSON strings may hold U+2028 and its like.
    return [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def object_of(line: str) -> dict[str, Any]:  # Any: parsed JSON
    """Return the JSON object of a line, an empty one when it holds none."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def fault_of(source: Path, number: int, line: str, form: str) -> str:
    """Say that a line is not of the form asked for."""
    return f"{source.name} 第 {number} 行不是 {form} 形式的 JSON：{line[:SHOWN_CHARACTERS]}。请改正这一行。"


@contextmanager
def opened_for_lines(target: Path, source: Path, *, read: str, written: str) -> Iterator[Callable[[Form], None]]:
    """Lend a function that writes one form as a line; what was written stays when the run is interrupted.

    Args:
        read: Chinese name of what `source` holds.
        written: Chinese name of what `target` gets.

    Raises:
        InputRefused: The output would overwrite the input.
        ExportFailed: The file cannot be written.
    """
    try:
        if target.exists() and target.samefile(source):
            raise InputRefused(f"--out 与 --batch 是同一个文件（{target}），会覆盖{read}。请换一个输出文件。")
        with target.open("w", encoding="utf-8", errors="replace", newline="\n", buffering=1) as stream:
            yield lambda form: print(line_of(form), file=stream)
    except OSError as error:
        reason = system_reason(error)
        raise ExportFailed(f"{written}没有写到 {target}：{reason}。请换一个可写的位置后重试。") from error


def line_of(form: Form) -> str:
    """Return a form as one line of JSON, whatever the reader takes for the end of a line."""
    return json.dumps(form, ensure_ascii=False).translate(LINE_ENDS)
