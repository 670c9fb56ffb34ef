"""The part of the tantivy index that is its own: durability, readers, damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb.errors import ProjectionUnavailable
from kb.lexical import TantivyIndex
from kb.text import default_tokenizer
from tests.builders import make_chunk

TOKENIZER = default_tokenizer()


def fill(path: Path) -> TantivyIndex:
    index = TantivyIndex(path, TOKENIZER, writable=True)
    index.upsert([(1, "防汛物资储备", make_chunk("防汛物资储备"))])
    index.commit()
    return index


def test_what_was_committed_is_there_after_reopening(tmp_path: Path) -> None:
    fill(tmp_path / "a").close()
    again = TantivyIndex(tmp_path / "a", TOKENIZER, writable=True)
    assert [line.chunk_no for line in again.search_words(["物资"], 5)] == [1]
    assert again.chunk_nos() == {1}


def test_what_was_not_committed_is_not_visible(tmp_path: Path) -> None:
    index = fill(tmp_path / "a")
    index.upsert([(2, "沙袋", make_chunk("沙袋", start=50))])
    assert index.search_words(["沙袋"], 5) == []
    index.commit()
    assert [line.chunk_no for line in index.search_words(["沙袋"], 5)] == [2]


def test_a_reader_follows_the_writer_after_reload(tmp_path: Path) -> None:
    writer = fill(tmp_path / "a")
    reader = TantivyIndex(tmp_path / "a", TOKENIZER, writable=False)
    writer.upsert([(2, "沙袋", make_chunk("沙袋", start=50))])
    writer.commit()
    assert reader.search_words(["沙袋"], 5) == []
    reader.reload()
    assert [line.chunk_no for line in reader.search_words(["沙袋"], 5)] == [2]


def test_a_reader_does_not_write(tmp_path: Path) -> None:
    fill(tmp_path / "a").close()
    reader = TantivyIndex(tmp_path / "a", TOKENIZER, writable=False)
    with pytest.raises(ProjectionUnavailable, match="只读"):
        reader.remove_document("0" * 32)


def test_a_reader_says_that_there_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(ProjectionUnavailable, match="不存在"):
        TantivyIndex(tmp_path / "a", TOKENIZER, writable=False)


def test_a_lost_segment_file_is_reported_not_raised_raw(tmp_path: Path) -> None:
    fill(tmp_path / "a").close()
    for file in (tmp_path / "a").glob("*.term"):
        file.unlink()
    with pytest.raises(ProjectionUnavailable, match="全文索引"):
        TantivyIndex(tmp_path / "a", TOKENIZER, writable=False).search_words(["物资"], 5)


def test_broken_meta_is_reported(tmp_path: Path) -> None:
    fill(tmp_path / "a").close()
    (tmp_path / "a" / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(ProjectionUnavailable, match="不可用"):
        TantivyIndex(tmp_path / "a", TOKENIZER, writable=True)


def test_a_folder_can_be_removed_after_close(tmp_path: Path) -> None:
    fill(tmp_path / "a").close()
    shutil.rmtree(tmp_path / "a")
    assert not (tmp_path / "a").exists()
