"""Issuer, type, date and region of plans, reports, warnings and original files against marks made by hand.

The marks (`gold/metadata_marks.jsonl`) were made from the texts before any output was looked at; facts only, one line per
file. A field holds every value that the file supports, "" among them where it may be left open: a report to an assembly
carries the day it was given and the day it was printed, a form has no type of its own. "" alone means that the file does
not say (a month without a day is no date), and a value read there is wrong.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measured_process import PROJECT
from ingest import metadata
from ingest.parsers import libreoffice, parse_as, recognition
from ingest.records import ParsedFile
from ingest.sniffing import sniff
from ingest.structure import build
from kb.errors import FileRefused
from kb.records import Metadata

MARKS = PROJECT / "benchmarks" / "gold" / "metadata_marks.jsonl"
FIELDS = ("issuer", "doc_type", "date", "region")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkFigures:
    """How many files agree with their marks.

    Attributes:
        agreed: (folder, field) → files that agree.
        files: Folder → files read.
        wrong: One line for every value that differs: file, field, what was read, what is right.
        skipped: Files that could not be read here, e.g. scans without recognition.
    """

    agreed: Counter[tuple[str, str]]
    files: Counter[str]
    wrong: tuple[str, ...]
    skipped: tuple[str, ...]


def check_marks(corpora: Path, *, scans: bool = False, marks: Path = MARKS) -> MarkFigures:
    """Read every marked file and compare; scans take minutes and are left out unless asked for."""
    libreoffice.permit()
    recognition.permit(lambda: None) if scans else recognition.defer()
    agreed: Counter[tuple[str, str]] = Counter()
    files: Counter[str] = Counter()
    wrong: list[str] = []
    skipped: list[str] = []
    for line in marks.read_text(encoding="utf-8").splitlines():
        mark = json.loads(line)
        path, folder = corpora / mark["file"], mark["file"].partition("/")[0]
        parsed = _parsed(path)
        if parsed is None:
            skipped.append(mark["file"])
            continue
        files[folder] += 1
        read = _values(metadata.read(build(parsed), parsed, path.name))
        for field in FIELDS:
            if plain(read[field]) in {plain(value) for value in mark[field]}:
                agreed[folder, field] += 1
            else:
                wrong.append(f"{mark['file']}: {field} {read[field]!r}, marked {' / '.join(map(repr, mark[field]))}")
    return MarkFigures(agreed=agreed, files=files, wrong=tuple(wrong), skipped=tuple(skipped))


def plain(value: str) -> str:
    """Return a value in the form in which brackets of both widths are equal."""
    return value.replace("（", "(").replace("）", ")").strip()


def _parsed(path: Path) -> ParsedFile | None:
    data = path.read_bytes()
    try:
        return parse_as(sniff(data, path.name), data, path.name)
    except (FileRefused, recognition.RecognitionNeeded):
        return None


def _values(known: Metadata) -> dict[str, str]:
    """Return the compared fields; the date is the last one on which the text was decided on or made known."""
    days = [day for day in (known.adopted_on, known.issued_on, known.revised_on) if day is not None]
    return {
        "issuer": known.issuer,
        "doc_type": known.doc_type,
        "date": max(days).isoformat() if days else "",
        "region": known.region,
    }
