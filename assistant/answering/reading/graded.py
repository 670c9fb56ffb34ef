"""What a document says at exactly one level or colour: its row of a table, its line, its section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.reading.enumerations import enumeration_at
from assistant.answering.reading.extracts import Extract, cut_of, extract_of
from assistant.answering.reading.grades import (
    ITEM,
    Place,
    grades_of_cells,
    heading_grades,
    line_grades,
    lines_below,
    row_grades,
    same_scale,
    written_as,
)
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords, content_pieces, share
from assistant.answering.reading.units import LEAD_IN, Unit, units_of
from kb.records import AnswerKind, Chunk, ChunkKind, Document, Evidence, Question

NAMED_GRADE = re.compile(
    r"(特别重大|(?<!特别)重大(?!危险源|隐患|风险)|较大|一般)级?(?:的)?(?=[^，,。]{0,12}?(?:事故|事件|灾害|级|响应|预警))"
)
NUMBERED = re.compile(r"(?<![十百零第同])([一二三四五])级(?!政府|人民|以上|部门|联动|危险|重大|建造|医院)")
COLOUR = re.compile(r"[红橙黄蓝]色(?=.{0,4}预警)|(?<=预警)[红橙黄蓝]色")
FRAME = re.compile(
    r"突发事件|生产安全事故|什么|情况|条件|标准|情形|启动|达到|发布|应急|响应|预警|预案|级别|[分等]级|事件|事故|对应|特征|程度|采取|"
    r"措施|行动|要求|时候|多少|哪些|[一二三四五]级|[红橙黄蓝]色|特别重大|重大|较大|一般|[算属于时级的有做到和中按]"
)
SHORTEST = 12
SCALES = ("预警", "响应")
ASKS_CONDITIONS = re.compile(
    r"标准|条件|情形|什么情况|啥情况|什么时候(?:启动|发布)|算|达到|特征|对应|指什么|什么意思|是什么[?？]?$"
)
ASKS_MEASURES = re.compile(r"措施|行动|做什么|做啥|干什么|干啥|怎么办|怎么做|要求")
OF_CONDITIONS = re.compile(r"条件|标准|情形|程度|特征|情况|分级|级别")
TELLS_CONDITIONS = re.compile(r"是指|可能|达到|造成|初判|超出|超过|无法|能够|发生|出现|以上|以下|情形|对应|：")
DECIDES = re.compile(r"批准|负责(?:启动|调整|终止|发布)")
OF_MEASURES = re.compile(r"措施|行动|响应行动|防御响应|怎么做")
NOT_ASKED = re.compile(r"批准|权限|终止|结束|解除|续报|报告频次|程序|流程|步骤")
LABEL = re.compile(r"^[^，,。；;：:]{0,16}[:：]")
DOCUMENTS = 4
MIN_SHARE = 0.6  # of the subject's weight, in the passage with its headings and its title
MAX_PASSAGE = 1_200  # characters of an answer; a row of conditions is given whole
ALIKE = 0.05
TIE = 0.1
MIN_VALUE = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedPassage:
    """A row, line or section of one grade.

    Attributes:
        heading: The row of column headings, None when there is none.
        value: How well it answers.
        share: Of the question's weight that it and its headings hold.
    """

    extracts: tuple[Extract, ...]
    heading: Extract | None
    value: float
    share: float

    @property
    def document_id(self) -> str:
        """Return the document it stands in."""
        return self.extracts[0].evidence.chunk.document_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question for one grade.

    Attributes:
        subject: Character pairs of what the question is about, without those of the grade and of what asks for it.
        pairs: All pairs, with their weights.
        conditions: Conditions are asked for, else measures.
        scale: 预警 or 响应, "" for a question about grades of events.
    """

    grade: str
    subject: Mapping[str, float]
    pairs: Mapping[str, float]
    conditions: bool
    scale: str

    @classmethod
    def of(cls, question: Question, words: QuestionWords) -> Asked:
        """Take a question apart."""
        grade = asked_grade(question)
        pieces = content_pieces(FRAME.sub(" ", plain(question.text)))
        pairs = {pair for piece in pieces for pair in (piece[i : i + 2] for i in range(len(piece) - 1))}
        subject = {pair: weight for pair, weight in words.bigrams.items() if pair in pairs}
        measures = ASKS_MEASURES.search(question.text) is not None
        scale = next((one for one in SCALES if one in question.text), "")
        conditions = ASKS_CONDITIONS.search(question.text) is not None and not measures
        return cls(grade=grade, subject=subject, pairs=words.bigrams, conditions=conditions, scale=scale)

    def share(self, text: str) -> float:
        """Return the share of the subject's weight that a text holds; 1 for a question without a subject."""
        return share(self.subject, plain(text)) if self.subject else 1.0

    def all_share(self, text: str) -> float:
        """Return the share of the whole question's weight."""
        return share(self.pairs, plain(text))

    def scale_value(self, near: str) -> float:
        """Return how far a passage is of warnings, of responses or of events, whichever is asked about."""
        if self.scale:
            return 0.5 * (self.scale in near) - 0.5 * any(one in near for one in SCALES if one != self.scale)
        return -0.5 * ("预警" in near)

    def aspect_value(self, chunk: Chunk, line: str, path: str, said: str) -> float:
        """Return how far a passage is about conditions or measures, whichever is asked for."""
        label = LABEL.match(ITEM.sub("", line))
        near = " ".join((chunk.heading_path[-1] if chunk.heading_path else "", label.group() if label else ""))
        wanted, other = (OF_CONDITIONS, OF_MEASURES) if self.conditions else (OF_MEASURES, OF_CONDITIONS)
        value = 0.6 * bool(wanted.search(near) or wanted.search(path[-40:]))
        value -= 0.6 * bool(other.search(near) and not wanted.search(near))
        value += self.scale_value(f"{path[-60:]} {said[:60]}")
        told = bool(TELLS_CONDITIONS.search(said))
        value += 0.4 * (self.conditions and told)
        return value - 0.8 * bool(NOT_ASKED.search(near) or (DECIDES.search(line[:60]) and not told))


def asked_grade(question: Question) -> str:
    """Return the one grade a question names, in plain form: 二级, 红色, 重大; "" for none or several."""
    asked = plain(question.text)
    found = {*(f"{sign}级" for sign in NUMBERED.findall(asked)), *COLOUR.findall(asked), *NAMED_GRADE.findall(asked)}
    return found.pop() if len(found) == 1 else ""


def asks_for_graded(question: Question) -> bool:
    """Tell whether a question asks for the conditions or the measures of one grade."""
    if question.kind not in (
        AnswerKind.LIST,
        AnswerKind.OPEN,
        AnswerKind.STEPS,
        AnswerKind.DEFINITION,
        AnswerKind.LEVEL,
    ):
        return False
    asks = ASKS_CONDITIONS.search(question.text) or ASKS_MEASURES.search(question.text)
    return bool(asks) and not NOT_ASKED.search(question.text) and bool(asked_grade(question))


def graded_passages(
    question: Question, words: QuestionWords, evidence: Sequence[Evidence], documents: Sequence[Document]
) -> list[GradedPassage]:
    """Return what the found documents say of the grade asked for, best first; `documents[i]` holds `evidence[i]`.

    Whole documents are looked at: the table of conditions stands in an annex that the question's words seldom find.
    """
    asked = Asked.of(question, words)
    found: list[GradedPassage] = []
    seen: set[str] = set()
    top = max((item.score for item in evidence), default=1.0) or 1.0
    for item, document in zip(evidence, documents, strict=True):
        if document.document_id in seen or len(seen) >= DOCUMENTS:
            continue
        seen.add(document.document_id)
        if written_as(asked.grade).search(document.text):
            place = Place(document=document, evidence=item, standing=item.score / top)
            found += [*table_passages(asked, place), *text_passages(asked, place)]
    kept = [one for one in found if one.share >= MIN_SHARE and one.value >= MIN_VALUE and length_of(one) <= MAX_PASSAGE]
    return sorted(kept, key=lambda one: -one.value)


def best_graded(found: Sequence[GradedPassage]) -> list[GradedPassage]:
    """Return the best passage, and those of its document that answer as well: warnings and responses of one grade."""
    kept: list[GradedPassage] = []
    for one in found:
        alike = one.value >= found[0].value - TIE and one.document_id == found[0].document_id
        if alike and sum(map(length_of, kept)) + length_of(one) <= MAX_PASSAGE:
            kept.append(one)
    return kept


def names_subject(question: Question, words: QuestionWords) -> bool:
    """Tell whether a question says whose grade it asks for: a plan, a place, a kind of accident."""
    return bool(Asked.of(question, words).subject)


def table_passages(asked: Asked, place: Place) -> Iterator[GradedPassage]:
    """Yield the rows of the grade, table by table."""
    tables: dict[tuple[str, ...], list[Unit]] = {}
    for chunk in place.document.chunks:
        if chunk.kind is ChunkKind.TABLE and asked.grade[0] in plain(chunk.text):
            rows = units_of(place.at(chunk))
            tables.setdefault(chunk.heading_path, []).extend(row for row in rows if asked.grade in row_grades(row))
    for rows in tables.values():
        yield from row_passages(asked, rows, place)


def text_passages(asked: Asked, place: Place) -> Iterator[GradedPassage]:
    """Yield the sections and lines of the grade."""
    document = place.document
    parents, written = {section.parent for section in document.sections}, written_as(asked.grade)
    for section in document.sections:
        whole = same_scale(asked.grade, heading_grades(document, section)) == {asked.grade}
        named = whole or written.search(document.text, section.start, section.end)
        lines = list(lines_below(section, document)) if named and section.ordinal not in parents else []
        lines = [span for span in lines if place.chunk_at(span[0]).kind is ChunkKind.TEXT]
        if not lines:
            continue
        texts = [document.text[start:end] for start, end in lines]
        if whole and sum(bool(LABEL.match(ITEM.sub("", text))) for text in texts) < 2:
            yield passage(asked, (place.cut((lines[0][0], lines[-1][1])),), None, place.standing)
            continue
        for span, text in zip(lines, texts, strict=True):
            if text.count("|") > 1:
                yield from printed_row(asked, place, lines, span)
                continue
            own = same_scale(asked.grade, line_grades(text))
            if own == {asked.grade} or (whole and not own):
                yield line_passage(asked, place, span)


def row_passages(asked: Asked, rows: Sequence[Unit], place: Place) -> Iterator[GradedPassage]:
    """Yield the rows of the grade together; when the question names one of several, that one."""
    if not rows:
        return
    shares = [asked.share(row.text) for row in rows]
    kept = [row for row, share in zip(rows, shares, strict=True) if share >= max(shares) - ALIKE]
    extracts = tuple(extract_of(row) for row in kept)
    yield passage(asked, extracts, heading_row(kept[0], place.document), place.standing)


def printed_row(
    asked: Asked, place: Place, lines: Sequence[tuple[int, int]], span: tuple[int, int]
) -> Iterator[GradedPassage]:
    """Yield a row of a table that stands as plain lines, with the first line of cells in its section as heading."""
    row = place.cut(span)
    if asked.grade not in grades_of_cells(row.text.split("|")[:3]):
        return
    heading = next(one for one in (place.cut(line) for line in lines) if one.text.count("|") > 1)
    graded = grades_of_cells(heading.text.split("|")[:3])
    yield passage(asked, (row,), None if graded else heading, place.standing)


def heading_row(row: Unit, document: Document) -> Extract | None:
    """Return the row of column headings of the table that a row stands in, None when it has none."""
    span = row.evidence.chunk.header_span
    if span is not None:
        return cut_of(row.evidence, document.text, (span.start, span.end))
    first = next((unit for unit in units_of(row.evidence) if unit.text.count("|") >= 1), None)
    return extract_of(first) if first is not None and first.start < row.start and not row_grades(first) else None


def line_passage(asked: Asked, place: Place, span: tuple[int, int]) -> GradedPassage:
    """Return a line with the items that it announces."""
    extracts = [place.cut(span)]
    if LEAD_IN.search(extracts[0].text):
        listed = enumeration_at(place.document.text, *span)
        extracts += [place.cut(item) for item in listed.items] if listed else []
    return passage(asked, tuple(extracts), None, place.standing)


def passage(asked: Asked, extracts: tuple[Extract, ...], heading: Extract | None, standing: float) -> GradedPassage:
    """Weigh one passage: the question's words, the aspect asked for, and that it says something."""
    evidence = extracts[0].evidence
    said = " ".join(one.text for one in extracts)
    path = " ".join((evidence.document.metadata.title, *evidence.chunk.heading_path, heading.text if heading else ""))
    share = asked.share(f"{path} {said}")
    value = 2.0 * share + 0.5 * standing + asked.aspect_value(evidence.chunk, extracts[0].text, path, said)
    value += 0.5 * asked.all_share(f"{path} {said}")
    value -= 1.5 * (len(plain(ITEM.sub("", said.strip()))) < SHORTEST)
    return GradedPassage(extracts=extracts, heading=heading, value=value, share=share)


def length_of(found: GradedPassage) -> int:
    """Return the characters of a passage."""
    return sum(len(one.text) for one in found.extracts)
