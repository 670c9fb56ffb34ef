"""The sample documents in a base of their own, made once by the real pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.wiring import Workbench, open_workbench
from ingest import pipeline
from ingest.records import SEARCHABLE_OUTCOMES
from kb.settings import Settings


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory, corpora_dir: Path) -> Path:
    """The data folder of a base over all of corpora/; tests that change it copy it first."""
    data = tmp_path_factory.mktemp("sample") / "base"
    settings = Settings(data_path=data)
    with open_workbench(settings, writable=True) as workbench:
        outcomes = pipeline.ingest(workbench.kb, [corpora_dir], settings)
    refused = [one.source_uri for one in outcomes if one.code not in SEARCHABLE_OUTCOMES]
    assert [Path(uri).name for uri in refused] == ["MANIFEST.toml"]
    return data


@pytest.fixture(scope="session")
def sample_workbench(sample_data: Path) -> Iterator[Workbench]:
    """The product over the sample documents, open for reading."""
    with open_workbench(Settings(data_path=sample_data)) as workbench:
        yield workbench
