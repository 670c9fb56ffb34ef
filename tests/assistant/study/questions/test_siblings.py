"""Single choices among siblings, and which statement is right."""

from __future__ import annotations

import random

from assistant.study.questions.choosing import statement_choices
from assistant.study.questions.generating import generate
from assistant.study.questions.material import material_of
from assistant.study.questions.records import QuestionKind
from assistant.study.questions.siblings import sibling_questions
from assistant.study.questions.truths import Truths
from kb.records import Document


def test_duties_are_asked_both_ways(plan: Document) -> None:
    drafts = list(sibling_questions(material_of(plan), Truths([plan]), random.Random(3)))
    stems = [draft.stem for draft in drafts]
    assert any(stem.endswith("县公安局的职责是（　　）。") for stem in stems)
    assert any(draft.kind is QuestionKind.BODY and draft.right == ("县公安局",) for draft in drafts)
    for draft in drafts:
        assert len(draft.right) == 1 and len(draft.wrong) == 3 and draft.right[0] not in draft.wrong


def test_a_duty_that_names_its_body_is_not_asked_for(plan: Document) -> None:
    questions = generate([plan], 60, 2, [QuestionKind.SINGLE, QuestionKind.BODY])
    assert questions
    for question in questions:
        assert question.options[question.right[0]] not in question.stem


def test_one_statement_is_right_and_three_are_changed(samples: list[Document]) -> None:
    document = next(one for one in samples if "预警信息发布管理办法" in one.metadata.title and "2024" in one.file_name)
    truths = Truths([document])
    drafts = [
        draft for seed in range(4) for draft in statement_choices(material_of(document), truths, random.Random(seed))
    ]
    assert drafts
    for draft in drafts:
        assert draft.right[0] in document.text
        assert len(set(draft.wrong)) == 3 and not any(truths.says(wrong) for wrong in draft.wrong)
        assert draft.note.count("改成了") == 3
