"""A procedure from its section: ordered steps with who, what, within how long and to whom, all verbatim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.reading.compose import Extract, extract_of
from assistant.answering.reading.kinds import LIMIT
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.units import Unit, units_of
from kb.records import Chunk, Document, Evidence, Section

MAX_STEPS = 12
MAX_SECTION = 1_600  # characters; a longer section is a chapter, not a procedure
MIN_STEPS = 2
HEADING_WEIGHT = 1.0
ACTION = re.compile(
    r"立即|应当|应|须|必须|要|负责|组织|报告|通知|启动|关闭|切断|停止|疏散|撤离|拨打|佩戴|设置|开展|转移|警戒|救|封锁|"
    r"检查|确认|核实|清点|派出|赶赴|会商|发布|调集|调度|协调|宣布|严禁|禁止|不得|打开|使用|实施|做好|加强|成立|上报|报送|移交"
)
ACTOR = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*|[①-⑳]\s*|[一二三四五六七八九十]是)?(?:由)?"
    r"(?P<actor>[^，,。；;：:、（(]{1,18}?(?:[局委厅办署部队组室所站院会长员工人]|政府|指挥部|机构|部门|中心|公司|单位|指挥官|负责人|领导))"
    r"(?=应|须|要|负责|立即|接到|必须|组织|在|及时|根据|按|会同|迅速|可以|宣布|主持|率|向|对|发现|收到|指定|启动|将|通知|：|:)"
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


def choose_section(
    words: QuestionWords, evidence: Sequence[Evidence], documents: Sequence[Document]
) -> SectionChoice | None:
    """Return the section whose headings and rank fit best; `documents[i]` holds `evidence[i]`."""
    best: SectionChoice | None = None
    top = max((item.score for item in evidence), default=1.0) or 1.0
    for item, document in zip(evidence, documents, strict=True):
        for section in lineage(document, item.chunk.section):
            length = section.end - section.start
            if section.parent < 0 or length > MAX_SECTION:
                break
            score = item.score / top + HEADING_WEIGHT * heading_share(words, document, section)
            score += 0.1 * min(length, 600) / 600
            if best is None or score > best.score + 1e-9:
                best = SectionChoice(document=document, section=section, evidence=item, score=score)
    return best


def lineage(document: Document, ordinal: int) -> list[Section]:
    """Return a section and its ancestors, innermost first."""
    found: list[Section] = []
    while 0 <= ordinal < len(document.sections):
        section = document.sections[ordinal]
        found.append(section)
        ordinal = section.parent
    return found


def heading_share(words: QuestionWords, document: Document, section: Section) -> float:
    """Return the share of the question's weight that the headings down to `section` speak about."""
    titles = [document.metadata.title, *(s.label + s.title for s in lineage(document, section.ordinal))]
    headings = plain(" ".join(titles))
    own = plain(section.title)
    synonym = any(term in headings for term in words.synonyms)
    extra = 0.15 if synonym else 0.0
    extra += 0.1 if any(word in own for word in words.words) else 0.0
    return words.pair_share(headings) + extra


def steps_of(choice: SectionChoice) -> list[StepExtract]:
    """Return the steps of the chosen section in document order; empty when it holds no procedure."""
    steps = [step_of(unit) for unit in section_units(choice) if ACTION.search(unit.text)]
    return steps[:MAX_STEPS] if len(steps) >= MIN_STEPS else []


def section_units(choice: SectionChoice) -> list[Unit]:
    """Return the units inside the section, headings left out."""
    section, document = choice.section, choice.document
    headings = {f"{s.label}{s.title}".replace(" ", "") for s in document.sections}
    units: list[Unit] = []
    for chunk in document.chunks:
        if chunk.end <= section.start or chunk.start >= section.end:
            continue
        for unit in units_of(evidence_for(choice.evidence, chunk)):
            inside = section.start <= unit.start and unit.end <= section.end
            if inside and unit.text.replace(" ", "") not in headings:
                units.append(unit)
    return units


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
        actor=actor.group("actor") if actor else "",
        limit=limit.group() if limit else "",
        report_to=receiver.group("receiver") if receiver else "",
    )
