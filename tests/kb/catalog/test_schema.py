"""Migrations: applied once, in order, whole; newer and foreign files are left alone."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kb.catalog import CATALOG_NAME, Catalog
from kb.catalog.codec import DOCUMENT_VALUES
from kb.catalog.schema import MIGRATIONS, SCHEMA_VERSION, migrate, schema_version
from kb.errors import SchemaTooNew, StoreDamaged, StoreError
from kb.records import RecognisedSpan
from tests.builders import make_document, stored

ADDED_IN_2 = {"recognised_characters", "reader_version"}


@pytest.fixture
def connection(tmp_path: Path) -> sqlite3.Connection:
    return sqlite3.connect(tmp_path / "any.db", isolation_level=None)


def test_migrations_run_once_and_in_order(connection: sqlite3.Connection) -> None:
    later = (*MIGRATIONS, ("CREATE TABLE later (n INTEGER)", "INSERT INTO later VALUES (1)"))
    migrate(connection)
    assert schema_version(connection) == SCHEMA_VERSION
    migrate(connection, later)
    migrate(connection, later)
    assert connection.execute("SELECT n FROM later").fetchall() == [(1,)]
    assert schema_version(connection) == SCHEMA_VERSION + 1
    connection.close()


def test_a_base_of_schema_1_is_upgraded_and_keeps_its_documents(tmp_path: Path) -> None:
    document = make_document("第一条 值班电话 0312-5550119。", title="旧版文档")
    with sqlite3.connect(tmp_path / CATALOG_NAME, isolation_level=None) as raw:
        migrate(raw, MIGRATIONS[:1])
        values = {name: read(document) for name, read in DOCUMENT_VALUES.items() if name not in ADDED_IN_2}
        values["chunk_count"] = 0  # its chunks and sections are left out
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        sql = f"INSERT INTO documents ({names}, original_sha256) VALUES ({marks}, '')"
        number = raw.execute(sql, tuple(values.values())).lastrowid
        raw.execute("INSERT INTO document_texts VALUES (?, ?)", (number, document.text))
        raw.execute("INSERT INTO outbox (operation, document_id) VALUES ('upsert', ?)", (document.document_id,))
    raw.close()
    scan = replace(
        make_document("第二条 识别得到。", title="扫描件"),
        recognised=(RecognisedSpan(start=0, end=4, confidence=0.99), RecognisedSpan(start=4, end=9, confidence=0.4)),
        reader_version=3,
    )
    with Catalog.open(tmp_path, writable=True) as catalog:
        catalog.replace_documents([stored(scan)])
        old, new = catalog.document(document.document_id), catalog.document(scan.document_id)
        summaries = {one.document_id: one for one in catalog.summaries(date(2026, 3, 1))}
        assert catalog.damage() == []
    assert (old.text, old.recognised, old.reader_version) == (document.text, (), 0)
    assert (new.recognised, new.reader_version) == (scan.recognised, 3)
    assert summaries[old.document_id].recognised_characters == 0
    assert (summaries[new.document_id].recognised_characters, summaries[new.document_id].reader_version) == (9, 3)


def test_a_failing_migration_leaves_the_version_before(connection: sqlite3.Connection) -> None:
    migrate(connection)
    broken = (*MIGRATIONS, ("CREATE TABLE later (n INTEGER)", "CREATE NONSENSE"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, broken)
    assert schema_version(connection) == SCHEMA_VERSION
    assert connection.execute("SELECT name FROM sqlite_schema WHERE name = 'later'").fetchall() == []
    connection.close()


@pytest.mark.parametrize("writable", [True, False])
def test_a_newer_file_is_refused_and_not_touched(tmp_path: Path, writable: bool) -> None:
    Catalog.open(tmp_path, writable=True).close()
    with sqlite3.connect(tmp_path / CATALOG_NAME) as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = (tmp_path / CATALOG_NAME).read_bytes()
    with pytest.raises(SchemaTooNew, match=r"格式 99.*请升级"):
        Catalog.open(tmp_path, writable=writable)
    assert (tmp_path / CATALOG_NAME).read_bytes() == before
    with sqlite3.connect(tmp_path / CATALOG_NAME) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    raw.close()
    Catalog.open(tmp_path, writable=True).close()


def test_reading_does_not_migrate(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / CATALOG_NAME).close()
    (tmp_path / CATALOG_NAME).touch()
    with pytest.raises(StoreError, match="旧版"):
        Catalog.open(tmp_path, writable=False)


@pytest.mark.parametrize("writable", [True, False])
def test_a_database_of_another_program_is_not_taken_over(tmp_path: Path, writable: bool) -> None:
    with sqlite3.connect(tmp_path / CATALOG_NAME) as raw:
        raw.execute("CREATE TABLE theirs (n INTEGER)")
        raw.execute("PRAGMA user_version = 1")
    raw.close()
    with pytest.raises(StoreDamaged, match="不是知识库文件"):
        Catalog.open(tmp_path, writable=writable)


@pytest.mark.parametrize("writable", [True, False])
def test_a_file_that_is_no_database_is_named_damaged(tmp_path: Path, writable: bool) -> None:
    (tmp_path / CATALOG_NAME).write_bytes(b"no database at all" * 1000)
    with pytest.raises(StoreDamaged, match=r"yubei\.db"):
        Catalog.open(tmp_path, writable=writable)


def test_overwritten_pages_are_found(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True) as catalog:
        catalog.replace_documents([stored(make_document("正文" * 20 + f"\n{n}", title=f"题{n}")) for n in range(200)])
        assert catalog.damage() == []
    file = tmp_path / CATALOG_NAME
    pages = bytearray(file.read_bytes())
    middle = len(pages) // 2 // 8192 * 8192
    pages[middle : middle + 8192] = b"\x5a" * 8192
    file.write_bytes(pages)
    with Catalog.open(tmp_path, writable=False) as catalog:
        try:
            problems = catalog.damage()
        except StoreDamaged as error:
            problems = [error.message_zh]
    assert problems[0].startswith(("数据库完整性检查", "知识库目录文件"))
