"""Tables that are an answer as a whole: the labels of a blank form, and the rows of a table that gives an order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.reading.extracts import Extract, extract_of
from assistant.answering.reading.grades import Place
from assistant.answering.reading.kinds import LIMIT
from assistant.answering.reading.plain import plain
from assistant.answering.reading.procedure import StepExtract
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.tables import row_cells
from assistant.answering.reading.units import Unit, units_of
from kb.records import Chunk, ChunkKind, Document, Evidence, Question

ASKS_FORM = re.compile(r"填|栏目|表头|项目有哪些|登记(?:哪些|什么)")
FORM_NAMED = re.compile(r"[\u4e00-\u9fff]{2,}?[表单](?=里|中|上|内|要|应|需|有|包|的|都|该|$|[，,？?])")
FILLED_BY_HAND = re.compile(r"年\s*月\s*日|^注[:：]|编号|[。；]|\d{2,}")
LONGEST_LABEL = 24
ASKS_ORDER = re.compile(r"顺序|步骤|流程|程序|先后")
ORDER_COLUMN = re.compile(r"^(?:顺序|步骤|程序|环节|阶段|流程|先后|步序)$")
ACTOR_COLUMN = re.compile(r"负责|责任|岗位|执行|实施人|操作人")
LIMIT_COLUMN = re.compile(r"时限|时间|期限")
LOOKED_AT = 6
MIN_SHARE = 0.6


def form_labels(question: Question, evidence: Sequence[Evidence]) -> list[Extract]:
    """Return the labels of the form that a question asks what to fill in, in order, each once; () when it names none."""
    if not ASKS_FORM.search(question.text) or not (named := FORM_NAMED.search(question.text)):
        return []
    form = plain(re.split("[的中里]", named.group())[-1])
    for item in evidence[:LOOKED_AT]:
        head = plain(" ".join((item.document.metadata.title, *item.chunk.heading_path, item.chunk.text[:60])))
        tails = (form[cut:] for cut in range(len(form) - 2))
        if item.chunk.kind is ChunkKind.TABLE and any(len(tail) > 3 and tail in head for tail in tails):
            return labels_of(item)
    return []


def labels_of(evidence: Evidence) -> list[Extract]:
    """Return the cells of a form that are printed, not filled in, each text once."""
    chunk = evidence.chunk
    found: dict[str, Extract] = {}
    first_row = chunk.text.find("|")
    for cell in re.finditer(r"[^|\n]+", chunk.text):
        text = cell.group().strip()
        below = first_row >= 0 and chunk.text.rfind("\n", 0, first_row) < cell.start()
        if below and len(text) <= LONGEST_LABEL and text and not FILLED_BY_HAND.search(text):
            begin = chunk.start + cell.start() + len(cell.group()) - len(cell.group().lstrip())
            span = (begin, begin + len(text))
            found.setdefault(text, Extract(evidence=evidence, start=span[0], end=span[1], text=text))
    return list(found.values())


def ordered_rows(
    question: Question, words: QuestionWords, evidence: Sequence[Evidence], documents: Sequence[Document]
) -> list[StepExtract]:
    """Return the rows of the table that gives the order asked for, () when no found table does.

    Args:
        documents: `documents[i]` holds `evidence[i]`; a long table goes on in the chunks behind the found one.
    """
    if not ASKS_ORDER.search(question.text):
        return []
    for item, document in list(zip(evidence, documents, strict=True))[:LOOKED_AT]:
        if item.chunk.kind is not ChunkKind.TABLE or item.chunk.header_span is not None:
            continue
        head = " ".join((item.document.metadata.title, *item.chunk.heading_path, item.chunk.text.split("|", 1)[0]))
        header = next((unit for unit in units_of(item) if unit.text.count("|") > 0), None)
        names = cell_texts(header) if header is not None else []
        if header is None or not is_asked(question, names[0]) or words.word_share(plain(head)) < MIN_SHARE:
            continue
        place = Place(document=document, evidence=item, standing=1.0)
        rows = [unit for unit in units_of(item) if unit.start > header.start]
        rows += [unit for chunk in going_on(document, item.chunk) for unit in units_of(place.at(chunk))]
        return [step_of_row(row, names) for row in rows if "|" in row.text]
    return []


def is_asked(question: Question, column: str) -> bool:
    """Tell whether the first column counts what is asked for; a table of whom to call first is no procedure."""
    if column in ("顺序", "先后"):
        return "顺序" in question.text or "先后" in question.text
    return ORDER_COLUMN.match(column) is not None


def going_on(document: Document, first: Chunk) -> list[Chunk]:
    """Return the later pieces of the table that begins in a chunk."""
    behind = [chunk for chunk in document.chunks if chunk.ordinal > first.ordinal]
    pieces = []
    for chunk in behind:
        if chunk.kind is not ChunkKind.TABLE or chunk.header_span is None or chunk.heading_path != first.heading_path:
            break
        pieces.append(chunk)
    return pieces


def step_of_row(row: Unit, names: Sequence[str]) -> StepExtract:
    """Return a row as a step: who does it and within how long stand in their columns."""
    cells = cell_texts(row)
    by_name = dict(zip(names, cells, strict=False))
    actor = next((text for name, text in by_name.items() if ACTOR_COLUMN.search(name)), "")
    limit = next((text for name, text in by_name.items() if LIMIT_COLUMN.search(name) and LIMIT.search(text)), "")
    return StepExtract(extract=extract_of(row), actor=actor, limit=limit, report_to="")


def cell_texts(row: Unit) -> list[str]:
    """Return the texts of the cells of a row."""
    return [row.text[start:end] for start, end in row_cells(row)]
