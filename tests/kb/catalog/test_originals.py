"""Original bytes: stored once, complete or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kb.catalog import Originals
from kb.errors import DocumentNotFound


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_bytes_come_back_under_their_sha256(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    contents = [b"one", b"two", b"one"]
    assert originals.put_all(contents) == [sha(one) for one in contents]
    assert sorted(originals.stored()) == sorted({sha(b"one"), sha(b"two")})
    assert originals.read(sha(b"two")) == b"two"
    assert originals.path_of(sha(b"two")) == tmp_path / "originals" / sha(b"two")[:2] / sha(b"two")


def test_the_same_bytes_are_not_written_twice(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    originals.put_all([b"one"])
    written = originals.path_of(sha(b"one")).stat().st_mtime_ns
    originals.put_all([b"one"])
    assert originals.path_of(sha(b"one")).stat().st_mtime_ns == written


def test_a_truncated_file_is_written_again(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    originals.put_all([b"whole content"])
    originals.path_of(sha(b"whole content")).write_bytes(b"who")
    originals.put_all([b"whole content"])
    assert originals.read(sha(b"whole content")) == b"whole content"


def test_sweeping_keeps_what_is_wanted(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    kept, dropped = originals.put_all([b"kept", b"dropped"])
    left_over = originals.path_of(kept).with_name("new-killed")
    left_over.write_bytes(b"half")
    assert originals.sweep([kept]) == 2
    assert list(originals.stored()) == [kept]
    assert not left_over.exists()
    with pytest.raises(DocumentNotFound, match=dropped[:12]):
        originals.read(dropped)
