"""The catalogue's schema: numbered migrations, applied in order, each in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from kb.catalog.migrations import (
    m001_initial,
    m002_recognition,
    m003_journal,
    m004_products,
    m005_study,
    m006_drills,
    m007_beside,
)
from kb.errors import SchemaTooNew, StoreDamaged, StoreError

APPLICATION_ID = 0x59554245  # "YUBE": lets `file` and us tell our databases from others
MIGRATIONS: tuple[Sequence[str], ...] = (
    m001_initial.STATEMENTS,
    m002_recognition.STATEMENTS,
    m003_journal.STATEMENTS,
    m004_products.STATEMENTS,
    m005_study.STATEMENTS,
    m006_drills.STATEMENTS,
    m007_beside.STATEMENTS,
)
SCHEMA_VERSION = len(MIGRATIONS)
READABLE_FROM = 2  # what later migrations added can be missing where nothing is written


def schema_version(connection: sqlite3.Connection) -> int:
    """Return how many migrations the file has seen, 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_schema(connection: sqlite3.Connection, supported: int = SCHEMA_VERSION) -> None:
    """Refuse a file that this version of Yubei cannot read.

    Raises:
        SchemaTooNew: A newer Yubei wrote it.
        StoreError: It is too old, and reading alone does not migrate it.
        StoreDamaged: It is a database of another program.
    """
    version = schema_version(connection)
    check_not_newer(version, supported)
    _check_ours(connection, version)
    if version < min(supported, READABLE_FROM):
        raise StoreError(
            f"知识库的格式是旧版（{version}，本程序需要 {supported}）。请先运行一次 yubei ingest 完成升级。"
        )


def _check_ours(connection: sqlite3.Connection, version: int) -> None:
    if version and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreDamaged("数据目录里的 yubei.db 不是知识库文件。请换一个数据目录，或从备份恢复。")


def check_not_newer(version: int, supported: int = SCHEMA_VERSION) -> None:
    """Raise SchemaTooNew for a version above what this program knows."""
    if version > supported:
        raise SchemaTooNew(
            f"知识库由更新版本的程序写成（格式 {version}，本程序只支持到 {supported}）。"
            "请升级 yubei 后再打开；数据未改动。"
        )


def migrate(connection: sqlite3.Connection, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Bring the file to the newest schema; the connection must be in autocommit mode.

    Raises:
        SchemaTooNew: A newer Yubei wrote it; nothing is changed.
        StoreDamaged: It is a database of another program; nothing is changed.
    """
    version = schema_version(connection)
    check_not_newer(version, len(migrations))
    _check_ours(connection, version)
    for number, statements in enumerate(migrations[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
