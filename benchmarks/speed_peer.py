"""The peer of the speed comparison: a plain llama-index pipeline with the same encoder and Chroma behind it.

SimpleDirectoryReader, SentenceSplitter(512, 50), the encoder that Yubei ships as embedding model, and a Chroma
PersistentClient collection that gets ids, vectors, texts and the metadata llama-index needs to read its nodes back (what
its Chroma store writes); a query embeds the question and asks the collection for ten neighbours.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import chromadb
from llama_index.core import SimpleDirectoryReader
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import MetadataMode
from llama_index.core.vector_stores.utils import node_to_metadata_dict
from pydantic import PrivateAttr

from benchmarks.law_files import character_count, list_files, milliseconds, read_questions
from kb.encoders import open_encoder
from kb.settings import load_settings

CHUNK_TOKENS, OVERLAP_TOKENS = 512, 50
FILES_AT_ONCE = 100
ROWS_AT_ONCE = 2_000
WARM_UP = 3


class SharedEncoder(BaseEmbedding):
    """The encoder of Yubei as a llama-index embedding model."""

    _embedder: Any = PrivateAttr()

    def __init__(self) -> None:
        super().__init__(model_name="yubei", embed_batch_size=1024)
        self._embedder = open_encoder(load_settings())

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [row.tolist() for row in self._embedder.embed_passages(texts)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self._embedder.embed_queries([query])[0]]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def collection_of(data: Path) -> Any:
    """Open the collection; cosine, as with Yubei."""
    client = chromadb.PersistentClient(path=str(data))
    return client.get_or_create_collection("laws", metadata={"hnsw:space": "cosine"})


def fill(collection: Any, pipeline: IngestionPipeline, files: Sequence[Path]) -> int:
    """Split, embed and store; return how many chunks there are."""
    count = 0
    left = iter(files)
    while some := list(islice(left, FILES_AT_ONCE)):
        documents = SimpleDirectoryReader(input_files=[str(path) for path in some]).load_data()
        nodes = pipeline.run(documents=documents)
        for start in range(0, len(nodes), ROWS_AT_ONCE):
            rows = nodes[start : start + ROWS_AT_ONCE]
            collection.add(
                ids=[node.node_id for node in rows],
                embeddings=[node.embedding for node in rows],
                documents=[node.get_content(MetadataMode.NONE) for node in rows],
                metadatas=[node_to_metadata_dict(node, remove_text=True, flat_metadata=True) for node in rows],
            )
        count += len(nodes)
    return count


def query_seconds(collection: Any, encoder: SharedEncoder, questions: Sequence[str]) -> list[float]:
    """Return the time of embedding and asking, question by question."""
    seconds = []
    for question in [*questions[:WARM_UP], *questions]:
        began = time.perf_counter()
        collection.query(query_embeddings=[encoder.get_query_embedding(question)], n_results=10)
        seconds.append(time.perf_counter() - began)
    return seconds[WARM_UP:]


def main() -> None:
    """Fill, ask, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--laws", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--result", type=Path, required=True)
    options = parser.parse_args()
    files = list_files(options.laws, options.files)
    encoder, collection = SharedEncoder(), collection_of(options.data)
    splitter = SentenceSplitter(chunk_size=CHUNK_TOKENS, chunk_overlap=OVERLAP_TOKENS)
    splitter.split_text("预热。")  # its tokenizer is loaded on first use
    pipeline = IngestionPipeline(transformations=[splitter, encoder], disable_cache=True)
    began = time.perf_counter()
    chunk_count = fill(collection, pipeline, files)
    seconds = time.perf_counter() - began
    characters = character_count(files)
    figures = {
        "files": len(files),
        "characters": characters,
        "chunks": chunk_count,
        "searchable_seconds": round(seconds, 2),
        "characters_per_second": round(characters / seconds),
        "query": milliseconds(query_seconds(collection, encoder, read_questions(options.eval, options.questions))),
    }
    options.result.write_text(json.dumps(figures, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
