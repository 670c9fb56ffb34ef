"""A small base of plans for tests of whole answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant.answering.answerer import Answerer
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.records import Metadata
from kb.settings import load_settings
from tests.assistant.reading.test_answers import assembled


@contextmanager
def answering_from(path: Path, texts: Mapping[str, Metadata]) -> Iterator[Answerer]:
    """Open an answerer over a new base of these texts."""
    settings = load_settings(data_path=path)
    documents = [assembled(text, metadata) for text, metadata in texts.items()]
    originals = {one.document_id: text.encode() for one, text in zip(documents, texts, strict=True)}
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents(documents, originals)
        yield Answerer(base)
