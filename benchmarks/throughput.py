"""How fast each format is read, beside other readers on the same files, and what each of them loses.

    python -m benchmarks.throughput [--peer-python PATH] [--repeats N] [--format .docx ...] [--corpora DIR] [--out FILE]

`--peer-python` is a Python that has some of: markitdown[docx,pdf,xls,xlsx,pptx], docx2txt, python-docx, pypdf, pandas with
openpyxl and xlrd, beautifulsoup4, trafilatura, striprtf, python-pptx. They are best kept in an environment of their own;
without the option this Python is asked. Readers that are not there are named and left out.

*Speed*: all files of a format one after the other, one process per side, both warm (one run before the clock), sides
alternating and changing who goes first; at least five repeats, median with the smallest and the largest. "Yubei" is the
parser and the layout of the stored text in this process, like the others, without a sandbox. "To chunks" goes on to
metadata and chunks, which the others do not make; "in the sandbox" adds the limits of the parser process and the way back
through its pipe: all that ingestion does before it stores. Real files of ../shared/corpora/files where there are some, the others written from real laws. Files that
hold page images are left out; a reader that fails on one of the others is not timed, and its remark says where.

*Characters missing* is the share that `benchmarks.fidelity` finds missing on the real files: markup, white space and
repetition of cells do not count. *Losses* come from documents with known content (`throughput_probes`): lost/of how many.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.fidelity_measure import compare
from benchmarks.fidelity_reference import NoReference, reference_of
from benchmarks.measured_process import PROJECT
from benchmarks.throughput_probes import Probe, make_probes
from benchmarks.throughput_readers import (
    OURS,
    SANDBOXED,
    TO_CHUNKS,
    CannotRead,
    PeerProcess,
    Reader,
    peer_process,
    read_in_process,
    read_to_chunks,
    sandboxed_seconds,
)
from benchmarks.throughput_samples import REAL_FORMATS, WRITTEN_FORMATS, real_files, written_files

FORMATS = (*REAL_FORMATS, *WRITTEN_FORMATS)
MEGABYTE = 1_000_000
_FEWEST_REPEATS = 5
_HEAD_LINES = 2
_NOT_READ = "documents not read"


@dataclass(slots=True, kw_only=True)
class Row:
    """What one reader does with one format; `rates` are MB/s run by run, `losses` feature → (lost, total)."""

    suffix: str
    reader: str
    rates: list[float] = field(default_factory=list)
    missing_share: float | None = None
    losses: dict[str, tuple[int, int]] = field(default_factory=dict)
    remark: str = ""


def measure_format(suffix: str, paths: Sequence[Path], peers: Mapping[str, Reader], repeats: int) -> list[Row]:
    """Time every reader on the files of a format; readers that fail on one of them keep a remark."""
    readers = {OURS: read_in_process, TO_CHUNKS: read_to_chunks, **peers}
    rows = {name: Row(suffix=suffix, reader=name) for name in (OURS, TO_CHUNKS, SANDBOXED, *peers)}
    readable = [path for path in paths if _can_read(read_in_process, path, rows[OURS])]
    for name, reader in peers.items():
        if not all([_can_read(reader, path, rows[name]) for path in readable]):
            del readers[name]
    size = sum(path.stat().st_size for path in readable) / MEGABYTE
    for number in range(repeats if readable else 0):
        names = list(readers) if number % 2 else list(reversed(readers))
        for name in names:
            rows[name].rates.append(size / sum(readers[name](path).seconds for path in readable))
        rows[SANDBOXED].rates.append(size / sandboxed_seconds(readable))
    rows[OURS].remark = f"{len(readable)} files, {size:.2f} MB. {rows[OURS].remark}".strip()
    return list(rows.values())


def _can_read(reader: Reader, path: Path, row: Row) -> bool:
    try:
        reader(path)
    except CannotRead as reason:
        row.remark = f"{path.name}: {reason}"
        return False
    return True


def characters_missing(paths: Sequence[Path], readers: Mapping[str, Reader], room: Path) -> dict[str, float]:
    """Return per reader the share of the characters of the independent text that it lacks; all of a file it cannot read."""
    missing: defaultdict[str, int] = defaultdict(int)
    total: defaultdict[str, int] = defaultdict(int)
    for number, path in enumerate(paths):
        place = room / str(number)
        place.mkdir(parents=True, exist_ok=True)
        try:
            reference = reference_of(path, place)
        except NoReference:
            continue
        for name, reader in readers.items():
            try:
                text = reader(path).text
            except CannotRead:
                text = ""
            found = compare(text, reference.readings[:1])
            missing[name] += found.missing
            total[name] += found.characters
    return {name: missing[name] / total[name] for name in total}


def losses_of(probes: Sequence[Probe], reader: Reader) -> dict[str, tuple[int, int]]:
    """Return feature → (lost, total) over the probes of one format; files that cannot be read are counted as such."""
    losses: dict[str, tuple[int, int]] = {}
    for probe in probes:
        try:
            text = reader(probe.path).text
        except CannotRead:
            losses[_NOT_READ] = (losses.get(_NOT_READ, (0, 0))[0] + 1, len(probes))
            continue
        for check in probe.checks:
            lost, total = losses.get(check.feature, (0, 0))
            losses[check.feature] = (lost + check.lost(text), total + check.total)
    return losses


def measure_all(options: argparse.Namespace, peer: PeerProcess, folder: Path) -> Iterator[list[Row]]:
    """Measure format by format."""
    probe_folder, sample_folder = folder / "probes", folder / "samples"
    probe_folder.mkdir()
    sample_folder.mkdir()
    probes = list(make_probes(probe_folder))
    for suffix in options.formats or FORMATS:
        real = suffix in REAL_FORMATS
        paths = (
            real_files(options.corpora / "files", suffix)
            if real
            else written_files(options.corpora / "laws", suffix, sample_folder)
        )
        peers = {name: peer.reader(name) for name, suffixes in peer.readers.items() if suffix in suffixes}
        rows = measure_format(suffix, paths, peers, options.repeats)
        readers = {OURS: read_in_process, **peers}
        shares = characters_missing(paths, readers, folder / f"references{suffix}") if real else {}
        for row in rows:
            row.missing_share = shares.get(row.reader)
            if row.reader in readers:
                own = [probe for probe in probes if probe.path.suffix == suffix]
                row.losses = losses_of(own, readers[row.reader])
        yield rows


def lines_of(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the head and the rows of the printed table."""
    yield "| format | reader | MB/s | ours ÷ it | characters missing | losses in known documents | remark |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    ours = {row.suffix: row.rates for row in rows if row.reader == OURS}
    for row in rows:
        missing = "–" if row.missing_share is None else f"{100 * row.missing_share:.2f} %"
        lost = "; ".join(f"{feature} {count}/{total}" for feature, (count, total) in row.losses.items() if count)
        kept = "none" if row.losses and not lost else lost or "–"
        ratio = (
            "–" if row.reader == OURS else spread([a / b for a, b in zip(ours[row.suffix], row.rates, strict=False)])
        )
        yield f"| {row.suffix} | {row.reader} | {spread(row.rates)} | {ratio} | {missing} | {kept} | {row.remark[:120]} |"


def spread(values: Sequence[float]) -> str:
    """Return "median (smallest–largest)"."""
    if not values:
        return "cannot read"
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer-python", type=Path, default=Path(sys.executable))
    parser.add_argument("--repeats", type=int, default=_FEWEST_REPEATS)
    parser.add_argument("--format", action="append", dest="formats", choices=FORMATS)
    parser.add_argument("--corpora", type=Path, default=PROJECT.parent / "shared" / "corpora")
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, peer_process(options.peer_python) as peer:
        for name, reason in peer.absent.items():
            print(f"left out: {name}: {reason}")
        rows: list[Row] = []
        for some in measure_all(options, peer, Path(folder)):
            table = list(lines_of(some))
            print("\n".join(table[_HEAD_LINES:] if rows else table), flush=True)
            rows += some
        versions = dict(peer.versions)
    print(f"\nversions: {', '.join(f'{name} {version}' for name, version in versions.items() if version)}")
    if options.out:
        figures = {"python": platform.python_version(), "versions": versions, "rows": [asdict(row) for row in rows]}
        options.out.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
