"""The steps of a position, in the order of its plan: own steps first, never silently another position's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.reading.compose import Extract
from assistant.answering.reading.units import Unit, leads_in
from assistant.cards.lines import announced, extract, units_between
from assistant.cards.people import leading_name, speaks_to, subject_of
from assistant.cards.rulebook import FieldRule
from assistant.cards.sources import CardSource, sections_with
from assistant.cards.wording import without_lead
from kb.text import default_tokenizer

DOING = re.compile(
    r"关闭|切断|停止|撤离|退出|疏散|佩戴|穿戴|穿上|灭火|扑救|扑打|救援|移到|移至|移动|转移|开启|打开|启动|堵漏|设置|警戒|断开|断电|拉开|挑开|剪断|通风|送风|"
    r"检测|检查|冲洗|稀释|覆盖|封堵|下令|清点|引导|隔离|封锁|取来|冷却|喊|呼救|守住|按下|拨打|报告|报清|通知|核对|核实|验明|登记|复述|问清|"
    r"记录|交接|移交|请求|宣布|判定|召集|决定|监测|提升|指定|悬挂|放平|敲门|敲锣|带上|叫人|搀扶|点名|求救|报姓名|派人|做心肺|不得|不许|就地|冲水"
)
DESCRIBES = re.compile(  # what there is, and headings that stand as lines of their own
    r"(?:设有?|共有?|编号)[^，。；]{0,12}[一二三四五六七八九十两\d]+(?:部|处|个|具|套|台|号)|(?:点|口)[一二两三四\d]+处[：:]|"
    r"^[^，。；！]{2,14}(?:判定|处置|方法|措施|程序|流程|要点|要求)$"
)
CONDITION = re.compile(r"情形之一|启动条件|以下情况|下列情况|^批准：|分为|：初判|^\d+(?:\.\d+)+\s")
ASIDE = (
    "风险",
    "撤离条件",
    "撤离与集结",
    "报警与联络",
    "分级",
    "情形",
    "终止",
    "信息发布",
    "预警",
    "总则",
    "附则",
    "平时",
    "物资",
    "续报",
)
WHOLLY_ASIDE = (
    "基本情况",
    "概况",
    "设定",
    "职责",
    "注意事项",
    "原则",
    "分级",
    "编制",
    "后期处置",
    "保障",
    "附则",
)  # with everything below them
BANS = ("严禁", "禁止", "不得", "不准", "不许", "切勿", "不要")
MIN_OWN = 3
SAME_STEP = 0.4  # share of character pairs from which two steps are about one thing
SAID_ALREADY = 0.6
ALARM_NUMBER = re.compile(r"(?<!\d)1(?:19|20|10)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChoice:
    """The steps for a card.

    Attributes:
        own: False when the source names no step of this position and the steps of all are shown.
        left_out: How many further steps of the position did not fit.
        borrowed: How many of the steps name nobody, where the source names fewer than `MIN_OWN` of this position.
    """

    extracts: tuple[Extract, ...]
    own: bool
    left_out: int
    borrowed: int = 0


def choose_steps(source: CardSource, rule: FieldRule, names: Sequence[str]) -> StepChoice:
    """Choose the steps of a position, at most `rule.limit`, in document order.

    A section of the position's own (应急值班员处置程序) is the frame into which its steps for this hazard are laid.
    """
    units = step_units(source, rule.heading, names)
    own = [unit for unit in units if speaks_to(names, unit.text)] if names else units
    frame = dedicated_units(source, names)
    chosen = laid_into(frame, own, names) if frame else own
    if len(chosen) < MIN_OWN and names:
        chosen = [unit for unit in units if unit in own or concerns(unit, names)]
    found = bool(own or frame or not names)
    if not found and len(chosen) < MIN_OWN:
        chosen = units
    kept = within(chosen, own, rule.limit)
    return StepChoice(
        extracts=tuple(without_name(unit, names) if found else extract(unit) for unit in kept),
        own=found,
        left_out=len(chosen) - len(kept) if found else 0,
        borrowed=sum(unit not in own for unit in kept) if own and not frame and len(own) < MIN_OWN else 0,
    )


def step_units(source: CardSource, words: Iterable[str], names: Sequence[str]) -> list[Unit]:
    """Return what the hazard's part tells people to do; withdrawal, contacts and bans are other fields."""
    document = source.document
    sections = sections_with(document, source.start, source.end, words)
    ranges = [(section.start, section.end) for section in sections] or [(source.start, source.end)]
    found = []
    for start, end in ranges:
        units = units_between(document, start, end, source.evidence, tables=False)
        conditions = announced(units)
        found += [
            unit for unit in units if is_step(unit, names) and unit not in conditions and not stands_aside(source, unit)
        ]
    return found


def stands_aside(source: CardSource, unit: Unit) -> bool:
    """Tell whether a unit stands under a heading whose text is no step: risks, grading, withdrawal, contacts, bans."""
    around = [item for item in source.document.sections if item.parent >= 0 and item.start <= unit.start < item.end]
    if not around:
        return False
    inner = [item for item in around if (item.start, item.end) != (source.start, source.end)]
    deepest = max(around, key=lambda item: item.depth)
    return any(word in deepest.title for word in ASIDE) or any(
        word in item.title for item in inner for word in WHOLLY_ASIDE
    )


def within(chosen: Sequence[Unit], own: Sequence[Unit], limit: int) -> list[Unit]:
    """Return at most `limit` steps in their order; the position's own stay before those of everybody."""
    theirs = [unit for unit in chosen if unit in own]
    if len(chosen) <= limit or len(theirs) >= limit:
        return list(chosen[:limit])
    others = [unit for unit in chosen if unit not in own][: limit - len(theirs)]
    return [unit for unit in chosen if unit in theirs or unit in others]


def is_step(unit: Unit, names: Sequence[str] = ()) -> bool:
    """Tell whether a unit tells somebody to do something; a sentence about the position always does."""
    text = without_lead(unit.text)
    if leads_in(text) or CONDITION.search(text) or len(text) < 8 or text.startswith(BANS) or DESCRIBES.search(text):
        return False
    return speaks_to(names, text) or bool(DOING.search(text))


def concerns(unit: Unit, names: Sequence[str]) -> bool:
    """Tell whether a step of nobody in particular, or one that mentions the position, concerns it."""
    subject = subject_of(unit.text)
    return not subject or subject == "任何人" or any(name in unit.text for name in names)


def dedicated_units(source: CardSource, names: Sequence[str]) -> list[Unit]:
    """Return the units of a section headed by the position's name and 程序, anywhere in the document."""
    for section in source.document.sections:
        if section.parent >= 0 and "程序" in section.title and any(section.title.startswith(name) for name in names):
            units = units_between(source.document, section.start, section.end, source.evidence, tables=False)
            return [unit for unit in units if is_step(unit)]
    return []


def laid_into(frame: Sequence[Unit], own: Sequence[Unit], names: Sequence[str]) -> list[Unit]:
    """Lay the hazard's steps into the position's general procedure, each after the general step nearest to it.

    A step that a general one says in full is left out; one that says a general one in full takes its place.
    """
    merged = list(frame)
    after = 0
    for unit in own:
        shares = [(shared(unit, general, names), -index) for index, general in enumerate(merged)]
        place = -max(shares)[1] if max(shares)[0] >= SAME_STEP else None
        if place is None:
            merged.insert(after, unit)
            after += 1
        elif covers(merged[place], unit, names):
            after = max(after, place + 1)
        elif covers(unit, merged[place], names):
            merged[place] = unit
            after = max(after, place + 1)
        else:
            merged.insert(place + 1, unit)
            after = max(after, place + 2)
    return merged


def covers(one: Unit, other: Unit, names: Sequence[str]) -> bool:
    """Tell whether `one` says nearly all of `other`, and every number of it."""
    if ALARM_NUMBER.search(other.text):
        return False  # who dials 119 or 120 is never left to another line
    pairs = pairs_of(other.text, names)
    return len(pairs & pairs_of(one.text, names)) >= SAID_ALREADY * len(pairs) and digits(other) <= digits(one)


def shared(unit: Unit, general: Unit, names: Sequence[str]) -> float:
    """Return the share of character pairs that the main clauses of two steps have in common, of the shorter one."""
    first, second = pairs_of(main_clause(unit.text, names), names), pairs_of(main_clause(general.text, names), names)
    return len(first & second) / max(1, min(len(first), len(second)))


def main_clause(text: str, names: Sequence[str]) -> str:
    """Return a step from the place on where the position is named: what it does, without when."""
    starts = [text.find(name) for name in names if name in text]
    return text[min(starts) :] if starts else text


def pairs_of(text: str, names: Sequence[str]) -> set[str]:
    """Return the character pairs of a step without its position's names."""
    return set(default_tokenizer().bigrams(nameless(text, names)))


def nameless(text: str, names: Sequence[str]) -> str:
    """Return a step without list number and without the position's names."""
    for name in names:
        text = text.replace(name, "，")
    return without_lead(text)


def digits(unit: Unit) -> set[str]:
    """Return the numbers of a step."""
    return set(re.findall(r"\d+", without_lead(unit.text)))


def without_name(unit: Unit, names: Sequence[str]) -> Extract:
    """Return the step verb first: on its own card a position need not read its name in every line."""
    item = extract(unit)
    cut = leading_name(names, item.text)
    return Extract(evidence=item.evidence, start=item.start + cut, end=item.end, text=item.text[cut:])
