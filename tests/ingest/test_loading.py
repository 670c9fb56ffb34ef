from __future__ import annotations

import hashlib
import os
import socket
import sys
from pathlib import Path

import pytest

from ingest.loading import MAX_FILE_BYTES, document_id_of, find_files, hash_file, read_bytes
from ingest.records import FoundFile, OutcomeCode
from kb.errors import FileRefused


def write(path: Path, content: bytes = b"text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_folders_are_walked_sorted_without_hidden_and_temporary_files(tmp_path: Path) -> None:
    for name in (
        "b/2.txt",
        "b/1.txt",
        "a.md",
        ".git/x.txt",
        "b/~$draft.docx",
        ".hidden",
        "Thumbs.db",
        "b/.~lock.docx#",
    ):
        write(tmp_path / name)
    found = [file.source_uri for file in find_files([tmp_path])]
    root = tmp_path.as_posix()
    assert found == [f"{root}/a.md", f"{root}/b/1.txt", f"{root}/b/2.txt"]


def test_order_of_paths_is_kept_and_a_file_is_listed_once(tmp_path: Path) -> None:
    first, second = write(tmp_path / "z.txt", b"12345"), write(tmp_path / "a.txt")
    found = find_files([first, tmp_path])
    assert [file.path for file in found] == [first, second]
    assert found[0].byte_count == 5


def test_odd_names_are_kept_as_they_are(tmp_path: Path) -> None:
    names = ["应急 预案（终）(1).txt", "a'b;c&d.txt", "%41.txt"]
    for name in names:
        write(tmp_path / name)
    assert sorted(file.path.name for file in find_files([tmp_path])) == sorted(names)


def test_source_uri_is_the_same_from_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "plans" / "flood.txt")
    spellings = []
    for folder, given in ((tmp_path, "plans"), (tmp_path / "plans", "flood.txt"), (tmp_path / "plans", "../plans")):
        monkeypatch.chdir(folder)
        spellings += [found.source_uri for found in find_files([given, file])]
    assert spellings == [file.as_posix()] * 3


def test_folder_of_the_base_is_left_out(tmp_path: Path) -> None:
    plan = write(tmp_path / "plan.txt")
    base = write(tmp_path / "base" / "yubei.db").parent
    assert [file.path for file in find_files([tmp_path], apart_from=base)] == [plan]
    assert [file.path.name for file in find_files([tmp_path])] == ["yubei.db", "plan.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a name be any bytes")
def test_names_in_a_legacy_encoding_become_text(tmp_path: Path) -> None:
    write(tmp_path / os.fsdecode("防汛预案.txt".encode("gbk")))
    (file,) = find_files([tmp_path])
    assert file.source_uri == f"{tmp_path.as_posix()}/防汛预案.txt"
    assert read_bytes(file) == b"text"


def test_missing_path_is_listed_and_refused_by_name(tmp_path: Path) -> None:
    (missing,) = find_files([tmp_path / "没有.txt"])
    with pytest.raises(FileRefused, match=r"找不到.*没有\.txt") as refusal:
        hash_file(missing)
    assert refusal.value.outcome == OutcomeCode.UNREADABLE


def test_empty_file_is_refused(tmp_path: Path) -> None:
    (file,) = find_files([write(tmp_path / "a.txt", b"")])
    with pytest.raises(FileRefused) as refusal:
        read_bytes(file)
    assert refusal.value.outcome == OutcomeCode.EMPTY


def test_too_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    (file,) = find_files([path])
    with pytest.raises(FileRefused, match="200 MB") as refusal:
        hash_file(file)
    assert refusal.value.outcome == OutcomeCode.TOO_LARGE


def test_hash_is_the_document_id_of_the_bytes(tmp_path: Path) -> None:
    content = b"x" * 3_000_000
    (file,) = find_files([write(tmp_path / "a.txt", content)])
    assert hash_file(file) == document_id_of(content) == hashlib.sha256(content).hexdigest()[:32]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.txt")
    inside = write(tmp_path / "in" / "plan.txt")
    (tmp_path / "in" / "out.txt").symlink_to(outside)
    (tmp_path / "in" / "folder").symlink_to(outside.parent, target_is_directory=True)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "same.txt").symlink_to(inside)
    (tmp_path / "in" / "broken.txt").symlink_to(tmp_path / "nowhere")
    found = find_files([tmp_path / "in"])
    refused = {file.path.name for file in found if file.refusal}
    assert [file.path.name for file in found if not file.refusal] == ["plan.txt", "same.txt"]
    assert refused == {"out.txt", "folder", "broken.txt"}
    for file in found:
        if file.refusal:
            with pytest.raises(FileRefused, match="链接") as refusal:
                hash_file(file)
            assert refusal.value.outcome == OutcomeCode.REFUSED


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this platform")
def test_pipes_and_sockets_in_a_folder_are_named_and_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    listening = socket.socket(socket.AF_UNIX)
    os.chdir(tmp_path)
    listening.bind("socket.txt")
    for file in find_files([tmp_path]):
        with pytest.raises(FileRefused, match="不是普通文件"):
            hash_file(file)
    listening.close()


def test_folders_nested_beyond_reason_are_named(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["夹"] * 105)
    deep.mkdir(parents=True)
    write(tmp_path / "a.txt")
    (first, folder) = find_files([tmp_path])
    assert first.path.name == "a.txt"
    with pytest.raises(FileRefused, match="层级过深"):
        hash_file(folder)


@pytest.mark.parametrize("name", ["长" * 300, "a" * 5_000, "空\0字节.txt"])
def test_names_that_no_disk_takes_are_refused(name: str) -> None:
    (file,) = find_files([f"/nowhere/{name}"])
    with pytest.raises(FileRefused) as refusal:
        hash_file(file)
    assert refusal.value.outcome == OutcomeCode.UNREADABLE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this platform")
def test_a_named_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    pipe = FoundFile(path=tmp_path / "pipe.txt", source_uri="pipe.txt", byte_count=0)
    with pytest.raises(FileRefused) as refusal:
        read_bytes(pipe)
    assert refusal.value.outcome == OutcomeCode.REFUSED
