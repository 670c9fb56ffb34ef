"""An export is whole or not there; what was there before stays when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.exporting import write_whole
from kb.errors import ExportFailed


def test_a_file_is_put_in_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "卡.txt"
    path.write_text("旧", encoding="utf-8")
    write_whole(path, "处置卡", lambda draft: draft.write_text("新", encoding="utf-8") and None)
    assert path.read_text(encoding="utf-8") == "新"
    assert [one.name for one in tmp_path.iterdir()] == ["卡.txt"]


def test_a_failure_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "卡.txt"
    path.write_text("旧", encoding="utf-8")

    def broken(draft: Path) -> None:
        draft.write_text("半", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportFailed, match=r"处置卡没有写到 .*卡\.txt：磁盘已满"):
        write_whole(path, "处置卡", broken)
    assert path.read_text(encoding="utf-8") == "旧"
    assert [one.name for one in tmp_path.iterdir()] == ["卡.txt"]
