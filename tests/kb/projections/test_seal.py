"""Checksums over a finished folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import ProjectionUnavailable
from kb.projections.seal import INDEX_METADATA, check_seal, remove_seal, seal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as Chroma leaves it once its graph was saved."""
    graph = tmp_path / "vectors-000001" / "0a0a"
    graph.mkdir(parents=True)
    for name in ("data_level0.bin", "header.bin", "link_lists.bin", INDEX_METADATA):
        (graph / name).write_bytes(name.encode() * 50)
    (graph.parent / "chroma.sqlite3").write_bytes(b"sqlite")
    seal(graph.parent)
    return graph.parent


def test_an_untouched_folder_agrees(folder: Path) -> None:
    check_seal(folder)
    (folder / "chroma.sqlite3").write_bytes(b"sqlite looks after itself")
    check_seal(folder)


def test_every_kind_of_damage_is_found(folder: Path) -> None:
    graph = folder / "0a0a"
    for name in ("data_level0.bin", "header.bin", "link_lists.bin", INDEX_METADATA):
        whole = (graph / name).read_bytes()
        for damaged in (whole[:-1], bytes(len(whole)), whole + b"x", b""):
            (graph / name).write_bytes(damaged)
            with pytest.raises(ProjectionUnavailable, match="不符"):
                check_seal(folder)
        (graph / name).unlink()
        with pytest.raises(ProjectionUnavailable, match="不符"):
            check_seal(folder)
        (graph / name).write_bytes(whole)
    check_seal(folder)


def test_a_folder_without_a_seal_is_not_trusted(folder: Path) -> None:
    remove_seal(folder)
    with pytest.raises(ProjectionUnavailable, match="校验记录"):
        check_seal(folder)
    remove_seal(folder)
