"""Both projections together: they follow the catalogue, are checked against it, and are built anew when bad."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kb.catalog import Catalog
from kb.errors import ProjectionUnavailable
from kb.projections import ProjectionSet
from kb.projections.manifest import MANIFEST_NAME, count_removed, read_manifest
from kb.text import default_tokenizer
from kb.vectors.chroma_index import BATCH
from tests.builders import HashingEncoder, stored
from tests.kb.projections.conftest import ENCODER, FLOOD, MARKED, QUAKE, open_set, plan


def lexical_numbers(projections: ProjectionSet) -> set[int]:
    return projections.lexical_index()[0].chunk_nos()


def chunk_numbers(catalog: Catalog) -> set[int]:
    return set(catalog.chunk_table().chunk_no.tolist())


def health(projections: ProjectionSet) -> dict[str, bool]:
    return {finding.projection: finding.healthy for finding in projections.verify()}


def generations(data_path: Path) -> list[str]:
    return sorted(path.name for path in (data_path / "projections").iterdir() if path.is_dir())


def test_nothing_can_be_used_before_the_first_sync(projections: ProjectionSet) -> None:
    with pytest.raises(ProjectionUnavailable, match="尚未建立"):
        projections.lexical_index()
    assert projections.chroma_index() is None
    assert health(projections) == {"lexical": False, "vectors": False}


def test_sync_brings_both_in_step_and_reports_progress(
    catalog: Catalog, projections: ProjectionSet, tmp_path: Path
) -> None:
    steps: list[tuple[int, int]] = []
    projections.sync(lambda done, total: steps.append((done, total)))
    index, applied = projections.lexical_index()
    chroma = projections.chroma_index()
    assert applied == catalog.last_outbox_seq()
    assert index.chunk_nos() == chunk_numbers(catalog)
    assert chroma is not None
    assert chroma.chunk_nos() == chunk_numbers(catalog)
    assert steps[-1][0] == steps[-1][1]
    assert generations(tmp_path) == ["lexical-000001", "vectors-000001"]
    assert health(projections) == {"lexical": True, "vectors": True}


def test_a_removed_document_leaves_no_trace(catalog: Catalog, projections: ProjectionSet) -> None:
    projections.sync()
    words = default_tokenizer().query_words("紫檀木")
    assert len(projections.lexical_index()[0].search_words(words, 5)) == 1
    catalog.remove_document(MARKED.document_id)
    projections.sync()
    chroma = projections.chroma_index()
    assert projections.lexical_index()[0].search_words(words, 5) == []
    assert chroma is not None
    assert chroma.vectors([chunk.chunk_id for chunk in MARKED.chunks]) == {}
    assert lexical_numbers(projections) == chroma.chunk_nos() == chunk_numbers(catalog)


def test_a_replaced_document_is_exchanged_in_both(catalog: Catalog, projections: ProjectionSet) -> None:
    projections.sync()
    newer = plan("防汛预案", "发现堤防管涌立即鸣锣。", "储备沙袋五千条。", "转移低洼处居民。")
    catalog.replace_documents([stored(newer, ENCODER, removes=(FLOOD.document_id,))])
    projections.sync()
    chroma = projections.chroma_index()
    assert chroma is not None
    assert lexical_numbers(projections) == chroma.chunk_nos() == chunk_numbers(catalog)


def test_applying_the_outbox_again_changes_nothing(catalog: Catalog, projections: ProjectionSet) -> None:
    projections.sync()
    for name in ("lexical", "vectors"):
        catalog.save_projection_state(replace(catalog.projection_state(name), applied_seq=0))
    projections.sync()
    chroma = projections.chroma_index()
    assert chroma is not None
    assert projections.lexical_index()[0].count() == chroma.count() == len(chunk_numbers(catalog))


def test_chroma_is_not_offered_while_it_is_behind(catalog: Catalog, projections: ProjectionSet) -> None:
    projections.sync()
    assert projections.chroma_index() is not None
    catalog.remove_document(QUAKE.document_id)
    projections.sync_lexical()
    assert projections.chroma_index() is None
    projections.sync()
    assert projections.chroma_index() is not None


def test_a_stopped_sync_goes_on_where_it_was(catalog: Catalog, projections: ProjectionSet) -> None:
    projections.sync(should_stop=lambda: True)
    assert projections.chroma_index() is None
    assert not catalog.projection_state("vectors").writing
    projections.sync()
    chroma = projections.chroma_index()
    assert chroma is not None
    assert chroma.chunk_nos() == chunk_numbers(catalog)


def test_a_writer_that_died_while_writing_is_not_trusted(
    catalog: Catalog, projections: ProjectionSet, tmp_path: Path
) -> None:
    projections.sync()
    projections.close()
    catalog.save_projection_state(replace(catalog.projection_state("vectors"), writing=True))
    again = open_set(catalog, tmp_path)
    assert health(again)["vectors"] is False
    again.sync()
    chroma = again.chroma_index()
    assert chroma is not None
    assert chroma.chunk_nos() == chunk_numbers(catalog)
    assert generations(tmp_path) == ["lexical-000001", "vectors-000002"]
    again.close()


def damage_lexical(folder: Path) -> None:
    file = next(iter(folder.glob("*.idx")))
    file.write_bytes(file.read_bytes()[:-9] + b"x" * 9)


def forget_manifest(folder: Path) -> None:
    (folder.parent / MANIFEST_NAME).unlink()


@pytest.mark.parametrize("harm", [shutil.rmtree, damage_lexical, forget_manifest])
def test_a_bad_lexical_folder_is_found_and_replaced(
    catalog: Catalog, projections: ProjectionSet, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    projections.sync_lexical()
    projections.close()
    harm(tmp_path / "projections" / "lexical-000001")
    again = open_set(catalog, tmp_path)
    assert health(again)["lexical"] is False
    with pytest.raises(ProjectionUnavailable):
        again.lexical_index()
    again.sync_lexical()
    assert lexical_numbers(again) == chunk_numbers(catalog)
    assert generations(tmp_path) == ["lexical-000002"]
    again.close()


def remove_vectors(folder: Path) -> None:
    shutil.rmtree(folder)


def cut_sqlite(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"SQLite format 3\0")


def drop_seal(folder: Path) -> None:
    (folder / "seal.json").unlink()


@pytest.mark.parametrize("harm", [remove_vectors, cut_sqlite, drop_seal])
def test_a_bad_chroma_folder_is_replaced(
    catalog: Catalog, projections: ProjectionSet, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    projections.sync()
    projections.close()
    harm(tmp_path / "projections" / "vectors-000001")
    again = open_set(catalog, tmp_path)
    again.sync()
    chroma = again.chroma_index()
    assert chroma is not None
    assert chroma.chunk_nos() == chunk_numbers(catalog)
    again.close()


def test_rows_that_vanished_inside_chroma_are_noticed(
    catalog: Catalog, projections: ProjectionSet, tmp_path: Path
) -> None:
    projections.sync()
    chroma = projections.chroma_index()
    assert chroma is not None
    chroma.remove_document(QUAKE.document_id)
    assert health(projections) == {"lexical": True, "vectors": False}
    projections.rebuild("vectors")
    assert health(projections)["vectors"] is True
    assert read_manifest(tmp_path / "projections")["vectors"].generation == 2


def test_a_bloated_collection_is_built_anew(catalog: Catalog, projections: ProjectionSet, tmp_path: Path) -> None:
    projections.sync()
    count_removed(tmp_path / "projections", "vectors", BATCH)
    projections.sync()
    entry = read_manifest(tmp_path / "projections")["vectors"]
    chroma = projections.chroma_index()
    assert (entry.generation, entry.removed) == (2, 0)
    assert chroma is not None
    assert chroma.chunk_nos() == chunk_numbers(catalog)


def test_a_search_does_not_wait_for_a_long_sync(catalog: Catalog, projections: ProjectionSet) -> None:
    projections.sync_lexical()
    catalog.remove_document(QUAKE.document_id)
    seen: list[int] = []

    def from_another_thread(done: int, total: int) -> None:
        thread = threading.Thread(target=lambda: seen.append(projections.lexical_index()[0].count()))
        thread.start()
        thread.join(timeout=10)

    projections.sync_lexical(from_another_thread)
    assert seen == [len(chunk_numbers(catalog))]


def test_another_encoder_needs_another_generation(catalog: Catalog, projections: ProjectionSet, tmp_path: Path) -> None:
    projections.sync()
    projections.close()
    other = ProjectionSet(catalog, tmp_path, HashingEncoder(48), default_tokenizer(), writable=True)
    assert other.lexical_index()[0].count() == len(chunk_numbers(catalog))
    assert [finding.healthy for finding in other.verify()] == [True, False]
    other.close()


def test_a_reader_changes_nothing(catalog: Catalog, projections: ProjectionSet, tmp_path: Path) -> None:
    projections.sync_lexical()
    reader = open_set(catalog, tmp_path, writable=False)
    catalog.remove_document(MARKED.document_id)
    reader.sync()
    assert len(lexical_numbers(reader)) > len(chunk_numbers(catalog))
    with pytest.raises(ProjectionUnavailable, match="只读"):
        reader.rebuild("lexical")
    projections.sync_lexical()
    assert lexical_numbers(reader) == chunk_numbers(catalog)
    assert reader.chroma_index() is None
    assert generations(tmp_path) == ["lexical-000001"]


def test_an_unknown_projection_is_named(projections: ProjectionSet) -> None:
    with pytest.raises(ProjectionUnavailable, match="'words'"):
        projections.rebuild("words")


def forge_seal(data_path: Path) -> None:
    """Let the seal name a graph file that is not there: folder and seal differ."""
    (next((data_path / "projections").glob("vectors-*")) / "seal.json").write_text('{"x.bin": "1:0"}', encoding="ascii")


def test_files_that_changed_while_open_are_judged_by_what_they_find(projections: ProjectionSet, tmp_path: Path) -> None:
    projections.sync()
    forge_seal(tmp_path)
    assert health(projections)["vectors"]
    projections.close()
    assert health(projections)["vectors"], "the check left a seal that agrees"


def test_files_that_changed_while_nobody_had_them_open_are_damaged(projections: ProjectionSet, tmp_path: Path) -> None:
    projections.sync()
    projections.close()
    forge_seal(tmp_path)
    assert not health(projections)["vectors"]
