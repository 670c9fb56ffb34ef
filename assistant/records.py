"""Records of answers, citations and cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.disagreements import Conflict
from kb.records import DocumentStatus, Evidence


class AnswerStatus(StrEnum):
    """How far an answer is backed."""

    GROUNDED = "grounded"
    PARTIAL = "partial"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A checked pointer into a stored document.

    Invariant: `document.text[start:end] == quote`.

    Attributes:
        marker: 1-based number shown as [n].
        heading_path: Clause path, outermost first.
        page: 1-based, None when the format has no pages.
        status: Standing of the document on the day of the answer.
        confidence: Lowest confidence of a character of the quote where it was recognised from an image; None when
            the file itself holds the text.
        doubtful: The runs of the quote that have to be compared with the page, in order.
        same_text_in: Titles of other documents whose found passage has the same text.
        edition: Which version of the document it is, in Chinese: 2024年修订，2024-11-01 起施行; "" without a date.
        elsewhere: The place whose law this is when it is not the asker's; "" otherwise.
    """

    marker: int
    document_id: str
    document_title: str
    source_uri: str
    heading_path: tuple[str, ...]
    quote: str
    start: int
    end: int
    page: int | None
    status: DocumentStatus
    chunk_id: str
    document_number: str = ""
    approved: bool = True
    confidence: float | None = None
    doubtful: tuple[str, ...] = ()
    same_text_in: tuple[str, ...] = ()
    elsewhere: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence or step of an answer with the citations that carry it.

    Attributes:
        text: Verbatim span(s) in extractive answers; checked wording otherwise.
        markers: Citation markers, at least one in a grounded answer.
        context: It stands around what answers the question; shown smaller.
        caution: A Chinese warning that goes with the text wherever it is shown: what may be wrong in it; "" for none.
        derived: How the text was reached when it is no quotation but follows from the cited spans, in Chinese:
            计算所得, 按日期和版本判断; "" for a quotation.
    """

    text: str
    markers: tuple[int, ...]
    context: bool = False
    caution: str = ""
    derived: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSide:
    """One column of an answer that sets things side by side.

    Attributes:
        label: What the column is about, as the question names it.
        question: The question that was asked for this side alone.
        statements: Its own statements, also contained in `Answer.statements`; () when nothing was found.
        missing: What the base lacks for this side, in Chinese.
    """

    label: str
    question: str
    statements: tuple[Statement, ...] = ()
    missing: str = ""

    @property
    def refused(self) -> bool:
        """True when the base holds nothing for this side."""
        return not self.statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A cited figure that a computation uses.

    Attributes:
        quote: The figure as it stands in the source, e.g. 1小时.
        converted: The same in the unit of the computation, e.g. 60分钟; equal to `quote` when nothing was converted.
    """

    label: str
    quote: str
    converted: str
    marker: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """A figure computed from cited ones.

    Attributes:
        expression: The arithmetic with its result, e.g. 30分钟 − 15分钟 = 15分钟.
        result: The computed figure alone; it stands in no source.
    """

    expression: str
    result: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureStep:
    """One step of a procedure: every field is a verbatim span or empty.

    Attributes:
        actor: 谁. action: 做什么. limit: 多长时间内. report_to: 向谁报告.
        caution: As in `Statement`.
    """

    order: int
    action: str
    actor: str = ""
    limit: str = ""
    report_to: str = ""
    markers: tuple[int, ...] = ()
    caution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question.

    Attributes:
        question: As asked.
        resolved_question: Stand-alone form after the conversation was taken into account.
        text: What is shown; for an extractive answer the statements or steps joined, with [n].
        nearest: Evidence to look at when there is no answer.
        missing: What the base lacks for an answer, in Chinese.
        closest: Nothing answers for certain; the statements are only the clauses that lie nearest to the question, and
            `status` is PARTIAL. Not to be taken as an answer unless somebody reads it as one.
        notice: A Chinese sentence above the answer (fall-back, superseded source asked for …).
        generated: True when a language model worded it (after checks).
        prompt_id: Id and version of the prompt that it was worded from; "" for an extractive answer.
        fixed_by: The editor who fixed the question to the words that are cited; "" for every other answer.
        trace_id: What the answer is called in the journal of the base; "" for a part of another answer.
        dropped_count: Sentences of the model that did not pass the check and are not in the answer.
        sides: The columns of a comparison, in the order the question names them; () for every other answer.
        computation: The arithmetic behind a computed figure; the first statement states it.
        conflicts: Other sources in force that disagree with what is cited, side by side.
    """

    question: str
    resolved_question: str
    status: AnswerStatus
    text: str
    statements: tuple[Statement, ...] = ()
    steps: tuple[ProcedureStep, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Evidence, ...] = ()
    missing: str = ""
    closest: bool = False
    notice: str = ""
    generated: bool = False
    model_id: str = ""
    prompt_id: str = ""
    dropped_count: int = 0
    as_of: date | None = None
    seconds: float = 0.0
    trace_id: str = ""
    fixed_by: str = ""
    sides: tuple[AnswerSide, ...] = ()
    computation: Computation | None = None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def refused(self) -> bool:
        """True when the base does not hold the answer."""
        return self.status is AnswerStatus.NO_EVIDENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One exchange of a conversation; only what resolving a follow-up needs.

    Attributes:
        cited_titles: Titles of the documents that the answer cites, in order of its markers.
    """

    question: str
    resolved_question: str
    answer_text: str
    cited_titles: tuple[str, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> Turn:
        """Keep of an answer what a follow-up may lean on."""
        return cls(
            question=answer.question,
            resolved_question=answer.resolved_question,
            answer_text=answer.text,
            cited_titles=tuple(dict.fromkeys(citation.document_title for citation in answer.citations)),
        )


class CardField(StrEnum):
    """Fields 0–9 of a disposal card, in printed order."""

    HEADING = "heading"
    RECOGNITION = "recognition"
    PROHIBITION = "prohibition"
    STEP = "step"
    REPORT = "report"
    PHONE = "phone"
    EQUIPMENT = "equipment"
    EVACUATION = "evacuation"
    HANDOVER = "handover"
    BASIS = "basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """One line of a card: a verbatim or value-checked text with its citations, or a blank.

    Attributes:
        blank: True for 【待补充：…】; then `text` names what is missing and which source would fill it.
        reference_only: The source belongs to another unit; printed as 参考.
    """

    field: CardField
    text: str
    markers: tuple[int, ...] = ()
    blank: bool = False
    reference_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardProblem:
    """A finding of the card checks; `blocking` ones stop approval, never editing."""

    rule_id: str
    field: CardField
    message: str
    blocking: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A draft on-site disposal card (应急处置卡) under 应急管理部令第2号第十九条."""

    unit: str
    position: str
    hazard: str
    site: str
    family: str
    lines: tuple[CardLine, ...]
    citations: tuple[Citation, ...]
    problems: tuple[CardProblem, ...]
    drafted_on: date
