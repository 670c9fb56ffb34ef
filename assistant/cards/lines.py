"""Sentences of the source sorted into the fields of a card; every line is a verbatim span."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answering.reading.compose import Extract
from assistant.answering.reading.procedure import ACTION, ACTOR
from assistant.answering.reading.units import Unit, leads_in, units_of
from assistant.cards.rulebook import FieldRule
from assistant.cards.sources import CardSource, sections_with
from assistant.records import CardField
from kb.records import ChunkKind, Document, Evidence, Section

NUMBERING = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[)）.、．](?!\d)|[①-⑳]|[a-z][)）]|[-•·●])\s*")
CLAUSE = re.compile(r"[^，；;。！]*(?:严禁|禁止|不得|不准|切勿|不要|不能)[^，；;。！]*")
REPORTING = re.compile(r"报告|报警|拨打|电话|通知|上报|通报|汇报")
DOING = re.compile(
    r"关闭|切断|停止|撤离|退出|疏散|佩戴|穿戴|穿上|灭火|扑|救|移到|移至|转移|开启|打开|启动|堵漏|设置|警戒|断开|拉下|通风|检测|冲洗|稀释|"
    r"下令|清点|引导|隔离|封锁|取|冷却|关"
)
CONDITION = re.compile(r"情形之一|条件|以下情况|下列情况")
SHORT_BAN = 40


def units_between(document: Document, start: int, end: int, evidence: Evidence, *, tables: bool) -> list[Unit]:
    """Return the units of a range in document order, headings left out."""
    headings = {section.start for section in document.sections}
    units: list[Unit] = []
    for chunk in document.chunks:
        if chunk.end <= start or chunk.start >= end or (chunk.kind is ChunkKind.TABLE and not tables):
            continue
        for unit in units_of(replace(evidence, chunk=chunk)):
            if unit.start >= start and unit.end <= end and not is_heading(unit, headings, document):
                units.append(unit)
    return units


def is_heading(unit: Unit, starts: set[int], document: Document) -> bool:
    """Tell whether a unit is a heading line: it begins a section and holds no sentence."""
    if unit.start not in starts:
        return False
    section = next(item for item in document.sections if item.start == unit.start)
    return unit.text.replace(" ", "") == f"{section.label}{section.title}".replace(" ", "")


def extract(unit: Unit) -> Extract:
    """Return the unit without its list number; the span shrinks with the text."""
    lead = NUMBERING.match(unit.text)
    cut = lead.end() if lead else 0
    return Extract(evidence=unit.evidence, start=unit.start + cut, end=unit.end, text=unit.text[cut:])


def step_extracts(source: CardSource, rule: FieldRule, position: str) -> list[Extract]:
    """Return the position's steps in document order, at most `rule.limit`; generic ones where it has few."""
    units = [unit for unit in units_in(source, rule.heading) if is_step(unit)]
    own = [unit for unit in units if names(position, unit)]
    generic = [unit for unit in units if not actor_of(unit)]
    if not position or len(own) + len(generic) < 2:
        chosen = units
    elif len(own) >= 3:
        chosen = own
    else:
        chosen = [unit for unit in units if unit in own or unit in generic]
    return [extract(unit) for unit in chosen[: rule.limit]]


def units_in(source: CardSource, words: Iterable[str]) -> list[Unit]:
    """Return the units under headings with these words inside the hazard's part; of the whole part when none."""
    sections: Sequence[Section] = sections_with(source.document, source.start, source.end, words)
    ranges = [(section.start, section.end) for section in sections] or [(source.start, source.end)]
    return [
        unit
        for start, end in ranges
        for unit in units_between(source.document, start, end, source.evidence, tables=False)
    ]


def is_step(unit: Unit) -> bool:
    """Tell whether a unit tells somebody to do something (and not only to report it)."""
    text = unit.text
    if leads_in(text) or CONDITION.search(text) or not ACTION.search(text):
        return False
    return bool(DOING.search(text))


def actor_of(unit: Unit) -> str:
    """Return who acts in a unit, "" when it does not say."""
    found = ACTOR.search(unit.text)
    return found.group("actor") if found else ""


def names(position: str, unit: Unit) -> bool:
    """Tell whether a unit speaks to the position: 班组长 is also 当班班长, 操作工 is part of 罐区操作工."""
    actor = actor_of(unit) or unit.text[:14]
    return bool(position) and any(name in actor for name in position_names(position))


def position_names(position: str) -> tuple[str, ...]:
    """Return the names a plan may use for a position."""
    names_of = [position]
    if "班长" in position or "班组长" in position:
        names_of += ["当班班长", "班组长", "值班长", "班长"]
    if "总指挥" in position or "总经理" in position or "主要负责人" in position:
        names_of += ["总指挥", "总经理", "主要负责人"]
    return tuple(dict.fromkeys(names_of))


def prohibition_extracts(source: CardSource, rule: FieldRule) -> list[Extract]:
    """Return short bans, cut to the clause that bans, the strictest wording first."""
    found: list[Extract] = []
    for unit in units_between(source.document, source.start, source.end, source.evidence, tables=False):
        for match in CLAUSE.finditer(unit.text):
            span = extract_clause(unit, match.start(), match.end())
            if 4 <= len(span.text) <= SHORT_BAN:
                found.append(span)
    strict = sorted(found, key=lambda item: (not item.text.startswith(("严禁", "禁止")), "严禁" not in item.text))
    return sorted(strict[: rule.limit], key=lambda item: item.start)


def extract_clause(unit: Unit, start: int, end: int) -> Extract:
    """Return a clause of a unit without leading numbering or blanks."""
    text = unit.text[start:end]
    lead = NUMBERING.match(text)
    cut = lead.end() if lead else len(text) - len(text.lstrip())
    return Extract(
        evidence=unit.evidence, start=unit.start + start + cut, end=unit.start + end, text=text[cut:]
    )


def report_extracts(source: CardSource, rule: FieldRule, position: str) -> list[Extract]:
    """Return who reports what to whom, the position's own lines first."""
    units = [unit for unit in units_in(source, rule.heading) if REPORTING.search(unit.text) and not leads_in(unit.text)]
    own = [unit for unit in units if names(position, unit)]
    rest = [unit for unit in units if unit not in own]
    chosen = (own or rest)[: rule.limit]
    return [extract(unit) for unit in sorted(chosen, key=lambda unit: unit.start)]


def matching_extracts(source: CardSource, rule: FieldRule, field: CardField) -> list[Extract]:
    """Return the sentences of the field's sections that speak its words, in document order."""
    sections = sections_with(source.document, source.start, source.end, rule.heading)
    units = [
        unit
        for section in sections
        for unit in units_between(source.document, section.start, section.end, source.evidence, tables=False)
    ]
    if field is CardField.EVACUATION and not units:
        units = units_between(source.document, source.start, source.end, source.evidence, tables=False)
    matched = [unit for unit in units if any(word in unit.text for word in rule.text)]
    if field is CardField.EVACUATION:
        matched = with_conditions(units, matched)
    return [extract(unit) for unit in matched[: rule.limit]]


def with_conditions(units: Sequence[Unit], matched: Sequence[Unit]) -> list[Unit]:
    """Keep the items after an announcing line (出现下列情形之一…撤离：): they are the conditions."""
    kept: list[Unit] = []
    announced = False
    for unit in units:
        item = bool(NUMBERING.match(unit.text))
        announced = (announced and item) or (leads_in(unit.text) and unit in matched)
        if unit in matched or announced:
            kept.append(unit)
    return kept
