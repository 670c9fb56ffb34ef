"""The value guard: what in a sentence its evidence does not carry. No model takes part; equal input, equal output."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.guard.body_checks import body_problems
from assistant.guard.codes import code_problems
from assistant.guard.mentions import read_text
from assistant.guard.plain import pairs_of
from assistant.guard.polarity import polarity_problems
from assistant.guard.records import Problem, ProblemKind
from assistant.guard.sequence import sequence_problems
from assistant.guard.small_changes import small_changes
from assistant.guard.values import value_problems

MIN_SHARED = 0.34  # share of a sentence's Chinese characters that its evidence has to hold, however freely it is worded


def check_sentence(sentence: str, evidence: Sequence[str]) -> tuple[Problem, ...]:
    """Return what of a sentence the evidence does not carry, each value once; empty when all is carried.

    Args:
        sentence: One generated sentence without citation markers.
        evidence: The texts it cites: clauses, with their headings where these name the matter. Text between line ends
            or full stops is one statement; values are held to the statement they stand in.
    """
    texts = tuple(text for text in evidence if text.strip())
    if not texts:
        return (_unsupported(sentence, "没有给出依据"),)
    problems = [
        *value_problems(sentence, texts),
        *code_problems(sentence, texts),
        *body_problems(sentence, texts),
        *polarity_problems(sentence, texts),
        *sequence_problems(sentence, texts),
        *small_changes(sentence, texts),
    ]
    if not problems and _shared(sentence, texts) < MIN_SHARED:
        problems.append(_unsupported(sentence, "依据里没有这个说法"))
    return tuple({(problem.value, problem.kind): problem for problem in problems}.values())


def _shared(sentence: str, texts: Sequence[str]) -> float:
    characters = {char for pair in pairs_of(read_text(sentence).blank) for char in pair}
    known = {char for text in texts for char in read_text(text).plain}
    return len(characters & known) / len(characters) if characters else 1.0


def _unsupported(sentence: str, reason: str) -> Problem:
    return Problem(value=sentence.strip(), kind=ProblemKind.UNSUPPORTED, reason=reason)
