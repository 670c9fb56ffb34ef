"""Weights of the signals of `answerability`, written by `python -m training.refusal.learn` (see its help)."""

from __future__ import annotations

REFUSE_BELOW = 0.375
GROUNDED_FROM = 0.830
BIAS = -2.613

REFUSAL_WEIGHTS: dict[str, float] = {
    "cosine": 1.258,
    "near": 0.601,
    "cosine_stands_out": 0.636,
    "margin": 0.770,
    "spoken": 0.000,
    "spoken_near": 0.703,
    "spoken_answer": 1.330,
    "spoken_found": 0.000,
    "rarest_absent_near": 0.000,
    "rarest_absent_found": 0.000,
    "focus_absent": -0.474,
    "focus_absent_found": -0.148,
    "unit_absent": -1.285,
    "amount_absent": -0.700,
    "quoted_absent": -0.398,
    "undefined": -0.467,
    "person_absent": -0.114,
    "place_nowhere": -0.772,
    "figure": -0.085,
    "phone": -0.077,
    "ruled": -0.053,
    "figure_spoken_near": 0.000,
    "figure_rarest_absent": -0.119,
}
