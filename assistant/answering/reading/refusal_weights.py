"""Weights of the signals of `answerability`, written by `python -m training.refusal.learn` (see its help)."""

from __future__ import annotations

REFUSE_BELOW = 0.218
GROUNDED_FROM = 0.800
BIAS = -5.764

REFUSAL_WEIGHTS: dict[str, float] = {
    "cosine": 1.716,
    "near": 0.869,
    "cosine_stands_out": 1.213,
    "margin": 1.590,
    "spoken": 0.000,
    "spoken_near": 3.681,
    "spoken_answer": 0.621,
    "spoken_found": 0.991,
    "rarest_absent_found": 0.000,
    "focus_absent": -0.156,
    "focus_absent_found": -0.239,
    "unit_absent": -0.371,
    "quoted_absent": 0.000,
    "undefined": -1.468,
    "person_absent": 0.000,
    "place_nowhere": -1.795,
    "figure": -0.400,
    "phone": 0.562,
}
