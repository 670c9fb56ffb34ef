"""Sources in force that disagree, and what older versions call by other numbers: shown, never settled by code."""

from assistant.conflicts.finder import ConflictFinder
from assistant.conflicts.old_articles import OldArticles

__all__ = ["ConflictFinder", "OldArticles"]
