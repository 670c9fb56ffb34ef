"""The learned chance that the base holds the answer, from the signals of `answerability`."""

from __future__ import annotations

import math
from collections.abc import Mapping

from assistant.answering.reading.answerability import SIGNALS
from assistant.answering.reading.refusal_weights import BIAS, REFUSAL_WEIGHTS


def answer_chance(signals: Mapping[str, float]) -> float:
    """Return the chance (0–1); calibrated on the cases of `training.refusal`."""
    total = BIAS + sum(REFUSAL_WEIGHTS[name] * signals[name] for name in SIGNALS)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
