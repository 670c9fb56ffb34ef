"""`yubei study`: courses are opened, learners listed, exported, imported, counted and forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.commands.conftest import Run
from tests.assistant.study.study_base import TITLE, course_in, learner_in, open_base, room_of
from tests.builders import FIXED_TIME


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A base with a course and a learner who missed one question."""
    with open_base(tmp_path) as workbench:
        room = room_of(workbench)
        course, learner = course_in(room), learner_in(room)
        room.kb.catalog.study.enrol(learner.learner_no, course.course_id, FIXED_TIME)
        question_id = next(iter(room.shelf.entries(course)))
        room.practice.answer(learner.learner_no, course, question_id, "不会", FIXED_TIME, turn=0)
    return tmp_path / "data"


def test_courses_are_opened_and_listed(run: Run, base: Path) -> None:
    code, out, _ = run("study", "open", "--kind", "phase", "--value", "reporting", "--by", "王编辑", "--data", base)
    assert code == 0
    assert "1 条条文" in out
    courses = json.loads(run("study", "courses", "--json", "--data", base)[1])
    assert {one["kind"] for one in courses} == {"document", "phase"}
    by_title = next(one for one in courses if one["kind"] == "document")
    assert by_title["title"] == f"《{TITLE}》"
    assert by_title["clauses"] == 5
    assert run("study", "renew", by_title["id"], "--by", "王编辑", "--data", base)[0] == 0


def test_learners_due_and_class(run: Run, base: Path) -> None:
    assert json.loads(run("study", "learners", "--json", "--data", base)[1])[0]["name"] == "甲"
    due = json.loads(run("study", "due", "甲", "--json", "--data", base)[1])
    assert (due[0]["due_count"], len(due[0]["due"])) == (1, 1)
    assert "待复习 1 题" in run("study", "due", "甲", "--data", base)[1]
    rows = json.loads(run("study", "class", "--json", "--data", base)[1])
    assert [(one["learner"], one["seen"], one["wrong"]) for one in rows] == [("甲", 1, 1)]
    assert "错 1 次" in run("study", "class", "--data", base)[1]


def test_a_record_is_exported_imported_and_forgotten(run: Run, base: Path, tmp_path: Path) -> None:
    record, table = tmp_path / "甲.json", tmp_path / "甲.csv"
    assert run("study", "export", "甲", "--out", record, "--csv", table, "--data", base)[0] == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "不会" in table.read_text(encoding="utf-8-sig")
    assert json.loads(run("study", "export", "甲", "--data", base)[1])["learner"] == "甲"
    assert run("study", "forget", "甲", "--by", "王编辑", "--data", base)[0] == 0
    assert "还没有学员" in run("study", "learners", "--data", base)[1]
    assert run("study", "import", record, "--data", base)[0] == 0
    again = json.loads(run("study", "export", "甲", "--data", base)[1])
    assert again["cards"] == json.loads(record.read_text(encoding="utf-8"))["cards"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("due", "无此人"), "没有学员"),
        (("due",), "请给出学员"),
        (("import", "missing.json"), "读不了"),
        (("open", "--document", "没有这份", "--by", "王"), "0 份"),
        (("renew", "none", "--by", "王"), "没有这门课程"),
        (("forget", "甲"), "姓名"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, base: Path, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = run("study", *arguments, "--data", base)
    assert code != 0
    assert said in err
