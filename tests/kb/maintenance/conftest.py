"""A small base with two documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.records import Document
from kb.settings import Settings
from tests.builders import HashingEncoder, make_document, original_of

DOCUMENTS = (
    make_document("临澜市防汛应急预案\n接到报告后，应当在30分钟内启动Ⅱ级响应。\n相同的一句。", title="防汛预案"),
    make_document("临澜市森林火灾应急预案\n接到报告后，应当在20分钟内启动响应。\n相同的一句。", title="森林火灾预案"),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_path=tmp_path / "data")


@pytest.fixture
def base(settings: Settings) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(settings, HashingEncoder(), writable=True) as opened:
        fill(opened, DOCUMENTS)
        yield opened


@pytest.fixture
def indexed_base(base: KnowledgeBase) -> KnowledgeBase:
    """The same with both indexes built, which takes a second."""
    base.sync()
    return base


def fill(base: KnowledgeBase, documents: tuple[Document, ...]) -> None:
    """Store documents with their originals."""
    base.replace_documents(documents, {one.document_id: original_of(one) for one in documents})
