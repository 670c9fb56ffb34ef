"""Questions with expected answers from .jsonl, .csv and .xlsx; columns may have Chinese or English names."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from assistant.evaluation.records import EvalQuestion, GoldSpan, Match
from ingest.decoding import decode
from kb.errors import FileRefused, InputRefused, system_reason

Row = Mapping[str, object]

COLUMNS = {
    "编号": "id",
    "问题": "question",
    "答案": "answers",
    "匹配": "match",
    "文档": "document",
    "原文": "quote",
    "类型": "kind",
}
MATCHES = {
    "全部": Match.ALL,
    "all": Match.ALL,
    "任一": Match.ANY,
    "any": Match.ANY,
    "拒答": Match.REFUSE,
    "refuse": Match.REFUSE,
}
ANSWER_ENDS = re.compile(r"[\n；;]")  # between the answers of one cell
GOLD = Path("benchmarks") / "gold" / "sample_questions.jsonl"
SHOWN_CHARACTERS = 60


def sample_questions() -> Path:
    """Return the project's own gold set; its one copy lies in the source tree, beside the documents it asks about.

    Raises:
        InputRefused: This is an installed package, which holds neither.
    """
    path = Path(__file__).resolve().parents[2] / GOLD
    if not path.is_file():
        raise InputRefused(
            "安装包里不带示例题库（它和示例文档都在源码目录里）。请用 --questions 指定自己的题目文件（.xlsx、.csv 或 .jsonl）。"
        )
    return path


def read_questions(path: Path) -> tuple[EvalQuestion, ...]:
    """Read a file of questions, by the ending of its name.

    Raises:
        InputRefused: The file cannot be read, or a line cannot be understood; the message names it.
    """
    readers: dict[str, Callable[[Path], Iterable[tuple[int, Row]]]] = {
        ".jsonl": _json_rows,
        ".csv": _csv_rows,
        ".xlsx": _sheet_rows,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputRefused(f"题目文件 {path} 的格式不支持。请用 {'、'.join(readers)}。")
    try:
        questions = tuple(_question(path, number, row) for number, row in reader(path))
    except OSError as error:
        raise InputRefused(f"读不到题目文件 {path}：{system_reason(error)}。请检查路径。") from error
    except FileRefused as error:
        raise InputRefused(f"题目文件 {path} 读不出来：{error.message_zh}") from error
    if not questions:
        raise InputRefused(f"题目文件 {path} 里没有题目。请检查内容；表格第一行应为列名：{'、'.join(COLUMNS)}。")
    return questions


def _json_rows(path: Path) -> Iterator[tuple[int, Row]]:
    # Not splitlines: JSON strings may hold U+2028 and its like.
    for number, line in enumerate(decode(path.read_bytes()).text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            shown = line[:SHOWN_CHARACTERS]
            raise InputRefused(f"{path.name} 第 {number} 行不是 JSON 对象：{shown}。请改正这一行。")
        yield number, {COLUMNS.get(str(name), str(name)): value for name, value in row.items()}


def _csv_rows(path: Path) -> Iterator[tuple[int, Row]]:
    lines = decode(path.read_bytes()).text.split("\n")
    try:
        yield from _table_rows(path, enumerate(csv.reader(line + "\n" for line in lines), start=1))
    except csv.Error as error:
        raise InputRefused(f"题目文件 {path} 的引号或分隔符有误。请用表格软件另存为 .xlsx 后重试。") from error


def _sheet_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Return the rows of the first visible sheet that holds anything."""
    from ingest.parsers.xlsx import read_sheets

    for sheet in read_sheets(path.read_bytes()):
        if sheet.hidden or not sheet.cells:
            continue
        width = 1 + max(column for _, column in sheet.cells)
        numbers = sorted({row for row, _ in sheet.cells})
        rows = ((row + 1, [sheet.cells.get((row, column), "") for column in range(width)]) for row in numbers)
        yield from _table_rows(path, rows)
        return


def _table_rows(path: Path, rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, Row]]:
    """Turn lines of cells into rows by column name; lines above the one that names 问题 are left out."""
    names: list[str] = []
    for number, cells in rows:
        values = [cell.strip() for cell in cells]
        if not any(values):
            continue
        if not names:
            found = [COLUMNS.get(value, value.lower()) for value in values]
            names = found if "question" in found else []
            continue
        yield number, dict(zip(names, values, strict=False))
    if not names:
        raise InputRefused(f"题目文件 {path} 里没有名为“问题”的列。第一行应为列名：{'、'.join(COLUMNS)}。")


def _question(path: Path, number: int, row: Row) -> EvalQuestion:
    where = f"{path.name} 第 {number} 行"
    text = _text(row, "question")
    if not text:
        raise InputRefused(f"{where}没有问题。请填写“问题”一栏，或删去这一行。")
    answers = _answers(row.get("answers"))
    match = _match(where, _text(row, "match"), answers)
    return EvalQuestion(
        question_id=_text(row, "id") or str(number),
        text=text,
        answers=answers,
        match=match,
        kind=_text(row, "kind"),
        spans=() if match is Match.REFUSE else tuple(_spans(row)),
    )


def _match(where: str, given: str, answers: tuple[str, ...]) -> Match:
    if given and given not in MATCHES:
        raise InputRefused(f"{where}的“匹配”是“{given}”。请填 全部、任一 或 拒答。")
    match = MATCHES.get(given, Match.ALL) if answers else Match.REFUSE
    if match is Match.REFUSE and answers:
        raise InputRefused(f"{where}的“匹配”是拒答，却又给了答案。请删去其中一项。")
    return match


def _answers(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else ANSWER_ENDS.split(str(value or ""))
    return tuple(text for part in parts if (text := str(part).strip()))


def _spans(row: Row) -> Iterator[GoldSpan]:
    """Yield the spans of a row, in all the forms that the gold sets use."""
    if quote := _text(row, "quote"):
        yield GoldSpan(document=_text(row, "document"), quote=quote, row=tuple(map(str, _listed(row, "row"))))
    for other in _listed(row, "other_spans"):
        if isinstance(other, dict) and _text(other, "quote"):
            yield GoldSpan(document=_text(other, "document"), quote=_text(other, "quote"))
    files = _listed(row, "gold_files")
    for position, passage in enumerate(_listed(row, "gold_passages")):
        if str(passage).strip():
            yield GoldSpan(document=str(files[position]) if position < len(files) else "", quote=str(passage))


def _listed(row: Row, name: str) -> list[object]:
    value = row.get(name)
    return value if isinstance(value, list) else []


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()
