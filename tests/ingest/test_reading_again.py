"""What ingesting again costs and keeps, in a real base: vectors, corrections, approval, the reader's generation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.loading import find_files
from ingest.pipeline import files_read_by_older, ingest, ingest_files
from ingest.records import READER_VERSION, OutcomeCode
from kb.catalog.catalog import CATALOG_NAME
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.builders import HashingEncoder
from tests.ingest.hostile.sentences import sentences


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_path=tmp_path / "data", workers=1)


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def base(settings: Settings, encoder: HashingEncoder) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(settings, encoder, writable=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    return tmp_path / "docs"


def plan(name: str, changed: str = "") -> str:
    texts = ["".join(sentences(5, 100 * len(name) + number)) for number in range(1, 31)]
    articles = [f"第{number}条 {name}工作，{text}" for number, text in enumerate(texts, start=1)]
    if changed:
        articles[14] = f"第15条 {changed}"
    return f"临澜市{name}应急预案\n" + "\n".join(articles) + "\n"


def read_by_generation(settings: Settings, generation: int) -> None:
    """Make the stored documents those of another generation of the parsers."""
    with sqlite3.connect(settings.data_path / CATALOG_NAME) as connection:
        connection.execute("UPDATE documents SET reader_version = ?", (generation,))


def test_a_changed_file_costs_only_itself_and_only_its_changed_chunks(
    folder: Path, base: KnowledgeBase, encoder: HashingEncoder, settings: Settings
) -> None:
    for name in ("a防汛", "b防火", "c地震"):
        (folder / f"{name}.txt").write_text(plan(name), encoding="utf-8")
    ingest(base, [folder], settings)
    before = encoder.embedded_count
    (folder / "b防火.txt").write_text(plan("b防火", changed="值班电话改为专线。"), encoding="utf-8")
    again = ingest(base, [folder], settings)
    assert [outcome.code.value for outcome in again] == ["unchanged", "replaced", "unchanged"]
    assert 1 <= encoder.embedded_count - before <= 3, "unchanged chunks keep their vectors"


def test_unchanged_files_cost_no_vector(
    folder: Path, base: KnowledgeBase, encoder: HashingEncoder, settings: Settings
) -> None:
    (folder / "防汛.txt").write_text(plan("防汛"), encoding="utf-8")
    ingest(base, [folder], settings)
    before = encoder.embedded_count
    (outcome,) = ingest(base, [folder], settings)
    assert (outcome.code, outcome.read_by_older) == (OutcomeCode.UNCHANGED, False)
    assert encoder.embedded_count == before


def test_documents_of_an_older_reader_are_named_and_read_again(
    folder: Path, base: KnowledgeBase, encoder: HashingEncoder, settings: Settings
) -> None:
    (folder / "防汛.txt").write_text(plan("防汛"), encoding="utf-8")
    (first,) = ingest(base, [folder], settings)
    base.correct_metadata(first.document_id, "issuer", "临澜市应急管理局", "编辑")
    base.correct_metadata(first.document_id, "issued_on", "2025-03-04", "编辑")
    read_by_generation(settings, READER_VERSION - 1)
    base.approve(first.document_id, "编辑")  # any change: summaries are kept until the base changes
    assert [outcome.read_by_older for outcome in ingest(base, [folder], settings)] == [True]
    embedded = encoder.embedded_count
    (again,) = ingest(base, [folder], settings, again=True)
    assert (again.code, again.document_id) == (OutcomeCode.REREAD, first.document_id)
    assert encoder.embedded_count == embedded, "the chunks are the same, so are their vectors"
    (summary,) = base.summaries()
    assert (summary.reader_version, summary.metadata.issuer) == (READER_VERSION, "临澜市应急管理局")
    assert summary.metadata.issued_on == date(2025, 3, 4)
    assert base.original(first.document_id) == (folder / "防汛.txt").read_bytes()
    assert [outcome.read_by_older for outcome in ingest(base, [folder], settings)] == [False]


def test_stored_originals_are_read_again_when_the_files_are_gone(
    folder: Path, base: KnowledgeBase, settings: Settings
) -> None:
    path = folder / "防汛.md"
    path.write_text(plan("防汛"), encoding="utf-8")
    ingest_files(base, find_files([path]), settings, approved=False)
    read_by_generation(settings, READER_VERSION - 1)
    path.unlink()
    older = files_read_by_older(base)
    (again,) = ingest_files(base, older, settings, again=True)
    (summary,) = base.summaries()
    assert (again.code, summary.reader_version, summary.approved) == (OutcomeCode.REREAD, READER_VERSION, False)
    assert summary.source_uri == path.as_posix()
    assert files_read_by_older(base) == []


def test_what_cannot_be_read_any_more_stays_as_it_was(folder: Path, base: KnowledgeBase, settings: Settings) -> None:
    path = folder / "防汛.txt"
    path.write_text(plan("防汛"), encoding="utf-8")
    (first,) = ingest(base, [path], settings)
    path.write_bytes(b"\x00" * 400)
    (outcome,) = ingest(base, [path], settings, again=True)
    assert (outcome.code, "保留" in outcome.reason) == (OutcomeCode.UNREADABLE, True)
    assert [one.document_id for one in base.summaries()] == [first.document_id]
