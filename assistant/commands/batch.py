"""The files of `yubei ask --batch`: questions in, answers out, one line each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.answerer import Answerer
from assistant.commands.line_files import Form, fault_of, numbered_lines, object_of, opened_for_lines
from assistant.commands.options import warn
from assistant.commands.progress_bar import ProgressBar
from assistant.json_forms import answer_form
from assistant.records import Turn
from kb.errors import InputRefused
from kb.records import Filters

MAX_TURNS = 20  # of one conversation that later lines may lean on


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchQuestion:
    """One line of a batch file.

    Attributes:
        identifier: The "id" of the line as it stands there, its line number as text when it has none.
        conversation: The "conversation" of the line; the lines with the same one are asked in order as one
            conversation, "" for a question by itself.
        problem: A Chinese sentence about why the line cannot be asked, "" when it can.
    """

    identifier: object
    question: str
    conversation: str = ""
    problem: str = ""


def read_batch(source: Path) -> list[BatchQuestion]:
    """Return the questions of a JSON Lines file in order; lines without anything on them are left out.

    Raises:
        InputRefused: The file cannot be read or is no text.
    """
    return [_question_of(source, number, line) for number, line in numbered_lines(source)]


def _question_of(source: Path, number: int, line: str) -> BatchQuestion:
    row = object_of(line)
    identifier, question = row.get("id"), row.get("question")
    identifier = str(number) if identifier is None else identifier
    conversation = row.get("conversation")
    if isinstance(question, str):
        named = "" if conversation is None else str(conversation)
        return BatchQuestion(identifier=identifier, question=question, conversation=named)
    problem = fault_of(source, number, line, '{"id","question"}')
    return BatchQuestion(identifier=identifier, question="", problem=problem)


def answer_batch(answerer: Answerer, source: Path, target: Path, filters: Filters) -> int:
    """Answer each line of `source`; a bad line gets an answer line that says why, and the batch goes on."""
    questions = read_batch(source)
    said: dict[str, tuple[Turn, ...]] = {}
    with (
        opened_for_lines(target, source, read="问题", written="批量回答") as write,
        ProgressBar(enabled=sys.stderr.isatty()) as bar,
    ):
        show = bar.counter("批量提问", "个")
        for number, asked in enumerate(questions, start=1):
            if asked.problem:
                warn(asked.problem)
            form, turn = answered_form(answerer, asked, filters, said.get(asked.conversation, ()))
            if asked.conversation and turn is not None:
                said[asked.conversation] = (*said.get(asked.conversation, ()), turn)[-MAX_TURNS:]
            write(form)
            show(number, len(questions))
    return 0


def answered_form(
    answerer: Answerer, asked: BatchQuestion, filters: Filters, history: Sequence[Turn] = ()
) -> tuple[Form, Turn | None]:
    """Return the output line for a question and its turn; one that cannot be asked is answered with the reason."""
    if asked.problem:
        return refused_form(asked, asked.problem), None
    try:
        answer = answerer.answer(asked.question, history=history, filters=filters)
    except InputRefused as refusal:
        return refused_form(asked, refusal.message_zh), None
    named = {"conversation": asked.conversation} if asked.conversation else {}
    return {"id": asked.identifier, **named, **answer_form(answer)}, Turn.of(answer)


def refused_form(asked: BatchQuestion, reason: str) -> Form:
    """Return the output line for a question that cannot be asked."""
    return {
        "id": asked.identifier,
        "question": asked.question,
        "answer": reason,
        "status": "no_evidence",
        "refused": True,
        "citations": [],
        "seconds": 0.0,
    }
