"""Every rule of the checker finds the question that breaks it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.study.questions.checks import problems_of
from assistant.study.questions.generating import generate
from assistant.study.questions.records import KeyPoint, QuestionKind, StudyQuestion
from assistant.study.questions.truths import Truths
from kb.records import Document


@pytest.fixture(scope="module")
def limit(plan: Document) -> StudyQuestion:
    """A sound question on a limit."""
    found = generate([plan], 50, 3, [QuestionKind.LIMIT])
    return next(one for one in found if "乡镇人民政府" in one.stem)


def with_options(question: StudyQuestion, *wrong: str) -> StudyQuestion:
    right = question.options[question.right[0]]
    return replace(question, options=(right, *wrong), right=(0,), answer="A")


def test_a_sound_question_has_no_problem(limit: StudyQuestion, plan: Document) -> None:
    assert problems_of(limit, Truths([plan])) == ()


def test_a_changed_clause_is_found(limit: StudyQuestion) -> None:
    source = replace(limit.source, text=limit.source.text.replace("30", "20"))
    assert "clause and hash differ" in problems_of(replace(limit, source=source))


def test_a_key_outside_the_clause_is_found(limit: StudyQuestion) -> None:
    point = KeyPoint(text="90分钟", start=0, end=4)
    assert any("key not in clause" in one for one in problems_of(replace(limit, key_points=(point,))))


def test_equal_values_in_other_units_are_found(limit: StudyQuestion) -> None:
    assert "two options are equal" in problems_of(with_options(limit, "1800秒", "15分钟", "20分钟"))


def test_another_unit_gives_itself_away(limit: StudyQuestion) -> None:
    assert "options differ in unit or form" in problems_of(with_options(limit, "2小时", "15分钟", "20分钟"))


def test_a_distractor_that_another_document_says_is_found(limit: StudyQuestion, plan: Document) -> None:
    text = plan.text.replace("应当在30分钟内电话报告", "应当在15分钟内电话报告")
    other = replace(plan, document_id="f" * 32, text=text)
    question = with_options(limit, "15分钟", "20分钟", "45分钟")
    assert any("15分钟" in one for one in problems_of(question, Truths([plan, other])))


def test_a_stem_that_names_no_document_or_points_away_is_found(limit: StudyQuestion) -> None:
    assert "stem names no document" in problems_of(replace(limit, stem="应当在（　　）内报告。"))
    pointing = replace(limit, stem=limit.stem.replace("应当", "依照前款规定应当"))
    assert "stem points away or hides a value" in problems_of(pointing)


def test_a_stem_that_tells_the_answer_is_found(limit: StudyQuestion) -> None:
    assert "the stem gives the key away" in problems_of(replace(limit, stem=limit.stem[:-1] + "，即30分钟。"))


def test_a_judgement_against_the_documents_is_found(plan: Document) -> None:
    true = next(one for one in generate([plan], 50, 5, [QuestionKind.TRUE_FALSE]) if one.answer == "正确")
    turned = replace(true, right=(1,), answer="错误", note="原文为“甲”，题中改成了“乙”")
    assert "the judgement is not what the documents say" in problems_of(turned, Truths([plan]))
