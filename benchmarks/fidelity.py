"""Our text of real files beside text that independent tools make of them.

    python -m benchmarks.fidelity FOLDER [--as-pdf] [--show N] [--only TEXT] [--keep DIR]

Ours is `Document.text` as the parser processes return it: the way of ingestion, limits included. The independent text is
LibreOffice's (plain text of documents with their automatic numbers; every sheet as CSV with what its cells display) and
pdftotext's. What may differ is listed in `fidelity_text`. What is left out of the comparison, and why:

- Merged cells: ours repeats the text in every place the cell covers, a page shows it once. How often it may be repeated
  is read from LibreOffice's own table model; for a PDF, where no tool says, cells of our rows that equal their neighbour
  to the left or above are accepted and counted in the column `repeated`.
- Running heads, feet and page numbers of a PDF are no content: they are taken out of the independent text by a rule of
  its own (`without_running_lines`). One that is left in ours lowers its precision. Those of .docx and .doc are
  in neither text.
- Table rows: how many rows of LibreOffice's tables, merged cells filled, are one line of ours with the same cells in
  the same order. A row whose cells hold automatic numbers is not found: LibreOffice's table model has none.
- Names of sheets are compared unless they are the ones a program gave (Sheet1).
- The header row that a table repeats on each page it goes on over is content to pdftotext and stands once in ours: it
  counts as missing.
- Automatic numbers are compared like any other text: LibreOffice prints them.
- A PDF without a text layer has no independent text and is named, not counted.

With `--as-pdf` LibreOffice prints every office file to PDF, and our text of that PDF is compared with LibreOffice's text of
the office file: what a table row or a line is, is then known for PDF too.

`--show` prints the runs of characters that occur nowhere on the other side ("-": not in ours, "+": only in ours), and the
rows that were not found. Runs are shorter where only the order differs.

Exit code 1 when a file misses its goal: recall, precision and order of 99 %, for a PDF 98 %.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.fidelity_measure import Agreement, compare, runs_absent
from benchmarks.fidelity_reference import (
    PDF_TOOL,
    SHEETS,
    TEXT_DOCUMENTS,
    NoReference,
    Reference,
    convert,
    reference_of,
)
from benchmarks.fidelity_tables import rows_absent
from benchmarks.fidelity_text import repeated_cells
from ingest.loading import document_id_of, read_bytes
from ingest.records import FoundFile
from ingest.sandbox.pool import ParserPool, WorkItem

GOAL, PDF_GOAL = 0.99, 0.98
FORMATS = TEXT_DOCUMENTS | SHEETS | {".pdf"}
_SHOWN_LENGTH = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The comparison of one file; `agreement` is None when `remark` says why there is none."""

    path: Path
    tool: str = ""
    agreement: Agreement | None = None
    remark: str = ""
    row_count: int = 0
    rows_absent: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()

    @property
    def goal(self) -> float:
        """Return the share that every measure must reach."""
        return PDF_GOAL if self.path.suffix.lower() == ".pdf" else GOAL

    @property
    def met(self) -> bool:
        """Say whether recall, precision and order reach the goal."""
        found = self.agreement
        return found is not None and min(found.recall, found.precision, found.order) >= self.goal


def examine(paths: Sequence[Path], room: Path, *, as_pdf: bool = False) -> Iterator[Finding]:
    """Compare file by file, in the order given; `room` is where LibreOffice works."""
    for number, path in enumerate(paths):
        place = room / str(number)
        place.mkdir(parents=True, exist_ok=True)
        try:
            reference = reference_of(path, place)
            subject = _printed(path, place) if as_pdf else path
        except NoReference as reason:
            yield Finding(path=path, remark=f"not compared: {reason}")
            continue
        yield _finding(subject, reference, place)


def _printed(path: Path, place: Path) -> Path:
    convert(path, place, "pdf")
    result = place / f"{path.stem}.pdf"
    if not result.is_file():
        raise NoReference("LibreOffice made no PDF of it")
    return result


def _finding(path: Path, reference: Reference, place: Path) -> Finding:
    """Compare our text of `path` with the independent text of it or of the file it was printed from."""
    ours, remark = our_text(path)
    (place / "ours.txt").write_text(ours, encoding="utf-8")
    (place / "reference.txt").write_text(reference.readings[0], encoding="utf-8")
    repeatable = repeated_cells(ours) if reference.tool == PDF_TOOL else reference.repeatable
    return Finding(
        path=path,
        tool=reference.tool,
        agreement=compare(ours, reference.readings, repeatable),
        remark=remark,
        row_count=len(reference.rows),
        rows_absent=tuple(rows_absent(reference.rows, ours)),
        missing=tuple(runs_absent(reference.readings[0], ours)),
        invented=tuple(runs_absent(ours, "\n".join((*reference.readings, repeatable)))),
    )


def our_text(path: Path) -> tuple[str, str]:
    """Return our text of a file, "" when it is refused, and what the reader remarks."""
    found = FoundFile(path=path, source_uri=path.name, byte_count=path.stat().st_size)
    item = WorkItem(number=0, file=found, document_id=document_id_of(read_bytes(found)))
    parsed = next(iter(ParserPool(workers=1).parse([item], datetime.now(UTC))))
    if parsed.document is None:
        return "", f"{parsed.outcome}: {parsed.reason}"
    return parsed.document.text, " ".join(parsed.document.warnings)


def line_of(finding: Finding) -> str:
    """Return the figures of one file as a row of the table."""
    found = finding.agreement
    if found is None:
        return f"| {finding.path.name} | – | – | – | – | – | – | – | – | – | {finding.remark} |"
    shares = " | ".join(
        f"{100 * share:.2f}" for share in (found.recall, found.precision, found.order, found.whole_lines)
    )
    rows = f"{finding.row_count - len(finding.rows_absent)}/{finding.row_count}" if finding.row_count else "–"
    counts = f"{found.characters} | {found.missing} | {found.invented} | {found.repeated} | {rows}"
    return f"| {finding.path.name} | {shares} | {counts} | {'met' if finding.met else 'MISSED'} {finding.remark} |"


def show(finding: Finding, count: int) -> Iterator[str]:
    """Yield the first differences of one file."""
    for sign, runs in (("-", finding.missing), ("+", finding.invented), ("row", finding.rows_absent)):
        yield from (
            f"    {sign} {run[:_SHOWN_LENGTH]}{'…' if len(run) > _SHOWN_LENGTH else ''}" for run in runs[:count]
        )
        if len(runs) > count:
            yield f"    {sign} and {len(runs) - count} more"


def run(folder: Path, *, only: str, as_pdf: bool, show_count: int, room: Path) -> int:
    """Compare every file of a folder and print; return the exit code."""
    formats = FORMATS - {".pdf"} if as_pdf else FORMATS
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in formats and only in path.name)
    print(
        "| file | recall % | precision % | order % | whole lines % | characters | missing | invented | repeated | table rows | goal |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    findings = []
    for finding in examine(paths, room, as_pdf=as_pdf):
        findings.append(finding)
        print(line_of(finding), flush=True)
        for line in show(finding, show_count):
            print(line, flush=True)
    compared = [finding for finding in findings if finding.agreement is not None]
    met = sum(finding.met for finding in compared)
    print(f"\n{met} of {len(compared)} files meet their goal; {len(findings) - len(compared)} could not be compared")
    return 0 if met == len(compared) else 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as-pdf", action="store_true", help="print the office files to PDF and read that")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences of each kind")
    parser.add_argument("--only", default="", metavar="TEXT", help="only files whose name contains this")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep both texts of every file here")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        room = options.keep or Path(folder)
        return run(options.folder, only=options.only, as_pdf=options.as_pdf, show_count=options.show, room=room)


if __name__ == "__main__":
    sys.exit(main())
