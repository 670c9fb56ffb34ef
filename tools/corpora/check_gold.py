"""Check that every gold span of the questions stands in its document.

Run: ``python tools/corpora/check_gold.py [--root DIR] [FILE ...]`` — prints one line per fault and exits with 1 if
there is any. Without files the three sets over ``corpora/`` are checked; ``--root`` names the folder that the
documents of other sets are relative to. A computed answer need not stand in its spans, all others must. Texts are compared without white space; a table row is read as its cells joined by ``|``.
"""

from __future__ import annotations

import argparse
import codecs
import html
import json
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.table import Table

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT / "corpora"
GOLD = ROOT / "benchmarks" / "gold"
QUESTIONS = tuple(GOLD / f"{name}_questions.jsonl" for name in ("sample", "colloquial", "heldout"))


def compact(text: str) -> str:
    """Return the text without white space."""
    return re.sub(r"\s+", "", text)


def _table_text(table: Table) -> str:
    lines = []
    for row in table.rows:
        cells = {id(cell._tc): cell.text for cell in row.cells}
        lines.append("|".join(cells.values()))
    return "\n".join(lines)


def _docx_text(path: Path) -> str:
    blocks = Document(str(path)).iter_inner_content()
    return "\n".join(_table_text(block) if isinstance(block, Table) else block.text for block in blocks)


def _pdf_text(path: Path) -> str:
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


@cache
def text_of(document: str, root: Path = CORPORA) -> str:
    """Return the compacted text of one document, named relative to `root`."""
    path = root / document
    if path.suffix == ".docx":
        return compact(_docx_text(path))
    if path.suffix == ".pdf":
        return compact(_pdf_text(path))
    text = _decoded(path.read_bytes())
    if path.suffix == ".html":
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return compact(text.replace("**", ""))


def _span_faults(row: dict[str, Any], root: Path) -> list[str]:
    spans = [(row["document"], row["quote"])]
    spans += [(span["document"], span["quote"]) for span in row.get("other_spans", [])]
    return [
        f"{row['id']}: not in {document}: {quote}"
        for document, quote in spans
        if not quote or compact(quote) not in text_of(document, root)
    ] + [
        f"{row['id']}: not a cell of {row['document']}: {cell}"
        for cell in row.get("row", [])
        if compact(cell) not in text_of(row["document"], root)
    ]


def _answer_faults(row: dict[str, Any]) -> list[str]:
    if row["kind"] == "computed":
        return [] if row["answers"] else [f"{row['id']}: computed but has no answer"]
    parts = [row["quote"], *row.get("row", []), *(span["quote"] for span in row.get("other_spans", []))]
    gold = compact("".join(parts))
    found = [compact(answer) in gold for answer in row["answers"]]
    covered = any(found) if row["match"] == "any" else bool(found) and all(found)
    return [] if covered else [f"{row['id']}: answers {row['answers']} are not in the gold span"]


def faults_of(row: dict[str, Any], root: Path = CORPORA) -> list[str]:
    """Return what is wrong with one question; empty when nothing is."""
    if row["kind"] == "unanswerable":
        return [f"{row['id']}: unanswerable but has a gold span"] if row["quote"] or row["answers"] else []
    return _span_faults(row, root) + _answer_faults(row)


def report(path: Path, root: Path) -> int:
    """Print the faults and the make-up of one set; return how many faults there are."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    faults = [fault for row in rows for fault in faults_of(row, root)]
    for key in ("id", "question"):
        faults += [f"twice: {value}" for value, n in Counter(row[key] for row in rows).items() if n > 1]
    print(f"{path.name}: {len(rows)} questions,", "no fault" if not faults else f"{len(faults)} faults")
    print("\n".join(faults), end="\n" if faults else "")
    for key in ("kind", "style"):
        print(" ", dict(Counter(row[key] for row in rows)))
    print(" ", dict(Counter(row["document"].split("/")[0] for row in rows)))
    return len(faults)


def main() -> int:
    """Check the named sets, or those over the project's corpora; return the exit status."""
    parser = argparse.ArgumentParser(description="Check that gold spans stand in their documents.")
    parser.add_argument("files", nargs="*", type=Path, default=list(QUESTIONS))
    parser.add_argument("--root", type=Path, default=CORPORA)
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return 1 if sum(report(path, options.root) for path in options.files) else 0


if __name__ == "__main__":
    raise SystemExit(main())
