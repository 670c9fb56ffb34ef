"""What only LibreOffice opens, read through the parser processes and their limits."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.loading import find_files, hash_file
from ingest.parsers import libreoffice
from ingest.records import OutcomeCode
from ingest.sandbox import ParsedItem, ParserPool, WorkItem

PLAN = (Path(__file__).parent.parent / "fixtures" / "plan.doc").read_bytes()
_SECTOR_BYTES = 512


def only_for_libreoffice() -> bytes:
    """Return the plan with an unused entry of its allocation table filled in, which stricter readers refuse."""
    place = struct.unpack_from("<I", PLAN, 76)[0]
    end = _SECTOR_BYTES * (place + 2)
    assert PLAN[end - 4 : end] == b"\xff\xff\xff\xff"
    return PLAN[: end - 4] + b"\x07\x00\x00\x00" + PLAN[end:]


def read(folder: Path) -> ParsedItem:
    (folder / "预案.wps").write_bytes(only_for_libreoffice())
    (found,) = find_files([folder])
    (result,) = ParserPool(1).parse(
        [WorkItem(number=0, file=found, document_id=hash_file(found))], datetime(2026, 3, 1, tzinfo=UTC)
    )
    return result


@pytest.mark.slow
@pytest.mark.skipif(not libreoffice.program(), reason="LibreOffice is not installed")
def test_it_converts_within_the_limits_and_says_so(tmp_path: Path) -> None:
    result = read(tmp_path)
    assert result.document is not None
    lines = result.document.text.split("\n")
    assert lines[:3] == ["临澜市防汛应急预案", "第一章 总则", "（一）为了防汛，制定本预案。"]
    assert result.document.warnings[-1].startswith("文件由 LibreOffice 转换后读取")


def test_without_it_the_refusal_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if libreoffice.program():
        pytest.skip("LibreOffice is installed outside PATH")
    result = read(tmp_path)
    assert (result.document, result.outcome) == (None, OutcomeCode.UNREADABLE)
    assert "另存为 .docx" in result.reason
    assert "安装 LibreOffice" in result.reason
