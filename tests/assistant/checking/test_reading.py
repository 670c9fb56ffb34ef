"""Files that are only checked are read by the sandboxed parsers and stored nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.checking.reading import read_document
from kb.errors import FileRefused, InputRefused


def test_file_is_read_as_a_document(tmp_path: Path) -> None:
    path = tmp_path / "临澜市防汛应急预案.txt"
    path.write_text("临澜市防汛应急预案\n1 总则\n本预案适用于本市。\n", encoding="utf-8")
    document = read_document(path)
    assert document.metadata.title == "临澜市防汛应急预案"
    assert document.metadata.doc_type.startswith("plan_")
    assert "本预案适用于本市" in document.text


def test_absent_and_empty_files_are_refused_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="找不到文件"):
        read_document(tmp_path / "没有.docx")
    empty = tmp_path / "空.txt"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(FileRefused, match="空"):
        read_document(empty)
