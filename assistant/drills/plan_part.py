"""The part of a plan that a drill is about, and its sentences that are steps, bans, signs and conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering.reading.units import Unit, leads_in
from assistant.cards.lines import units_between
from assistant.cards.sources import hazard_section, wholly_about
from assistant.cards.tables import rows_of
from assistant.cards.wording import NUMBERING, without_lead
from kb.knowledge_base import KnowledgeBase
from kb.records import Document, DocumentSummary, Evidence, Section
from kb.taxonomy import default_taxonomy

NOT_DOING = re.compile(
    r"职责|谁负责|注意事项|原则|风险|危险|特征|保障|附则|总则|目的|依据|适用|单位基本情况|火灾情况设定|情况设定|演练|培训|"
    r"平时|汛前|预防|家底|物资|后期处置|善后|解释|通讯录|联系电话|附件|目录|指挥体系|组织机构|组织体系|称谓|通用规定|报告内容|必须立即上报|"
    r"报警与联络|预案管理|修订|奖惩|防御重点|火险预防|对照表|广播词|整改|重点防控|单位自我管理|启动条件"
)
NOT_DOING_HERE = re.compile(r"分级$|级别$|信息收集$|分级与研判|条件$|分类$")  # only of the innermost heading
SIGNS_HEADING = re.compile(r"风险描述|风险|危险|特征|征兆|情况设定|火情设定")
SIGN = re.compile(r"征兆|迹象|前兆|表现为|设定火情|设定情景|易漏|危险的地方")
CONDITIONS = re.compile(
    r"(?:启动条件|情形之一|情况之一|条件之一|任何一种情况|下列条件|以下情况|情形的?)[^：:。]{0,30}[：:]?$|^启动条件"
)
ENDS_LIST = re.compile(r"^(?:批准|响应措施|响应行动|措施)[：:]")
BAN = re.compile(r"^(?:严禁|禁止|不得|不准|不许|切勿)|只用于逃生|不用于进入")
DOING = re.compile(
    r"报告|报警|拨打|通知|登记|复述|核实|核对|确认|启动|关闭|切断|停止|停泵|疏散|撤离|撤出|退出|转移|集结|清点|点名|设置|警戒|封|"
    r"佩戴|穿戴|穿上|灭火|扑|救|移到|开启|打开|堵|断开|断电|拉开|拔下|挑开|剪断|通风|检测|监测|检查|冲洗|稀释|覆盖|下令|引导|指挥|冷却|喊|"
    r"守|按下|报清|验|交接|移交|请求|宣布|判定|召集|决定|记录|会商|主持|派|调集|组织|协调|批准|到达|出发|安置|接应|带|敲|叫|发布|上报|报送|"
    r"续报|倒入|读数|取|陪护|站在|熄灭|挂|切换|广播|听取|问清|劝|征用|支援|划分|看|走|用|报|提供|测|停|汇总"
)
LEVEL = re.compile(r"[ⅠⅡⅢⅣ]\s*级|[IV]{1,3}\s*级|[一二三四]级响应")
# What is done year by year is no part of a drill.
STANDING = re.compile(r"每年|每季度|每半年|每月|每周|平时|防火期内|汛期|改名册|下次|次年")
DOING_COLUMNS = ("怎么做", "意思", "处置措施", "应急措施", "主要行动", "行动要求")
LEAVING = re.compile(r"撤离|撤到|退出|马上走")
MIN_STEP = 6
ALIKE = 0.7  # cosine of character pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """The part of a plan that a drill is about.

    Attributes:
        steps: Sentences that tell somebody to do something, in the order of the plan.
        bans: Sentences that forbid something.
        signs: What the plan says about the hazard and how it shows.
        stops: Conditions under which people leave.
        starts: Conditions on which the response of the level played is started.
        template: Evidence of the plan's first chunk.
    """

    document: Document
    summary: DocumentSummary
    section: Section | None
    steps: tuple[Unit, ...]
    bans: tuple[Unit, ...]
    signs: tuple[Unit, ...]
    stops: tuple[Unit, ...]
    starts: tuple[Unit, ...]
    template: Evidence

    @property
    def span(self) -> tuple[int, int]:
        """Where the part lies in the document."""
        return (self.section.start, self.section.end) if self.section else (0, len(self.document.text))


def read_part(kb: KnowledgeBase, document_id: str, hazard: str, level: str) -> PlanPart:
    """Read the part of a plan about a hazard; the whole plan when it is about nothing else or none is named.

    Raises:
        DocumentNotFound: The base does not hold the document.
    """
    document = kb.document(document_id)
    summary = next(one for one in kb.summaries() if one.document_id == document_id)
    section = None
    if hazard and not wholly_about(summary, hazard):
        section, _ = hazard_section(document, hazard)
    template = Evidence(rank=1, score=0.0, chunk=document.chunks[0], document=summary)
    reader = PartReader(document, section, template, hazard, level)
    steps, bans, signs, stops, starts = reader.sorted_units()
    return PlanPart(
        document=document,
        summary=summary,
        section=section,
        steps=steps,
        bans=bans,
        signs=signs,
        stops=stops,
        starts=starts,
        template=template,
    )


class PartReader:
    """Sorts the sentences of a part by what they are."""

    def __init__(
        self, document: Document, section: Section | None, template: Evidence, hazard: str, level: str
    ) -> None:
        self._document = document
        self._start = section.start if section else 0
        self._end = section.end if section else len(document.text)
        self._template = template
        self._level = plain_level(level)
        self._hazards = set(default_taxonomy().find_hazards(hazard))
        self._other = other_sections(document, self._hazards)

    def sorted_units(self) -> tuple[tuple[Unit, ...], ...]:
        """Return steps, bans, signs, conditions of leaving and of starting, each in the order of the plan."""
        steps: list[Unit] = []
        bans: list[Unit] = []
        signs: list[Unit] = []
        stops: list[Unit] = []
        starts: list[Unit] = []
        units = units_between(self._document, self._start, self._end, self._template, tables=False)
        for unit, listed in with_lists(units):
            titles = self.titles_at(unit.start)
            head = not titles and not self._start
            if head or any(one.start <= unit.start < one.end for one in self._other):
                continue
            if listed:
                (stops if listed == "leave" else starts).append(unit)
            elif BAN.search(without_lead(unit.text)):
                bans.append(unit)
            elif any(SIGNS_HEADING.search(title) for title in titles):
                signs += [unit] if SIGN.search(unit.text) else []
            elif self._is_step(unit, titles):
                steps.append(unit)
        steps = sorted([*steps, *self._table_steps()], key=lambda unit: unit.start)
        own = [*self._own_procedures(steps)] if self._start else []
        return tuple(steps + own), tuple(bans), tuple(signs), tuple(stops), tuple(self._at_this_level(starts))

    def _at_this_level(self, units: list[Unit]) -> Iterator[Unit]:
        """Yield the listed conditions under the headings of the level played, without the line that announces them."""
        for unit in units:
            announces = leads_in(unit.text) or ENDS_LIST.match(unit.text.strip())
            if self._level and not announces and self._at_level(self.titles_at(unit.start)):
                yield unit

    def titles_at(self, offset: int) -> list[str]:
        """Return the headings above an offset, the part's own heading included."""
        return [
            one.title
            for one in self._document.sections
            if one.parent >= 0 and one.start <= offset < one.end and (one.start, one.end) != (self._start, self._end)
        ]

    def _is_step(self, unit: Unit, titles: list[str]) -> bool:
        text = without_lead(unit.text)
        if any(NOT_DOING.search(title) for title in titles) or (titles and NOT_DOING_HERE.search(titles[-1])):
            return False
        if leads_in(text) or CONDITIONS.search(text):
            return bool(LEAVING.search(text))
        if len(text) < MIN_STEP or STANDING.search(text) or not self._at_level(titles) or self._of_other_hazard(text):
            return False
        return bool(DOING.search(text))

    def _of_other_hazard(self, text: str) -> bool:
        """Tell whether a step begins with the case of another hazard: 抗旱期间，…"""
        case = (
            set(default_taxonomy().find_hazards(text.split("，")[0], colloquial=False)) if "期间" in text[:8] else set()
        )
        return bool(self._hazards and case and not case & self._hazards)

    def _at_level(self, titles: list[str]) -> bool:
        """Tell whether the headings name the level played, or none."""
        named = {plain_level(found) for title in titles for found in LEVEL.findall(title)}
        return not self._level or not named or self._level in named

    def _table_steps(self) -> Iterator[Unit]:
        """Yield the rows of tables that have a column for what is to be done."""
        for row in rows_of(self._document, self._template):
            start, end = row.extract.start, row.extract.end
            inside = self._start <= start < self._end and self._at_level([row.cells[0]])
            if inside and row.under(DOING_COLUMNS) and DOING.search(row.extract.text):
                yield Unit(
                    evidence=row.extract.evidence, position=0, start=start, end=end, text=self._document.text[start:end]
                )

    def _own_procedures(self, steps: list[Unit]) -> Iterator[Unit]:
        """Yield the general steps of positions (总指挥处置程序) that the part does not say itself."""
        said = "".join(unit.text for unit in steps)
        known = [pairs_of(unit.text) for unit in steps]
        for section in self._document.sections:
            outside = section.end <= self._start or section.start >= self._end
            if outside and section.title.endswith("处置程序") and len(section.title) > len("应急处置程序"):
                for unit in units_between(self._document, section.start, section.end, self._template, tables=False):
                    text = without_lead(unit.text).rstrip("。；")
                    if not DOING.search(text) or text[:8] in said or text[-8:] in said:
                        continue
                    if not any(alike(pairs_of(text), one) for one in known):
                        yield unit


def pairs_of(text: str) -> frozenset[str]:
    """Return the character pairs of a step without its number and marks."""
    plain = re.sub(r"[^\u4e00-\u9fff]", " ", without_lead(text))
    return frozenset(pair for word in plain.split() for pair in map("".join, pairwise(word)))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two steps say the same in other words: 复述一遍，登记接报时刻 and 复述登记，记录接报时刻."""
    return len(one & other) ** 2 >= ALIKE**2 * len(one) * len(other) > 0


def other_sections(document: Document, hazards: set[str]) -> list[Section]:
    """Return the sections about other hazards that stand beside one about the hazards asked for."""
    named: dict[int, list[tuple[Section, set[str]]]] = {}
    for section in document.sections:
        about = set(default_taxonomy().find_hazards(section.title, colloquial=False))
        if section.parent >= 0 and about:
            named.setdefault(section.parent, []).append((section, about))
    return [
        section
        for siblings in named.values()
        if len(siblings) > 2 and any(about & hazards for _, about in siblings)
        for section, about in siblings
        if not about & hazards
    ]


def with_lists(units: list[Unit]) -> Iterator[tuple[Unit, str]]:
    """Yield every unit with the kind of list of conditions it is an item of: "" none, "start", "leave"."""
    kind = ""
    for unit in units:
        text = unit.text.strip()
        if kind and (ENDS_LIST.match(text) or (not NUMBERING.match(text) and text.endswith("。") and "；" not in text)):
            last = kind if not ENDS_LIST.match(text) and len(text) < 30 and kind == "leave" else ""
            kind = ""
            yield unit, last
            continue
        if CONDITIONS.search(text) and leads_in(text):
            kind = "leave" if re.search(r"撤离|撤到|退出|走", text) else "start"
            yield unit, "" if kind == "leave" else "start"
            continue
        yield unit, kind
        if kind and text.endswith("。"):
            kind = ""


def plain_level(level: str) -> str:
    """Return a level in one spelling: III级, 三级响应 and Ⅲ 级 are Ⅲ."""
    text = level.replace(" ", "").replace("级", "").replace("响应", "")
    spelled = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ", "一": "Ⅰ", "二": "Ⅱ", "三": "Ⅲ", "四": "Ⅳ"}
    return spelled.get(text, text)
