"""Sentences of the source sorted into the fields of a card; every line is a verbatim span."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answering.reading.compose import Extract
from assistant.answering.reading.units import Unit, leads_in, units_of
from assistant.cards.people import speaks_to
from assistant.cards.rulebook import FieldRule
from assistant.cards.sources import CardSource, sections_with
from assistant.cards.wording import NUMBERING, without_lead
from kb.records import ChunkKind, Document, Evidence

# Not 不能: “不能确认断电时使用干粉” tells what to do.
CLAUSE = re.compile(r"[^，；;。！]*(?:严禁|禁止|不得|不准|不许|切勿|不要)[^，；;。！]*")
REPORTING = re.compile(r"报告|报警|拨打|电话|通知|上报|通报|汇报|续报|报送")
NO_BAN = re.compile(r"不得(?:超过|少于|低于|高于|超越|早于|晚于|大于|小于)|法律法规|兼[做任职]|发布|越级|不要求")
SIGNS_LABEL = re.compile(r"^[\u4e00-\u9fff]{0,12}(?:征兆|迹象|前兆)[：:]")
PROVINCE = re.compile(r"省[^，。；]{0,6}(?:厅|部门|政府)[^，。；]{0,4}报告")
TELLING = re.compile(r"报告|报警|拨打|电话|上报|汇报|报送|核对到")
SIGNS = re.compile(r"征兆|迹象|前兆|表现为")
FATAL = re.compile(r"死亡|窒息|昏倒|爆炸|爆燃|颤动|麻痹|失明|烧伤|灼伤|冻伤|冲走|洪水|倒塌|坍塌|有毒|爆裂")
GATHERING = re.compile(r"集结|清点|安置点|报到")
WHERE = re.compile(r"集结点(?:设在|位于|在)|集合点(?:设在|位于|在)")
HANDOVER = re.compile(r"交接|移交|接应|引导(?:消防|救护|救援)")
LEAVING = re.compile(r"撤离|撤出|撤到|退出|转移|疏散|避险|马上走")
FATAL_LENGTH = 30
SHORT_BAN = 40
BARE_BAN = 7
SIGN_LENGTH = 34


def units_between(document: Document, start: int, end: int, evidence: Evidence, *, tables: bool) -> list[Unit]:
    """Return the units of a range in document order, headings left out."""
    headings = {section.start: section for section in document.sections}
    units: list[Unit] = []
    for chunk in document.chunks:
        if chunk.end <= start or chunk.start >= end or (chunk.kind is ChunkKind.TABLE and not tables):
            continue
        for unit in units_of(replace(evidence, chunk=chunk)):
            section = headings.get(unit.start)
            heading = f"{section.label}{section.title}".replace(" ", "") if section else ""
            if unit.start >= start and unit.end <= end and unit.text.replace(" ", "") != heading:
                units.append(unit)
    return units


def extract(unit: Unit) -> Extract:
    """Return the unit without its list number and closing semicolon; the span shrinks with the text."""
    cut = len(unit.text) - len(without_lead(unit.text))
    text = unit.text[cut:].rstrip("；;")
    return Extract(evidence=unit.evidence, start=unit.start + cut, end=unit.start + cut + len(text), text=text)


def units_under(source: CardSource, words: Iterable[str]) -> list[Unit]:
    """Return the units under headings with these words inside the hazard's part."""
    return [
        unit
        for section in sections_with(source.document, source.start, source.end, words)
        for unit in units_between(source.document, section.start, section.end, source.evidence, tables=False)
    ]


def units_of_part(source: CardSource) -> list[Unit]:
    """Return all prose units of the hazard's part."""
    return units_between(source.document, source.start, source.end, source.evidence, tables=False)


def recognition_extracts(source: CardSource, rule: FieldRule) -> list[Extract]:
    """Return the first signs of the hazard and one sentence on what it does to people."""
    units = units_under(source, rule.heading)
    found: list[Extract] = []
    for position, unit in enumerate(units):
        if SIGNS.search(unit.text):
            found.append(without_label(joined(units[position:], SIGN_LENGTH)))
            break
    grave = [unit for unit in units if FATAL.search(unit.text) and not SIGNS.search(unit.text)]
    found += [fatal_clause(unit) for unit in grave[: rule.limit - len(found)]]
    return found or [extract(unit) for unit in units[:1]]


def joined(units: Sequence[Unit], room: int) -> Extract:
    """Return the first unit with those that follow it in the same sentence, as one span of about `room` characters."""
    first = extract(units[0])
    end = first.end
    for unit in units[1:]:
        elsewhere = units[0].evidence.chunk.chunk_id != unit.evidence.chunk.chunk_id
        if elsewhere or unit.end - first.start > room or unit.start > end + 1:
            break
        end = unit.end
    chunk = units[0].evidence.chunk
    text = chunk.text[first.start - chunk.start : end - chunk.start].rstrip("；;，")
    return Extract(evidence=first.evidence, start=first.start, end=first.start + len(text), text=text)


def without_label(item: Extract) -> Extract:
    """Return signs without the words that announce them (泄漏征兆：); the span shrinks with the text."""
    found = SIGNS_LABEL.match(item.text)
    cut = found.end() if found else 0
    return Extract(evidence=item.evidence, start=item.start + cut, end=item.end, text=item.text[cut:])


def fatal_clause(unit: Unit) -> Extract:
    """Return the first clause of a sentence that says what kills or maims, the sentence where it is short."""
    whole = extract(unit)
    if len(whole.text) <= FATAL_LENGTH:
        return whole
    for clause in re.finditer(r"[^，；。]+", whole.text):
        if FATAL.search(clause.group()):
            start = whole.start + clause.start()
            return Extract(evidence=whole.evidence, start=start, end=start + len(clause.group()), text=clause.group())
    return whole


def prohibition_extracts(source: CardSource, rule: FieldRule, names: Sequence[str]) -> list[Extract]:
    """Return short bans: those that name the position first, then 严禁 before milder words, in document order."""
    found: list[tuple[tuple[bool, ...], Extract]] = []
    for unit in units_of_part(source):
        for match in CLAUSE.finditer(unit.text):
            item = clause_extract(unit, with_context(unit.text, match.start(), match.end()), match.end())
            if 4 <= len(item.text) <= SHORT_BAN and not NO_BAN.search(item.text):
                named = any(name in item.text for name in names)
                strict = item.text.startswith(("严禁", "禁止"))
                found.append(((not (named and strict), not strict, not item.text.startswith("不")), item))
    ranked = [item for _, item in sorted(found, key=lambda entry: (entry[0], entry[1].start))]
    return list({item.text: item for item in reversed(ranked)}.values())[::-1][: rule.limit]


def with_context(text: str, start: int, end: int) -> int:
    """Return where a ban begins; a bare one (，严禁贸然进入) takes the clause before it along."""
    if end - start > BARE_BAN or start == 0 or text[start - 1] != "，":
        return start
    before = max(text.rfind(mark, 0, start - 1) for mark in "，。；！：") + 1
    return start if CLAUSE.fullmatch(text[before : start - 1]) else before


def clause_extract(unit: Unit, start: int, end: int) -> Extract:
    """Return a clause of a unit without leading numbering or blanks."""
    text = unit.text[start:end]
    cut = len(text) - len(without_lead(text).lstrip())
    return Extract(evidence=unit.evidence, start=unit.start + start + cut, end=unit.start + end, text=text[cut:])


def report_extracts(source: CardSource, rule: FieldRule, names: Sequence[str]) -> list[Extract]:
    """Return who reports what to whom, the position's own lines when there are any."""
    units = units_under(source, rule.heading) or units_of_part(source)
    telling = [unit for unit in units if REPORTING.search(unit.text) and not leads_in(unit.text)]
    own = [unit for unit in telling if speaks_to(names, unit.text)]
    others = [unit for unit in telling if TELLING.search(unit.text)] or telling
    return [extract(unit) for unit in (own or others)[: rule.limit]]


def province_extracts(source: CardSource, names: Sequence[str]) -> list[Extract]:
    """Return what the position reports to the province for larger accidents, wherever the document says it."""
    document = source.document
    units = units_between(document, 0, len(document.text), source.evidence, tables=False)
    before = [None, *units[:-1]]
    return [
        extract(unit)
        for unit, earlier in zip(units, before, strict=True)
        if PROVINCE.search(unit.text)
        and (speaks_to(names, unit.text) or (earlier is not None and speaks_to(names, earlier.text)))
    ][:1]


def evacuation_extracts(source: CardSource, rule: FieldRule) -> list[Extract]:
    """Return on which conditions people leave, then how and where they gather."""
    units = units_under(source, rule.heading) or [unit for unit in units_of_part(source) if LEAVING.search(unit.text)]
    conditions = announced(units)
    leaving = [
        unit for unit in units if LEAVING.search(unit.text) and unit not in conditions and not leads_in(unit.text)
    ]
    gathering = [unit for unit in units if GATHERING.search(unit.text) and unit not in conditions + leaving]
    unplaced = any("集结点" in unit.text for unit in [*gathering, *leaving])
    places = meeting_places(source) if unplaced else []
    room = rule.limit - min(2, len(gathering) + len(places))
    chosen = [*conditions[:room], *leaving[: max(0, room - len(conditions))]]
    chosen += [*gathering[:2], *places][: rule.limit - len(chosen)]
    return [extract(unit) for unit in chosen if len(without_lead(unit.text)) > 6]


def announced(units: Sequence[Unit]) -> list[Unit]:
    """Return announcing lines (出现下列情形之一…撤离：) with the items that follow them: the conditions."""
    kept: list[Unit] = []
    open_list = False
    for unit in units:
        if leads_in(unit.text) and LEAVING.search(unit.text):
            open_list = True
            kept.append(unit)
        elif open_list and (NUMBERING.match(unit.text) or {unit.text[-1], kept[-1].text[-1]} & {"；", ";"}):
            kept.append(unit)
        else:
            open_list = False
    return kept


def meeting_places(source: CardSource) -> list[Unit]:
    """Return the sentences of the whole document that say where the meeting points are and which to take."""
    document = source.document
    units = units_between(document, 0, len(document.text), source.evidence, tables=False)
    for position, unit in enumerate(units):
        if WHERE.search(unit.text):
            following = units[position + 1 : position + 2]
            return [unit, *(item for item in following if "集结点" in item.text and not NUMBERING.match(item.text))]
    return []


def handover_extracts(source: CardSource, rule: FieldRule, names: Sequence[str]) -> list[Extract]:
    """Return who hands over what to arriving teams; the position's own duty first."""
    units = [unit for unit in units_of_part(source) if HANDOVER.search(unit.text) and not leads_in(unit.text)]
    ranked = sorted(
        units, key=lambda unit: (not speaks_to(names, unit.text), "交接" not in unit.text and "移交" not in unit.text)
    )
    return [extract(unit) for unit in ranked[: rule.limit]]
