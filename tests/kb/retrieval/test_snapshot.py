"""Snapshots and vectors follow the catalogue without reading everything again."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from kb.catalog import Catalog
from kb.retrieval.snapshot import SnapshotKeeper
from tests.builders import stored
from tests.kb.retrieval.conftest import DOCUMENTS, ENCODER, FLOOD, QUAKE, plan


def test_a_snapshot_is_kept_until_something_is_committed(catalog: Catalog) -> None:
    keeper = SnapshotKeeper(catalog, ENCODER)
    first = keeper.current()
    assert keeper.current() is first
    assert set(first.document_ids) == {one.document_id for one in DOCUMENTS}
    catalog.remove_document(QUAKE.document_id)
    second = keeper.current()
    assert second.seq > first.seq
    assert QUAKE.document_id not in second.document_ids


def test_rows_of_known_and_unknown_chunks(catalog: Catalog) -> None:
    snapshot = SnapshotKeeper(catalog, ENCODER).current()
    numbers = np.array([snapshot.chunk_nos[3], 10**9, snapshot.chunk_nos[0]])
    assert snapshot.rows(numbers).tolist() == [3, -1, 0]
    owners = snapshot.document_rows_of(numbers)
    assert owners.tolist() == [snapshot.document_rows[3], -1, snapshot.document_rows[0]]


def test_vectors_are_brought_up_to_date_by_documents(catalog: Catalog) -> None:
    keeper = SnapshotKeeper(catalog, ENCODER)
    keeper.vectors(keeper.current())
    catalog.replace_documents([stored(plan("液氨泄漏预案", "关闭进料阀门。"), ENCODER, removes=(FLOOD.document_id,))])
    catalog.remove_document(QUAKE.document_id)
    snapshot = keeper.current()
    followed = keeper.vectors(snapshot)
    chunk_nos, matrix = catalog.vector_matrix(ENCODER.encoder_id)
    assert followed.chunk_nos.tolist() == chunk_nos.tolist() == snapshot.chunk_nos.tolist()
    assert followed.matrix.tolist() == matrix.tolist()


def test_many_changes_are_read_as_a_whole(catalog: Catalog) -> None:
    keeper = SnapshotKeeper(catalog, ENCODER)
    keeper.vectors(keeper.current())
    many = [stored(plan(f"第{number}号通知", f"通知内容{number}。"), ENCODER) for number in range(40)]
    catalog.replace_documents(many)
    snapshot = keeper.current()
    assert keeper.vectors(snapshot).chunk_nos.tolist() == snapshot.chunk_nos.tolist()


def test_summaries_stand_in_the_order_of_the_snapshot(catalog: Catalog) -> None:
    keeper = SnapshotKeeper(catalog, ENCODER)
    snapshot = keeper.current()
    for year in (2018, 2026):
        summaries = keeper.summaries(snapshot, date(year, 6, 1))
        assert tuple(one.document_id for one in summaries) == snapshot.document_ids


def test_a_document_removed_between_two_reads_is_noticed(catalog: Catalog) -> None:
    keeper = SnapshotKeeper(catalog, ENCODER)
    snapshot = keeper.current()
    catalog.remove_document(QUAKE.document_id)
    with pytest.raises(LookupError, match="removed while reading"):
        keeper.summaries(snapshot, date(2026, 6, 1))
