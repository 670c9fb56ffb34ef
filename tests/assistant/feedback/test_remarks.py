"""What a reader may say, how it is kept and exported."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from assistant.feedback.remarks import HEADINGS, MAX_NOTE, REASONS, as_csv, remark_on
from assistant.records import Answer, AnswerStatus
from kb.errors import InputRefused

ANSWER = Answer(
    question="那二级呢",
    resolved_question="防汛二级响应由谁批准，我是13800138000",
    status=AnswerStatus.NO_EVIDENCE,
    text="未找到依据。",
    trace_id="a" * 16,
)


def test_a_remark_points_at_the_answer_and_hides_numbers_of_persons() -> None:
    row = remark_on(ANSWER, "wrong", "missed", " 打13900139000问我 ")
    assert (row.trace_id, row.verdict, row.reason) == ("a" * 16, "wrong", "missed")
    assert row.question == "防汛二级响应由谁批准，我是138********"
    assert row.note == "打139********问我"
    assert remark_on(ANSWER, "useful", "missed").reason == ""


@pytest.mark.parametrize(
    ("verdict", "reason", "note"),
    [("great", "", ""), ("wrong", "", ""), ("wrong", "nonsense", ""), ("useful", "", "长" * (MAX_NOTE + 1))],
)
def test_what_was_not_offered_is_refused(verdict: str, reason: str, note: str) -> None:
    with pytest.raises(InputRefused):
        remark_on(ANSWER, verdict, reason, note)


def test_no_cell_of_the_export_is_a_formula() -> None:
    rows = [
        replace(remark_on(ANSWER, "wrong", reason.key, f"{start}1+1"), feedback_no=number)
        for number, (reason, start) in enumerate(zip(REASONS, "=+-@=+-", strict=True), start=1)
    ]
    table = list(csv.reader(io.StringIO(as_csv(rows))))
    assert tuple(table[0]) == HEADINGS
    assert [line[4][:2] for line in table[1:]] == ["'=", "'+", "'-", "'@", "'=", "'+", "'-"]
    assert [line[3] for line in table[1:]] == [reason.name for reason in REASONS]
