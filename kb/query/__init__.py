"""Understanding a question: what is asked, about what, in which document."""

from kb.query.colloquial import counterparts, sayings_in
from kb.query.titles import Titles, titles_of
from kb.query.understanding import MAX_QUESTION_CHARACTERS, understand

__all__ = ["MAX_QUESTION_CHARACTERS", "Titles", "counterparts", "sayings_in", "titles_of", "understand"]
