"""Every bad file gets its named outcome and the batch goes on."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.loading import hash_file
from ingest.records import FoundFile, OutcomeCode
from ingest.sandbox import ParsedItem, ParserPool, WorkItem
from kb.errors import FileRefused
from tests.ingest.hostile.generate import bad_files
from tests.ingest.hostile.records import BadFile

FILES = bad_files()


def peak_kib() -> int:
    """Return the most memory this process ever held, 0 where the platform does not say."""
    if not sys.platform.startswith("linux"):
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.fixture(scope="module")
def peak_before() -> int:
    return peak_kib()


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory, peak_before: int) -> dict[str, tuple[str, str]]:
    """Parse all bad files and a good one at the end; name → (outcome, reason)."""
    folder = tmp_path_factory.mktemp("hostile")
    good = BadFile(name="good.txt", data="第一条 好文件仍然要入库。".encode(), outcomes=("added",))
    found: dict[str, tuple[str, str]] = {}
    items: list[WorkItem] = []
    for number, bad in enumerate([*FILES, good]):
        path = folder / bad.name
        path.write_bytes(bad.data)
        file = FoundFile(path=path, source_uri=path.as_posix(), byte_count=len(bad.data))
        try:
            items.append(WorkItem(number=number, file=file, document_id=hash_file(file)))
        except FileRefused as refusal:
            found[bad.name] = (refusal.outcome, refusal.message_zh)
    for item in ParserPool(2).parse(items, datetime(2026, 3, 1, tzinfo=UTC)):
        found[items_name(items, item)] = _outcome(item)
    return found


def items_name(items: list[WorkItem], result: ParsedItem) -> str:
    return next(item.file.path.name for item in items if item.number == result.number)


def _outcome(item: ParsedItem) -> tuple[str, str]:
    if item.document is None:
        return str(item.outcome), item.reason
    code = OutcomeCode.PARTIAL if item.document.warnings else OutcomeCode.ADDED
    return str(code), "".join(item.document.warnings)


def test_there_are_enough_kinds_and_their_names_differ() -> None:
    assert len(FILES) >= 60
    assert len({bad.name for bad in FILES}) == len(FILES)


@pytest.mark.parametrize("bad", FILES, ids=lambda bad: bad.name)
def test_bad_file_gets_its_outcome(bad: BadFile, outcomes: dict[str, tuple[str, str]]) -> None:
    outcome, reason = outcomes[bad.name]
    assert outcome in bad.outcomes, reason
    if outcome != "added":
        assert any("\u4e00" <= character <= "\u9fff" for character in reason)


def test_good_file_after_all_of_them_is_read(outcomes: dict[str, tuple[str, str]]) -> None:
    assert outcomes["good.txt"] == ("added", "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="peak memory in KiB is a Linux figure")
def test_the_parent_does_not_grow(outcomes: dict[str, tuple[str, str]], peak_before: int) -> None:
    assert len(outcomes) == len(FILES) + 1
    assert peak_kib() - peak_before < 200 * 1024  # the files are opened in the children, not here


def test_nothing_of_a_file_outside_its_folder_is_read(outcomes: dict[str, tuple[str, str]], tmp_path: Path) -> None:
    assert not any("root:" in reason for _, reason in outcomes.values())
