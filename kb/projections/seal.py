"""Checksums over a finished folder, because the library that wrote it keeps none and does not fsync."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from kb.errors import ProjectionUnavailable
from kb.projections.manifest import sync_folder, write_durably

SEAL_NAME = "seal.json"
INDEX_METADATA = "index_metadata.pickle"  # written with the first saved graph; before it the .bin files mean nothing
LINKS = "link_lists.bin"  # empty in a saved graph without elements, whose other files Chroma rewrites on every opening
BLOCK = 1 << 20


def seal(path: Path) -> None:
    """Flush every file of the folder to the disk and write down size and digest of the graph files."""
    for file in sorted(path.rglob("*")):
        if file.is_file():
            _flush(file)
        else:
            sync_folder(file)
    sync_folder(path)
    digests = {file.relative_to(path).as_posix(): _digest(file) for file in _sealed_files(path)}
    write_durably(path / SEAL_NAME, json.dumps(digests, indent=1).encode("ascii"))


def remove_seal(path: Path) -> None:
    """Say that the folder is about to change."""
    (path / SEAL_NAME).unlink(missing_ok=True)


def check_seal(path: Path) -> None:
    """Compare the graph files with the seal.

    Raises:
        ProjectionUnavailable: A file was altered, is missing or is new, or there is no seal.
    """
    try:
        stored = json.loads((path / SEAL_NAME).read_text(encoding="ascii"))
        found = {file.relative_to(path).as_posix(): _digest(file) for file in _sealed_files(path)}
    except (OSError, ValueError) as error:
        raise ProjectionUnavailable(f"索引文件夹 {path.name} 没有可用的校验记录：{error}") from error
    altered = sorted(set(stored.items()) ^ set(found.items()))
    if altered:
        raise ProjectionUnavailable(f"索引文件 {path.name}/{altered[0][0]} 与校验记录不符，文件已损坏。")


def _sealed_files(path: Path) -> list[Path]:
    """Return the files of saved graphs that hold something; Chroma's SQLite file guards itself."""
    saved = {metadata.parent for metadata in path.rglob(INDEX_METADATA) if _holds_elements(metadata.parent)}
    return sorted(file for folder in saved for file in folder.iterdir() if file.is_file())


def _holds_elements(graph: Path) -> bool:
    links = graph / LINKS
    return links.is_file() and links.stat().st_size > 0


def _flush(file: Path) -> None:
    with file.open("r+b") as stream:  # Windows flushes only files open for writing
        os.fsync(stream.fileno())


def _digest(file: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return f"{file.stat().st_size}:{digest.hexdigest()}"
