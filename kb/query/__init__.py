"""Understanding a question: what is asked, about what, in which document."""

from kb.query.colloquial import counterparts, sayings_in
from kb.query.understanding import MAX_QUESTION_CHARACTERS, understand

__all__ = ["MAX_QUESTION_CHARACTERS", "counterparts", "sayings_in", "understand"]
