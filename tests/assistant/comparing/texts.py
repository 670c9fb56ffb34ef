"""Documents for the tests, read the way a text file is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.comparing.records import ClauseChange, ClauseState, VersionComparison
from assistant.comparing.versions import compare_versions
from ingest.assembly import assemble
from ingest.parsers.text import parse
from ingest.records import FoundFile
from kb.records import Document


def document_of(text: str, title: str = "临澜市预警办法") -> Document:
    """Return a document with a text."""
    data = text.encode()
    found = FoundFile(path=Path("a.txt"), source_uri="a.txt", byte_count=len(data))
    read = assemble(parse(data, "a.txt"), found, data, now=datetime(2026, 3, 1, tzinfo=UTC))
    return replace(read, metadata=replace(read.metadata, title=title))


def compared(old: str, new: str) -> VersionComparison:
    """Compare two texts."""
    return compare_versions(document_of(old), document_of(new))


def states(comparison: VersionComparison) -> list[tuple[str, str, str]]:
    """Return (state, old label, new label) of what was altered, in order."""
    return [
        (one.state.value, one.old[0].label if one.old else "", one.new[0].label if one.new else "")
        for one in comparison.altered
    ]


def only(comparison: VersionComparison, state: ClauseState) -> ClauseChange:
    """Return the one change of a state."""
    (found,) = [one for one in comparison.changes if one.state is state]
    return found


def edits(comparison: VersionComparison) -> list[tuple[str, str, str]]:
    """Return (kind, old words, new words) of all edits, in order."""
    return [(edit.kind.value, edit.old_text, edit.new_text) for one in comparison.changes for edit in one.edits]
