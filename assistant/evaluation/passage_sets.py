"""Sets of passages with judged questions: corpus.jsonl, queries.jsonl and qrels.tsv."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.errors import InputRefused, system_reason

Fields = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One line of corpus.jsonl; passages of one title become one document."""

    passage_id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSet:
    """Questions and the passages that answer them; a question without judgments is left out.

    Attributes:
        questions: (query id, text) in the order of the file.
        grades: Query id → passage id → grade, above 0 only; for exactly the queries in `questions`.
    """

    name: str
    passages: tuple[Passage, ...]
    questions: tuple[tuple[str, str], ...]
    grades: dict[str, dict[str, int]]

    @property
    def relevant(self) -> dict[str, frozenset[str]]:
        """Query id → ids of the passages that answer it."""
        return {query: frozenset(graded) for query, graded in self.grades.items()}


def load_set(folder: Path) -> PassageSet:
    """Read the three files of a set from its folder."""
    return read_set(folder / "corpus.jsonl", folder / "queries.jsonl", folder / "qrels.tsv", name=folder.name)


def read_set(corpus: Path, queries: Path, qrels: Path, *, name: str = "") -> PassageSet:
    """Read the three files of a set.

    `_id` is understood beside `id`, and the four columns of trec_eval beside the three of BEIR.

    Raises:
        InputRefused: A file cannot be read or understood, or no question is judged; the message names the line.
    """
    passages = tuple(
        Passage(passage_id=fields["id"], title=fields["title"], text=fields["text"] or fields["title"])
        for fields in _lines(corpus)
    )
    _refuse_twice(corpus, [passage.passage_id for passage in passages])
    grades = _grades(qrels)
    questions = tuple((fields["id"], fields["text"]) for fields in _lines(queries) if fields["id"] in grades)
    _refuse_twice(queries, [query for query, _ in questions])
    if not questions:
        raise InputRefused(f"{queries} 里没有一个问题在 {qrels} 里有判断。请检查两个文件的编号是否一致。")
    judged = {query: grades[query] for query, _ in questions}
    return PassageSet(
        name=name,
        passages=tuple(passage for passage in passages if passage.text.strip()),
        questions=questions,
        grades=judged,
    )


def _grades(qrels: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for number, line in enumerate(_text(qrels).split("\n"), start=1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in (line.split("\t") if "\t" in line else line.split())]
        try:
            query, passage, grade = cells[0], cells[-2], round(float(cells[-1]))
        except (ValueError, IndexError):
            if number == 1:
                continue  # the names of the columns
            raise InputRefused(
                f"{qrels} 第 {number} 行不是“问题编号、段落编号、分值”三列：{line[:60]}。请改正。"
            ) from None
        if grade > 0:
            grades[query][passage] = grade
    return grades


def _lines(path: Path) -> Iterator[Fields]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            identifier = row["id"] if "id" in row else row["_id"]
            text = row["text"]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise InputRefused(f'{path} 第 {number} 行不是带 "id" 和 "text" 的 JSON：{line[:60]}。请改正。') from None
        yield {"id": str(identifier), "title": str(row.get("title") or ""), "text": str(text or "")}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputRefused(f"读不到 {path}：{system_reason(error)}。请检查路径。") from error
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path} 不是 UTF-8 文本。请转成 UTF-8 后重试。") from error


def _refuse_twice(path: Path, identifiers: list[str]) -> None:
    seen: set[str] = set()
    for identifier in identifiers:
        if identifier in seen:
            raise InputRefused(f"{path} 里编号 {identifier!r} 出现了两次。请让编号唯一。")
        seen.add(identifier)
