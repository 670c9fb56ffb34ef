"""A fresh catalogue for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.catalog import Catalog


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """A writable catalogue in an empty data folder."""
    with Catalog.open(tmp_path / "data", writable=True) as opened:
        yield opened
