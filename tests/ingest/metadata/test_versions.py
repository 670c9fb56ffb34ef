"""Laws that the shared collection holds in two versions, from their files to their standing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest import metadata
from ingest.parsers import markdown
from ingest.structure import build
from kb.records import DocumentStatus
from kb.standing import VersionFacts, standings_on


def facts(path: Path) -> VersionFacts:
    parsed = markdown.parse(path.read_bytes(), path.name)
    known = metadata.read(build(parsed), parsed, path.name)
    return VersionFacts.of(path.stem, metadata.work_id(known), known, approved=True)


@pytest.mark.parametrize(
    ("day", "old", "new"),
    [
        (date(2007, 10, 31), DocumentStatus.NOT_YET, DocumentStatus.NOT_YET),
        (date(2007, 11, 1), DocumentStatus.IN_FORCE, DocumentStatus.NOT_YET),
        (date(2024, 10, 31), DocumentStatus.IN_FORCE, DocumentStatus.NOT_YET),
        (date(2024, 11, 1), DocumentStatus.SUPERSEDED, DocumentStatus.IN_FORCE),
    ],
)
def test_emergency_response_law_of_2007_and_2024(
    shared_dir: Path, day: date, old: DocumentStatus, new: DocumentStatus
) -> None:
    folder = shared_dir / "corpora" / "laws" / "行政法"
    versions = [facts(folder / f"突发事件应对法({year}).md") for year in ("2007-08-30", "2024-06-28")]
    standings = standings_on(day, versions)
    assert [standings[one.document_id].status for one in versions] == [old, new]


def test_a_new_law_retires_the_rule_its_last_clause_names(shared_dir: Path) -> None:
    folder = shared_dir / "corpora" / "laws"
    new = facts(next(folder.rglob("监察法(2018-03-20).md")))
    old = VersionFacts(document_id="old", work_id="old", title="中华人民共和国行政监察法", issued_on=date(1997, 5, 9))
    assert standings_on(date(2018, 3, 19), [new, old])["old"].status is DocumentStatus.IN_FORCE
    assert standings_on(date(2018, 3, 21), [new, old])["old"].status is DocumentStatus.REPEALED
