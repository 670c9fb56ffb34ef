"""Compare the metadata read from law texts with what their file names state.

    python -m benchmarks.metadata_check ../shared/corpora/laws [--show 20]

A file name of the collection is a short title and often a day: 突发事件应对法(2024-06-28).md. The text is read
without its file name, so the two are independent. The day should be the last one on which the text was adopted,
revised or issued. Many files of the collection carry a day that their text nowhere states (the gazette's, or that
of another edition); those say nothing about the reading and are counted apart.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ingest.metadata.dates import read_dates
from ingest.metadata.days import day_of_file_name, find_days
from ingest.metadata.head import head_lines
from ingest.metadata.title import read_title, title_of_file_name
from ingest.metadata.work import normalize_title
from ingest.parsers import markdown
from ingest.structure import build


def main() -> None:
    """Print the share of agreement and the disagreements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=20, help="how many disagreements to print of each kind")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    failures: dict[str, list[str]] = {}
    for path in _laws(arguments.folder):
        for field, verdict, detail in _compare(path):
            counts[f"{field}: {verdict}"] += 1
            if verdict == "differs":
                failures.setdefault(field, []).append(f"{path.name}: {detail}")
    _report(counts, failures, arguments.show)


def _laws(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.md")):
        if path.name not in ("_index.md", "README.md", "法律法规模版.md"):
            yield path


def _compare(path: Path) -> Iterator[tuple[str, str, str]]:
    parsed = markdown.parse(path.read_bytes(), path.name)
    structured = build(parsed)
    if not structured.text:
        return
    head = head_lines(structured)
    title, _ = read_title(head, structured.text, structured.title_line_count, parsed.title, "")
    expected = title_of_file_name(path.name)
    yield "title", "agrees" if _same_title(title, expected) else "differs", f"{title!r} / {expected!r}"
    stated = day_of_file_name(path.stem)
    if stated is None:
        return
    dates = read_dates(head, structured.text, "", has_articles=True)
    if dates.latest == stated:
        yield "date", "agrees", ""
    elif not any(found.day == stated for line in head for found in find_days(line.text)):
        yield "date", "not in the text", ""
    else:
        yield "date", "differs", f"{dates.latest} / {stated}"


def _same_title(read: str, expected: str) -> bool:
    """Short names count as equal: 《刑法修正案》 for 《中华人民共和国刑法修正案》, a part of a code for its part."""
    first, second = _comparable(read), _comparable(expected)
    return first == second or (first.endswith(second) and "典" in first)


def _comparable(title: str) -> str:
    return re.sub(r"\W", "", normalize_title(unicodedata.normalize("NFKC", title)))


def _report(counts: Counter[str], failures: dict[str, list[str]], show: int) -> None:
    for name, count in sorted(counts.items()):
        print(f"{name:40} {count:6}")
    for field in ("title", "date"):
        agreed, differs = counts[f"{field}: agrees"], counts[f"{field}: differs"]
        print(f"{field} agreement where both state it: {agreed}/{agreed + differs} = {agreed / (agreed + differs):.2%}")
        for line in failures.get(field, [])[:show]:
            print("   ", line)


if __name__ == "__main__":
    main()
