"""What is pending is scored from memory beside the index on disk."""

from __future__ import annotations

from kb.catalog import Catalog
from kb.projections import ProjectionSet
from kb.retrieval.lexical_search import Allowed, LexicalSearch, allowed_for
from kb.retrieval.snapshot import SnapshotKeeper
from kb.text import default_tokenizer
from tests.builders import stored
from tests.kb.retrieval.conftest import DOCUMENTS, ENCODER, FLOOD, plan

ANY = Allowed()


def test_the_overlay_holds_only_what_is_pending(catalog: Catalog, projections: ProjectionSet) -> None:
    keeper = SnapshotKeeper(catalog, ENCODER)
    search = LexicalSearch(catalog, projections, default_tokenizer())
    assert search.current(keeper.current()).index is None
    assert search.current(keeper.current()).overlay.count() == sum(len(one.chunks) for one in DOCUMENTS)

    projections.sync_lexical()
    applied = search.current(keeper.current())
    assert applied.index is not None
    assert applied.overlay.count() == 0

    added = plan("液氨泄漏预案", "关闭进料阀门。")
    catalog.replace_documents([stored(added, ENCODER)])
    view = search.current(keeper.current())
    assert view.pending == {added.document_id}
    assert view.overlay.count() == len(added.chunks)
    assert search.current(keeper.current()) is view


def test_idf_counts_both_parts(catalog: Catalog, projections: ProjectionSet) -> None:
    keeper = SnapshotKeeper(catalog, ENCODER)
    search = LexicalSearch(catalog, projections, default_tokenizer())
    before = search.current(keeper.current()).word_weight("管涌")
    projections.sync_lexical()
    assert search.current(keeper.current()).word_weight("管涌") == before
    catalog.replace_documents([stored(plan("管涌处置卡", "发现管涌先报告。", "管涌处倒滤。"), ENCODER)])
    assert search.current(keeper.current()).word_weight("管涌") < before


def test_an_index_that_failed_is_left_out(catalog: Catalog, projections: ProjectionSet) -> None:
    keeper = SnapshotKeeper(catalog, ENCODER)
    search = LexicalSearch(catalog, projections, default_tokenizer())
    projections.sync_lexical()
    assert search.current(keeper.current()).index is not None
    search.refuse("损坏")
    view = search.current(keeper.current())
    assert view.index is None
    assert [line.chunk_no for line in view.words(["管涌"], 5, Allowed(only=frozenset({FLOOD.document_id})))] != []


def test_the_shorter_way_to_say_a_mask() -> None:
    names = ("a", "b", "c", "d", "e")
    assert allowed_for(names, [True, False, False, False, False]) == Allowed(only=frozenset("a"))
    assert allowed_for(names, [True, True, True, True, False]) == Allowed(without=frozenset("e"))
    assert allowed_for(names, [True] * 5) == ANY
