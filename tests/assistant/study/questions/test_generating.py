"""Questions of the sample corpora: sound, spread, repeatable."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from assistant.study.questions.checks import problems_of
from assistant.study.questions.generating import generate
from assistant.study.questions.records import AnswerForm, QuestionKind, StudyQuestion
from assistant.study.questions.truths import Truths
from kb.records import Document


@pytest.fixture(scope="module")
def questions(samples: list[Document]) -> tuple[StudyQuestion, ...]:
    """Two hundred questions of the text files among the samples."""
    return generate(samples, 200, 11)


def test_the_count_is_met_with_many_kinds(questions: tuple[StudyQuestion, ...]) -> None:
    kinds = Counter(question.kind for question in questions)
    assert len(questions) == 200
    assert len(kinds) >= 8
    assert max(kinds.values()) <= 90


def test_every_question_passes_the_checker(questions: tuple[StudyQuestion, ...], samples: list[Document]) -> None:
    truths = Truths(samples)
    assert [problems for question in questions if (problems := problems_of(question, truths))] == []


def test_every_key_stands_in_its_document(questions: tuple[StudyQuestion, ...], samples: list[Document]) -> None:
    texts = {document.document_id: document.text for document in samples}
    for question in questions:
        source = question.source
        text = texts[source.document_id]
        assert text[source.start : source.end] == source.text
        for point in question.key_points:
            assert text[source.start + point.start : source.start + point.end] == point.text


def test_reports_drill_papers_and_lists_are_passed_over(questions: tuple[StudyQuestion, ...]) -> None:
    titles = {question.source.title for question in questions}
    assert "临澜市防汛抗旱应急预案" not in titles  # a PDF file, not among these
    assert not any(word in title for title in titles for word in ("总结", "演练", "通讯录", "清单"))
    assert any("地震应急预案" in title for title in titles)


def test_equal_seeds_give_equal_questions_and_others_do_not(samples: list[Document]) -> None:
    first = generate(samples[:6], 30, 4)
    assert generate(samples[:6], 30, 4) == first
    assert generate(samples[:6], 30, 5) != first


def test_kinds_can_be_chosen(plan: Document) -> None:
    found = generate([plan], 20, 1, [QuestionKind.ORDER, QuestionKind.LEVEL])
    assert {question.kind for question in found} == {QuestionKind.ORDER, QuestionKind.LEVEL}


def test_order_follows_the_plan(plan: Document) -> None:
    (question,) = generate([plan], 20, 1, [QuestionKind.ORDER])
    assert question.form is AnswerForm.SEQUENCE
    in_order = [question.options[at] for at in question.right]
    places = [plan.text.index(step) for step in in_order]
    assert places == sorted(places)
    assert question.right != tuple(range(4))


def test_a_changed_clause_makes_another_question(plan: Document) -> None:
    newer = replace(plan, text=plan.text.replace("在30分钟内电话", "在20分钟内电话"))
    old = {one.question_id for one in generate([plan], 20, 1, [QuestionKind.LIMIT])}
    new = {one.question_id for one in generate([newer], 20, 1, [QuestionKind.LIMIT])}
    assert old and new and not old & new


def test_positions_of_the_answer_are_spread(questions: tuple[StudyQuestion, ...]) -> None:
    places = Counter(question.right[0] for question in questions if question.form is AnswerForm.ONE)
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) <= 0.4 * places.total()
