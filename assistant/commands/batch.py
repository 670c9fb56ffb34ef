"""The files of `yubei ask --batch`: questions in, answers out, one line each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.answerer import Answerer
from assistant.commands.options import warn
from assistant.commands.progress_bar import ProgressBar
from assistant.json_forms import answer_form
from ingest.decoding import decode
from kb.errors import ExportFailed, FileRefused, InputRefused
from kb.records import Filters

SHOWN_CHARACTERS = 60
LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}  # many readers end a line at these too

Form = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchQuestion:
    """One line of a batch file.

    Attributes:
        identifier: The "id" of the line as it stands there, its line number as text when it has none.
        problem: A Chinese sentence about why the line cannot be asked, "" when it can.
    """

    identifier: object
    question: str
    problem: str = ""


def read_batch(source: Path) -> list[BatchQuestion]:
    """Return the questions of a JSON Lines file in order; lines without anything on them are left out.

    Raises:
        InputRefused: The file cannot be read or is no text.
    """
    try:
        text = decode(source.read_bytes()).text
    except OSError as error:
        raise InputRefused(f"读不到批量文件 {source}：{error.strerror or error}。请检查路径。") from error
    except FileRefused as error:
        raise InputRefused(f"批量文件 {source} 不是文本文件。请存成 UTF-8 编码的 JSON Lines。") from error
    # Not splitlines: JSON strings may hold U+2028 and its like.
    lines = enumerate(text.split("\n"), start=1)
    return [_question_of(source, number, line) for number, line in lines if line.strip()]


def _question_of(source: Path, number: int, line: str) -> BatchQuestion:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    question = row.get("question") if isinstance(row, dict) else None
    identifier = row.get("id") if isinstance(row, dict) else None
    identifier = str(number) if identifier is None else identifier
    if isinstance(question, str):
        return BatchQuestion(identifier=identifier, question=question)
    shown = line[:SHOWN_CHARACTERS]
    problem = f'{source.name} 第 {number} 行不是 {{"id","question"}} 形式的 JSON：{shown}。请改正这一行。'
    return BatchQuestion(identifier=identifier, question="", problem=problem)


def answer_batch(answerer: Answerer, source: Path, target: Path, filters: Filters) -> int:
    """Answer each line of `source`; a bad line gets an answer line that says why, and the batch goes on."""
    questions = read_batch(source)
    with opened_for_answers(target, source) as write, ProgressBar(enabled=sys.stderr.isatty()) as bar:
        show = bar.counter("批量提问", "个")
        for number, asked in enumerate(questions, start=1):
            if asked.problem:
                warn(asked.problem)
            write(answered_form(answerer, asked, filters))
            show(number, len(questions))
    return 0


def answered_form(answerer: Answerer, asked: BatchQuestion, filters: Filters) -> Form:
    """Return the output line for a question; one that cannot be asked is answered with the reason."""
    if asked.problem:
        return refused_form(asked, asked.problem)
    try:
        answer = answerer.answer(asked.question, filters=filters)
    except InputRefused as refusal:
        return refused_form(asked, refusal.message_zh)
    return {"id": asked.identifier, **answer_form(answer)}


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


@contextmanager
def opened_for_answers(target: Path, source: Path) -> Iterator[Callable[[Form], None]]:
    """Lend a function that writes one answer as a line; what was written stays when the batch is interrupted.

    Raises:
        InputRefused: The answers would overwrite the questions.
        ExportFailed: The file cannot be written.
    """
    try:
        if target.exists() and target.samefile(source):
            raise InputRefused(f"--out 与 --batch 是同一个文件（{target}），会覆盖问题。请换一个输出文件。")
        with target.open("w", encoding="utf-8", errors="replace", newline="\n", buffering=1) as stream:
            yield lambda form: print(line_of(form), file=stream)
    except OSError as error:
        reason = error.strerror or error
        raise ExportFailed(f"批量回答没有写到 {target}：{reason}。请换一个可写的位置后重试。") from error


def line_of(form: Form) -> str:
    """Return a form as one line of JSON, whatever the reader takes for the end of a line."""
    return json.dumps(form, ensure_ascii=False).translate(LINE_ENDS)
