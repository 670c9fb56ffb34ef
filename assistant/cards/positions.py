"""Who needs a card for what: the key positions × hazards of one on-site plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answering.reading.units import Unit
from assistant.cards.lines import units_between
from assistant.cards.people import name_parts, subject_of
from assistant.cards.sources import WHOLE_TYPES
from assistant.cards.tables import rows_of
from assistant.cards.wording import without_lead
from kb.knowledge_base import KnowledgeBase
from kb.records import Document, DocumentSummary, Evidence, Section
from kb.taxonomy import default_taxonomy

LEAST_STEPS = 2  # sentences of a part with one subject before that subject is a position of it
SHORTEST_PART = 80
LONGEST_HAZARD = 16
NAME = re.compile(
    r"^(?P<hazard>[^，。：；]{2,24}?)(?:突发)?(?:事故|事件)?(?:的)?(?:专项|现场|应急)*"
    r"(?:处置方案|处置卡|应急预案|应急措施|处置措施|现场处置|应急处置)(?:[（(].*)?$"
)
EMPTY = re.compile(
    r"^(?:综合|专项|总体|部门|现场|应急|事故|突发事件|生产安全|安全生产|突发|一般|重大|较大|初期|先期|主要|其他|各类|分流|\W)+$"
)
OPENING = re.compile(
    r"^(?P<site>[\u4e00-\u9fff]{0,6}(?:罐区|车间|栈台|仓库|库房|泵房|锅炉房|机房|配电室|变电站|处理站|厨房|工段|井下|作业面))"
    r"(?:内|的)?(?:设|分|有|存|内设|由|的|主要)"
)
RISKS = ("风险描述", "风险分析", "事故风险", "危险性分析", "事故特征")
NOT_POSITIONS = re.compile(
    r"人民政府|应急管理局|任何人|消防队|消防救援|救护车|指挥部|委员会|办公室|公司|人员$|伤员|中心$|部$|局$|处$"
)
LABELLED = re.compile(r"^(?P<who>(?!主要)[\u4e00-\u9fff]{2,10}?)的?(?:主要)?职责[：:]")  # 组长职责：…
PLACE = re.compile(r"[市县区省镇乡]|公司$")
SEVERAL = re.compile(r"或者|和|及|、|以及")


class CardPosition(NamedTuple):
    """One card of a set.

    Attributes:
        position: "" where the plan names nobody: a card for everybody there.
        site: Where the plan says that the hazard is; "" when it does not say.
    """

    position: str
    hazard: str
    site: str


def positions_of(kb: KnowledgeBase, document_id: str) -> tuple[CardPosition, ...]:
    """Return the key positions of a plan with each hazard it treats, in the plan's order, none twice.

    Positions come from the part's table of duties (column 岗位); without one, from whom its sentences speak to. A plan
    that treats one hazard from end to end is one part. Empty for a document that treats no hazard, e.g. a work report.

    Raises:
        DocumentNotFound: The base holds no such document.
    """
    document = kb.document(document_id)
    summary = next(one for one in kb.summaries() if one.document_id == document_id)
    if not document.chunks:
        return ()
    evidence = Evidence(rank=1, score=0.0, chunk=document.chunks[0], document=summary)
    found = [
        CardPosition(position=position, hazard=hazard, site=site_of(document, start, end, evidence))
        for hazard, start, end in parts_of(document, summary)
        for position in positions_within(document, start, end, evidence) or [""]
    ]
    return tuple(dict.fromkeys(found))


def parts_of(document: Document, summary: DocumentSummary) -> list[tuple[str, int, int]]:
    """Return (hazard, start, end) of the parts of a plan that treat one hazard each, outermost parts only."""
    parts: list[tuple[str, int, int]] = []
    for section in document.sections:
        inside = any(start <= section.start < end for _, start, end in parts)
        hazard = "" if inside else hazard_named(section)
        if hazard:
            parts.append((hazard, section.start, section.end))
    hazard = "" if parts else whole_hazard(summary)
    return [(hazard, 0, len(document.text))] if hazard else parts


def whole_hazard(summary: DocumentSummary) -> str:
    """Return the hazard of a plan that treats one from end to end, "" for other documents."""
    taxonomy = default_taxonomy()
    found = NAME.match(summary.metadata.title)
    names = [one.term for one in taxonomy.hazard_mentions(found["hazard"], colloquial=False)] if found else []
    if not names and summary.metadata.doc_type in WHOLE_TYPES and summary.metadata.hazards:
        names = [taxonomy.hazard(summary.metadata.hazards[0]).name]
    return max(names, key=len, default="")


def hazard_named(section: Section) -> str:
    """Return the hazard a heading announces a procedure for, "" when it announces none."""
    if section.parent < 0 or section.end - section.start < SHORTEST_PART:
        return ""
    found = NAME.match(section.title.strip())
    hazard = found["hazard"].strip("·、 ") if found else ""
    fits = 2 <= len(hazard) <= LONGEST_HAZARD and not EMPTY.match(hazard) and not PLACE.search(hazard)
    if not fits or not default_taxonomy().find_hazards(section.title):
        return ""
    return hazard if default_taxonomy().find_hazards(hazard) else f"{hazard}事故"


def positions_within(document: Document, start: int, end: int, evidence: Evidence) -> list[str]:
    """Return the positions of a part: those of its table of duties or with a line 组长职责：, else whom it speaks to."""
    listed: list[str] = []
    for row in rows_of(document, evidence):
        if start <= row.extract.start < end and row.under(("职责", "责任", "任务", "处置动作")):
            cell = row.under(("岗位", "应急职务"))
            listed += name_parts(cell)[:1] if cell else []
    units = units_between(document, start, end, evidence, tables=False)
    labels = [found["who"] for unit in units if (found := LABELLED.match(without_lead(unit.text)))]
    listed = listed or [name for name in labels if not NOT_POSITIONS.search(name)]
    return list(dict.fromkeys(listed)) or list(spoken_to(units))


def spoken_to(units: Sequence[Unit]) -> Iterator[str]:
    """Yield whom at least two sentences speak to, in the order of their first sentence."""
    subjects: Counter[str] = Counter()
    for unit in units:
        subjects.update(name for name in SEVERAL.split(subject_of(unit.text)) if 2 <= len(name) <= 12)
    for name, count in subjects.items():
        if count >= LEAST_STEPS and not NOT_POSITIONS.search(name):
            yield name


def site_of(document: Document, start: int, end: int, evidence: Evidence) -> str:
    """Return the place that the description of the risk opens with: 液氨罐区设卧式储罐三台 → 液氨罐区."""
    for section in document.sections:
        inside = start <= section.start and section.end <= end
        if inside and any(word in section.title for word in RISKS):
            units = units_between(document, section.start, section.end, evidence, tables=False)
            found = OPENING.match(units[0].text) if units else None
            return found["site"] if found else ""
    return ""
