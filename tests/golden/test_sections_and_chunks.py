"""Sources of many kinds against the sections and chunks they must give.

To accept a change on purpose: `python -m tests.golden.test_sections_and_chunks`, then read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.chunking import split
from ingest.parsers import markdown, text
from ingest.structure import build

FOLDER = Path(__file__).parent
SOURCES = sorted((FOLDER / "sources").iterdir())


def rendered(path: Path) -> str:
    """Show the section tree, then every chunk under its heading path."""
    parser = markdown if path.suffix == ".md" else text
    structured = build(parser.parse(path.read_bytes(), path.name))
    lines = [f"{'  ' * s.depth}{s.kind.value} {s.heading}".rstrip() for s in structured.sections]
    for chunk in split(structured, "0" * 32, path.stem):
        header = "" if chunk.header_span is None else f" +{chunk.header_span.start}-{chunk.header_span.end}"
        lines.append(f"\n--- {chunk.kind.value} {chunk.start}-{chunk.end}{header} {' > '.join(chunk.heading_path)}")
        lines.append(chunk.text)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_sections_and_chunks(path: Path) -> None:
    expected = (FOLDER / "expected" / f"{path.stem}.txt").read_text(encoding="utf-8")
    assert rendered(path) == expected


def test_every_expectation_has_a_source() -> None:
    assert {path.stem for path in (FOLDER / "expected").iterdir()} == {path.stem for path in SOURCES}


if __name__ == "__main__":
    for source in SOURCES:
        (FOLDER / "expected" / f"{source.stem}.txt").write_text(rendered(source), encoding="utf-8", newline="\n")
