"""The part of the Chroma index that is its own: reopening, refusing what is wrong."""

from __future__ import annotations

from pathlib import Path

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings

from kb.errors import ProjectionUnavailable
from kb.vectors import ChromaIndex
from kb.vectors.chroma_index import COLLECTION

ROWS = [(number, f"{number:032x}:0-9", f"{number:032x}", np.eye(8, dtype=np.float32)[number]) for number in range(8)]


def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    index = ChromaIndex(tmp_path / "a", create=True)
    index.upsert(ROWS)
    index.close()
    again = ChromaIndex(tmp_path / "a", create=False)
    assert again.chunk_nos() == set(range(8))
    assert [line.chunk_no for line in again.search(ROWS[3][3], 1)] == [3]
    assert again.vectors([ROWS[2][1], "unknown"]).keys() == {ROWS[2][1]}
    again.close()


def test_several_documents_go_at_once(tmp_path: Path) -> None:
    index = ChromaIndex(tmp_path / "a", create=True)
    index.upsert(ROWS)
    assert index.remove_documents([ROWS[1][2], ROWS[2][2], "unknown"]) == 2
    assert index.chunk_nos() == {0, 3, 4, 5, 6, 7}
    index.close()


def test_a_folder_without_a_collection_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectionUnavailable, match="不存在"):
        ChromaIndex(tmp_path / "a", create=False)
    assert not (tmp_path / "a").exists()


def test_a_collection_of_another_distance_is_refused(tmp_path: Path) -> None:
    client = chromadb.PersistentClient(path=str(tmp_path / "a"), settings=Settings(anonymized_telemetry=False))
    client.create_collection(COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "l2"}})
    client.close()
    with pytest.raises(ProjectionUnavailable, match="cosine"):
        ChromaIndex(tmp_path / "a", create=True)


def test_a_closed_index_says_so_instead_of_failing_raw(tmp_path: Path) -> None:
    index = ChromaIndex(tmp_path / "a", create=True)
    index.close()
    with pytest.raises(ProjectionUnavailable, match="不可用"):
        index.search(ROWS[0][3], 1)
