"""Check tantivy's files without opening them: a checksum finds what a search would answer wrongly and silently."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

from kb.errors import ProjectionUnavailable

FOOTER_MAGIC = 1337  # last four bytes; before them the length of a JSON footer, before that the footer


def check_segment_files(path: Path) -> None:
    """Compare the contents of every file of a committed segment with the CRC-32 in its footer.

    Files that no committed segment names are left alone: a merge may be writing them.

    Raises:
        ProjectionUnavailable: A file is cut, altered, or cannot be read.
    """
    for file in _segment_files(path):
        try:
            sound = _footer_agrees(file.read_bytes())
        except FileNotFoundError:  # merged away by the writer meanwhile
            continue
        except (OSError, ValueError, KeyError, struct.error) as error:
            raise ProjectionUnavailable(f"全文索引文件 {path.name}/{file.name} 读不出来：{error}") from error
        if not sound:
            raise ProjectionUnavailable(f"全文索引文件 {path.name}/{file.name} 的校验和不对，文件已损坏。")


def _segment_files(path: Path) -> list[Path]:
    try:
        meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
        committed = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
        return sorted(file for file in path.iterdir() if file.name.partition(".")[0] in committed)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProjectionUnavailable(f"全文索引 {path.name} 的清单读不出来：{error}") from error


def _footer_agrees(contents: bytes) -> bool:
    length, magic = struct.unpack("<II", contents[-8:])
    if magic != FOOTER_MAGIC or length > len(contents) - 8:
        return False
    body_end = len(contents) - 8 - length
    footer = json.loads(contents[body_end:-8])
    return bool(zlib.crc32(memoryview(contents)[:body_end]) == footer["crc"])
