"""Weights of the signals of `answerability`, written by `python -m training.refusal.learn` (see its help)."""

from __future__ import annotations

REFUSE_BELOW = 0.371
GROUNDED_FROM = 0.690
BIAS = -1.905

REFUSAL_WEIGHTS: dict[str, float] = {
    "cosine": 0.866,
    "near": 0.468,
    "cosine_stands_out": 0.420,
    "margin": 0.505,
    "spoken": 0.357,
    "spoken_near": 0.650,
    "spoken_answer": 0.664,
    "spoken_found": 0.120,
    "rarest_absent_near": -0.218,
    "rarest_absent_found": 0.000,
    "focus_absent": -0.249,
    "focus_absent_found": -0.108,
    "unit_absent": -0.682,
    "amount_absent": -0.303,
    "quoted_absent": 0.000,
    "undefined": -0.147,
    "person_absent": -0.009,
    "place_nowhere": 0.000,
    "figure": -0.035,
    "phone": 0.159,
    "ruled": -0.094,
    "figure_spoken_near": 0.087,
    "figure_rarest_absent": -0.254,
}
