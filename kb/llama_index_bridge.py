"""Yubei's search as a llama-index retriever, for people who build their own pipeline on llama-index.

This file and the chat model adapter are the only ones that import llama_index. Nothing of its global
`Settings` is used, so no default model is looked up.
"""

from __future__ import annotations

from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from kb.knowledge_base import KnowledgeBase
from kb.records import STATUS_ZH, Evidence, Filters

# Metadata a prompt or an embedding model should not see: identifiers and offsets.
_NOT_FOR_MODELS = ["document_id", "chunk_id", "source_uri", "start", "end", "page", "rank"]


class YubeiRetriever(BaseRetriever):  # type: ignore[misc]  # llama_index is not followed by mypy
    """Retrieve the chunks of an open knowledge base as nodes.

    A node's id is the chunk id, its text the chunk's verbatim text, its metadata a citation: title, headings,
    legal standing on the filters' day, page, and `start`/`end` in the stored text of the document.
    """

    def __init__(self, base: KnowledgeBase, *, filters: Filters | None = None, top_k: int = 10) -> None:
        """Search `base`, which stays open and belongs to the caller."""
        self._base = base
        self._filters = filters or Filters()
        self._top_k = top_k
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        question = self._base.understand(query_bundle.query_str)
        found = self._base.search(question, self._filters, self._top_k)
        return [NodeWithScore(node=_node(one), score=one.score) for one in found]


def _node(evidence: Evidence) -> TextNode:
    document = evidence.document
    source = RelatedNodeInfo(node_id=document.document_id, metadata={"title": document.metadata.title})
    return TextNode(
        id_=evidence.chunk.chunk_id,
        text=evidence.chunk.text,
        metadata=_citation(evidence),
        excluded_embed_metadata_keys=list(_NOT_FOR_MODELS),
        excluded_llm_metadata_keys=list(_NOT_FOR_MODELS),
        relationships={NodeRelationship.SOURCE: source},
    )


def _citation(evidence: Evidence) -> dict[str, Any]:
    """Return what a citation needs; values are plain so that any vector store takes them."""
    chunk, document = evidence.chunk, evidence.document
    return {
        "title": document.metadata.title,
        "headings": " > ".join(chunk.heading_path),
        "standing": STATUS_ZH[document.standing],
        "document_number": document.metadata.document_number,
        "document_id": document.document_id,
        "chunk_id": chunk.chunk_id,
        "source_uri": document.source_uri,
        "start": chunk.start,
        "end": chunk.end,
        "page": chunk.page,
        "rank": evidence.rank,
    }
