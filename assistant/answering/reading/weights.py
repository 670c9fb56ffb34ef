"""Weights of the signals of a unit, printed by `python -m training.reader.learn` (see its help).

The shipped ones were learned with L2 0.001 from the even halves of reports_qa (counted 2) and of the gold questions (5),
288 and 224 questions generated from the sample corpora (1) and from laws (0.5), and 700 of reading sets (1).
"""

from __future__ import annotations

UNIT_WEIGHTS: dict[str, float] = {
    "word_direct": 1.782,
    "pair_direct": 0.666,
    "pair_head": 1.702,
    "word_head": 4.95,
    "pair_chunk": 1.687,
    "title": 1.314,
    "label": 1.676,
    "synonym": 0.446,
    "cosine": 1.894,
    "standing": 2.58,
    "first": 0.181,
    "fits": 1.456,
    "misfit": -2.019,
    "amount": 0.82,
    "redacted": -0.003,
    "short": -0.18,
    "long": -0.135,
    "table": -0.847,
    "normative": -1.014,
    "announces": 1.245,
    "near": 0.414,
    "focus": 1.069,
    "before": 2.353,
    "news": -1.004,
    "led": 0.686,
    "counted": 1.383,
    "rule_word": 2.03,
    "opening": 1.542,
    "agent": 1.401,
    "header": -0.537,
    "reason": 0.96,
}
