"""Compare the automatic numbers we print with those LibreOffice prints for the same Word files.

    python -m benchmarks.numbering_check [--keep FOLDER]

Each set-up of tests/ingest/parsers/numbering_*.py is written to a .docx, read by our parser, and converted to text by one
call of LibreOffice. Three texts are compared line by line, blanks left out: what Word prints by the rules of ECMA-376
Part 1 (17.9, 17.18.59) as the set-up states it, ours, and LibreOffice's. Where LibreOffice is known to depart from the
rule the set-up says in what; those are listed apart and count neither for nor against. The command ends with status 1
when our text differs from the rule, or LibreOffice differs without a stated reason.
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

from ingest.parsers import docx
from ingest.parsers.libreoffice import program
from tests.ingest.parsers.numbering_places import PLACES
from tests.ingest.parsers.numbering_setups import FORMATS, SetUp
from tests.ingest.parsers.numbering_structures import LEVELS, OVERRIDES
from tests.ingest.parsers.numbering_styles import STYLES

SET_UPS: Sequence[SetUp] = (*FORMATS, *LEVELS, *OVERRIDES, *STYLES, *PLACES)
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
    sources = [folder / f"{place:03d}.docx" for place in range(len(set_ups))]
    for source, set_up in zip(sources, set_ups, strict=True):
        source.write_bytes(set_up.file())
    profile = (folder / "profile").resolve().as_uri()
    command = [program(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", _TEXT_FILTER]
    command += ["--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=seconds)
    return [
        Comparison(
            set_up=set_up,
            ours=our_lines(set_up),
            theirs=_bare(source.with_suffix(".txt").read_text(encoding="utf-8-sig").splitlines()),
        )
        for source, set_up in zip(sources, set_ups, strict=True)
    ]


def main() -> int:
    """Print one line per set-up and the totals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="write the .docx and .txt files here and leave them")
    arguments = parser.parse_args()
    if not program():
        print("LibreOffice is not installed; nothing to compare with.")
        return 1
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
        compared = compare(SET_UPS, arguments.keep)
    else:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            compared = compare(SET_UPS, Path(folder))
    for comparison in compared:
        _print(comparison)
    return _totals(compared)


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


if __name__ == "__main__":
    sys.exit(main())
