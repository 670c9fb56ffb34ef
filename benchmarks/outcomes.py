"""What becomes of every file of the shared corpora.

    python -m benchmarks.outcomes [--corpora DIR] [--data DIR] [--files N] [--out FILE]

Ingests the folders one after the other into one base, prints the count of each outcome per folder and names every
file that did not become searchable with its reason.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.wiring import open_workbench
from benchmarks.measured_process import PROJECT
from ingest import pipeline
from ingest.records import OUTCOME_ZH, SEARCHABLE_OUTCOMES, FileOutcome, OutcomeCode
from kb.settings import load_settings

FOLDERS = ("laws", "plans", "reports", "warnings", "files")
RESULTS = PROJECT / "benchmarks" / "results" / "outcomes.json"


def ingest_folders(corpora: Path, data: Path, limit: int) -> dict[str, list[FileOutcome]]:
    """Ingest each folder; return its outcomes in the order of its files."""
    settings = load_settings(data_path=data)
    outcomes: dict[str, list[FileOutcome]] = {}
    with open_workbench(settings, writable=True, purpose="benchmarks.outcomes") as workbench:
        for name in FOLDERS:
            folder = corpora / name
            paths = [folder] if not limit else sorted(path for path in folder.rglob("*") if path.is_file())[:limit]
            began = time.perf_counter()
            outcomes[name] = pipeline.ingest(workbench.kb, paths, settings)
            print(f"{name}: {len(outcomes[name])} files, {time.perf_counter() - began:.1f} s", flush=True)
    return outcomes


def not_searchable(outcomes: Sequence[FileOutcome]) -> list[FileOutcome]:
    """Return the files that cannot be found, in their order."""
    return [one for one in outcomes if one.code not in SEARCHABLE_OUTCOMES]


def table(outcomes: dict[str, list[FileOutcome]]) -> str:
    """Return counts per folder and code as a Markdown table."""
    counts = {name: Counter(one.code for one in some) for name, some in outcomes.items()}
    codes = [code for code in OutcomeCode if any(count[code] for count in counts.values())]
    head = ["文件夹", "文件", "可检索", *(OUTCOME_ZH[code] for code in codes)]
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join(['---'] * len(head))} |"]
    for name, some in outcomes.items():
        cells = [name, str(len(some)), str(len(some) - len(not_searchable(some)))]
        lines.append(f"| {' | '.join([*cells, *(str(counts[name][code]) for code in codes)])} |")
    return "\n".join(lines)


def figures(outcomes: dict[str, list[FileOutcome]], corpora: Path) -> dict[str, object]:
    """Return counts per folder, and the files that cannot be found with their reasons."""
    root = corpora.resolve().as_posix() + "/"
    return {
        "counts": {name: dict(Counter(one.code.value for one in some)) for name, some in outcomes.items()},
        "not_searchable": [
            {
                "file": Path(one.source_uri).resolve().as_posix().removeprefix(root),
                "outcome": one.code.value,
                "reason": one.reason,
            }
            for some in outcomes.values()
            for one in not_searchable(some)
        ],
    }


def main(arguments: list[str] | None = None) -> None:
    """Ingest, print, write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=PROJECT.parent / "shared" / "corpora")
    parser.add_argument("--data", type=Path, help="keep the base here; a temporary one otherwise")
    parser.add_argument("--files", type=int, default=0, help="files per folder; 0 means all")
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        outcomes = ingest_folders(options.corpora, options.data or Path(folder), options.files)
    print(table(outcomes))
    for some in outcomes.values():
        for one in not_searchable(some):
            print(f"- {OUTCOME_ZH[one.code]}: {one.source_uri}: {one.reason}")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures(outcomes, options.corpora), ensure_ascii=False, indent=2)
    options.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
