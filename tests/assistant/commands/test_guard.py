"""`yubei guard --batch`: sentences held against their evidence, whatever the lines look like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.commands.conftest import Run

EVIDENCE = ["村民委员会发现山洪险情后，应当在10分钟内电话报告镇值班室。"]


def rows_in(target: Path) -> list[dict[str, object]]:
    """Return the lines of a result file."""
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_each_line_tells_whether_it_is_supported_and_why_not(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [
        {"id": "a", "sentence": "村委会要在十分钟之内报告镇值班室。", "evidence": EVIDENCE},
        {"id": 7, "sentence": "村委会要在20分钟内报告镇值班室。", "evidence": EVIDENCE},
        {"id": None, "sentence": "村委会要在十分钟内报告。", "evidence": []},
    ]
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8-sig")
    code, out, err = run("guard", "--batch", source, "--out", target)
    assert (code, out) == (0, "")
    supported, wrong, bare = rows_in(target)
    assert supported == {"id": "a", "supported": True, "problems": []}
    assert (wrong["id"], wrong["supported"]) == (7, False)
    assert wrong["problems"] == [
        {"value": "20分钟", "kind": "limit", "reason": "依据里没有时限“20分钟”；依据里是10分钟"}
    ]
    assert (bare["id"], bare["supported"]) == (None, False)
    assert "核对 3 句：1 句有据，2 句没有通过" in err


def test_bad_lines_are_named_with_their_number_and_the_others_go_on(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    good = json.dumps({"id": "z", "sentence": "应当在10分钟内报告。", "evidence": EVIDENCE})
    bad = ["no json", '{"id": "x"}', '{"id": "y", "sentence": "a", "evidence": [1]}', "[" * 50_000]
    source.write_text("\n".join([*bad, "", good]), encoding="utf-8")
    code, _, err = run("guard", "--batch", source, "--out", target)
    rows = rows_in(target)
    assert code == 0
    assert [row["id"] for row in rows] == ["1", "x", "y", "4", "z"]
    assert [row["supported"] for row in rows] == [False, False, False, False, True]
    assert all(f"第 {number} 行" in str(row["error"]) for number, row in enumerate(rows[:4], start=1))
    assert err.count("in.jsonl 第") == 4 and "4 行无法读取" in err


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_input_that_cannot_be_read_is_one_sentence(run: Run, tmp_path: Path, name: str) -> None:
    code, out, err = run("guard", "--batch", tmp_path / name, "--out", tmp_path / "out.jsonl")
    assert (code, out) == (1, "") and "读不到" in err and err.count("\n") == 1


def test_results_never_overwrite_the_sentences(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": 1, "sentence": "a", "evidence": EVIDENCE}), encoding="utf-8")
    before = source.read_bytes()
    code, _, err = run("guard", "--batch", source, "--out", source)
    assert code == 1 and "同一个文件" in err and source.read_bytes() == before
