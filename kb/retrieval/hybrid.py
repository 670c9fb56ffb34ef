"""The product's retriever: words, bigrams and vectors over the documents that the filters allow."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from kb.catalog import Catalog
from kb.errors import ProjectionUnavailable
from kb.projections import ProjectionSet
from kb.protocols import Embedder, Reranker
from kb.records import AnswerKind, ChunkScore, DocumentSummary, Evidence, Filters, Question
from kb.retrieval.candidates import (
    LEXICAL_DEPTH,
    NAMED_DEPTH,
    POOL,
    Candidate,
    Lists,
    gather,
    numbers_of,
    union,
)
from kb.retrieval.filtering import allowed_documents, rows_of_places
from kb.retrieval.grouping import group_copies
from kb.retrieval.jurisdiction import Home, home_of
from kb.retrieval.learned_ranker import open_learned_ranker
from kb.retrieval.lexical_search import Allowed, LexicalSearch, LexicalView, allowed_for
from kb.retrieval.naming import chunks_of_clause, named_rows, title_key
from kb.retrieval.ranking import all_signals, as_evidence, trust_sayings, weighted_sum
from kb.retrieval.scored import ScoredChunk
from kb.retrieval.snapshot import Snapshot, SnapshotKeeper
from kb.retrieval.soft_matcher import Weigh, piece_weight
from kb.retrieval.terms import SearchTerms, search_terms, spoken_share
from kb.retrieval.vector_search import VectorSearch
from kb.text import Tokenizer
from kb.vectors.exact_index import FloatVector

SCOPES_KEPT = 32
FEW_DOCUMENTS = 3
EMBEDDED_TERMS = 3  # words per spoken phrase
SEARCH_THREADS = 4  # the indexes search without holding Python's lock
RERANKED = 24  # pieces that a cross-encoder reads; each costs it about as much as a sentence costs an encoder
TRIES = 3  # a search that meets a commit half-way starts again


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the filters leave of a snapshot.

    Attributes:
        mask: Over `snapshot.document_ids`.
        allowed: The same for the inverted index.
        title_keys: For names in questions; "" for documents that are not allowed.
        home: The asker's own place.
    """

    summaries: tuple[DocumentSummary, ...]
    mask: NDArray[np.bool_]
    allowed: Allowed
    title_keys: tuple[str, ...]
    home: Home


class Ranker(Protocol):
    """Scores the candidates of one question on the scale of the weighted sum of signals."""

    def scores(self, question: Question, scored: Sequence[ScoredChunk], weigh: Weigh) -> list[float]: ...


class HybridRetriever:
    """Retriever over catalogue and projections. Safe between threads.

    A document is found as soon as its transaction is committed: what a projection has not applied is scored
    from the catalogue, and a projection that fails is left out.
    """

    def __init__(
        self,
        catalog: Catalog,
        projections: ProjectionSet,
        embedder: Embedder,
        tokenizer: Tokenizer,
        *,
        vector_search: str = "auto",
        own_region: str = "",
        ranker: Ranker | Literal["shipped"] | None = "shipped",
        reranker: Reranker | None = None,
    ) -> None:
        """Take the parts.

        Args:
            vector_search: The setting of that name: auto, exact or chroma.
            own_region: The asker's own place; "" lets the base tell it, see `home_of`.
            ranker: The second stage; None leaves the order of the weighted signals.
            reranker: A model of the user's that has the last word on the best `RERANKED`.
        """
        self._catalog = catalog
        self._embedder = embedder
        self._tokenizer = tokenizer
        self._own_region = own_region
        self._snapshots = SnapshotKeeper(catalog, embedder)
        self._lexical = LexicalSearch(catalog, projections, tokenizer)
        self._vectors = VectorSearch(self._snapshots, projections, vector_search)
        self._threads = ThreadPoolExecutor(SEARCH_THREADS, thread_name_prefix="search")
        self._scopes: OrderedDict[tuple[int, date, Filters], Scope] = OrderedDict()
        self._ranker: Ranker | None = open_learned_ranker(embedder) if ranker == "shipped" else ranker
        self._reranker = reranker

    def retrieve(self, question: Question, filters: Filters, top_k: int) -> list[Evidence]:
        """Return at most `top_k` pieces of evidence, best first.

        `Evidence.parts` holds every signal by name; `words`, `bigrams`, `cosine` come from the searches.
        """
        found = self.candidates(question, filters)
        if not found:
            return []
        if self._ranker is None:
            scores = [weighted_sum(one.signals) for one in found]
        else:
            scores = self._ranker.scores(question, found, self.piece_weigher())
        evidence = as_evidence(found, scores)
        if self._reranker is not None:
            evidence = [*self._reranker.rerank(question, evidence[:RERANKED]), *evidence[RERANKED:]]
        return evidence[:top_k]

    def retrieve_distinct(self, question: Question, filters: Filters, top_k: int) -> list[Evidence]:
        """Return what `retrieve` does with a text that stands in several documents only once, see `group_copies`.

        A comparison gets every copy: it wants the same text from each side.
        """
        evidence = self.retrieve(question, filters, max(POOL, top_k))
        return (evidence if question.kind is AnswerKind.COMPARISON else group_copies(evidence))[:top_k]

    def candidates(self, question: Question, filters: Filters) -> list[ScoredChunk]:
        """Return every candidate with its signals, unordered; for ranking and for learning its weights."""
        for attempt in range(TRIES):
            try:
                return self._search(question, filters)
            except ProjectionUnavailable as error:
                self._lexical.refuse(error.message_zh)
            except LookupError:  # a commit came between two reads
                if attempt == TRIES - 1:
                    raise
        return self._search(question, filters)

    def word_weights(self, words: Sequence[str]) -> dict[str, float]:
        """Return the idf of each word over the whole base, 0 or more; rare words weigh most."""
        view = self._lexical.current(self._snapshots.current())
        return {word: view.word_weight(word) for word in words}

    def bigram_weights(self, bigrams: Sequence[str]) -> dict[str, float]:
        """Return the idf of each character pair over the whole base, 0 or more."""
        view = self._lexical.current(self._snapshots.current())
        return {bigram: view.bigram_weight(bigram) for bigram in bigrams}

    def piece_weigher(self) -> Weigh:
        """Return what gives the idf of a piece of the shipped encoder's vocabulary over the whole base."""
        view = self._lexical.current(self._snapshots.current())
        return lambda piece: piece_weight(piece, view.word_weight, view.bigram_weight)

    def lists(self, question: Question, filters: Filters) -> Lists:
        """Return the ranking lists of the single searches, for comparison."""
        snapshot = self._snapshots.current()
        scope = self._scope(snapshot, filters)
        view = self._lexical.current(snapshot)
        terms = search_terms(question, self._tokenizer, view)
        return self._lists(question, snapshot, scope, view, terms)[0]

    def _search(self, question: Question, filters: Filters) -> list[ScoredChunk]:
        snapshot = self._snapshots.current()
        scope = self._scope(snapshot, filters)
        if not scope.mask.any():
            return []
        view = self._lexical.current(snapshot)
        terms = search_terms(question, self._tokenizer, view)
        lists, cosines = self._lists(question, snapshot, scope, view, terms)
        if filters.region and not question.places:  # the duty desk's own place: its documents before those above it
            question = replace(question, places=(filters.region,))
        return self._read(question, terms, snapshot, scope, gather(lists, cosines))

    def _lists(
        self, question: Question, snapshot: Snapshot, scope: Scope, view: LexicalView, terms: SearchTerms
    ) -> tuple[Lists, dict[int, float]]:
        by_bigrams = self._threads.submit(view.bigrams, terms.lookup_bigrams, LEXICAL_DEPTH, scope.allowed)
        by_words = self._threads.submit(view.words, terms.lookup_words, LEXICAL_DEPTH, scope.allowed)
        by_names = self._threads.submit(view.words, terms.lookup_synonyms, NAMED_DEPTH, scope.allowed)
        by_said = self._threads.submit(view.words, terms.lookup_said, LEXICAL_DEPTH, scope.allowed)
        nearest = self._vectors.nearest(self._embed(question), snapshot, scope.mask)
        words, bigrams, other_names = by_words.result(), by_bigrams.result(), by_names.result()
        if rows := named_rows(question.document_names, scope.title_keys):
            inside = Allowed(only=frozenset(snapshot.document_ids[row] for row in rows))
            words = union(words, view.words(terms.lookup_words, NAMED_DEPTH, inside))
            bigrams = union(bigrams, view.bigrams(terms.lookup_bigrams, NAMED_DEPTH, inside))
        placed: list[ChunkScore] = []
        if near := rows_of_places(question.places, scope.summaries, scope.mask):
            inside = Allowed(only=frozenset(snapshot.document_ids[row] for row in near))
            placed = view.bigrams(terms.lookup_bigrams, NAMED_DEPTH, inside)
            bigrams = union(bigrams, placed)
        lists = Lists(
            words=self._present(words, snapshot, scope),
            bigrams=self._present(bigrams, snapshot, scope),
            vectors=nearest.ranking,
            other_names=self._present(other_names, snapshot, scope),
            said=self._present(by_said.result(), snapshot, scope),
            placed=self._present(placed, snapshot, scope),
            clause=self._clause(question, snapshot, rows or _few(scope.mask)),
        )
        numbers = numbers_of(lists)
        positions = snapshot.document_rows_of(numbers)
        named = frozenset(numbers[np.isin(positions, rows)].tolist()) if rows else frozenset()
        return replace(lists, named=named), nearest.cosines(numbers)

    def _embed(self, question: Question) -> FloatVector:
        """Return the direction between the question as asked and as the taxonomy would put it."""
        texts = list(dict.fromkeys((question.text, question.normalized)))
        weights = [1.0] * len(texts)
        if question.sayings:
            texts.append(_as_written(question))
            weights.append(spoken_share(question) ** 2)
        total: FloatVector = np.asarray(weights, np.float32) @ self._embedder.embed_queries(texts)
        length = np.linalg.norm(total)
        return total / length if length > 0 else total

    def _clause(self, question: Question, snapshot: Snapshot, rows: list[int]) -> tuple[int, ...]:
        if not question.clause or not rows:
            return ()
        return tuple(
            number
            for row in rows
            for number in chunks_of_clause(self._catalog, snapshot.document_ids[row], question.clause)
        )

    def _present(self, ranking: list[ChunkScore], snapshot: Snapshot, scope: Scope) -> list[ChunkScore]:
        """Leave out chunks the index still holds but the catalogue does not, and those the filters exclude."""
        if not ranking:
            return ranking
        numbers = np.array([line.chunk_no for line in ranking], dtype=np.int64)
        positions = snapshot.document_rows_of(numbers)
        kept = (positions >= 0) & scope.mask[positions]
        return [line for line, keep in zip(ranking, kept.tolist(), strict=True) if keep]

    def _scope(self, snapshot: Snapshot, filters: Filters) -> Scope:
        day = filters.as_of or date.today()
        key = (snapshot.seq, day, filters)
        scope = self._scopes.get(key)
        if scope is None:
            scope = self._read_scope(snapshot, day, filters)
            self._scopes[key] = scope
            while len(self._scopes) > SCOPES_KEPT:
                self._scopes.popitem(last=False)
        return scope

    def _read_scope(self, snapshot: Snapshot, day: date, filters: Filters) -> Scope:
        summaries = self._snapshots.summaries(snapshot, day)
        mask = allowed_documents(summaries, filters)
        keys = tuple(
            title_key(summary.metadata.title) if allowed else ""
            for summary, allowed in zip(summaries, mask.tolist(), strict=True)
        )
        allowed = allowed_for(snapshot.document_ids, mask.tolist())
        home = home_of(summaries, self._own_region)
        return Scope(summaries=summaries, mask=mask, allowed=allowed, title_keys=keys, home=home)

    def _read(
        self,
        question: Question,
        terms: SearchTerms,
        snapshot: Snapshot,
        scope: Scope,
        candidates: list[Candidate],
    ) -> list[ScoredChunk]:
        chunks = self._catalog.chunks([candidate.chunk_no for candidate in candidates])
        scored = []
        for candidate in candidates:
            chunk = chunks.get(candidate.chunk_no)
            row = snapshot.document_positions.get(chunk.document_id) if chunk is not None else None
            if chunk is None or row is None:
                continue
            document = scope.summaries[row]
            signals = all_signals(question, terms, candidate, chunk, document, scope.home)
            scored.append(ScoredChunk(chunk_no=candidate.chunk_no, chunk=chunk, document=document, signals=signals))
        return trust_sayings(scored, terms)


def _as_written(question: Question) -> str:
    """Return the words documents use for the spoken phrases of a question, as one more text to embed."""
    return " ".join(dict.fromkeys(term for saying in question.sayings for term in saying.means[:EMBEDDED_TERMS]))


def _few(mask: NDArray[np.bool_]) -> list[int]:
    """Return the allowed documents when they are so few that a clause number alone says which clause is meant."""
    rows: list[int] = np.flatnonzero(mask).tolist()
    return rows if len(rows) <= FEW_DOCUMENTS else []
