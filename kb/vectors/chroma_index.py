"""The vector projection in Chroma. This is the only file that imports chromadb.

Chroma rewrites its graph files in place, without fsync, and answers wrongly but silently when they are
damaged; two processes on one folder lose vectors. So this adapter is opened only by the process that holds
the writer lock, its folder is a generation that can be thrown away, and `kb.projections` checks it by
searching for known vectors in a child process before trusting it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from kb.errors import ProjectionUnavailable
from kb.protocols import FloatMatrix
from kb.records import ChunkScore

COLLECTION = "chunks"
BATCH = 2_000  # vectors in one upsert; Chroma takes 5,461 at most
DELETE_BATCH = 200  # document ids in one `$in`; SQLite's variable limit is far above
Result = TypeVar("Result")
Row = tuple[int, str, str, NDArray[np.float32]]


class ChromaIndex:
    """VectorIndex in a folder, ids are chunk ids, space is cosine.

    Args:
        path: Folder of the generation.
        create: Make the collection when it is absent.

    Raises:
        ProjectionUnavailable: The folder cannot be opened, holds no such collection, or the
            collection was made with another space than cosine.
    """

    def __init__(self, path: Path, *, create: bool) -> None:
        self._path = path
        self._client: Any = None  # chromadb.ClientAPI
        self._collection: Any = self._guard(lambda: self._open(create))  # chromadb.Collection

    def upsert(self, rows: Iterable[Row]) -> None:
        """Add or replace (chunk_no, chunk_id, document_id, vector), in batches."""
        for batch in batches(rows, BATCH):
            self._guard(lambda batch=batch: self._upsert(batch))  # type: ignore[misc]

    def remove_document(self, document_id: str) -> None:
        """Delete every vector of the document; unknown ids are ignored."""
        self.remove_documents([document_id])

    def remove_documents(self, document_ids: Collection[str]) -> int:
        """Delete the vectors of several documents; return how many there were."""
        removed = 0
        for batch in batches(document_ids, DELETE_BATCH):
            removed += self._guard(lambda batch=batch: self._remove(batch))  # type: ignore[misc]
        return removed

    def search(self, vector: NDArray[np.float32], top_k: int) -> list[ChunkScore]:
        """Rank by cosine, nearest first; approximate, and the filters are the caller's."""
        if top_k <= 0 or not np.any(vector):
            return []
        return self._guard(lambda: self._search(vector, top_k))

    def vectors(self, chunk_ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the stored vectors of the ids it holds."""
        found = self._guard(lambda: self._collection.get(ids=list(chunk_ids), include=["embeddings"]))
        pairs = zip(found["ids"], found["embeddings"], strict=True)
        return {chunk_id: np.asarray(vector, dtype=np.float32) for chunk_id, vector in pairs}

    def count(self) -> int:
        """Return how many rows Chroma's tables hold. No sign of health: the graph may be damaged all the same."""
        return int(self._guard(lambda: self._collection.count()))

    def chunk_nos(self) -> set[int]:
        """Return the row number of every vector."""
        found = self._guard(lambda: self._collection.get(include=["metadatas"]))
        return {int(metadata["chunk_no"]) for metadata in found["metadatas"]}

    def close(self) -> None:
        """Release the files; needed before the folder can be removed on Windows."""
        client, self._client, self._collection = self._client, None, None
        if client is not None:
            self._guard(client.close)

    def _open(self, create: bool) -> Any:  # chromadb.Collection
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.config import Settings

        if not create and not (self._path / "chroma.sqlite3").is_file():
            raise ProjectionUnavailable(f"向量索引 {self._path.name} 不存在，检索改用逐条比对。")
        settings = Settings(anonymized_telemetry=False, allow_reset=False)
        self._client = chromadb.PersistentClient(path=str(self._path), settings=settings)
        if create:
            configuration: Any = {"hnsw": {"space": "cosine"}}
            collection = self._client.get_or_create_collection(
                COLLECTION, embedding_function=None, configuration=configuration
            )
        else:
            collection = self._client.get_collection(COLLECTION, embedding_function=None)
        space = collection.configuration["hnsw"]["space"]
        if space != "cosine":
            raise ProjectionUnavailable(f"向量索引 {self._path.name} 的距离是 {space}，不是 cosine，将重建。")
        return collection

    def _upsert(self, batch: Sequence[Row]) -> None:
        self._collection.upsert(
            ids=[chunk_id for _, chunk_id, _, _ in batch],
            embeddings=np.stack([vector for _, _, _, vector in batch]),
            metadatas=[{"chunk_no": chunk_no, "document_id": document_id} for chunk_no, _, document_id, _ in batch],
        )

    def _remove(self, document_ids: Sequence[str]) -> int:
        found = self._collection.get(where={"document_id": {"$in": list(document_ids)}}, include=[])
        for ids in batches(found["ids"], BATCH):
            self._collection.delete(ids=ids)
        return len(found["ids"])

    def _search(self, vector: NDArray[np.float32], top_k: int) -> list[ChunkScore]:
        query: FloatMatrix = np.asarray(vector, dtype=np.float32).reshape(1, -1)
        found = self._collection.query(query_embeddings=query, n_results=top_k, include=["metadatas", "distances"])
        pairs = zip(found["metadatas"][0], found["distances"][0], strict=True)
        scored = [ChunkScore(chunk_no=int(row["chunk_no"]), score=1.0 - float(distance)) for row, distance in pairs]
        return sorted(scored, key=lambda line: (-line.score, line.chunk_no))

    def _guard(self, action: Callable[[], Result]) -> Result:
        """Run a Chroma call and translate what it raises, panics of its Rust part included."""
        try:
            return action()
        except ProjectionUnavailable:
            raise
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            reason = (
                f"向量索引 {self._path.name} 不可用（{error}），检索改用逐条比对；可运行 yubei verify --repair 重建。"
            )
            raise ProjectionUnavailable(reason) from error


Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield lists of at most `size` items in order."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
