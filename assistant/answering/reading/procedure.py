"""A procedure from its section: ordered steps with who, what, within how long and to whom, all verbatim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.reading.compose import Extract, extract_of
from assistant.answering.reading.constraints import levels_in
from assistant.answering.reading.everyday import equivalents
from assistant.answering.reading.hidden import hidden_values
from assistant.answering.reading.kinds import LIMIT
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.scoring import title_hazards
from assistant.answering.reading.units import Unit, leads_in, units_of
from kb.records import Chunk, ChunkKind, Document, Evidence, Question, Section, SectionKind
from kb.retrieval.jurisdiction import LAW_TYPES
from kb.taxonomy import default_taxonomy

MAX_STEPS = 40  # a longer procedure goes on behind a pointer
MIN_SECTION = 60
MAX_SECTION = 1_600  # characters; a longer section is a chapter, not a procedure
MIN_STEPS = 2
TRIED_SECTIONS = 5  # a section that turns out to hold no steps gives way to the next
SAME_HAZARD_COVERAGE = 0.6
OTHER_MATTER_COVERAGE = 0.4  # 氨气中毒 is not answered by the steps for a pit, though both are 中毒
TELLING_WHEN = frozenset("接着 遇到 接到 收到 之后 以后 然后 随后 开始 起来 发现 出现 碰到 遇上 赶到 到来 来了".split())
NAMED_IN_HEADINGS = 0.25
HEADING_WEIGHT = 1.0
ACTION = re.compile(
    r"立即|应当|应|须|必须|要|负责|组织|报告|通知|启动|关闭|切断|停止|疏散|撤离|拨打|佩戴|设置|开展|转移|警戒|救|封锁|"
    r"检查|确认|核实|清点|派出|赶赴|会商|发布|调集|调度|协调|宣布|严禁|禁止|不得|打开|使用|实施|做好|加强|成立|上报|报送|移交"
)
ABOVE_ARTICLES = frozenset({SectionKind.PART, SectionKind.SUBPART, SectionKind.CHAPTER, SectionKind.SECTION})
NOT_ASKED_FOR = 0.4  # how much law of another place or trade stands behind
STEPS_HEADING = re.compile(r"行动|处置|措施|程序|步骤|扑救|救援|转移|疏散|怎么|怎样|先期|响应$|报警|自救|报告|报送")
NOT_STEPS = re.compile(
    r"条件|批准|分级|分类|级别|终止|结束|解除|原则|职责|组织机构|体系|保障|培训|演练|平时|附则|目的|依据|适用|风险描述|特征|储备|奖惩|修订|解释|目录|总则|工作组|指挥部|领导小组|办公室$|联络|通讯录|电话|注意事项"
)
ITEM_MARK = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)）])")
ACTOR = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*|[①-⑳]\s*|[一二三四五六七八九十]是)?(?:由)?"
    r"(?P<actor>[^，,。；;：:、（(]{1,18}?(?:[局委厅办署部队组室所站院会长员工人]|政府|指挥部|机构|部门|中心|公司|单位|指挥官|负责人|领导))"
    r"(?=\s?\d|应|须|要|负责|立即|接到|必须|组织|在|及时|根据|按|会同|迅速|可以|宣布|主持|率|向|对|发现|收到|指定|启动|将|通知|：|:)"
)
_RECEIVER = (
    r"(?:政府|指挥部|办公室|[室局厅部办组站委队院]|中心|委员会|公司|单位|机构|部门|班长|主任|总指挥|负责人|领导|值班员|"
    r"调度员|县长|市长|镇长)"
)
# A receiver is a body or a post: 下风向疏散距离 and 射向泄漏口 report to nobody.
REPORT_TO = re.compile(
    rf"(?:向|报告?|报送)(?P<receiver>[^，,。；;：:、向报]{{0,40}}{_RECEIVER})(?:如实|及时|立即|电话|书面|口头)*"
    r"(?:报告|报送|汇报|上报|备案|批准|同意|(?=[，,。；;]|$))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepExtract:
    """One step: the verbatim span and the verbatim parts found in it."""

    extract: Extract
    actor: str
    limit: str
    report_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChoice:
    """A section that may hold the procedure, with the found chunk that led to it."""

    document: Document
    section: Section
    evidence: Evidence
    score: float


def choose_sections(
    question: Question, words: QuestionWords, evidence: Sequence[Evidence], documents: Sequence[Document]
) -> list[SectionChoice]:
    """Return the sections that fit best as the procedure, best first; `documents[i]` holds `evidence[i]`.

    Every section of a found document is looked at, not only those that were found: a passage about when a response
    starts leads to the section beside it that says what is then to be done.
    """
    choices: list[SectionChoice] = []
    top = max((item.score for item in evidence), default=1.0) or 1.0
    seen: set[str] = set()
    for item, document in zip(evidence, documents, strict=True):
        if document.document_id in seen:
            continue
        seen.add(document.document_id)
        parts = dict(item.parts)
        applying = NOT_ASKED_FOR * (parts.get("elsewhere", 0.0) + parts.get("sector", 0.0))
        choices += [
            SectionChoice(
                document=document,
                section=section,
                evidence=item,
                score=item.score / top + applying + section_score(question, words, document, section),
            )
            for section in document.sections
            if may_hold_steps(question, document, section)
        ]
    return sorted(choices, key=lambda choice: -choice.score)[:TRIED_SECTIONS]


def may_hold_steps(question: Question, document: Document, section: Section) -> bool:
    """Tell whether a section is of a procedure's length, speaks of doing, and of no other level than the one asked.

    A chapter of a law is none: its articles are about different matters, not one after the other.
    """
    length = section.end - section.start
    if section.parent < 0 or not MIN_SECTION <= length <= MAX_SECTION or NOT_STEPS.search(section.title):
        return False
    if document.metadata.doc_type in LAW_TYPES and section.kind in ABOVE_ARTICLES:
        return False
    if question.response_level is not None:
        levels = levels_in(plain(" ".join(s.label + s.title for s in lineage(document, section.ordinal))))
        if levels and question.response_level not in levels:
            return False
    return len(ACTION.findall(document.text, section.start, section.end)) >= MIN_STEPS


def section_score(question: Question, words: QuestionWords, document: Document, section: Section) -> float:
    """Score a section by what its headings share with the question and by what kind of heading it has."""
    headings = plain(
        " ".join((document.metadata.title, *(s.label + s.title for s in lineage(document, section.ordinal))))
    )
    own = plain(section.title)
    score = HEADING_WEIGHT * words.pair_share(headings) + 0.5 * words.word_share(own)
    score += 0.15 * any(term in headings for term in words.synonyms)
    score += 0.35 * bool(STEPS_HEADING.search(section.title))
    score += 0.2 * bool(set(question.phases) & set(default_taxonomy().find_phases(section.title)))
    # An on-site plan is what the people at the scene act by (GB/T 29639-2020 第8章).
    score += 0.3 * (document.metadata.doc_type == "plan_unit_onsite")
    return score + 0.3 * bool(title_hazards(document.metadata.title).intersection(question.hazards))


def speaks_of(word: str, text: str) -> bool:
    """Tell whether a word stands in a text, whole, in two parts (响应启动 where 启动 and 响应 stand apart), or as 火灾 for 着火."""
    if word in text or any(word[:cut] in text and word[cut:] in text for cut in range(2, len(word) - 1)):
        return True
    return any(same in text for same in equivalents(word))


def lineage(document: Document, ordinal: int) -> list[Section]:
    """Return a section and its ancestors, innermost first."""
    found: list[Section] = []
    while 0 <= ordinal < len(document.sections):
        section = document.sections[ordinal]
        found.append(section)
        ordinal = section.parent
    return found


def steps_of(choice: SectionChoice) -> list[StepExtract]:
    """Return the steps of the chosen section in document order; empty when it holds no procedure.

    All its sentences are steps once most of them speak of doing: one left out because its verb is unknown would be a
    step lost.
    """
    units = [unit for unit in section_units(choice) if not leads_in(unit.text) or ITEM_MARK.match(unit.text)]
    doing = sum(bool(ACTION.search(unit.text)) for unit in units)
    if doing < MIN_STEPS or 2 * doing < len(units):
        return []
    return [step_of(unit) for unit in units]


def section_units(choice: SectionChoice) -> list[Unit]:
    """Return the units inside the section, headings left out."""
    section, document = choice.section, choice.document
    headings = {f"{s.label}{s.title}".replace(" ", "") for s in document.sections}
    units: list[Unit] = []
    for chunk in document.chunks:
        outside = chunk.end <= section.start or chunk.start >= section.end
        if outside or chunk.kind is ChunkKind.TABLE:
            continue
        for unit in units_of(evidence_for(choice.evidence, chunk)):
            inside = section.start <= unit.start and unit.end <= section.end
            if inside and unit.text.replace(" ", "") not in headings and not is_aside(choice, unit.start):
                units.append(unit)
    return units


def is_aside(choice: SectionChoice, offset: int) -> bool:
    """Tell whether an offset lies in a sub-section about something else than doing, e.g. 启动条件, 批准."""
    return any(
        section.start <= offset < section.end and NOT_STEPS.search(section.title)
        for section in choice.document.sections[choice.section.ordinal + 1 :]
    )


def words_around(choice: SectionChoice) -> str:
    """Return title, headings and text of the chosen section in plain form."""
    titles = (s.label + s.title for s in lineage(choice.document, choice.section.ordinal))
    text = choice.document.text[choice.section.start : choice.section.end]
    return plain(" ".join((choice.document.metadata.title, *titles, text)))


def unmentioned(words: QuestionWords, choice: SectionChoice) -> list[str]:
    """Return the words of the question that neither the section nor its headings speak of, weightiest first."""
    around = words_around(choice)
    absent = [word for word in words.words if len(word) > 1 and not speaks_of(word, around)]
    return sorted(absent, key=lambda word: -words.words[word])


def procedure_coverage(question: Question, words: QuestionWords, choice: SectionChoice) -> float:
    """Return the share of the question's words that the chosen section and its headings speak about.

    Headings that name the hazard asked about count for what spoken words (晕倒) hide; a matter that the base knows and
    the section does not mention counts against it.
    """
    around = words_around(choice)
    total = sum(words.words.values()) or 1.0
    literal = sum(weight for word, weight in words.words.items() if speaks_of(word, around)) / total
    coverage = max(literal, words.word_share(around))
    if any(not speaks_of(word, around) for word in words.matters() if word not in TELLING_WHEN):
        return min(coverage, OTHER_MATTER_COVERAGE)
    headings = " ".join(s.title for s in lineage(choice.document, choice.section.ordinal))
    same_hazard = set(question.hazards) & set(default_taxonomy().find_hazards(headings, colloquial=False))
    named = words.word_share(plain(headings)) >= NAMED_IN_HEADINGS
    return max(coverage, SAME_HAZARD_COVERAGE) if same_hazard and named else coverage


def evidence_for(found: Evidence, chunk: Chunk) -> Evidence:
    """Return evidence for another chunk of the same document."""
    return found if chunk.chunk_id == found.chunk.chunk_id else replace(found, chunk=chunk)


def step_of(unit: Unit) -> StepExtract:
    """Read who, within how long and to whom from one span; every part is verbatim or empty."""
    actor = ACTOR.search(unit.text)
    limit = LIMIT.search(unit.text)
    receiver = REPORT_TO.search(unit.text)
    return StepExtract(
        extract=extract_of(unit),
        actor=stated(actor.group("actor")) if actor else "",
        limit=stated(limit.group()) if limit else "",
        report_to=stated(receiver.group("receiver")) if receiver else "",
    )


def stated(part: str) -> str:
    """Return a part of a step, "" when the source hides it: XX县政府 is nobody to report to."""
    return "" if hidden_values(part) else part
