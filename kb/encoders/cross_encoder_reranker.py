"""A cross-encoder that the user installed, such as bge-reranker, as a Reranker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from kb.encoders.sentence_transformer_encoder import load_cross_encoder
from kb.index_text import index_text
from kb.records import Evidence, Question

_PAIRS_AT_ONCE = 16
_PASSAGE_CHARACTERS = 1200


class CrossEncoderReranker:
    """Reads question and passage together, every pair with the whole model: exact, and slow without a GPU."""

    def __init__(self, model: Any) -> None:
        self._model = model  # Any: the vendor's class stays inside its adapter

    @classmethod
    def open(cls, folder: Path) -> CrossEncoderReranker:
        """Load the model of a local folder.

        Raises:
            EncoderUnavailable: See `load_cross_encoder`.
        """
        return cls(load_cross_encoder(folder))

    def rerank(self, question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
        """Return the evidence in the model's order, the scores it came with dealt out anew, the best first.

        So scores stay on the scale that reading and refusing were set to; the model's own stands in
        `Evidence.parts` as `cross_encoder`.
        """
        if not evidence:
            return []
        pairs = [(question.text, _passage(one)) for one in evidence]
        found = np.asarray(self._model.predict(pairs, batch_size=_PAIRS_AT_ONCE, show_progress_bar=False), np.float64)
        order = np.argsort(-found.reshape(len(evidence), -1)[:, -1], kind="stable")
        scores = sorted((one.score for one in evidence), reverse=True)
        return [
            replace(
                evidence[place],
                rank=rank,
                score=score,
                parts=(*evidence[place].parts, ("cross_encoder", float(found.reshape(len(evidence), -1)[place, -1]))),
            )
            for rank, (place, score) in enumerate(zip(order.tolist(), scores, strict=True), start=1)
        ]


def _passage(one: Evidence) -> str:
    return index_text(one.document.metadata.title, one.chunk.heading_path, one.chunk.text)[:_PASSAGE_CHARACTERS]
