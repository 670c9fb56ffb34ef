"""Go straight to a document that the question names, and to the clause of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kb.catalog import Catalog
from kb.projections.changes import chunk_rows
from kb.records import Chunk
from kb.text import format_numeral, normalize, parse_number

STATE_PREFIX = "中华人民共和国"
TITLES_KEPT = 16_384
MAX_NAMED = 6  # documents one name may stand for; the shortest titles win
SHARE_OF_NAME = 0.6  # a title inside a longer name must make up so much of it
_BRACKETS = re.compile(r"[（(【\[〔].*?[）)】\]〕]")
_ROUND_NOUGHT = re.compile("^第([一二三四五六七八九十百千]+[〇○][〇○一二三四五六七八九十百千]*)")
_UNSPOKEN = re.compile(r"[\s《》〈〉“”\"·・]")


@lru_cache(maxsize=TITLES_KEPT)
def title_key(title: str) -> str:
    """Return a title as names are compared: no brackets with year or edition, no state prefix, no marks."""
    key = _UNSPOKEN.sub("", _BRACKETS.sub("", normalize(title)))
    return key.removeprefix(STATE_PREFIX) or key


def named_rows(names: Sequence[str], keys: Sequence[str]) -> list[int]:
    """Return the positions in `keys` that a name stands for: equal titles, else titles around or inside the name."""
    found: dict[int, None] = {}
    for name in names:
        wanted = title_key(name)
        if len(wanted) < 2:
            continue
        equal = [row for row, key in enumerate(keys) if key == wanted]
        for row in equal or _similar(wanted, keys):
            found[row] = None
    return list(found)


def chunks_of_clause(catalog: Catalog, document_id: str, clause: str) -> list[int]:
    """Return the row numbers of the chunks that hold a clause (第十九条), in document order."""
    return [row.chunk_no for row in chunk_rows(catalog, document_id) if holds_clause(row.chunk, clause)]


def holds_clause(chunk: Chunk, clause: str) -> bool:
    """Tell whether the clause begins in the chunk or the chunk stands under it."""
    if any(_begins_with(heading, clause) for heading in chunk.heading_path):
        return True
    return any(_begins_with(line, clause) for line in chunk.text.splitlines())


def _begins_with(line: str, clause: str) -> bool:
    stripped = normalize(line).lstrip("#* 　\t")
    if stripped.startswith("《"):
        stripped = stripped.partition("》")[2].lstrip()
    stripped = _ROUND_NOUGHT.sub(_plain_label, stripped, count=1)
    return stripped.startswith(clause) and not stripped[len(clause) :].startswith("之")


def _plain_label(label: re.Match[str]) -> str:
    """Write the number of a label as questions have it: 第一百〇一, 第一○一 (both from Word) → 第一百零一."""
    try:
        return "第" + format_numeral(int(parse_number(label.group(1))))
    except ValueError:
        return label.group()


def _similar(wanted: str, keys: Sequence[str]) -> list[int]:
    rows = [
        row
        for row, key in enumerate(keys)
        if wanted in key or (len(key) >= 4 and key in wanted and len(key) >= SHARE_OF_NAME * len(wanted))
    ]
    return sorted(rows, key=lambda row: (abs(len(keys[row]) - len(wanted)), row))[:MAX_NAMED]
