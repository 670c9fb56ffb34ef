"""The manifest file."""

from __future__ import annotations

from pathlib import Path

from kb.projections.manifest import MANIFEST_NAME, ManifestEntry, count_removed, read_manifest, write_entry


def test_entries_come_back_and_replace_each_other(tmp_path: Path) -> None:
    lexical = ManifestEntry(name="lexical", generation=1, built_with="a")
    vectors = ManifestEntry(name="vectors", generation=4, built_with="模型")
    write_entry(tmp_path / "projections", lexical)
    write_entry(tmp_path / "projections", vectors)
    newer = ManifestEntry(name="lexical", generation=2, built_with="a", removed=3)
    write_entry(tmp_path / "projections", newer)
    assert read_manifest(tmp_path / "projections") == {"lexical": newer, "vectors": vectors}
    assert [path.name for path in (tmp_path / "projections").iterdir()] == [MANIFEST_NAME]


def test_a_missing_or_broken_manifest_is_empty(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}
    for contents in ("", "{", "[]", '{"projections": [{"name": "lexical"}]}'):
        (tmp_path / MANIFEST_NAME).write_text(contents, encoding="utf-8")
        assert read_manifest(tmp_path) == {}, contents


def test_removed_rows_add_up(tmp_path: Path) -> None:
    write_entry(tmp_path, ManifestEntry(name="vectors", generation=1, built_with="a"))
    count_removed(tmp_path, "vectors", 5)
    count_removed(tmp_path, "vectors", 7)
    count_removed(tmp_path, "unknown", 7)
    assert read_manifest(tmp_path)["vectors"].removed == 12
