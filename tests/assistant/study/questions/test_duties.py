"""Multiple choices on the duties of one body."""

from __future__ import annotations

import random

from assistant.study.questions.duties import duty_questions
from assistant.study.questions.generating import generate
from assistant.study.questions.material import material_of
from assistant.study.questions.records import QuestionKind
from assistant.study.questions.truths import Truths
from kb.records import Document


def test_right_duties_are_the_bodys_own_and_the_others_are_not(plan: Document) -> None:
    drafts = list(duty_questions(material_of(plan), Truths([plan]), random.Random(2)))
    assert "县公安局" in "".join(draft.stem for draft in drafts)
    for draft in drafts:
        own = plan.text[draft.span[0] : draft.span[1]]
        assert len(draft.right) >= 2 and len(draft.right) + len(draft.wrong) == 4
        assert all(right in own for right in draft.right)
        assert not any(wrong in own for wrong in draft.wrong)
        assert all(wrong in plan.text for wrong in draft.wrong)
        assert [plan.text[start:end] for start, end in draft.keys] == list(draft.right)


def test_a_duty_that_names_its_field_is_no_option_of_its_body(plan: Document) -> None:
    drafts = list(duty_questions(material_of(plan), Truths([plan]), random.Random(2)))
    assert not any("县水利局" in draft.stem and any("水利" in one for one in draft.right) for draft in drafts)


def test_the_source_is_the_line_of_the_body(plan: Document) -> None:
    questions = [one for one in generate([plan], 80, 1, [QuestionKind.MULTIPLE]) if "职责" in one.stem]
    assert questions
    for question in questions:
        assert "\n" not in question.source.text
        assert question.source.text.partition("：")[0] in question.stem
