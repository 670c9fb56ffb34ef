"""Checksums of the inverted index's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import ProjectionUnavailable
from kb.lexical import TantivyIndex
from kb.projections.segment_files import check_segment_files
from kb.text import default_tokenizer
from tests.builders import make_chunk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of two chunks, one of them deleted again."""
    index = TantivyIndex(tmp_path / "a", default_tokenizer(), writable=True)
    gone = make_chunk("灭火器", document_id="e" * 32)
    index.upsert([(1, "防汛物资储备", make_chunk("防汛物资储备")), (2, "灭火器", gone)])
    index.commit()
    index.remove_document("e" * 32)
    index.commit()
    index.close()
    return tmp_path / "a"


def segment_files(folder: Path) -> list[Path]:
    return [
        file for file in sorted(folder.iterdir()) if file.suffix in {".idx", ".term", ".fast", ".store", ".fieldnorm"}
    ]


def test_a_sound_index_passes(folder: Path) -> None:
    check_segment_files(folder)


def test_a_half_written_merge_does_not_matter(folder: Path) -> None:
    (folder / ("0" * 32 + ".idx")).write_bytes(b"half")
    check_segment_files(folder)


def test_every_damaged_file_is_found(folder: Path) -> None:
    files = segment_files(folder)
    assert len(files) >= 5
    for file in files:
        whole = file.read_bytes()
        for damaged in (whole[: len(whole) // 2], bytes([whole[0] ^ 1]) + whole[1:], b""):
            file.write_bytes(damaged)
            with pytest.raises(ProjectionUnavailable, match=file.name[:8]):
                check_segment_files(folder)
        file.write_bytes(whole)
    check_segment_files(folder)


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ProjectionUnavailable, match="清单"):
        check_segment_files(tmp_path / "nowhere")
