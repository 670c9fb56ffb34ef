"""Weights of the signals of `answerability`, written by `python -m training.refusal.learn` (see its help)."""

from __future__ import annotations

REFUSE_BELOW = 0.248
GROUNDED_FROM = 0.770
BIAS = -5.706

REFUSAL_WEIGHTS: dict[str, float] = {
    "cosine": 1.866,
    "near": 0.940,
    "cosine_stands_out": 0.753,
    "margin": 1.670,
    "spoken": 0.000,
    "spoken_near": 3.809,
    "spoken_answer": 1.277,
    "spoken_found": 0.369,
    "rarest_absent_found": 0.000,
    "focus_absent": 0.000,
    "focus_absent_found": -0.386,
    "unit_absent": -0.232,
    "quoted_absent": -0.828,
    "undefined": -0.691,
    "person_absent": 0.000,
    "place_nowhere": -0.884,
    "figure": -0.461,
    "phone": 0.349,
}
