"""A set of questions is spread over clauses and passages."""

from __future__ import annotations

from collections import Counter

from assistant.study.questions.generating import generate
from assistant.study.questions.takings import Takings
from kb.records import Document


def test_a_question_is_taken_once_and_its_passage_is_closed(plan: Document) -> None:
    questions = generate([plan], 60, 1)
    takings = Takings()
    first = questions[0]
    assert takings.accepts(first, near_allowed=False)
    takings.take(first, 0)
    assert not takings.accepts(first, near_allowed=True)


def test_no_two_questions_of_a_small_set_rest_on_one_passage(samples: list[Document]) -> None:
    questions = generate(samples, 60, 8)
    spans = [
        (question.source.document_id, question.source.start + min(point.start for point in question.key_points))
        for question in questions
    ]
    assert len(questions) == 60
    assert max(Counter(spans).values()) == 1


def test_documents_take_turns(samples: list[Document]) -> None:
    counted = Counter(question.source.title for question in generate(samples, 60, 8))
    assert len(counted) >= 6
    assert max(counted.values()) <= 20
