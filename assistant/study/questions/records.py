"""The records of study questions: what is asked, how it is answered, and the clause that carries the key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

LETTERS = "ABCDEFGH"


class QuestionKind(StrEnum):
    """What a question asks about."""

    NUMBER = "number"  # 数值
    LIMIT = "limit"  # 时限
    LEVEL = "level"  # 级别、颜色
    BODY = "body"  # 责任主体
    ORDER = "order"  # 步骤先后
    TRUE_FALSE = "true_false"  # 判断
    SINGLE = "single"  # 单项选择
    MULTIPLE = "multiple"  # 多项选择
    SHORT_ANSWER = "short_answer"  # 简答
    FILL_IN = "fill_in"  # 填空


class AnswerForm(StrEnum):
    """How a learner answers."""

    ONE = "one"  # one letter
    SEVERAL = "several"  # every right letter
    JUDGE = "judge"  # 正确 or 错误, the two options
    SEQUENCE = "sequence"  # all letters in their order
    BLANK = "blank"  # the words that fill ______
    TEXT = "text"  # free text, marked by key points


KIND_ZH: dict[QuestionKind, str] = {
    QuestionKind.NUMBER: "数值",
    QuestionKind.LIMIT: "时限",
    QuestionKind.LEVEL: "级别",
    QuestionKind.BODY: "责任主体",
    QuestionKind.ORDER: "步骤排序",
    QuestionKind.TRUE_FALSE: "判断",
    QuestionKind.SINGLE: "单项选择",
    QuestionKind.MULTIPLE: "多项选择",
    QuestionKind.SHORT_ANSWER: "简答",
    QuestionKind.FILL_IN: "填空",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """A part of the key as it stands in the clause.

    Attributes:
        start, end: Its place in `StudyQuestion.clause_text`.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSource:
    """The clause a question rests on, as it stood when the question was made.

    Attributes:
        title: Of the document, without 《》.
        edition: Version in Chinese (2024年修订，2024-11-01 起施行); "" when the document has no date.
        start, end: Span of the clause in the stored text of the document.
        text: `Document.text[start:end]`.
        text_hash: `clause_hash(text)`; another hash means that the clause was changed.
    """

    document_id: str
    work_id: str
    title: str
    document_number: str = ""
    edition: str = ""
    heading_path: tuple[str, ...] = ()
    start: int
    end: int
    text: str
    text_hash: str

    @property
    def citation(self) -> str:
        """Where the clause stands, for people: 《title》（edition） heading > heading."""
        edition = f"（{self.edition}）" if self.edition else ""
        return f"《{self.title}》{edition}{' > '.join(self.heading_path[-2:])}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyQuestion:
    """One question with its key and its clause.

    Attributes:
        question_id: Equal for equal stem, options, key and clause; differs when the clause changes.
        options: In printed order, without letters; () for BLANK and TEXT.
        right: Indices of the right options, ascending; for SEQUENCE all indices in the right order; () for BLANK and TEXT.
        answer: The key as it is printed: C, ABD, 正确, BCAD, or the words.
        key_points: Where the key stands in `source.text`; each is worth one mark of a TEXT question.
        note: What is wrong in a false statement (原文为“2小时”，题中改为“4小时”); "" otherwise.
        difficulty: 1 easy, 2 medium, 3 hard.
        phases, hazards: Ids of the taxonomy; positions: names of posts the clause speaks to.
    """

    question_id: str
    kind: QuestionKind
    form: AnswerForm
    stem: str
    options: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    answer: str
    key_points: tuple[KeyPoint, ...]
    note: str = ""
    source: ClauseSource
    difficulty: int = 2
    phases: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PointMark:
    """Whether an answer holds a key point, and the words of it that say so.

    Attributes:
        share: 0–1, how much of the point is told.
        evidence: The part of the answer that was compared; "" when none comes near.
        problem: Why a point that is told is not given: another value, a lost 不得; "" otherwise.
    """

    point: str
    given: bool
    share: float
    evidence: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of one reply: `got` of `of`; right when all are got."""

    got: float
    of: float
    points: tuple[PointMark, ...] = ()

    @property
    def right(self) -> bool:
        """True when nothing is missing."""
        return self.got >= self.of


def clause_hash(text: str) -> str:
    """Return the sha256 (32 hex digits) of a clause without its white space: a new line break changes no clause."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def question_id(kind: str, stem: str, options: tuple[str, ...], answer: str, text_hash: str) -> str:
    """Return the id of a question from what makes it that question."""
    joined = "\x1f".join((kind, stem, *options, answer, text_hash))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:24]
