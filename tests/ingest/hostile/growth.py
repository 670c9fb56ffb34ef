"""Whether the time for a text grows with its length alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.loading import find_files, hash_file
from ingest.sandbox import ParserPool, WorkItem
from tests.ingest.hostile.records import BadFile

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Seconds for a text and for one `factor` times as long; `ratio` is 1.0 when time grows as length does."""

    name: str
    short_seconds: float
    long_seconds: float
    ratio: float


def growths(short: Sequence[BadFile], long: Sequence[BadFile], folder: Path, factor: float) -> list[Growth]:
    """Parse both lists, which agree in names, one file at a time; return the growths, worst first.

    Below 0.3 s a file counts as 0.3 s: what is shorter is mostly the sending of it.
    """
    seconds = [_seconds(files, folder / place) for place, files in (("short", short), ("long", long))]
    found = [
        Growth(
            name=bad.name,
            short_seconds=seconds[0][bad.name],
            long_seconds=seconds[1][bad.name],
            ratio=max(seconds[1][bad.name], 0.3) / max(seconds[0][bad.name], 0.3) / factor,
        )
        for bad in short
    ]
    return sorted(found, key=lambda one: (-one.ratio, -one.long_seconds))


def _seconds(files: Sequence[BadFile], folder: Path) -> dict[str, float]:
    folder.mkdir()
    for bad in files:
        (folder / bad.name).write_bytes(bad.data)
    found = find_files([folder])
    items = [WorkItem(number=number, file=file, document_id=hash_file(file)) for number, file in enumerate(found)]
    return {found[one.number].path.name: one.seconds for one in ParserPool(1).parse(items, NOW)}
