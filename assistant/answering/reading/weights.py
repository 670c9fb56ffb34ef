"""Weights of the signals of a unit and of a refusal, printed by `python -m training.reader.learn` (see its help)."""

from __future__ import annotations

UNIT_WEIGHTS: dict[str, float] = {
    "word_direct": 1.401,
    "pair_direct": -0.734,
    "pair_head": 0.276,
    "word_head": 3.45,
    "pair_chunk": 1.152,
    "synonym": 0.136,
    "cosine": 1.815,
    "standing": 0.622,
    "first": 0.105,
    "fits": 0.736,
    "misfit": -2.258,
    "amount": 1.268,
    "redacted": -0.055,
    "short": 0.195,
    "long": -0.015,
    "table": -0.395,
    "normative": -0.036,
    "announces": 0.477,
    "hazard": -0.186,
}

REFUSAL_WEIGHTS: dict[str, float] = {
    "bias": -4.142,
    "pair_direct": -0.561,
    "pair_head": 0.695,
    "pair_chunk": 1.541,
    "word_direct": -0.059,
    "word_head": 2.396,
    "cosine": 0.6,
    "best_cosine": -0.43,
    "margin": 0.451,
    "fits": 0.299,
    "misfit": 0.174,
    "amount": 0.023,
    "synonym": 0.818,
    "rarest_absent": -0.049,
    "length": 2.123,
}
