"""`yubei ask --batch`: files as people and programs make them, good and bad."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.commands.conftest import Run

QUESTION = "村民委员会发现山洪险情后多长时间报告镇值班室"
PROMISED = ["id", "question", "answer", "status", "refused", "citations", "seconds"]
CITED = {"document_title", "source_uri", "heading_path", "quote", "start", "end", "page", "status"}


def answers_in(target: Path) -> list[dict[str, object]]:
    """Return the lines of an answer file, which must be UTF-8 without a mark."""
    return [json.loads(line) for line in target.read_bytes().decode("utf-8").splitlines()]


def test_lines_hold_the_promised_fields_and_the_id_as_given(run: Run, filled_base: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": 7, "question": QUESTION}, {"id": "七", "question": QUESTION}, {"question": QUESTION}]
    source.write_text("".join(json.dumps(row) + "\r\n" for row in rows), encoding="utf-8-sig", newline="")
    code, out, err = run("ask", "--batch", source, "--out", target, "--data", filled_base)
    answers = answers_in(target)
    assert (code, out, err) == (0, "", "")
    assert [answer["id"] for answer in answers] == [7, "七", "3"]
    for answer in answers:
        assert list(answer)[: len(PROMISED)] == PROMISED
        assert answer["status"] == "grounded" and answer["refused"] is False
        assert all(set(citation) >= CITED for citation in answer["citations"])  # type: ignore[attr-defined]


def test_broken_lines_are_answered_with_the_reason_and_the_batch_goes_on(
    run: Run, filled_base: Path, tmp_path: Path
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    broken = ["not json", '{"id": "x"}', "[1]", '{"id": "n", "question": null}', "[" * 100_000]
    lines = [json.dumps({"id": "a", "question": QUESTION}), "", *broken, json.dumps({"id": "z", "question": QUESTION})]
    source.write_text("\n".join(lines), encoding="utf-8")
    code, _, err = run("ask", "--batch", source, "--out", target, "--data", filled_base)
    answers = answers_in(target)
    assert code == 0
    assert [answer["id"] for answer in answers] == ["a", "3", "x", "5", "n", "7", "z"]
    assert [answer["refused"] for answer in answers] == [False, True, True, True, True, True, False]
    assert "第 3 行" in str(answers[1]["answer"]) and "not json" in str(answers[1]["answer"])
    assert err.count("\n") == len(broken)


def test_line_separators_and_half_characters_inside_a_question(run: Run, filled_base: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        f'{{"id": "a", "question": "{QUESTION}\u2028"}}\n{{"id": "b", "question": "\\ud800{QUESTION}"}}\n',
        encoding="utf-8",
    )
    assert run("ask", "--batch", source, "--out", target, "--data", filled_base)[0] == 0
    assert [(answer["id"], answer["status"]) for answer in answers_in(target)] == [("a", "grounded"), ("b", "grounded")]


def test_questions_saved_by_an_office_program_are_read(run: Run, filled_base: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    for encoding in ("gb18030", "utf-16"):
        source.write_text(json.dumps({"id": "a", "question": QUESTION}, ensure_ascii=False), encoding=encoding)
        assert run("ask", "--batch", source, "--out", target, "--data", filled_base)[0] == 0
        assert "10分钟" in str(answers_in(target)[0]["answer"])


def test_empty_file_gives_an_empty_file(run: Run, filled_base: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"")
    assert run("ask", "--batch", source, "--out", target, "--data", filled_base)[0] == 0
    assert target.read_bytes() == b""


def test_unreadable_questions_leave_earlier_answers_alone(run: Run, filled_base: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("earlier\n", encoding="utf-8")
    (tmp_path / "bytes.jsonl").write_bytes(bytes(range(256)) * 8)
    for source in (tmp_path / "missing.jsonl", tmp_path, tmp_path / "bytes.jsonl"):
        code, out, err = run("ask", "--batch", source, "--out", target, "--data", filled_base)
        assert code == 1 and out == "" and source.name in err and err.count("\n") == 1
    assert target.read_text(encoding="utf-8") == "earlier\n"


def test_answers_never_overwrite_the_questions(run: Run, filled_base: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "a", "question": QUESTION}), encoding="utf-8")
    code, _, err = run("ask", "--batch", source, "--out", source, "--data", filled_base)
    assert code == 1 and "同一个文件" in err
    assert json.loads(source.read_text(encoding="utf-8"))["id"] == "a"


@pytest.mark.parametrize("name", ["no-folder/out.jsonl", "."])
def test_answers_that_cannot_be_written_give_one_sentence(
    run: Run, filled_base: Path, tmp_path: Path, name: str
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "a", "question": QUESTION}), encoding="utf-8")
    code, out, err = run("ask", "--batch", source, "--out", tmp_path / name, "--data", filled_base)
    assert code == 1 and out == "" and "没有写到" in err and err.count("\n") == 1


def test_lines_of_one_conversation_lean_on_each_other(run: Run, filled_base: Path, tmp_path: Path) -> None:
    rows = [
        {"id": 1, "conversation": "a", "question": "镇值班室接到报告后多久报告县防汛办？"},
        {"id": 2, "question": "向谁报告？"},
        {"id": 3, "conversation": "b", "question": "全年组织演练几次？"},
        {"id": 4, "conversation": "a", "question": "村民委员会呢？"},
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    code, _, _ = run("ask", "--batch", source, "--out", target, "--data", filled_base)
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert code == 0
    assert [answer.get("conversation", "") for answer in answers] == ["a", "", "b", "a"]
    assert answers[1]["resolved_question"] == "向谁报告？"
    assert "村民委员会" in answers[3]["resolved_question"] and "多久报告" in answers[3]["resolved_question"]
    assert "演练" not in answers[3]["resolved_question"]
