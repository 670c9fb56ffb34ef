"""A base with one plan, and self-study over it, fresh for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.study.room import StudyRoom
from tests.assistant.study.study_base import open_base, room_of


@pytest.fixture
def room(tmp_path: Path) -> Iterator[StudyRoom]:
    """Self-study over a small plan."""
    with open_base(tmp_path) as workbench:
        yield room_of(workbench)
