"""What must hold of a base whose writer was killed."""

from __future__ import annotations

import time
from pathlib import Path

from kb.catalog import Catalog
from kb.knowledge_base import KnowledgeBase
from kb.maintenance import verify
from kb.maintenance.verifying import document_problems
from kb.records import Question
from kb.settings import Settings
from tests.builders import HashingEncoder, original_of
from tests.crash.operations import SOURCES, State, apply, document_of, expected_after, operation

REOPEN_SECONDS = 5.0
LAST_SENTENCE = "压轴的一句：立即启动应急响应。"
ASKED = Question(text="压轴的一句", normalized="压轴的一句")


def state_after(seed: int, count: int, state: State | None = None, first: int = 0) -> State:
    """Return what operations first..count-1 make of a state."""
    for number in range(first, count):
        state = expected_after(state or {}, operation(seed, number))
    return state or {}


def open_base(data_path: Path) -> KnowledgeBase:
    """Open the base as its next writer."""
    return KnowledgeBase.open(Settings(data_path=data_path), HashingEncoder(16), writable=True)


def check_base(data_path: Path, place: str) -> State:
    """Check everything that must hold after a crash; return source → text."""
    began = time.monotonic()
    if not (data_path / "yubei.db").exists():
        return {}
    with open_base(data_path) as base:
        assert time.monotonic() - began < REOPEN_SECONDS, place
        catalog, originals = base.catalog, base.stored_originals
        assert catalog.damage() == [], place
        assert set(originals.stored()) == catalog.originals_in_use(), place
        assert list((data_path / "originals").glob("??/new-*")) == [], place
        found: State = {}
        for document_id in catalog.document_ids():
            document = catalog.document(document_id)
            assert list(document_problems(document)) == [], place
            assert document == document_of(document.source_uri, document.text), place
            assert originals.read(catalog.original_sha256(document_id)) == original_of(document), place
            assert document.source_uri not in found, place
            found[document.source_uri] = document.text
        check_products(catalog, place)
        return found


def check_products(catalog: Catalog, place: str) -> None:
    """Every source stands word for word in a stored document, or is flagged; never neither."""
    texts = {one: catalog.document(one).text for one in catalog.document_ids()}
    flagged = {(one.product_id, one.ordinal) for one in catalog.products.stale()}
    for product in catalog.products.products():
        for ordinal, one in enumerate(product.sources):
            stands = texts.get(one.document_id, "")[one.start : one.end] == one.quote
            assert stands or (product.product_id, ordinal) in flagged, place


def go_on(base: KnowledgeBase, seed: int, number: int) -> None:
    """Repeat the operation in flight, store one more document and find it."""
    apply(base, operation(seed, number))
    last = document_of("s0.txt", LAST_SENTENCE)
    former = [one.document_id for one in base.summaries() if one.source_uri == "s0.txt"]
    base.replace_documents([last], {last.document_id: original_of(last)}, removes={last.document_id: tuple(former)})
    assert base.search(ASKED)[0].chunk == last.chunks[0]
    assert len(base.summaries()) <= SOURCES


def finish(base: KnowledgeBase) -> None:
    """Let the indexes catch up, and check the base and them."""
    base.sync()
    assert base.search(ASKED)[0].chunk.text == LAST_SENTENCE
    problems = [one.message_zh for one in verify(base) if not one.healthy]
    assert problems == [], problems
