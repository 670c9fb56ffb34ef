from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from ingest.loading import document_id_of, find_files, hash_file, read_bytes
from ingest.packages import MAX_DOCUMENTS, MAX_MEMBER_BYTES, MAX_NESTED, expand, explain, forget
from ingest.pipeline import ingest_files
from ingest.records import FoundFile, OutcomeCode
from kb.errors import FileRefused
from kb.settings import Settings
from tests.ingest.parsers.word_files import make_docx, paragraph
from tests.ingest.test_pipeline import ShelfStore
from tests.ingest.zip_files import make_gbk_zip, make_zip

PLAN = "第一条 汛期前组织检查。".encode()


def expanded(folder: Path, data: bytes) -> list[FoundFile]:
    (folder / "a.zip").write_bytes(data)
    return expand(find_files([folder / "a.zip"]))


def names(files: list[FoundFile], folder: Path) -> list[str]:
    return [file.source_uri.removeprefix(f"{folder.as_posix()}/") for file in files]


def test_members_stand_in_for_the_archive_in_order(tmp_path: Path) -> None:
    files = expanded(
        tmp_path, make_zip({"预案/防汛.txt": PLAN, "空.txt": b"", "表.docx": make_docx(paragraph("台账"))})
    )
    assert names(files, tmp_path) == ["a.zip/预案/防汛.txt", "a.zip/空.txt", "a.zip/表.docx"]
    assert files[0].byte_count == len(PLAN)
    assert read_bytes(files[0]) == PLAN
    (tmp_path / "same.txt").write_bytes(PLAN)
    assert hash_file(files[0]) == hash_file(find_files([tmp_path / "same.txt"])[0])
    with pytest.raises(FileRefused, match="空的"):
        read_bytes(files[1])


def test_gbk_names_are_decoded(tmp_path: Path) -> None:
    files = expanded(tmp_path, make_gbk_zip({"防汛应急预案（试行）.txt": PLAN, "通讯录.csv": b"a,b"}))
    assert names(files, tmp_path) == ["a.zip/防汛应急预案（试行）.txt", "a.zip/通讯录.csv"]
    assert read_bytes(files[0]) == PLAN


def test_furniture_is_left_out_and_equal_names_stay_apart(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        inner = make_twice("a.txt", PLAN)
    files = expanded(
        tmp_path, make_zip({"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "~$a.docx": b"x", "b.zip": inner})
    )
    assert names(files, tmp_path) == ["a.zip/b.zip/a.txt", "a.zip/b.zip/a(2).txt"]
    assert read_bytes(files[1]) == PLAN


def make_twice(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
        archive.writestr(name, content)
    return buffer.getvalue()


def test_members_of_one_name_keep_their_own_content(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "第一条 甲。")
        archive.writestr("a.txt", "第一条 乙。")
    first, second = expanded(tmp_path, buffer.getvalue())
    assert (read_bytes(first).decode(), read_bytes(second).decode()) == ("第一条 甲。", "第一条 乙。")
    assert hash_file(second) == document_id_of("第一条 乙。".encode())


def test_a_changed_archive_is_read_anew(tmp_path: Path) -> None:
    (file,) = expanded(tmp_path, make_zip({"a.txt": "第一条 甲。".encode()}))
    assert read_bytes(file).decode() == "第一条 甲。"
    (file,) = expanded(tmp_path, make_zip({"a.txt": "第一条 乙改过了。".encode()}))
    assert read_bytes(file).decode() == "第一条 乙改过了。"
    forget()
    assert read_bytes(file).decode() == "第一条 乙改过了。"


def test_a_directory_of_two_million_entries_is_not_read_into_memory(tmp_path: Path) -> None:
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *[0] * 6, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    count = 60_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, count * len(entry), 30, 0)  # it declares one entry
    data = b"PK\x03\x04" + b"\x00" * 26 + entry * count + end
    refusal = explain(data)
    assert refusal.outcome == OutcomeCode.REFUSED
    assert "目录" in refusal.message_zh
    assert names(expanded(tmp_path, data), tmp_path) == ["a.zip"]


def test_members_that_share_their_bytes_are_a_bomb() -> None:
    data = make_zip({"a.txt": PLAN * 500})
    start = data.index(b"PK\x01\x02")
    entry, tail = data[start : data.index(b"PK\x05\x06")], data[data.index(b"PK\x05\x06") :]
    fields = list(struct.unpack("<4s4H2LH", tail))
    fields[3] = fields[4] = 200
    fields[5] = len(entry) * 200
    refusal = explain(data[:start] + entry * 200 + struct.pack("<4s4H2LH", *fields))
    assert (refusal.outcome, "重叠" in refusal.message_zh) == (OutcomeCode.REFUSED, True)


def test_a_rare_packing_method_is_named(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", PLAN)
    (file,) = expanded(tmp_path, buffer.getvalue())
    with pytest.raises(FileRefused, match="压缩方式") as refusal:
        hash_file(file)
    assert refusal.value.outcome == OutcomeCode.UNSUPPORTED


def test_names_are_clipped_and_freed_of_signs_that_turn_the_line(tmp_path: Path) -> None:
    rare = {"长" * 4_000 + ".txt": PLAN, "/".join(["夹"] * 300) + "/深.txt": PLAN, "计划\u202etxt.exe": b"MZ\x90"}
    long, deep, turned = names(expanded(tmp_path, make_zip(rare)), tmp_path)
    assert len(long) < 140 and long.endswith("长.txt")
    assert deep.count("/") == 24 and deep.endswith("/深.txt")
    assert turned == "a.zip/计划txt.exe"


def test_many_inner_archives_are_opened_up_to_a_limit(tmp_path: Path) -> None:
    inner = make_zip({"空/": b""})
    files = expanded(tmp_path, make_zip({f"{number:03d}.zip": inner for number in range(MAX_NESTED + 20)}))
    assert len(files) == MAX_NESTED + 20


def test_two_levels_are_opened_and_the_third_is_named(tmp_path: Path) -> None:
    third = make_zip({"c.txt": PLAN})
    second = make_zip({"b.txt": PLAN, "third.zip": third})
    files = expanded(tmp_path, make_zip({"second.zip": second}))
    assert names(files, tmp_path) == ["a.zip/second.zip/b.txt", "a.zip/second.zip/third.zip"]
    refusal = explain(read_bytes(files[1]))
    assert (refusal.outcome, "最多展开 2 层" in refusal.message_zh) == (OutcomeCode.UNSUPPORTED, True)


@pytest.mark.parametrize(
    ("members", "outcome", "words"),
    [
        ({}, OutcomeCode.EMPTY, "没有文档"),
        ({"../../etc/a.txt": PLAN}, OutcomeCode.REFUSED, "越出文件夹"),
        ({"/a.txt": PLAN}, OutcomeCode.REFUSED, "越出文件夹"),
        ({"a.txt": b"\x00" * 30_000_000}, OutcomeCode.REFUSED, "压缩比"),
        ({f"{number}.txt": PLAN for number in range(MAX_DOCUMENTS + 1)}, OutcomeCode.TOO_LARGE, "1001 个文档"),
        ({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<T/>"}, OutcomeCode.WRONG_EXTENSION, "扩展名"),
    ],
)
def test_unsafe_archives_stay_closed_and_say_why(
    members: dict[str, bytes], outcome: OutcomeCode, words: str, tmp_path: Path
) -> None:
    data = make_zip(members)
    assert names(expanded(tmp_path, data), tmp_path) == ["a.zip"]
    refusal = explain(data)
    assert refusal.outcome == outcome
    assert words in refusal.message_zh


def test_a_broken_inner_archive_is_a_file_of_its_own(tmp_path: Path) -> None:
    files = expanded(tmp_path, make_zip({"good.txt": PLAN, "bad.zip": b"PK\x03\x04 broken"}))
    assert names(files, tmp_path) == ["a.zip/good.txt", "a.zip/bad.zip"]


def test_a_member_over_the_limit_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    block = bytes(range(256)) * 64
    big = block * (MAX_MEMBER_BYTES // len(block) + 1)
    data = make_stored({"big.txt": big, "good.txt": PLAN})
    files = expanded(tmp_path, data)
    with pytest.raises(FileRefused, match="超过上限 64 MB"):
        read_bytes(files[0])
    assert read_bytes(files[1]) == PLAN


def make_stored(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_every_inner_file_has_its_outcome(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(
        make_zip({"防汛.txt": PLAN, "坏.docx": b"PK\x03\x04broken", "程序.exe": b"MZ\x90\x00", "内/空.txt": b""})
    )
    (tmp_path / "b.txt").write_bytes("第一条 另一份预案。".encode())
    store = ShelfStore()
    settings = Settings(data_path=tmp_path / "data", workers=1)
    outcomes = ingest_files(store, find_files([tmp_path / "a.zip", tmp_path / "b.txt"]), settings)
    assert [(Path(one.source_uri).name, one.code) for one in outcomes] == [
        ("防汛.txt", OutcomeCode.ADDED),
        ("坏.docx", OutcomeCode.UNREADABLE),
        ("程序.exe", OutcomeCode.UNSUPPORTED),
        ("空.txt", OutcomeCode.EMPTY),
        ("b.txt", OutcomeCode.ADDED),
    ]
    again = ingest_files(store, find_files([tmp_path / "a.zip"]), settings)
    assert again[0].code is OutcomeCode.UNCHANGED
