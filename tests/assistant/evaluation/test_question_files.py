"""Questions from the files that users keep them in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.evaluation.question_files import read_questions, sample_questions
from assistant.evaluation.records import EvalQuestion, GoldSpan, Match
from kb.errors import InputRefused
from tests.ingest.parsers.sheet_files import make_xlsx, rows_xml, sheet_xml

HEAD = ("编号", "问题", "答案", "匹配", "文档", "原文")
ROWS = (
    ("1", "红色预警多久发布？", "15分钟", "", "预警办法.txt", "应当在15分钟内发布"),
    ("2", "谁来宣布？", "总指挥；副总指挥", "任一", "", ""),
    ("3", "局长叫什么？", "", "", "", ""),
)
EXPECTED = (
    EvalQuestion(
        question_id="1",
        text="红色预警多久发布？",
        answers=("15分钟",),
        match=Match.ALL,
        spans=(GoldSpan(document="预警办法.txt", quote="应当在15分钟内发布"),),
    ),
    EvalQuestion(question_id="2", text="谁来宣布？", answers=("总指挥", "副总指挥"), match=Match.ANY),
    EvalQuestion(question_id="3", text="局长叫什么？", answers=(), match=Match.REFUSE),
)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a file and return its path."""
    path.write_bytes(text.encode(encoding))
    return path


def json_lines(*rows: dict[str, object]) -> str:
    """Return rows as JSON Lines."""
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv(tmp_path: Path, encoding: str) -> None:
    text = "\r\n".join(",".join(cells) for cells in (HEAD, *ROWS))
    assert read_questions(written(tmp_path / "q.csv", text, encoding)) == EXPECTED


def test_workbook(tmp_path: Path) -> None:
    # A title above the names, an empty sheet before, cells that are not there: as people keep their lists.
    rows = [["题库"], HEAD, *([cell or None for cell in cells] for cells in ROWS)]
    sheets = {"空": sheet_xml(""), "题目": sheet_xml(rows_xml(rows)), "说明": sheet_xml(rows_xml([["别的"]]))}
    path = tmp_path / "q.xlsx"
    path.write_bytes(make_xlsx(sheets))
    assert read_questions(path) == EXPECTED


def test_a_damaged_workbook_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"q\.xlsx"):
        read_questions(written(tmp_path / "q.xlsx", "no workbook"))


def test_json_lines_with_chinese_names(tmp_path: Path) -> None:
    rows = [dict(zip(HEAD, cells, strict=True)) for cells in ROWS]
    assert read_questions(written(tmp_path / "q.jsonl", json_lines(*rows))) == EXPECTED


def test_json_lines_of_the_gold_set(tmp_path: Path) -> None:
    row = {
        "id": "SG1",
        "question": "警戒距离一样吗？",
        "kind": "number",
        "answers": ["100米", "50米"],
        "match": "all",
        "document": "a.docx",
        "quote": "为100米",
        "row": ["警戒"],
        "other_spans": [{"document": "b.txt", "quote": "为50米"}],
    }
    (question,) = read_questions(written(tmp_path / "q.jsonl", json_lines(row)))
    spans = (GoldSpan(document="a.docx", quote="为100米", row=("警戒",)), GoldSpan(document="b.txt", quote="为50米"))
    assert (question.spans, question.answers, question.kind) == (spans, ("100米", "50米"), "number")


def test_passages_with_their_files(tmp_path: Path) -> None:
    row = {
        "question": "问",
        "answers": ["甲"],
        "match": "any",
        "gold_passages": ["甲一", "甲二"],
        "gold_files": ["a.txt"],
    }
    (question,) = read_questions(written(tmp_path / "q.jsonl", json_lines(row)))
    assert question.spans == (GoldSpan(document="a.txt", quote="甲一"), GoldSpan(document="", quote="甲二"))
    assert question.question_id == "1"


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("q.jsonl", '{"question": "一", "answers": ["a"]}\n[1]\n', "第 2 行"),
        ("q.jsonl", '{"answers": ["a"]}\n', "第 1 行没有问题"),
        ("q.csv", "问题,答案,匹配\n一,a,大概\n", "大概"),
        ("q.csv", "问题,答案,匹配\n一,a,拒答\n", "拒答"),
        ("q.csv", "题目,答案\n一,a\n", "“问题”的列"),
        ("q.csv", "问题,答案\n", "没有题目"),
        ("q.txt", "一", ".xlsx"),
    ],
)
def test_what_cannot_be_understood_is_named(tmp_path: Path, name: str, text: str, named: str) -> None:
    with pytest.raises(InputRefused, match=named):
        read_questions(written(tmp_path / name, text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="nowhere"):
        read_questions(tmp_path / "nowhere.csv")


def test_the_gold_set_of_the_project_is_found_in_its_source_tree() -> None:
    questions = read_questions(sample_questions())
    unanswerable = [question for question in questions if question.match is Match.REFUSE]
    assert len(questions) >= 200
    assert len(unanswerable) >= 20
    assert all(question.spans for question in questions if question not in unanswerable)
