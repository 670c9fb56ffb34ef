"""The manifest: which generation of each projection counts. Replaced by an atomic rename, never edited."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

MANIFEST_NAME = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestEntry:
    """The current generation of one projection.

    Attributes:
        built_with: What must be equal for its contents to be of use: layout and tokenizer, or encoder.
        removed: Rows deleted from this generation since it was built.
    """

    name: str
    generation: int
    built_with: str
    removed: int = 0


def read_manifest(folder: Path) -> dict[str, ManifestEntry]:
    """Return name → entry; empty when there is no manifest or it cannot be read, then all is rebuilt."""
    try:
        stored = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
        entries = [ManifestEntry(**entry) for entry in stored["projections"]]
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    return {entry.name: entry for entry in entries}


def write_entry(folder: Path, entry: ManifestEntry) -> None:
    """Put one entry into the manifest durably; the others stay as they are."""
    entries = {**read_manifest(folder), entry.name: entry}
    stored = {"projections": [asdict(entries[name]) for name in sorted(entries)]}
    write_durably(folder / MANIFEST_NAME, json.dumps(stored, ensure_ascii=False, indent=1).encode("utf-8"))


def count_removed(folder: Path, name: str, removed: int) -> None:
    """Add to the number of rows deleted from the current generation."""
    entry = read_manifest(folder).get(name)
    if entry is not None and removed:
        write_entry(folder, replace(entry, removed=entry.removed + removed))


def write_durably(path: Path, contents: bytes) -> None:
    """Replace a file so that after a crash it is the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".new")
    with partial.open("wb") as stream:
        stream.write(contents)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable; Windows has no such call and needs none."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
