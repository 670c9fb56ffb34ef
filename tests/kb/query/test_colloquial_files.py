"""Reading the files of the spoken lexicon."""

from __future__ import annotations

from pathlib import Path

import yaml

from kb.query.colloquial_files import FILES, FOLDER, entry_of, read_entries

NOT_CATEGORIES = {"version", "mark"}


def test_the_reader_of_lines_agrees_with_yaml() -> None:
    lines = []
    for file in sorted(FOLDER.glob(FILES)):
        for category, section in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            if category not in NOT_CATEGORIES:
                lines += [entry_of(category, line, float(section["weight"])) for line in section["entries"]]
    assert list(read_entries()) == lines


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name, said in (("b", "冒烟"), ("a", "起火")):
        text = f"version: 1\n\nsigns:\n  weight: 0.5\n  entries:\n    - {said} = 火灾 火情@0.4\n"
        (tmp_path / f"colloquial_{name}.yaml").write_text(text, encoding="utf-8")
    first, second = read_entries(tmp_path)
    assert (first.said, first.means, first.category, first.weight) == (("起火",), ("火灾", "火情"), "signs", 0.2)
    assert second.said == ("冒烟",)


def test_words_are_brought_to_normal_form() -> None:
    assert entry_of("gear", "ＡＥＤ = 除颤器", 1.0).said == ("aed",)


def test_no_entry_names_what_only_one_document_can_know() -> None:
    every = " ".join(term for entry in read_entries() for term in entry.means)
    assert not [name for name in ("恒泰", "锦程", "石桥村", "临澜", "柳溪", "青泽", "澜水") if name in every]
