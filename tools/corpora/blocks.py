"""Read the plain-text sources of the sample documents into blocks.

A source is one block per line: ``@t`` title, ``@c`` centred line, ``@r`` right-aligned line,
``# / ## / ###`` automatically numbered headings, ``@list`` switches typed headings,
``| a | b |`` table rows (first row is the header), everything else a paragraph.
In a table, a cell that holds ``^`` is merged with the cell above it and ``<`` with the cell on its left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TYPED_HEADINGS = (
    (re.compile(r"^(第[一二三四五六七八九十]+[章部]|附件\d|[一二三四五六七八九十]+、|\d{1,2} \S)"), 1),
    (re.compile(r"^(（[一二三四五六七八九十]+）[^。；]{1,24}$|\d+\.\d+ \S)"), 2),
    (re.compile(r"^\d+\.\d+\.\d+ \S"), 3),
)
MARKS = {"@t ": "title", "@c ": "centre", "@r ": "right"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading or table of a document.

    Attributes:
        kind: ``title``, ``centre``, ``right``, ``heading``, ``auto``, ``item``, ``text`` or ``table``.
        text: Content of everything but a table.
        level: 1-based depth of a heading.
        rows: Cells of a table, row by row; ``^`` and ``<`` mark merged cells.
    """

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def read_blocks(path: Path) -> tuple[Block, ...]:
    """Blocks of a source file in order; adjacent table rows become one table."""
    return tuple(_blocks(path.read_text(encoding="utf-8").splitlines()))


def _blocks(lines: list[str]) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            yield Block(kind="table", rows=tuple(rows))
            rows = []
        if line.strip():
            yield _line_block(line.strip())


def _line_block(line: str) -> Block:
    for mark, kind in MARKS.items():
        if line.startswith(mark):
            return Block(kind=kind, text=line[len(mark) :])
    auto = re.match(r"^(#{1,3}) (.+)$", line)
    if auto:
        return Block(kind="auto", text=auto.group(2), level=len(auto.group(1)))
    for pattern, level in TYPED_HEADINGS:
        if pattern.match(line) and len(line) <= 40:
            return Block(kind="heading", text=line, level=level)
    return Block(kind="text", text=line)
