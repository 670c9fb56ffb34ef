"""The value guard: every value, name, negation and order of a sentence is in its evidence, or is named as a problem."""

from assistant.guard.check import check_sentence
from assistant.guard.records import Problem, ProblemKind

__all__ = ["Problem", "ProblemKind", "check_sentence"]
