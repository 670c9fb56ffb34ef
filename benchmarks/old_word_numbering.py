"""Check the automatic numbers read from .doc and .rtf against what LibreOffice prints for the same files.

    python -m benchmarks.old_word_numbering [--limit 60] [--show 10]

The numbering set-ups of tests/ingest/parsers are written as .docx, converted to .doc and .rtf by LibreOffice, and read by
our parser and by LibreOffice (as text). A line counts as right when it is what LibreOffice prints for that file or for the
original, or what Word prints for the original (`SetUp.expected`): the conversion itself changes some lists, and an .rtf
holds the numbers that LibreOffice printed when it wrote it. Lines that are none of these are counted apart for files that
say so in a warning and for files that do not.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.numbering_check import SET_UPS
from ingest.parsers import anydoc_reader
from ingest.parsers.libreoffice import program
from tests.ingest.parsers.numbering_setups import SetUp

_FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf"}
_TEXT_FILTER = "txt:Text (encoded):UTF8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One converted set-up, read by us; the lines are without blanks.

    Attributes:
        wrong: Our lines that neither LibreOffice prints for this file or the original nor Word for the original.
    """

    name: str
    lines: int
    wrong: tuple[str, ...]
    warned: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table row for each format; return 1 when a line is wrong without a warning."""
    parser = argparse.ArgumentParser(prog="old_word_numbering.py", description=__doc__)
    parser.add_argument("--limit", type=int, default=len(SET_UPS), help="how many set-ups")
    parser.add_argument("--show", type=int, default=10, help="how many differing files to print")
    chosen = parser.parse_args(arguments)
    if not program():
        print("LibreOffice is not installed")
        return 2
    silent = 0
    print("| format | set-ups | lines | right | wrong, said | wrong, silent |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for suffix in _FILTERS:
            readings = list(_readings(SET_UPS[: chosen.limit], suffix, Path(folder)))
            said = sum(len(reading.wrong) for reading in readings if reading.warned)
            unsaid = sum(len(reading.wrong) for reading in readings if not reading.warned)
            lines = sum(reading.lines for reading in readings)
            print(f"| .{suffix} | {len(readings)} | {lines} | {lines - said - unsaid} | {said} | {unsaid} |")
            for reading in [one for one in readings if one.wrong][: chosen.show]:
                print(f"    {reading.name}: {reading.wrong[:4]}{'' if reading.warned else ' SILENT'}")
            silent += unsaid
    return int(silent > 0)


def _readings(set_ups: Sequence[SetUp], suffix: str, folder: Path) -> Iterator[Reading]:
    room = folder / suffix
    room.mkdir()
    for number, set_up in enumerate(set_ups):
        (room / f"{number:03d}.docx").write_bytes(set_up.file())
    _convert(_FILTERS[suffix], sorted(room.glob("*.docx")), room, folder / "profile")
    _convert(_TEXT_FILTER, sorted(room.glob("*.docx")), room / "original", folder / "profile")
    _convert(_TEXT_FILTER, sorted(room.glob(f"*.{suffix}")), room, folder / "profile")
    for number, set_up in enumerate(set_ups):
        path, text = room / f"{number:03d}.{suffix}", room / f"{number:03d}.txt"
        if path.is_file() and text.is_file():
            original = room / "original" / text.name
            yield _reading(set_up, path, *(one.read_text(encoding="utf-8-sig") for one in (text, original)))


def _convert(target: str, files: Sequence[Path], room: Path, profile: Path) -> None:
    for start in range(0, len(files), 60):
        subprocess.run(
            [program(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", target, "--outdir",
             str(room), *map(str, files[start : start + 60])],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip


def _reading(set_up: SetUp, path: Path, *texts: str) -> Reading:
    parsed = anydoc_reader.parse(path.read_bytes(), path.name)
    ours = [line for block in parsed.blocks if not block.rows for line in [_bare(block.text)] if line]
    printed = {_bare(line) for text in (*texts, "\n".join(set_up.expected)) for line in text.splitlines()}
    wrong = tuple(line for line in ours if line not in printed)
    return Reading(name=set_up.name, lines=len(ours), wrong=wrong, warned=bool(parsed.warnings))


def _bare(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    raise SystemExit(main())
