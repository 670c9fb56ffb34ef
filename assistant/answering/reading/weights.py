"""Weights of the signals of a unit and of a refusal, printed by `python -m training.reader.learn` (see its help)."""

from __future__ import annotations

UNIT_WEIGHTS: dict[str, float] = {
    "word_direct": 0.912,
    "pair_direct": 0.256,
    "pair_head": 2.089,
    "word_head": 4.499,
    "pair_chunk": 1.017,
    "title": -1.153,
    "label": 1.985,
    "synonym": 0.286,
    "cosine": 2.941,
    "standing": 0.413,
    "first": 0.103,
    "fits": 1.038,
    "misfit": -1.946,
    "amount": 1.016,
    "redacted": -0.004,
    "short": 1.086,
    "long": -0.006,
    "table": -0.278,
    "normative": -0.094,
    "announces": 0.454,
}

REFUSAL_WEIGHTS: dict[str, float] = {
    "bias": -2.883,
    "pair_direct": 0.051,
    "pair_head": 0.611,
    "pair_chunk": 1.185,
    "word_direct": 0.105,
    "word_head": 1.422,
    "cosine": 0.797,
    "best_cosine": -0.181,
    "margin": 0.332,
    "fits": 0.079,
    "misfit": -0.339,
    "amount": -0.304,
    "synonym": -0.599,
    "rarest_absent": -0.386,
    "length": 1.515,
}
