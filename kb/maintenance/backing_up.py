"""Copy a base into a folder and back: the catalogue, the originals, and a manifest with checksums."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from kb.catalog import CATALOG_NAME, Catalog, Originals, WriterLock
from kb.catalog.failures import translated
from kb.catalog.schema import SCHEMA_VERSION
from kb.errors import DocumentNotFound, StoreDamaged, StoreError
from kb.maintenance.records import Backup, Progress

MANIFEST_NAME = "backup.json"
TRIES = 5  # snapshots taken when documents are removed while their originals are copied
READ_BYTES = 1 << 20
FILES_AT_ONCE = 16  # originals held in memory together
OWN_FILES = frozenset({"yubei.lock", "yubei.lock.json"})


def backup(data_path: Path, target: Path, progress: Progress | None = None) -> Backup:
    """Copy the base in `data_path` into the new folder `target`; ingest may go on meanwhile.

    The copy is of one committed state. `target` appears complete or not at all. Indexes are not copied: they
    are built again from the catalogue.

    Raises:
        StoreError: `target` exists already, or the base cannot be read.
        StoreFull, StoreReadOnly: `target` refuses writing.
        StoreDamaged: An original is missing or changed.
    """
    if target.exists():
        raise StoreError(f"备份目标 {target} 已存在。请换一个新的文件夹名。")
    unfinished = target.with_name(target.name + ".unfinished")
    with translated(target, "备份文件夹"):
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        try:
            with Catalog.open(data_path, writable=False) as catalog:
                made = _copy_state(catalog, Originals(data_path), unfinished, progress)
            _write_manifest(unfinished / MANIFEST_NAME, made)
            unfinished.rename(target)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return made


def restore(source: Path, data_path: Path, progress: Progress | None = None) -> Backup:
    """Put the backup in `source` into the empty or new folder `data_path`, checking every byte.

    Raises:
        StoreError: `data_path` holds something, or `source` is no backup.
        StoreDamaged: A file of the backup is missing or changed; `data_path` then holds no base.
        SchemaTooNew: A newer Yubei made the backup.
        StoreFull, StoreReadOnly, StoreLocked: `data_path` refuses writing.
    """
    made = read_manifest(source)
    if data_path.exists() and _holds_files(data_path):
        raise StoreError(f"恢复的目标 {data_path} 不是空文件夹。请指定一个空的数据目录。")
    database = source / CATALOG_NAME
    if not database.is_file() or _sha256_of(database) != made.database_sha256:
        raise StoreDamaged(f"备份 {source.name} 里的 {CATALOG_NAME} 缺失或已改变，没有恢复。请换一份备份。")
    Catalog.open(source, writable=False).close()
    with WriterLock(data_path, purpose="yubei restore"), translated(data_path, "数据目录"):
        fresh = data_path / (CATALOG_NAME + ".new")
        try:
            _copy_originals(Originals(source), Originals(data_path), made.originals, progress)
            shutil.copyfile(database, fresh)
            _flush(fresh)
            # Last, so that an interrupted restore leaves no base that lacks originals.
            fresh.replace(data_path / CATALOG_NAME)
        except BaseException:
            fresh.unlink(missing_ok=True)
            Originals(data_path).sweep(())
            raise
    return made


def read_manifest(source: Path) -> Backup:
    """Read what a backup folder says about itself.

    Raises:
        StoreError: The folder is no backup.
    """
    try:
        plain = json.loads((source / MANIFEST_NAME).read_text(encoding="utf-8"))
        return Backup(
            created_at=datetime.fromisoformat(plain["created_at"]),
            schema_version=int(plain["schema_version"]),
            document_count=int(plain["document_count"]),
            database_sha256=str(plain["database_sha256"]),
            originals=tuple(plain["originals"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{source} 不是完整的备份（缺少或无法读取 {MANIFEST_NAME}）。请检查路径。") from error


def _copy_state(catalog: Catalog, originals: Originals, folder: Path, progress: Progress | None) -> Backup:
    """Copy catalogue and originals; start again when a removal took an original away meanwhile."""
    for attempt in range(1, TRIES + 1):
        database = folder / CATALOG_NAME
        database.unlink(missing_ok=True)
        catalog.copy_to(database)
        _flush(database)
        with Catalog.open(folder, writable=False) as copied:
            wanted, count = sorted(copied.originals_in_use()), len(copied.document_ids())
        try:
            _copy_originals(originals, Originals(folder), wanted, progress)
        except DocumentNotFound as error:
            if attempt == TRIES or catalog.originals_in_use().issuperset(wanted):
                raise StoreDamaged(f"备份没有完成：{error.message_zh}") from error
            continue
        return Backup(
            created_at=datetime.now(UTC),
            schema_version=SCHEMA_VERSION,
            document_count=count,
            database_sha256=_sha256_of(database),
            originals=tuple(wanted),
        )
    raise AssertionError("unreachable: the last attempt either returns or raises")


def _copy_originals(source: Originals, target: Originals, wanted: Sequence[str], progress: Progress | None) -> None:
    for start in range(0, len(wanted), FILES_AT_ONCE):
        some = wanted[start : start + FILES_AT_ONCE]
        for asked, put in zip(some, target.put_all(source.read(one) for one in some), strict=True):
            if asked != put:
                raise StoreDamaged(f"原文件 {asked[:12]}… 的内容已改变。请用 yubei verify 检查知识库。")
        if progress:
            progress(start + len(some), len(wanted))


def _holds_files(folder: Path) -> bool:
    """Tell whether a folder holds more than a lock and empty folders."""
    return any(path.is_file() and path.name not in OWN_FILES for path in folder.rglob("*"))


def _write_manifest(path: Path, made: Backup) -> None:
    plain = {
        "created_at": made.created_at.isoformat(),
        "schema_version": made.schema_version,
        "document_count": made.document_count,
        "database_sha256": made.database_sha256,
        "originals": list(made.originals),
    }
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")
    _flush(path)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(READ_BYTES):
            digest.update(piece)
    return digest.hexdigest()
