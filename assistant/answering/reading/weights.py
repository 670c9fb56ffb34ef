"""Weights of the signals of a unit and of a refusal, printed by `python -m training.reader.learn` (see its help)."""

from __future__ import annotations

UNIT_WEIGHTS: dict[str, float] = {
    "word_direct": 1.436,
    "pair_direct": -0.382,
    "pair_head": 0.076,
    "word_head": 3.439,
    "pair_chunk": 0.988,
    "synonym": -0.236,
    "cosine": 1.602,
    "standing": 0.738,
    "first": 0.055,
    "fits": 0.573,
    "misfit": -2.425,
    "amount": 1.135,
    "redacted": -0.084,
    "short": 0.387,
    "long": -0.003,
    "table": -0.259,
    "normative": -0.053,
    "announces": 0.419,
}

REFUSAL_WEIGHTS: dict[str, float] = {
    "bias": -4.277,
    "pair_direct": -0.431,
    "pair_head": 0.666,
    "pair_chunk": 1.434,
    "word_direct": 0.086,
    "word_head": 2.409,
    "cosine": 0.754,
    "best_cosine": -0.445,
    "margin": 0.397,
    "fits": 0.182,
    "misfit": 0.516,
    "amount": 0.015,
    "synonym": 0.827,
    "rarest_absent": 0.018,
    "length": 2.298,
}
