"""Marks of replies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.study.questions.generating import generate
from assistant.study.questions.marking import mark, score_short_answer
from assistant.study.questions.records import LETTERS, AnswerForm, KeyPoint, QuestionKind, StudyQuestion
from kb.records import Document


def one_of(plan: Document, kind: QuestionKind) -> StudyQuestion:
    return generate([plan], 30, 2, [kind])[0]


def test_letters_in_any_writing(plan: Document) -> None:
    question = one_of(plan, QuestionKind.LIMIT)
    letter = LETTERS[question.right[0]]
    other = LETTERS[(question.right[0] + 1) % 4]
    assert mark(question, f" {letter.lower()}. ").right
    assert not mark(question, other).right
    assert not mark(question, letter + other).right
    assert not mark(question, "").right


def test_sequences_count_in_order_only(plan: Document) -> None:
    question = one_of(plan, QuestionKind.ORDER)
    assert mark(question, "、".join(question.answer)).right
    assert not mark(question, question.answer[::-1]).right


@pytest.mark.parametrize("reply", ["对", "√", "正确", "T"])
def test_judgements_in_any_wording(plan: Document, reply: str) -> None:
    question = one_of(plan, QuestionKind.TRUE_FALSE)
    assert mark(question, reply).right is (question.answer == "正确")
    assert not mark(question, "不知道").right


def test_blanks_take_the_number_however_it_is_written(plan: Document) -> None:
    found = generate([plan], 30, 2, [QuestionKind.FILL_IN])
    question = next(one for one in found if one.answer == "30")
    assert question.form is AnswerForm.BLANK
    assert mark(question, "三十").right and mark(question, "30分钟").right and mark(question, " 30 ").right
    assert not mark(question, "3").right and not mark(question, "").right


def short(plan: Document) -> StudyQuestion:
    return one_of(plan, QuestionKind.SHORT_ANSWER)


def test_short_answers_are_marked_by_point_with_evidence(plan: Document) -> None:
    question = short(plan)
    assert [point.text for point in question.key_points] == [
        "险情发生的时间和地点", "受威胁人员的数量", "已经采取的措施", "需要支援的队伍和物资",
    ]  # fmt: skip
    marks = score_short_answer(question, "要说明险情发生的时间、地点，受威胁人员数量，以及需要支援的队伍、物资。")
    assert [one.given for one in marks.points] == [True, True, False, True]
    assert (marks.got, marks.of) == (3.0, 4.0)
    assert "受威胁人员数量" in marks.points[1].evidence


def test_the_whole_key_is_full_marks_and_nothing_is_none(plan: Document) -> None:
    question = short(plan)
    assert score_short_answer(question, question.answer).right
    assert score_short_answer(question, "").got == 0.0
    assert score_short_answer(question, "不清楚，没有学过这部分内容").got == 0.0


def test_a_wrong_value_or_lost_ban_earns_nothing(plan: Document) -> None:
    question = replace(
        short(plan),
        key_points=(
            KeyPoint(text="30分钟内电话报告", start=0, end=9),
            KeyPoint(text="严禁单人进入泄漏区", start=0, end=9),
        ),
    )
    marks = score_short_answer(question, "60分钟内电话报告；可以单人进入泄漏区")
    assert [one.given for one in marks.points] == [False, False]
    assert all(one.problem for one in marks.points)
    right = score_short_answer(question, "30分钟之内电话报告；禁止单人进入泄漏区")
    assert [one.given for one in right.points] == [True, True]
