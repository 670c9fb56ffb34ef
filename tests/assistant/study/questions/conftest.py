"""Documents that several test files read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.records import Document
from tests.assistant.study.questions.material import document, read


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A county's flood plan with every kind of clause."""
    return document(tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="session")
def samples(corpora_dir: Path) -> list[Document]:
    """The text and Markdown files of the sample corpora."""
    files = sorted(path for path in corpora_dir.rglob("*") if path.suffix in {".txt", ".md"})
    return [read(path) for path in files]
