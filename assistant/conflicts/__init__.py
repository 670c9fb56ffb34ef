"""Sources in force that disagree, and what older versions call by other numbers: shown, never settled by code."""

from assistant.conflicts.finder import ConflictFinder

__all__ = ["ConflictFinder"]
