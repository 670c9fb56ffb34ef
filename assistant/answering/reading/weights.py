"""Weights of the signals of a unit and of a refusal, printed by `python -m training.reader.learn` (see its help)."""

from __future__ import annotations

UNIT_WEIGHTS: dict[str, float] = {
    "word_direct": 1.327,
    "pair_direct": -0.596,
    "pair_head": 0.184,
    "word_head": 3.45,
    "pair_chunk": 1.024,
    "synonym": -0.43,
    "cosine": 1.624,
    "standing": 1.087,
    "first": 0.04,
    "fits": 0.589,
    "misfit": -2.497,
    "amount": 1.095,
    "redacted": -0.104,
    "short": 0.357,
    "long": -0.007,
    "table": -0.296,
    "normative": -0.02,
    "announces": 0.5,
}

REFUSAL_WEIGHTS: dict[str, float] = {
    "bias": -6.53,
    "pair_direct": -0.134,
    "pair_head": 0.805,
    "pair_chunk": -0.11,
    "word_direct": -0.441,
    "word_head": 1.168,
    "cosine": 0.229,
    "best_cosine": -0.855,
    "margin": 0.392,
    "fits": 0.241,
    "misfit": 0.0,
    "amount": 0.094,
    "synonym": -0.14,
    "rarest_absent": -0.02,
    "retrieval": 2.106,
    "length": 2.031,
}
