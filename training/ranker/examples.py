"""Ask the product's first stage every question of a set and keep what the trees see of the candidates.

    python -m training.ranker.examples --set FOLDER --limit 2500 --half all --out WORK/regulations.npz

Evaluation sets give only the questions at even positions (``--half even``); the others stay unseen.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.passage_base import PassageBase, passage_base
from assistant.evaluation.passage_sets import load_set
from kb.encoders import SHIPPED_ENCODER_PATH
from kb.encoders.static_encoder import StaticEncoder
from kb.records import Filters
from kb.retrieval.learned_ranker import HEAD
from kb.retrieval.ranking import weighted_sum
from kb.retrieval.soft_matcher import COLUMNS, SoftMatcher
from training.ranker.kinds import token_kinds

SEED = 20261122


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """The candidates of many questions, one after another.

    Attributes:
        inputs: float32[candidates, len(COLUMNS)].
        linear: float64[candidates], the weighted sum of signals, falling within each question.
        relevant: bool[candidates].
        counts: int64[questions], candidates of each; a question without a relevant one is left out.
    """

    inputs: NDArray[np.float32]
    linear: NDArray[np.float64]
    relevant: NDArray[np.bool_]
    counts: NDArray[np.int64]

    @classmethod
    def load(cls, path: Path) -> Examples:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(**{name: stored[name] for name in ("inputs", "linear", "relevant", "counts")})

    def save(self, path: Path) -> None:
        """Write the arrays."""
        arrays: dict[str, Any] = {
            "inputs": self.inputs,
            "linear": self.linear,
            "relevant": self.relevant,
            "counts": self.counts,
        }
        np.savez(path, **arrays)


def collect(folder: Path, *, half: str, limit: int, seed: int) -> Examples:
    """Build a base of the set's passages and ask its questions.

    Args:
        half: "even" or "all".
        limit: Questions at most, drawn by `seed`.
    """
    found = load_set(folder)
    relevant = found.relevant
    questions = list(found.questions)[:: 2 if half == "even" else 1]
    if len(questions) > limit:
        random.Random(seed).shuffle(questions)
        questions = questions[:limit]
    encoder = StaticEncoder.open(SHIPPED_ENCODER_PATH)
    vocabulary = encoder.pieces(range(encoder.vocabulary_size))
    matcher = SoftMatcher(encoder, token_kinds(vocabulary))
    with passage_base(found.passages, encoder) as base:
        asked = [_ask(base, matcher, text, relevant[query_id]) for query_id, text in questions]
    return _joined([one for one in asked if one.relevant.any()])


def _ask(base: PassageBase, matcher: SoftMatcher, text: str, relevant: frozenset[str]) -> Examples:
    question = base.understand(text)
    scored = base.retriever.candidates(question, Filters())
    scored = sorted(scored, key=lambda one: -weighted_sum(one.signals))[:HEAD]
    linear = np.array([weighted_sum(one.signals) for one in scored])
    inputs = np.zeros((0, len(COLUMNS)), np.float32)
    if scored:
        inputs = matcher.inputs(question, scored, linear, base.retriever.piece_weigher())
    right = np.array([base.passage_of[one.chunk.chunk_id] in relevant for one in scored], np.bool_)
    return Examples(inputs=inputs, linear=linear, relevant=right, counts=np.array([len(scored)], np.int64))


def _joined(asked: Sequence[Examples]) -> Examples:
    return Examples(
        inputs=np.concatenate([one.inputs for one in asked]),
        linear=np.concatenate([one.linear for one in asked]),
        relevant=np.concatenate([one.relevant for one in asked]),
        counts=np.concatenate([one.counts for one in asked]),
    )


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, required=True, help="corpus.jsonl, queries.jsonl and qrels.tsv")
    parser.add_argument("--half", choices=("even", "all"), default="all")
    parser.add_argument("--limit", type=int, default=100_000, help="questions at most")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    examples = collect(given.set, half=given.half, limit=given.limit, seed=given.seed)
    examples.save(given.out)
    print(f"{given.out.name}: {len(examples.counts)} questions, {len(examples.linear)} candidates")


if __name__ == "__main__":
    main()
