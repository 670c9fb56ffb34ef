"""How well each unit answers the question: a weighted sum of its signals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.answering.reading.applicability import law_bonus
from assistant.answering.reading.asked_acts import act_told, asked_act, decided_act, decides
from assistant.answering.reading.constraints import contradicts, levels_in
from assistant.answering.reading.features import Surroundings, is_header, new_characters, unit_signals
from assistant.answering.reading.kinds import fits
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.redactions import hidden_answer
from assistant.answering.reading.units import Unit, units_of
from assistant.answering.reading.weights import UNIT_WEIGHTS
from kb.records import AnswerKind, ChunkKind, Evidence, Question
from kb.retrieval.jurisdiction import names_whose_plan
from kb.taxonomy import default_taxonomy

TOPIC_BONUS = 1.5
LEVEL_BONUS = 1.5
DOING_BONUS = 0.8
TOTAL_BONUS = 1.5
ACT_BONUS = 2.5
ASKS_TOTAL = re.compile(r"一共|总共|合计|加起来|共计|总计|总数")
TELLS_TOTAL = re.compile(r"合计|共计|总计|总数|一共|共有")
DOING = re.compile(
    r"立即|应当|必须|不得|严禁|切断|关闭|疏散|撤离|转移|拨打|报告|通知|启动|佩戴|设置|冷却|扑救|扑灭|停止|冲洗|移到|移交|交接|打开|断开|拉开|使用|用"
)
RECORD_PENALTY = 4.5
RECORDS = ("drill", "warning_notice", "investigation")
RECORD_WORDS = re.compile(
    r"演练|脚本|评估|事故(?!.{0,6}(?:怎么|如何|应|该|找谁))|调查|总结|去年|今年|经验|做法|报告(?:建议|提出|指出)|调研|了[吗多几]|实际|"
    r"整改|造成|死亡|伤亡|原因|起火部位|责任人|追责|损失|那[场次起]"
)
ITEM_MARK = re.compile(r"^\s*[（(]?[一二三四五六七八九十\d.]{1,6}[）)、.．\s]")
# What is asked of these kinds is what to do now: a report of what was done once never tells it.
INSTRUCTED = frozenset({AnswerKind.PHONE, AnswerKind.STEPS})
PAST = re.compile(
    r"演练|脚本|评估|调查|总结|去年|今年|上次|上回|当时|那[场次起]|经验|做法|实际|[了过][吗多几？?]|过没|了没|是(?:怎么|如何|怎样).{1,8}的[？?]?$"
)
SIGNS = re.compile(r"[^\w]")
CLOSER_LOOK = 48  # units compared by meaning; the rest shares least with the question and costs milliseconds
Similarities = Callable[[str, Sequence[str]], Sequence[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredUnit:
    """A unit with its score.

    Attributes:
        signals: Every signal by name, see `features.SIGNAL_NAMES`.
        fitting: It holds something of the kind asked for.
        redacted: Placeholder standing where the value should be.
    """

    unit: Unit
    score: float
    signals: Mapping[str, float]
    fitting: bool
    redacted: str = ""


def score_units(
    question: Question, words: QuestionWords, evidence: Sequence[Evidence], similarities: Similarities
) -> list[ScoredUnit]:
    """Score every unit of the evidence; best first, ties in ranking order."""
    around = {item.chunk.chunk_id: Surroundings.of(item) for item in evidence}
    best = max((item.score for item in evidence), default=1.0) or 1.0
    every = [unit for item in evidence for unit in units_of(item)]
    ahead = {(b.start, b.evidence.chunk.chunk_id): a.text for a, b in pairwise(every) if b.position}
    open_to = [unit for unit in every if may_answer(question, unit)]
    units = likeliest(words, open_to, around)
    cosines = similarities(question.normalized, [with_heading(unit) for unit in units]) if units else []
    scored = [
        score_unit(
            question,
            words,
            unit,
            around[unit.evidence.chunk.chunk_id],
            before=ahead.get((unit.start, unit.evidence.chunk.chunk_id), ""),
            standing=unit.evidence.score / best,
            cosine=cosine,
        )
        for unit, cosine in zip(units, cosines, strict=True)
    ]
    return sorted(scored, key=lambda entry: -entry.score)


def may_answer(question: Question, unit: Unit) -> bool:
    """Tell whether a unit can answer at all: not as headings of columns, unless asked what a table lists.

    A line that says nothing beyond the question's own words (（4）蓝色预警 to 蓝色预警是什么情况) is a heading.
    """
    heading = is_header(unit) and question.kind is not AnswerKind.LIST
    said = ITEM_MARK.sub("", unit.text)
    echo = question.kind is not AnswerKind.YES_NO and not new_characters(question.text, SIGNS.sub("", said))
    return not heading and not echo and not contradicts(question, unit.text)


@lru_cache(maxsize=1_024)
def title_hazards(title: str) -> frozenset[str]:
    """Return the hazards that a title names."""
    return frozenset(default_taxonomy().find_hazards(title, colloquial=False))


def standing_bonus(question: Question, evidence: Evidence) -> float:
    """Prefer the special plan for a hazard of the question, and rules to records of what once happened.

    A drill script tells who approved a response that day; who approves it stands in the plan. Both weights are set by
    hand: the question sets hold too few such pairs to learn them.
    """
    about = title_hazards(evidence.document.metadata.title)
    bonus = TOPIC_BONUS if about.intersection(question.hazards) else 0.0
    return bonus - (RECORD_PENALTY if is_mere_record(question, evidence) else 0.0)


def is_mere_record(question: Question, evidence: Evidence) -> bool:
    """Tell whether a document records what once happened while the question asks for rules."""
    return evidence.document.metadata.doc_type.startswith(RECORDS) and not asks_for_record(question, evidence)


def without_records(question: Question, scored: Sequence[ScoredUnit]) -> list[ScoredUnit]:
    """Leave mere records out behind a rule: who approved a response in a drill is no second answer."""
    if not scored or is_mere_record(question, scored[0].unit.evidence):
        return list(scored)
    return [one for one in scored if not is_mere_record(question, one.unit.evidence)]


def level_bonus(question: Question, unit: Unit) -> float:
    """Prefer what is said of the level asked for, in the unit or a heading above it, to what is said of all levels."""
    if question.response_level is None:
        return 0.0
    told = plain(" ".join((*unit.evidence.chunk.heading_path[-2:], unit.text)))
    return LEVEL_BONUS if question.response_level in levels_in(told) else 0.0


def doing_bonus(question: Question, unit: Unit) -> float:
    """Prefer what tells to do something when it is asked what to do; a row of a table seldom does."""
    if question.kind is not AnswerKind.STEPS:
        return 0.0
    if unit.evidence.chunk.kind is ChunkKind.TABLE:
        return -DOING_BONUS
    return DOING_BONUS * bool(DOING.search(unit.text))


def total_bonus(question: Question, unit: Unit) -> float:
    """Prefer a stated total (三处合计58户203人) when a total is asked for."""
    return TOTAL_BONUS if ASKS_TOTAL.search(question.text) and TELLS_TOTAL.search(unit.text) else 0.0


def act_bonus(question: Question, unit: Unit) -> float:
    """Prefer what speaks of the act asked about: 宣布启动 is 批准启动, and 多少毫米就要转移 is answered by 转移."""
    decided, act = decided_act(question), asked_act(question)
    told = (decided and decides(decided, unit.text)) or (
        act and fits(question, unit.text) and act_told(question, act, plain(unit.text))
    )
    return ACT_BONUS if told else 0.0


def asks_for_record(question: Question, evidence: Evidence) -> bool:
    """Tell whether a question is about what happened: it says so, or names a year or a place of the document."""
    metadata = evidence.document.metadata
    named = any(place in metadata.title + metadata.region for place in question.places)
    named = named or names_whose_plan(question.text, metadata)
    words = PAST if question.kind in INSTRUCTED else RECORD_WORDS
    return bool(named or question.years or words.search(question.text))


def instructing(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Leave out mere records where it is asked what to do or whom to call: a line of a report is no instruction."""
    if question.kind not in INSTRUCTED:
        return list(evidence)
    return [item for item in evidence if not is_mere_record(question, item)]


def likeliest(words: QuestionWords, units: Sequence[Unit], around: Mapping[str, Surroundings]) -> list[Unit]:
    """Return the units worth a closer look, in their order: those that share most with the question."""
    if len(units) <= CLOSER_LOOK:
        return list(units)
    shares = [
        words.pair_share(plain(unit.text), around[unit.evidence.chunk.chunk_id].headings) - unit.evidence.rank / 1000
        for unit in units
    ]
    floor = sorted(shares, reverse=True)[CLOSER_LOOK - 1]
    return [unit for unit, value in zip(units, shares, strict=True) if value >= floor]


def with_heading(unit: Unit) -> str:
    """Return the unit behind its innermost heading, which often holds the subject that the sentence leaves out."""
    path = unit.evidence.chunk.heading_path
    return f"{path[-1]} {unit.text}" if path else unit.text


def score_unit(
    question: Question,
    words: QuestionWords,
    unit: Unit,
    around: Surroundings,
    *,
    before: str,
    standing: float,
    cosine: float,
) -> ScoredUnit:
    """Score one unit."""
    signals = unit_signals(question, words, unit, around, before=before, standing=standing, cosine=cosine)
    return ScoredUnit(
        unit=unit,
        score=sum(UNIT_WEIGHTS[name] * value for name, value in signals.items())
        + standing_bonus(question, unit.evidence)
        + law_bonus(question, unit)
        + level_bonus(question, unit)
        + doing_bonus(question, unit)
        + total_bonus(question, unit)
        + act_bonus(question, unit),
        signals=signals,
        fitting=fits(question, unit.text),
        redacted=hidden_answer(question, words, unit.text),
    )
