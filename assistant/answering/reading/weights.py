"""Weights of the signals of a unit and of a refusal, printed by `python -m training.reader.learn` (see its help)."""

from __future__ import annotations

UNIT_WEIGHTS: dict[str, float] = {
    "word_direct": 0.615,
    "pair_direct": 0.868,
    "pair_head": 2.605,
    "word_head": 4.149,
    "pair_chunk": 0.668,
    "title": -2.068,
    "label": 1.794,
    "synonym": -0.084,
    "cosine": 2.921,
    "standing": 0.537,
    "first": 0.117,
    "fits": 1.635,
    "misfit": -1.465,
    "amount": 1.008,
    "redacted": -0.163,
    "short": 1.205,
    "long": 0.0,
    "table": -0.211,
    "normative": -0.026,
    "announces": 0.528,
}

REFUSAL_WEIGHTS: dict[str, float] = {
    "bias": -3.513,
    "pair_direct": 0.216,
    "pair_head": 0.71,
    "pair_chunk": 1.089,
    "word_direct": 0.035,
    "word_head": 1.5,
    "cosine": 1.067,
    "best_cosine": -0.059,
    "margin": 0.541,
    "fits": -0.024,
    "misfit": 0.546,
    "amount": -0.293,
    "synonym": -0.378,
    "rarest_absent": -0.018,
    "length": 1.695,
}
