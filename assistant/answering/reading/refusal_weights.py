"""Weights of the signals of `answerability`, written by `python -m training.refusal.learn` (see its help)."""

from __future__ import annotations

REFUSE_BELOW = 0.235
GROUNDED_FROM = 0.790
BIAS = -5.751

REFUSAL_WEIGHTS: dict[str, float] = {
    "cosine": 1.809,
    "near": 1.663,
    "cosine_stands_out": 0.536,
    "margin": 1.512,
    "spoken": 0.000,
    "spoken_near": 4.210,
    "spoken_answer": 1.156,
    "spoken_found": 0.286,
    "rarest_absent_found": 0.000,
    "focus_absent": 0.000,
    "focus_absent_found": -0.335,
    "unit_absent": -0.421,
    "quoted_absent": -0.914,
    "undefined": -0.046,
    "person_absent": 0.000,
    "place_nowhere": -0.833,
    "figure": -0.470,
    "phone": 0.161,
}
