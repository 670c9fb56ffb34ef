"""A model may not word a mark of hiding as a value, nor read a number out of one."""

from __future__ import annotations

from assistant.answering.generation.checks import problem_of
from tests.assistant.reading.evidence import make_evidence


def test_a_placeholder_is_not_told_as_a_value() -> None:
    source = make_evidence("2021年以来，共投入资金X万元，建成视频会议终端32个。")
    assert problem_of("共投入资金X万元。", [source]) == "placeholder told as a value"
    assert problem_of("建成视频会议终端32个。", [source]) == ""


def test_digits_of_a_hidden_value_are_no_value() -> None:
    source = make_evidence("20XX年发生XX起事故，值班电话138****1234，建成终端32个。")
    assert "value" in problem_of("发生20起事故。", [source])
    assert "value" in problem_of("值班电话1234。", [source])
    assert problem_of("建成终端32个。", [source]) == ""
