"""Weights of the signals of `answerability`, written by `python -m training.refusal.learn` (see its help)."""

from __future__ import annotations

REFUSE_BELOW = 0.398
GROUNDED_FROM = 0.460
BIAS = -2.139

REFUSAL_WEIGHTS: dict[str, float] = {
    "cosine": 0.997,
    "near": 0.516,
    "cosine_stands_out": 0.646,
    "margin": 0.388,
    "spoken": 0.418,
    "spoken_near": 0.575,
    "spoken_answer": 0.535,
    "spoken_found": 0.252,
    "rarest_absent_near": -0.091,
    "rarest_absent_found": 0.000,
    "focus_absent": -0.223,
    "focus_absent_found": -0.028,
    "unit_absent": -0.495,
    "amount_absent": -0.590,
    "quoted_absent": 0.000,
    "undefined": 0.000,
    "person_absent": 0.000,
    "place_nowhere": -0.229,
    "figure": -0.012,
    "phone": 0.198,
    "ruled": -0.089,
    "figure_spoken_near": 0.105,
    "figure_rarest_absent": -0.138,
}
