"""Repair pages whose text layer holds one glyph, or one number, per line."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,3}){0,4}$")
_MIN_RUN = 3  # three glyphs in a row, each alone on its line, are no coincidence
_SINGLE = re.compile(r"^[\u3400-\u9fff〇\d、，。]$")
_LEADERS = re.compile(r"^[.．…·]{4,}$")


def join_scattered_glyphs(lines: Sequence[str]) -> list[str]:
    """Join runs of one-glyph lines, and a section number to the heading on the line below it.

    二/三/年 becomes 二三年; "1.1" above 编制目的 becomes "1.1 编制目的"; a line of leader dots goes
    to the heading before it together with the page number after it.
    """
    joined: list[str] = []
    index = 0
    while index < len(lines):
        run = _single_run(lines, index)
        if run >= _MIN_RUN:
            joined.append("".join(lines[index : index + run]))
            index += run
            continue
        if _is_leader_entry(lines, index) and joined:
            joined[-1] = f"{joined[-1]} {lines[index]} {lines[index + 1]}"
            index += 2
            continue
        if _is_lone_number(lines, index):
            joined.append(f"{lines[index]} {lines[index + 1]}")
            index += 2
            continue
        joined.append(lines[index])
        index += 1
    return joined


def _single_run(lines: Sequence[str], start: int) -> int:
    end = start
    while end < len(lines) and _SINGLE.match(lines[end]):
        end += 1
    return end - start


def _is_leader_entry(lines: Sequence[str], index: int) -> bool:
    return bool(_LEADERS.match(lines[index])) and index + 1 < len(lines) and lines[index + 1].isdigit()


def _is_lone_number(lines: Sequence[str], index: int) -> bool:
    if index + 1 >= len(lines) or not _NUMBER.match(lines[index]):
        return False
    following = lines[index + 1]
    return 2 <= len(following) <= 30 and "\u3400" <= following[0] <= "\u9fff" and not following.endswith("。")
