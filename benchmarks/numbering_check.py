"""Compare the automatic numbers we print with those LibreOffice prints for the same Word files.

    python -m benchmarks.numbering_check [--walks 200] [--keep FOLDER]

Each set-up of tests/ingest/parsers/numbering_*.py is written to a .docx, read by our parser, and converted to text by one
call of LibreOffice. Three texts are compared line by line, blanks left out: what Word prints by the rules of ECMA-376
Part 1 (17.9, 17.18.59) as the set-up states it, ours, and LibreOffice's. Where LibreOffice is known to depart from the
rule the set-up says in what; those are listed apart and count neither for nor against. Then random documents
(`numbering_walks`) are read both ways. The command ends with status 1 when our text differs from the rule, or LibreOffice
differs without a stated reason.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.numbering_walks import walk
from ingest.parsers import docx
from ingest.parsers.libreoffice import program
from tests.ingest.parsers.numbering_overrides import OVERRIDES
from tests.ingest.parsers.numbering_places import PLACES
from tests.ingest.parsers.numbering_setups import FORMATS, SetUp
from tests.ingest.parsers.numbering_structures import LEVELS
from tests.ingest.parsers.numbering_styles import STYLES

SET_UPS: Sequence[SetUp] = (*FORMATS, *LEVELS, *OVERRIDES, *STYLES, *PLACES)
_AT_ONCE = 100  # LibreOffice stops silently somewhere past 240 files
_TEXT_FILTER = "txt:Text (encoded):UTF8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One set-up, read by us and by LibreOffice; the lines are without blanks."""

    set_up: SetUp
    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """ "agree", "departs" (LibreOffice, as stated), "wrong" (ours) or "unexplained"."""
        if self.ours != self.set_up.expected:
            return "wrong"
        if self.ours == self.theirs:
            return "agree" if not self.set_up.departs else "unexplained"
        return "departs" if self.set_up.departs else "unexplained"


def our_lines(set_up: SetUp) -> tuple[str, ...]:
    """Return the lines our parser reads, table cells each on a line, blanks left out."""
    return _bare(_texts(set_up.file()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A random document, read by us and by LibreOffice; the lines are without blanks."""

    seed: int
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def _texts(data: bytes) -> Iterator[str]:
    for block in docx.parse(data, "set-up.docx").blocks:
        yield block.text
        for row in block.rows:
            yield from row


def _bare(texts: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, ("".join(text.split()) for text in texts)))


def compare(set_ups: Sequence[SetUp], folder: Path, seconds: float = 300.0) -> list[Comparison]:
    """Read the set-ups both ways, in order; `folder` receives the files.

    Raises:
        subprocess.SubprocessError: LibreOffice failed or took longer than `seconds`.
    """
    theirs = _their_lines([set_up.file() for set_up in set_ups], folder, seconds)
    return [
        Comparison(set_up=set_up, ours=our_lines(set_up), theirs=lines)
        for set_up, lines in zip(set_ups, theirs, strict=True)
    ]


def compare_walks(count: int, folder: Path, seconds: float = 300.0) -> list[Walk]:
    """Read `count` random documents both ways; `folder` receives the files.

    Raises:
        subprocess.SubprocessError: LibreOffice failed or took longer than `seconds`.
    """
    files = [walk(seed) for seed in range(count)]
    theirs = _their_lines(files, folder, seconds)
    return [
        Walk(seed=seed, ours=_bare(_texts(data)), theirs=lines)
        for seed, (data, lines) in enumerate(zip(files, theirs, strict=True))
    ]


def _their_lines(files: Sequence[bytes], folder: Path, seconds: float) -> list[tuple[str, ...]]:
    """Convert the files, many by one call of LibreOffice, and return the lines of each."""
    sources = [folder / f"{place:03d}.docx" for place in range(len(files))]
    for source, data in zip(sources, files, strict=True):
        source.write_bytes(data)
    profile = (folder / "profile").resolve().as_uri()
    command = [program(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", _TEXT_FILTER]
    for start in range(0, len(sources), _AT_ONCE):
        batch = map(str, sources[start : start + _AT_ONCE])
        subprocess.run([*command, "--outdir", str(folder), *batch], check=True, capture_output=True, timeout=seconds)
    return [_bare(source.with_suffix(".txt").read_text(encoding="utf-8-sig").splitlines()) for source in sources]


def main() -> int:
    """Print one line per set-up and the totals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="write the .docx and .txt files here and leave them")
    parser.add_argument("--walks", type=int, default=200, help="how many random documents")
    arguments = parser.parse_args()
    if not program():
        print("LibreOffice is not installed; nothing to compare with.")
        return 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kept = arguments.keep or Path(folder)
        for name in ("set-ups", "walks"):
            (kept / name).mkdir(parents=True, exist_ok=True)
        compared = compare(SET_UPS, kept / "set-ups")
        walks = compare_walks(arguments.walks, kept / "walks")
    for comparison in compared:
        _print(comparison)
    return max(_totals(compared), _walk_totals(walks))


def _print(comparison: Comparison) -> None:
    set_up = comparison.set_up
    print(f"{comparison.verdict:<12}{set_up.name}  [{set_up.rule}]")
    if comparison.verdict == "departs":
        print(f"{'':12}LibreOffice {set_up.departs}")
    if comparison.verdict != "agree":
        print(f"{'':12}Word (rule)  {' '.join(set_up.expected)}")
        if comparison.ours != set_up.expected:
            print(f"{'':12}ours         {' '.join(comparison.ours)}")
        print(f"{'':12}LibreOffice  {' '.join(comparison.theirs)}")


def _totals(compared: Sequence[Comparison]) -> int:
    verdicts = Counter(comparison.verdict for comparison in compared)
    expected = sum(len(comparison.set_up.expected) for comparison in compared)
    right = sum(comparison.ours == comparison.set_up.expected for comparison in compared)
    theirs = sum(comparison.theirs == comparison.set_up.expected for comparison in compared)
    print(f"\n{len(compared)} set-ups, {expected} lines")
    print(f"as the rules say:  ours {right}/{len(compared)}, LibreOffice {theirs}/{len(compared)}")
    print(
        f"ours and LibreOffice: {verdicts['agree']} agree, {verdicts['departs']} where LibreOffice departs as stated, "
        f"{verdicts['unexplained']} unexplained, {verdicts['wrong']} where ours is wrong"
    )
    return 1 if verdicts["unexplained"] or verdicts["wrong"] else 0


def _walk_totals(walks: Sequence[Walk]) -> int:
    differing = [item for item in walks if item.ours != item.theirs]
    for item in differing[:5]:
        print(f"{'differs':<12}random document {item.seed}")
        print(f"{'':12}ours         {' '.join(item.ours)}")
        print(f"{'':12}LibreOffice  {' '.join(item.theirs)}")
    lines = sum(len(item.ours) for item in walks)
    print(f"{len(walks)} random documents, {lines} lines: {len(walks) - len(differing)} agree, {len(differing)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
