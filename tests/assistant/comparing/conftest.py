"""The small bases of the conflicts, for plans beside what ranks above them."""

from __future__ import annotations

from tests.assistant.conflicts.conftest import make_base

__all__ = ["make_base"]
