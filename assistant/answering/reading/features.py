"""What speaks for a unit as the answer: signals between about 0 and 1, weighed by `weights`."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.reading.focus import asked_count, focus_share
from assistant.answering.reading.hidden import hidden_values
from assistant.answering.reading.item_counts import noun_lists
from assistant.answering.reading.kinds import PHONE, SHAPES, asked_units, fits, has_amount, is_required
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.units import Unit
from kb.records import AnswerKind, ChunkKind, Evidence, Question

NORMATIVE = (
    "plan",
    "card",
    "manual",
    "action_plan",
    "law",
    "admin_reg",
    "dept_rule",
    "local_reg",
    "normative",
    "standard",
)
LONG_UNIT = 220
LABEL_CHARACTERS = 12

SIGNAL_NAMES = (
    "word_direct",
    "pair_direct",
    "pair_head",
    "word_head",
    "pair_chunk",
    "title",
    "label",
    "synonym",
    "cosine",
    "standing",
    "first",
    "fits",
    "misfit",
    "amount",
    "redacted",
    "short",
    "long",
    "table",
    "normative",
    "announces",
    "near",
    "focus",
    "before",
    "news",
    "led",
    "counted",
    "rule_word",
    "opening",
    "agent",
    "header",
    "reason",
)
CLAUSES = re.compile(r"[^，,；;。！？!?：:\n]+")
RULE_WORDS = re.compile(r"严禁|禁止|不得|不准|不能|不应|不可|可以|应当|必须|方可|无需|不再|不需要")
FIRST_ASKED = re.compile(r"第一步|第一件事|首先|先[^后进期]")
FIRST_TOLD = re.compile(r"^\s*(?:[（(]?[一1][）)、.．]|①|一是|首先|第一)|立即|先")
AGENT = re.compile(
    r"由[^，,。；;]{2,24}?(?:负责|批准|牵头|组织|主持|承担|决定|宣布|签发|审签|发布|启动|统一|担任|任|实施|管理|执行|指挥)"
    r"|[局部委厅办署司队组处室所站院会长员府构门心业位人](?:负责|批准|牵头|主管|主持|承担|组织|决定)"
)
REASON_ASKED = re.compile(r"为什么|为何|为啥|原因|什么缘故|怎么会")
REASON_TOLD = re.compile(r"因为|由于|因此|所以|导致|造成|原因|为了|为进一步|引起|致使|因")
NEWS = 20  # characters beyond the question's that make a unit a statement of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Normalised text around the units of one chunk, white space left out."""

    title: str
    headings: str
    chunk: str

    @classmethod
    def of(cls, evidence: Evidence) -> Surroundings:
        """Collect title, headings and text of one found chunk."""
        headings = " ".join((evidence.document.metadata.title, *evidence.chunk.heading_path))
        return cls(
            title=plain(evidence.document.metadata.title), headings=plain(headings), chunk=plain(evidence.chunk.text)
        )


def unit_signals(
    question: Question,
    words: QuestionWords,
    unit: Unit,
    around: Surroundings,
    *,
    before: str = "",
    standing: float,
    cosine: float,
) -> dict[str, float]:
    """Return every signal of a unit by name.

    Args:
        before: The unit ahead of it in the same chunk, "" for the first.
        standing: Retrieval score of its chunk relative to the best, 0–1.
        cosine: Of question and unit, by the encoder of the base.
    """
    text = plain(unit.text)
    shaped = question.kind in SHAPES
    amount = amount_share(question, unit.text)
    hidden = is_required(question.kind) and not amount and bool(hidden_values(unit.text))
    return {
        **share_signals(words, text, around),
        "label": label_share(question, words, unit, text),
        "synonym": float(any(term in text for term in words.synonyms)),
        "cosine": cosine,
        "standing": standing,
        "first": float(unit.evidence.rank == 1),
        "fits": float(shaped and fits(question, unit.text)),
        "misfit": float(is_required(question.kind) and not fits(question, unit.text)),
        "amount": amount,
        "redacted": float(hidden),
        "short": 1.0 / (1.0 + math.exp((len(text) - 12) / 4)),
        "long": min(1.0, max(0, len(text) - LONG_UNIT) / LONG_UNIT),
        "table": float(unit.evidence.chunk.kind is ChunkKind.TABLE),
        "normative": float(unit.evidence.document.metadata.doc_type.startswith(NORMATIVE)),
        "announces": float(question.kind is AnswerKind.LIST and ("：" in text or "、" in text or "一是" in text)),
        **wording_signals(question, words, unit, before),
    }


def share_signals(words: QuestionWords, text: str, around: Surroundings) -> dict[str, float]:
    """Return how much of the question a unit (in plain form) says by itself, under its headings, in its chunk."""
    return {
        "word_direct": words.word_share(text),
        "pair_direct": words.pair_share(text),
        "pair_head": words.pair_share(text, around.headings),
        "word_head": words.word_share(text, around.headings),
        "pair_chunk": words.pair_share(text, around.headings, around.chunk),
        "title": words.word_share(around.title),
    }


def wording_signals(question: Question, words: QuestionWords, unit: Unit, before: str) -> dict[str, float]:
    """Return the signals that come from how question and unit are worded, whatever they are about."""
    text, ahead = plain(unit.text), plain(before)
    count = asked_count(question.text)
    agent = question.kind is AnswerKind.BODY and AGENT.search(unit.text)
    first = FIRST_ASKED.search(question.text) and FIRST_TOLD.search(unit.text)
    reason = REASON_ASKED.search(question.text) and REASON_TOLD.search(unit.text)
    return {
        "near": near_share(question, words, unit.text),
        "focus": focus_share(question.text, (text,)),
        "before": words.pair_share(text, ahead) - words.pair_share(text),
        "news": min(1.0, new_characters(question.text, unit.text) / NEWS),
        "led": float(before.rstrip().endswith(("：", ":"))),
        "counted": float(count > 1 and count in noun_lists(unit.text)),
        "rule_word": float(question.kind is AnswerKind.YES_NO and RULE_WORDS.search(unit.text) is not None),
        "opening": float(bool(first)),
        "agent": float(bool(agent)),
        "header": float(is_header(unit)),
        "reason": float(bool(reason)),
    }


def near_share(question: Question, words: QuestionWords, text: str) -> float:
    """Return how much of the question stands in one clause and the one ahead of it.

    For a kind with a shape only clauses that hold something of that shape count: the number must stand beside the
    words, not somewhere else in a long sentence.
    """
    clauses = CLAUSES.findall(text)
    pairs = zip(["", *clauses], clauses, strict=False)
    return max((words.pair_share(plain(a), plain(b)) for a, b in pairs if fits(question, b)), default=0.0)


def new_characters(question: str, text: str) -> int:
    """Return how many characters of a text are not the question's: a heading that only echoes it tells nothing."""
    asked = set(question)
    return sum(sign not in asked and not sign.isspace() for sign in text)


def is_header(unit: Unit) -> bool:
    """Tell whether a unit is the first row of a table that begins in its chunk: headings of columns."""
    chunk = unit.evidence.chunk
    return chunk.kind is ChunkKind.TABLE and unit.position == 0 and chunk.header_span is None


def label_share(question: Question, words: QuestionWords, unit: Unit, text: str) -> float:
    """Return how far the words just before a phone number are those of the question; 0 for other questions."""
    if question.kind is not AnswerKind.PHONE:
        return 0.0
    if unit.evidence.chunk.kind is ChunkKind.TABLE:
        return words.word_share(text) if PHONE.search(text) else 0.0
    labels = (text[max(0, match.start() - LABEL_CHARACTERS) : match.start()] for match in PHONE.finditer(text))
    return max((words.word_share(label) for label in labels), default=0.0)


def amount_share(question: Question, text: str) -> float:
    """Return the share of the measure words asked for (几支、多少人) that come with a numeral in the text."""
    units: Sequence[str] = asked_units(question)
    return sum(has_amount(text, unit) for unit in units) / len(units) if units else 0.0
