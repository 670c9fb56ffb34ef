"""Weights of the signals of `answerability`, written by `python -m training.refusal.learn` (see its help)."""

from __future__ import annotations

REFUSE_BELOW = 0.386
GROUNDED_FROM = 0.550
BIAS = -1.945

REFUSAL_WEIGHTS: dict[str, float] = {
    "cosine": 0.902,
    "near": 0.447,
    "cosine_stands_out": 0.552,
    "margin": 0.614,
    "spoken": 0.291,
    "spoken_near": 0.564,
    "spoken_answer": 0.572,
    "spoken_found": 0.170,
    "rarest_absent_near": -0.268,
    "rarest_absent_found": 0.000,
    "focus_absent": -0.257,
    "focus_absent_found": -0.054,
    "unit_absent": -0.627,
    "amount_absent": -0.488,
    "quoted_absent": -0.138,
    "undefined": 0.000,
    "person_absent": -0.600,
    "place_nowhere": -0.319,
    "figure": 0.025,
    "phone": 0.174,
    "ruled": -0.126,
    "figure_spoken_near": 0.163,
    "figure_rarest_absent": -0.216,
}
