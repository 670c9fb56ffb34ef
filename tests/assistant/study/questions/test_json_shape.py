"""Questions as JSON."""

from __future__ import annotations

import json

import pytest

from assistant.study.questions.generating import generate
from assistant.study.questions.json_shape import question_form, question_from, question_line
from kb.errors import InputRefused
from kb.records import Document


def test_a_question_comes_back_from_its_form(plan: Document) -> None:
    for question in generate([plan], 40, 6):
        assert question_from(json.loads(json.dumps(question_form(question), ensure_ascii=False))) == question


def test_the_line_begins_with_what_is_promised(plan: Document) -> None:
    (question,) = generate([plan], 1, 6)
    line = question_line(question)
    assert list(line)[:6] == ["kind", "question", "options", "answer", "clause_text", "citation"]
    assert line["clause_text"] == question.source.text
    assert str(line["citation"]).startswith("《青石县防汛应急预案》（2024-06-01 起施行）")


def test_a_broken_form_is_refused(plan: Document) -> None:
    form = question_form(generate([plan], 1, 6)[0])
    del form["source"]
    with pytest.raises(InputRefused, match="source"):
        question_from(form)
