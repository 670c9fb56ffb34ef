"""Rebuild indexes from the catalogue; exchange the encoder without losing the base."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kb.catalog import Catalog
from kb.errors import StoreLocked
from kb.knowledge_base import KnowledgeBase
from kb.maintenance import rebuild, reindex, verify
from kb.protocols import FloatMatrix
from kb.records import Question
from kb.settings import Settings
from tests.builders import HashingEncoder, make_document
from tests.kb.maintenance.conftest import DOCUMENTS, fill

QUESTION = Question(text="森林火灾多少分钟内启动响应", normalized="森林火灾多少分钟内启动响应")


class FailingEncoder(HashingEncoder):
    """Fails on the second batch, as a killed process would."""

    def embed_passages(self, texts: Sequence[str]) -> FloatMatrix:
        if self.embedded_count:
            raise KeyboardInterrupt
        return super().embed_passages(texts)


def test_a_rebuilt_base_finds_the_same(indexed_base: KnowledgeBase, settings: Settings) -> None:
    before = indexed_base.search(QUESTION)
    generations = {path.name for path in (settings.data_path / "projections").glob("*-0*")}
    rebuild(indexed_base)
    assert indexed_base.search(QUESTION) == before
    assert generations.isdisjoint(path.name for path in (settings.data_path / "projections").glob("*-0*"))
    assert [one for one in verify(indexed_base) if not one.healthy] == []


def test_rebuilding_returns_the_space_of_removed_documents(base: KnowledgeBase) -> None:
    bulky = tuple(make_document(f"第{n}份。\n" + "很长的正文。" * 2000, title=f"{n}") for n in range(20))
    fill(base, bulky)
    for one in bulky:
        base.remove_document(one.document_id)
    full = base.statistics().byte_count
    rebuild(base, names=("lexical",))
    assert base.statistics().byte_count < full / 2
    assert [one.document_id for one in base.summaries()] == [one.document_id for one in DOCUMENTS]


def test_reindexing_exchanges_the_encoder(base: KnowledgeBase, settings: Settings) -> None:
    base.close()
    other = HashingEncoder(32, name="other")
    steps: list[tuple[int, int]] = []
    assert reindex(settings, other, lambda done, total: steps.append((done, total))) == 6
    assert steps[-1] == (6, 6)
    with KnowledgeBase.open(settings, other, writable=True) as again:
        assert again.warnings == ()
        assert again.statistics().vector_counts == (("other-32", 6),)
        assert again.search(QUESTION)[0].chunk == DOCUMENTS[1].chunks[1]
        assert [one for one in verify(again) if not one.healthy] == []


def test_reindexing_with_the_same_encoder_embeds_nothing(base: KnowledgeBase, settings: Settings) -> None:
    base.close()
    assert reindex(settings, HashingEncoder()) == 0


def test_an_interrupted_reindex_goes_on_where_it_stopped(settings: Settings) -> None:
    many = tuple(make_document("\n".join(f"{n}之{m}" for m in range(40)), title=f"{n}") for n in range(40))
    with KnowledgeBase.open(settings, HashingEncoder(), writable=True) as base:
        fill(base, many)
    with pytest.raises(KeyboardInterrupt):
        reindex(settings, FailingEncoder(32, name="other"))
    with KnowledgeBase.open(settings, HashingEncoder(), writable=True) as base:
        assert base.warnings == ()
    total = 40 * 40
    with Catalog.open(settings.data_path, writable=False) as catalog:
        done = dict(catalog.statistics().vector_counts)["other-32"]
        assert 0 < done < total
    assert reindex(settings, HashingEncoder(32, name="other")) == total - done
    with Catalog.open(settings.data_path, writable=False) as catalog:
        assert catalog.encoder_ids() == {"other-32"}


def test_reindexing_waits_for_no_other_writer(base: KnowledgeBase, settings: Settings) -> None:
    with pytest.raises(StoreLocked):
        reindex(settings, HashingEncoder(32))
