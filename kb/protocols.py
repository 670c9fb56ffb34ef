"""The seams: what Yubei asks of the parts that can be exchanged.

Scores are higher-is-better everywhere; adapters convert distances and translate vendor exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kb.records import Chunk, ChunkScore, Evidence, Filters, Question

FloatMatrix = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors.

    `encoder_id` changes whenever equal text would give another vector.
    """

    @property
    def encoder_id(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Return shape (len(texts), dimension), rows of length 1 (all zero for text without tokens)."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return shape (len(texts), dimension), rows of length 1 (all zero for text without tokens)."""
        ...


class LexicalIndex(Protocol):
    """Inverted index over words and character bigrams of chunks; a projection of the catalogue."""

    def upsert(self, rows: Iterable[tuple[int, str, Chunk]]) -> None:
        """Add or replace (chunk_no, index_text, chunk); visible after `commit`."""
        ...

    def remove_document(self, document_id: str) -> None: ...

    def commit(self) -> None: ...

    def search_words(self, words: Sequence[str], top_k: int) -> list[ChunkScore]:
        """Rank by BM25 over words; best first."""
        ...

    def search_bigrams(self, bigrams: Sequence[str], top_k: int) -> list[ChunkScore]:
        """Rank by BM25 over character bigrams; best first."""
        ...

    def count(self) -> int: ...


class VectorIndex(Protocol):
    """Nearest-neighbour search by cosine over chunk vectors; a projection of the catalogue."""

    def upsert(self, rows: Iterable[tuple[int, str, str, NDArray[np.float32]]]) -> None:
        """Add or replace (chunk_no, chunk_id, document_id, vector)."""
        ...

    def remove_document(self, document_id: str) -> None: ...

    def search(self, vector: NDArray[np.float32], top_k: int) -> list[ChunkScore]: ...

    def count(self) -> int: ...


class Retriever(Protocol):
    """Finds evidence for an understood question among the documents the filters allow."""

    def retrieve(self, question: Question, filters: Filters, top_k: int) -> list[Evidence]: ...


class Reranker(Protocol):
    """Re-scores evidence for a question; returns new records, best first, ranks renumbered."""

    def rerank(self, question: Question, evidence: Sequence[Evidence]) -> list[Evidence]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyShape:
    """A JSON form for a reply, for models that can be held to one.

    Attributes:
        name: Of the form, in letters and underscores.
        schema: JSON schema of an object.
        system: What takes the place of the system text when the form is asked for.
    """

    name: str
    schema: Mapping[str, object]
    system: str


class ChatModel(Protocol):
    """A language model behind an OpenAI-compatible endpoint, or a scripted one in tests."""

    @property
    def model_id(self) -> str: ...

    def stream(self, system: str, user: str, shape: ReplyShape | None = None) -> Iterator[str]:
        """Yield pieces of the reply.

        Args:
            shape: A form to ask for; a model that cannot be held to one replies to `system` in words. The reader of
                the reply has to understand both.

        Raises:
            ChatUnavailable: The endpoint refused, stalled past its deadline, or sent nonsense.
        """
        ...
