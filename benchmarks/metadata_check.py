"""Check the metadata: dates and titles of laws, status of their versions, and the other corpora against marks.

    python -m benchmarks.metadata_check ../shared/corpora/laws [--show 20]
    python -m benchmarks.metadata_check --versions ../shared/corpora/laws
    python -m benchmarks.metadata_check --marks ../shared/corpora [--scans]

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

from benchmarks.metadata_marks import FIELDS, MarkFigures, check_marks
from benchmarks.metadata_versions import VersionFigures, check_versions
from ingest.metadata.dates import read_dates
from ingest.metadata.days import day_of_file_name, find_days
from ingest.metadata.head import head_lines
from ingest.metadata.title import read_title, title_of_file_name
from ingest.metadata.work import normalize_title
from ingest.parsers import markdown
from ingest.structure import build


def main() -> None:
    """Print the figures of one check and what disagrees."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=40, help="how many disagreements to print of each kind")
    parser.add_argument("--versions", action="store_true", help="status of laws in several versions, on every day")
    parser.add_argument("--marks", action="store_true", help="plans, reports, warnings, files against hand marks")
    parser.add_argument("--scans", action="store_true", help="with --marks: recognise scans, which takes minutes")
    arguments = parser.parse_args()
    if arguments.versions:
        _report_versions(check_versions(arguments.folder), arguments.show)
    elif arguments.marks:
        _report_marks(check_marks(arguments.folder, scans=arguments.scans), arguments.show)
    else:
        _check_laws(arguments.folder, arguments.show)


def _check_laws(folder: Path, show: int) -> None:
    counts: Counter[str] = Counter()
    failures: dict[str, list[str]] = {}
    for path in _laws(folder):
        for field, verdict, detail in _compare(path):
            counts[f"{field}: {verdict}"] += 1
            if verdict == "differs":
                failures.setdefault(field, []).append(f"{path.name}: {detail}")
    _report(counts, failures, show)


def _report_versions(figures: VersionFigures, show: int) -> None:
    right = figures.laws - len(figures.wrong)
    print(f"laws in several versions: {figures.laws}, files {figures.versions}, days of change {figures.days}")
    print(f"right on every day: {right}/{figures.laws} = {right / max(1, figures.laws):.2%}")
    for name, wrong in list(figures.wrong.items())[:show]:
        for one in wrong:
            print(f"    {name}: {one.path.name} from {one.day}: {one.found}, stated {one.expected}")


def _report_marks(figures: MarkFigures, show: int) -> None:
    print(f"{'':10} {'files':>6}", *(f"{field:>18}" for field in FIELDS))
    for folder, count in figures.files.items():
        print(f"{folder:10} {count:6}", *(f"{share(figures.agreed[folder, field], count):>18}" for field in FIELDS))
    total = sum(figures.files.values())
    sums = (sum(figures.agreed[folder, field] for folder in figures.files) for field in FIELDS)
    print(f"{'all':10} {total:6}", *(f"{share(agreed, total):>18}" for agreed in sums))
    for line in (*(f"not read here: {name}" for name in figures.skipped), *figures.wrong[:show]):
        print("   ", line)


def share(agreed: int, count: int) -> str:
    """Return a count of a total with its share."""
    return f"{agreed}/{count} {agreed / max(1, count):.1%}"


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
