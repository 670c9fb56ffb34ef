"""Figures that are no value the guard knows: codes such as H2S, A15 or base64, and dates that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guard.mentions import read_text
from assistant.guard.records import Problem, ProblemKind

_TOKEN = re.compile(r"[a-z0-9+/=.\-]+")
_DIGIT = re.compile(r"\d")
_EDGES = "+/=.-"


def code_problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Yield codes and figures of a sentence that stand in no evidence as they are; spaces do not count."""
    texts = ["".join(read_text(text).plain.split()) for text in evidence]
    for match in _TOKEN.finditer(read_text(sentence).blank):
        code = match.group().strip(_EDGES)
        if _DIGIT.search(code) and not any(_stands_in(code, text) for text in texts):
            reason = f"依据里没有“{code}”这个编号或数字"
            yield Problem(value=code, kind=ProblemKind.NUMBER, reason=reason)


def _stands_in(code: str, text: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(code)}(?![a-z0-9])", text) is not None
