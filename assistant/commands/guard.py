"""`yubei guard`: sentences that anybody worded, each held against its evidence; no knowledge base is opened."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.commands.batch import line_of
from assistant.commands.options import warn
from assistant.commands.progress_bar import ProgressBar
from assistant.guard import Problem, check_sentence
from ingest.decoding import decode
from kb.errors import ExportFailed, FileRefused, InputRefused

SHOWN_CHARACTERS = 60
REPORT_SECONDS = 5.0  # on a stream that is no terminal, a line about the progress as often as this
FORM = '{"id","sentence","evidence":[…]}'

Form = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardLine:
    """One line of the input.

    Attributes:
        identifier: The "id" as it stands there, the line number as text when there is none.
        fault: A Chinese sentence about why the line cannot be checked, "" when it can.
    """

    identifier: object
    sentence: str = ""
    evidence: tuple[str, ...] = ()
    fault: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei guard`."""
    parser.epilog = (
        "逐句核对：句子里的数值与单位、时限、级别、日期、金额、电话、条款号、标准号、文号、机构、人员、地名、"
        "禁止与否定、界限词和先后次序，是否都在所给的依据里，并且说的是同一件事。不用大模型，不需要知识库。"
    )
    parser.add_argument(
        "--batch", type=Path, required=True, metavar="IN.jsonl", help=f"每行 {FORM}，evidence 是所引条文"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="OUT.jsonl",
        help='结果，每行 {"id","supported","problems":[{"value","kind","reason"}]}',
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Check every line; exit code 0 when the file was worked through, whatever was found."""
    lines = read_lines(options.batch)
    unsupported = faults = 0
    with opened_for_results(options.out, options.batch) as write, progress(len(lines)) as show:
        for number, line in enumerate(lines, start=1):
            form = checked_form(line)
            if line.fault:
                warn(line.fault)
            faults += bool(line.fault)
            unsupported += not form["supported"]
            write(form)
            show(number)
    note = f"，其中 {faults} 行无法读取" if faults else ""
    warn(f"核对 {len(lines)} 句：{len(lines) - unsupported} 句有据，{unsupported} 句没有通过{note}。")
    return 0


def checked_form(line: GuardLine) -> Form:
    """Return the output line; a line that cannot be read is not supported, with the reason in "error"."""
    if line.fault:
        return {"id": line.identifier, "supported": False, "problems": [], "error": line.fault}
    problems = check_sentence(line.sentence, line.evidence)
    return {"id": line.identifier, "supported": not problems, "problems": [problem_form(found) for found in problems]}


def problem_form(problem: Problem) -> Form:
    """Return a problem as it is written to the output."""
    return {"value": problem.value, "kind": str(problem.kind), "reason": problem.reason}


def read_lines(source: Path) -> list[GuardLine]:
    """Return the lines of a JSON Lines file in order; empty ones are left out.

    Raises:
        InputRefused: The file cannot be read or is no text.
    """
    try:
        text = decode(source.read_bytes()).text
    except OSError as error:
        raise InputRefused(f"读不到批量文件 {source}：{error.strerror or error}。请检查路径。") from error
    except FileRefused as error:
        raise InputRefused(f"批量文件 {source} 不是文本文件。请存成 UTF-8 编码的 JSON Lines。") from error
    lines = enumerate(text.split("\n"), start=1)  # JSON strings may hold U+2028 and its like
    return [_line_of(source, number, line) for number, line in lines if line.strip()]


def _line_of(source: Path, number: int, line: str) -> GuardLine:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    fields = row if isinstance(row, dict) else {}
    identifier = fields.get("id", str(number))
    sentence, evidence = fields.get("sentence"), fields.get("evidence")
    evidence = [evidence] if isinstance(evidence, str) else evidence
    if isinstance(sentence, str) and isinstance(evidence, list) and all(isinstance(text, str) for text in evidence):
        return GuardLine(identifier=identifier, sentence=sentence, evidence=tuple(evidence))
    fault = f"{source.name} 第 {number} 行不是 {FORM} 形式的 JSON：{line[:SHOWN_CHARACTERS]}。请改正这一行。"
    return GuardLine(identifier=identifier, fault=fault)


@contextmanager
def progress(total: int) -> Iterator[Callable[[int], None]]:
    """Lend a listener for the number of lines done: a bar on a terminal, elsewhere a line every few seconds."""
    on_terminal = sys.stderr.isatty()
    last = time.monotonic()

    with ProgressBar(enabled=on_terminal) as bar:
        draw = bar.counter("核对", "句")

        def show(done: int) -> None:
            nonlocal last
            if on_terminal:
                draw(done, total)
            elif time.monotonic() - last > REPORT_SECONDS:
                last = time.monotonic()
                warn(f"已核对 {done}/{total} 句")

        yield show


@contextmanager
def opened_for_results(target: Path, source: Path) -> Iterator[Callable[[Form], None]]:
    """Lend a function that writes one result as a line; what was written stays when the run is interrupted.

    Raises:
        InputRefused: The results would overwrite the sentences.
        ExportFailed: The file cannot be written.
    """
    try:
        if target.exists() and target.samefile(source):
            raise InputRefused(f"--out 与 --batch 是同一个文件（{target}），会覆盖句子。请换一个输出文件。")
        with target.open("w", encoding="utf-8", errors="replace", newline="\n", buffering=1) as stream:
            yield lambda form: print(line_of(form), file=stream)
    except OSError as error:
        raise ExportFailed(
            f"核对结果没有写到 {target}：{error.strerror or error}。请换一个可写的位置后重试。"
        ) from error
