"""What the learned ranker sees of a question's candidates: token ids, idf weights, and features by column."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from kb.encoders.static_encoder import StaticEncoder, one_thread
from kb.records import AnswerKind, Chunk, Question
from kb.retrieval.scored import ScoredChunk
from kb.retrieval.soft_match import BODY, NAMES, NUMBER, TIME, FloatArray, QuestionTokens, soft_features

PASSAGE_CHARACTERS = 1200  # the rest of a longer chunk is not compared
TITLE_WITHIN = 60  # characters at the beginning of a chunk that may say the title already
TOKENS_KEPT = 4096  # chunks whose tokens are remembered; splitting costs most of this stage
NOWHERE = "\ue000\ue001"  # characters for private use: a word of no text
# Signals that the trees see; the others say where a document stands in the world, which no training set knows.
SEEN = ("words", "bigrams", "cosine", "word_cover", "bigram_cover", "window", "run", "length")
WANTED = {
    AnswerKind.NUMBER: NUMBER,
    AnswerKind.LIMIT: NUMBER | TIME,
    AnswerKind.DATE: NUMBER | TIME,
    AnswerKind.PHONE: NUMBER,
    AnswerKind.BODY: BODY,
}
COLUMNS = (*SEEN, *NAMES, *(f"less_{name}" for name in (*SEEN, *NAMES)), "less_linear")

Weigh = Callable[[str], float]
HeadAndBody = tuple[list[int], list[int]]


class SoftMatcher:
    """Compares a question with its candidates in the space of static vectors. Safe between threads."""

    def __init__(self, encoder: StaticEncoder, kinds: NDArray[np.uint8]) -> None:
        """Take the encoder and the kinds of all its tokens, see `soft_match`."""
        self._encoder = encoder
        self._kinds = kinds
        self._tokens: OrderedDict[str, HeadAndBody] = OrderedDict()
        self._guard = threading.Lock()

    def inputs(
        self, question: Question, scored: Sequence[ScoredChunk], linear: NDArray[np.float64], weigh: Weigh
    ) -> FloatArray:
        """Return shape (candidates, len(COLUMNS)): each feature, then how far it is behind the question's best.

        Args:
            scored: In the order of their weighted sums, `linear`.
            weigh: Piece of the encoder's vocabulary → its idf over the base.
        """
        seen = np.array([[one.signals[name] for name in SEEN] for one in scored], np.float32)
        own = np.hstack((seen, self._soft(question, scored, weigh)))
        behind = (linear - linear.max()).astype(np.float32)
        return np.hstack((own, own - own.max(axis=0, keepdims=True), behind[:, None]))

    def _soft(self, question: Question, scored: Sequence[ScoredChunk], weigh: Weigh) -> FloatArray:
        asked = list(dict.fromkeys(self._encoder.tokens([question.text])[0]))
        tokens = QuestionTokens(
            ids=np.array(asked, np.int64),
            weights=np.array([weigh(piece) for piece in self._encoder.pieces(asked)], np.float32),
            wanted=WANTED.get(question.kind, 0),
        )
        parts = self._parts(scored)
        with one_thread():
            passages = [[*head, *body] for head, body in parts]
            return soft_features(tokens, passages, [head for head, _ in parts], self._encoder, self._kinds)

    def _parts(self, scored: Sequence[ScoredChunk]) -> list[HeadAndBody]:
        keys = [one.chunk.content_hash for one in scored]
        with self._guard:
            known = {key: self._tokens[key] for key in keys if key in self._tokens}
        missing = {key: one for key, one in zip(keys, scored, strict=True) if key not in known}
        texts = [head_and_body(one.document.metadata.title, one.chunk) for one in missing.values()]
        split = self._encoder.tokens([part for pair in texts for part in pair])
        known.update(zip(missing, zip(split[::2], split[1::2], strict=True), strict=True))
        with self._guard:
            for key in keys:
                self._tokens[key] = known[key]
                self._tokens.move_to_end(key)
            while len(self._tokens) > TOKENS_KEPT:
                self._tokens.popitem(last=False)
        return [known[key] for key in keys]


def head_and_body(title: str, chunk: Chunk) -> tuple[str, str]:
    """Return title and headings, "" where the chunk begins with the title, and the text of a chunk."""
    body = chunk.text[:PASSAGE_CHARACTERS]
    headings = [heading for heading in chunk.heading_path if heading and heading not in (title, body[: len(heading)])]
    own_title = [] if title in body[:TITLE_WITHIN] else [title]
    return " ".join((*own_title, *headings)), body


def piece_weight(piece: str, word_weight: Weigh, bigram_weight: Weigh) -> float:
    """Return the idf of a piece of the encoder's vocabulary over a base that was cut into words another way.

    A piece that is no word there weighs as much as its rarest pair of characters.
    """
    weight = word_weight(piece)
    if len(piece) < 2 or weight < word_weight(NOWHERE):
        return weight
    return max(bigram_weight(piece[at : at + 2]) for at in range(len(piece) - 1))
