from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.numbering_check import SET_UPS, compare, compare_walks, our_lines
from ingest.parsers.libreoffice import program
from tests.ingest.parsers.numbering_setups import SetUp


def test_there_are_many_set_ups_and_most_need_no_excuse() -> None:
    assert len(SET_UPS) >= 90
    assert len({(set_up.name, set_up.expected) for set_up in SET_UPS}) == len(SET_UPS)
    assert sum(not set_up.departs for set_up in SET_UPS) >= 50


@pytest.mark.parametrize("set_up", SET_UPS, ids=lambda set_up: set_up.name)
def test_numbers_are_those_word_prints(set_up: SetUp) -> None:
    assert our_lines(set_up) == set_up.expected


@pytest.mark.skipif(not program(), reason="LibreOffice is not installed")
def test_libreoffice_prints_the_same_or_departs_as_stated(tmp_path: Path) -> None:
    compared = compare(SET_UPS, tmp_path, seconds=60)
    assert [item.set_up.name for item in compared if item.verdict in ("wrong", "unexplained")] == []
    assert sum(item.verdict == "agree" for item in compared) >= 50


@pytest.mark.skipif(not program(), reason="LibreOffice is not installed")
def test_random_documents_read_as_in_libreoffice(tmp_path: Path) -> None:
    walks = compare_walks(60, tmp_path, seconds=60)
    assert [item.seed for item in walks if item.ours != item.theirs] == []
    assert sum(len(item.ours) for item in walks) > 1000
