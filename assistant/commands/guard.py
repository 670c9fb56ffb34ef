"""`yubei guard`: sentences that anybody worded, each held against its evidence; no knowledge base is opened."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.commands.line_files import Form, fault_of, numbered_lines, object_of, opened_for_lines
from assistant.commands.options import warn
from assistant.commands.progress_bar import ProgressBar
from assistant.guard import Problem, check_sentence

REPORT_SECONDS = 5.0  # on a stream that is no terminal, a line about the progress as often as this
FORM = '{"id","sentence","evidence":[…]}'


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
    with (
        opened_for_lines(options.out, options.batch, read="句子", written="核对结果") as write,
        progress(len(lines)) as show,
    ):
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
    return [_line_of(source, number, line) for number, line in numbered_lines(source)]


def _line_of(source: Path, number: int, line: str) -> GuardLine:
    row = object_of(line)
    identifier, sentence, evidence = row.get("id", str(number)), row.get("sentence"), row.get("evidence")
    evidence = [evidence] if isinstance(evidence, str) else evidence
    if isinstance(sentence, str) and isinstance(evidence, list) and all(isinstance(text, str) for text in evidence):
        return GuardLine(identifier=identifier, sentence=sentence, evidence=tuple(evidence))
    return GuardLine(identifier=identifier, fault=fault_of(source, number, line, FORM))


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
