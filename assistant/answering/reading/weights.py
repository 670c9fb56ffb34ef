"""Weights of the signals of a unit and of a refusal, printed by `python -m training.reader.learn` (see its help)."""

from __future__ import annotations

UNIT_WEIGHTS: dict[str, float] = {
    "word_direct": 1.102,
    "pair_direct": -0.062,
    "pair_head": 1.975,
    "word_head": 4.645,
    "pair_chunk": 0.956,
    "title": -0.773,
    "label": 2.379,
    "synonym": 0.636,
    "cosine": 2.699,
    "standing": 0.574,
    "first": 0.051,
    "fits": 0.831,
    "misfit": -2.292,
    "amount": 1.095,
    "redacted": -0.003,
    "short": 0.996,
    "long": -0.006,
    "table": -0.217,
    "normative": -0.258,
    "announces": 0.565,
}

REFUSAL_WEIGHTS: dict[str, float] = {
    "bias": -2.922,
    "pair_direct": -0.239,
    "pair_head": 0.561,
    "pair_chunk": 1.242,
    "word_direct": 0.083,
    "word_head": 1.58,
    "cosine": 0.768,
    "best_cosine": -0.117,
    "margin": 0.365,
    "fits": 0.012,
    "misfit": -0.363,
    "amount": -0.293,
    "synonym": -0.163,
    "rarest_absent": -0.354,
    "length": 1.475,
}
