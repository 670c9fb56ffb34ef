"""The JSON shape of study questions: the body of stored ones, and the lines of `yubei quiz --json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.study.questions.records import (
    LETTERS,
    AnswerForm,
    ClauseSource,
    KeyPoint,
    QuestionKind,
    StudyQuestion,
)
from kb.errors import InputRefused


def question_form(question: StudyQuestion) -> dict[str, object]:
    """Return all of a question; `question_from` reads it back."""
    source = question.source
    return {
        "question_id": question.question_id,
        "kind": question.kind.value,
        "form": question.form.value,
        "question": question.stem,
        "options": list(question.options),
        "right": list(question.right),
        "answer": question.answer,
        "key_points": [{"text": one.text, "start": one.start, "end": one.end} for one in question.key_points],
        "note": question.note,
        "difficulty": question.difficulty,
        "phases": list(question.phases),
        "hazards": list(question.hazards),
        "positions": list(question.positions),
        "source": {
            "document_id": source.document_id,
            "work_id": source.work_id,
            "title": source.title,
            "document_number": source.document_number,
            "edition": source.edition,
            "heading_path": list(source.heading_path),
            "start": source.start,
            "end": source.end,
            "text": source.text,
            "text_hash": source.text_hash,
        },
    }


def question_line(question: StudyQuestion) -> dict[str, object]:
    """Return a question as `yubei quiz --json` prints it: kind, question, options, answer, clause_text, citation first."""
    source = question.source
    return {
        "kind": question.kind.value,
        "question": question.stem,
        "options": [f"{LETTERS[at]}. {option}" for at, option in enumerate(question.options)],
        "answer": question.answer,
        "clause_text": source.text,
        "citation": source.citation,
        "note": question.note,
        "question_id": question.question_id,
        "document_id": source.document_id,
        "start": source.start,
        "end": source.end,
        "clause_hash": source.text_hash,
        "difficulty": question.difficulty,
        "phases": list(question.phases),
        "hazards": list(question.hazards),
        "positions": list(question.positions),
    }


def question_from(form: Mapping[str, Any]) -> StudyQuestion:  # Any: parsed JSON
    """Read a question back from its form.

    Raises:
        InputRefused: The form lacks a field or holds one that cannot be read.
    """
    try:
        source = form["source"]
        return StudyQuestion(
            question_id=str(form["question_id"]), kind=QuestionKind(form["kind"]), form=AnswerForm(form["form"]),
            stem=str(form["question"]), options=tuple(form["options"]), right=tuple(form["right"]), answer=str(form["answer"]),
            key_points=tuple(KeyPoint(text=one["text"], start=one["start"], end=one["end"]) for one in form["key_points"]),
            note=str(form["note"]), difficulty=int(form["difficulty"]), phases=tuple(form["phases"]),
            hazards=tuple(form["hazards"]), positions=tuple(form["positions"]),
            source=ClauseSource(
                document_id=source["document_id"], work_id=source["work_id"], title=source["title"],
                document_number=source["document_number"], edition=source["edition"], heading_path=tuple(source["heading_path"]),
                start=source["start"], end=source["end"], text=source["text"], text_hash=source["text_hash"],
            ),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise InputRefused(f"题目数据不完整或无法识别：{error}。请重新出题。") from error
