"""Questions that leave out one value, level or body of a statement: the form in which trainers print them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from assistant.study.questions.bodies import actors, alike, offices_like, own_field, same_family
from assistant.study.questions.composing import Draft
from assistant.study.questions.material import Material
from assistant.study.questions.records import AnswerForm, QuestionKind
from assistant.study.questions.scales import level_mentions
from assistant.study.questions.statements import Statement, hides_heading, place_of, tidy
from assistant.study.questions.truths import Truths
from assistant.study.questions.values import RANGE, Quantity, counts_a_list, quantities, range_rivals, rivals
from kb.text import parse_number

GAP, LINE = "（　　）", "______"
WRONG_OPTIONS = 3
_NO_FIELD = re.compile("主管部门|行政部门|管理部门|部门|机构|行政|管理|委员会|办公室|单位|负责人|人员|人民政府")
_COMMON = frozenset(
    "应急 国务 务院 人民 生产 安全 当班 现场 县级 市级 省级 以上 地方 区县 政府 指挥 总指 值班 急值 班员 操作 作工 市人 县人".split()
) - {"区县"}


def asked(statement: Statement, start: int, end: int, gap: str = GAP) -> str:
    """Return the stem that prints a statement with a gap; offsets are those of its text."""
    hidden = statement.text[start:end]
    tail = statement.text[end:].partition("。")[0]
    words = f"{statement.text[:start]}{gap}{tail}"
    return f"根据{place_of(statement.clause, hidden=hidden, words=statement.text)}，{tidy(words)}。"


def value_questions(material: Material, truths: Truths, draw: random.Random) -> Iterator[Draft]:
    """Yield questions on numbers and limits, as a choice of four and as a gap to fill."""
    for statement in material.statements:
        found = [one for one in quantities(statement.text) if _is_askable(statement.text, one)]
        draw.shuffle(found)
        for one in found[:2]:
            taken = frozenset(other.text for other in quantities(statement.text))
            numbers = rivals(one, _near(material, one), taken, draw)
            wrong = tuple(f"{number}{_spaced(one)}{one.unit}" for number in numbers)
            before, after = statement.text[: one.start], statement.text[one.end :]
            if (
                len(wrong) < WRONG_OPTIONS
                or _stands_out(statement.text, one, numbers)
                or any(truths.says_filled(before, option, after) for option in wrong)
            ):
                continue
            kind = QuestionKind.LIMIT if one.is_time else QuestionKind.NUMBER
            yield _draft(statement, kind, one.start, one.end, wrong)
            yield _fill_in(statement, one)
        yield from _range_questions(statement, truths, draw)


def _stands_out(text: str, one: Quantity, wrong: Sequence[str]) -> bool:
    """Tell whether another value beside it parts the right one from all distractors: 满五年的 has more than 满一年的."""
    own = parse_number(one.number)
    beside = [
        parse_number(other.number) for other in quantities(text) if other.unit == one.unit and other.start != one.start
    ]
    return any(all((parse_number(number) > value) is not (own > value) for number in wrong) for value in beside)


def _spaced(one: Quantity) -> str:
    return one.text[len(one.number) : len(one.text) - len(one.unit)]


def _is_askable(text: str, one: Quantity) -> bool:
    """Tell whether the rest still says what is asked, and does not give the value away."""
    if one.start < 3:
        return False  # a number without anything before it: 3处合计58户
    if counts_a_list(text, one) or text[: one.start].endswith("跨"):
        return False
    if _is_bracketed(text, one.start):
        return False
    rest = text[: one.start] + text[one.end :]
    if text[one.end : one.end + 1].isdigit() or text[one.start - 1 : one.start].isdigit():
        return False  # 19户64人
    return one.text not in rest and f"{one.number}{one.unit}" not in rest


def _is_bracketed(text: str, place: int) -> bool:
    """Tell whether a place stands in brackets, where a gap in brackets cannot be printed."""
    before = text[:place]
    return any(before.count(left) > before.count(right) for left, right in ("（）", "()"))


def _near(material: Material, one: Quantity) -> list[str]:
    return [number for number in material.numbers.get(one.unit, ()) if number != one.number]


def _range_questions(statement: Statement, truths: Truths, draw: random.Random) -> Iterator[Draft]:
    found = RANGE.search(statement.text)
    if not found or len(RANGE.findall(statement.text)) > 1:
        return
    before, after = statement.text[: found.start()], statement.text[found.end() :]
    unit = found["unit"]
    pairs = range_rivals(found, frozenset({found.group()}))
    wrong = [f"{low}{unit}以上{high}{unit}以下" for low, high in pairs]
    wrong = [one for one in wrong if not truths.says_filled(before, one, after)]
    if len(wrong) >= WRONG_OPTIONS:
        chosen = tuple(draw.sample(wrong[:5], WRONG_OPTIONS))
        yield _draft(statement, QuestionKind.NUMBER, found.start(), found.end(), chosen, hard=1)


def _draft(
    statement: Statement, kind: QuestionKind, start: int, end: int, wrong: tuple[str, ...], *, hard: int = 0
) -> Draft:
    key = (statement.start + start, statement.start + end)
    return Draft(
        kind=kind, form=AnswerForm.ONE, stem=asked(statement, start, end), clause=statement.clause,
        span=(statement.start, statement.end), keys=(key,), right=(statement.text[start:end],), wrong=wrong, hard=hard,
    )  # fmt: skip


def _fill_in(statement: Statement, one: Quantity) -> Draft:
    end = one.start + len(one.number)
    return Draft(
        kind=QuestionKind.FILL_IN, form=AnswerForm.BLANK, stem=asked(statement, one.start, end, LINE), clause=statement.clause,
        span=(statement.start, statement.end), keys=((statement.start + one.start, statement.start + end),), answer=one.number,
    )  # fmt: skip


def level_questions(material: Material, truths: Truths, _: random.Random) -> Iterator[Draft]:
    """Yield questions on the one level or colour a statement names; the options are the scale."""
    for statement in material.statements:
        mentions = level_mentions(statement.text, loose=not statement.clause.is_article)
        if len(mentions) != 1:
            continue
        one = mentions[0]
        before, after = statement.text[: one.start], statement.text[one.end :]
        wrong = tuple(option for option in one.scale if option != one.text)
        stem = asked(statement, one.start, one.end)
        leaks = hides_heading(statement.clause, one.text) or any(
            option in stem.replace("重大危险源", "") for option in one.scale
        )
        if leaks or any(truths.says_filled(before, option, after) for option in wrong):
            continue
        yield _draft(statement, QuestionKind.LEVEL, one.start, one.end, wrong)


def body_questions(material: Material, truths: Truths, draw: random.Random) -> Iterator[Draft]:
    """Yield questions on who acts; the distractors act elsewhere in the same document, or are departments of other fields."""
    for statement in material.statements:
        for actor in list(actors(statement.text))[:2]:
            before, after = statement.text[: actor.start], statement.text[actor.end :]
            if (
                hides_heading(statement.clause, actor.name)
                or actor.name in before + after
                or _tells(actor.name, f"{before}{after}{place_of(statement.clause)}")
            ):
                continue
            usable = _rival_bodies(actor.name, statement, material, truths, (before, after))
            wrong = tuple(draw.sample(usable[:5], min(WRONG_OPTIONS, len(usable))))
            if len(wrong) == WRONG_OPTIONS and alike(actor.name, wrong):
                yield _draft(statement, QuestionKind.BODY, actor.start, actor.end, wrong)


def _rival_bodies(
    name: str, statement: Statement, material: Material, truths: Truths, around: tuple[str, str]
) -> list[str]:
    """Return names of the family that no text puts in the place of the right one: those of its form first, then the document's."""
    rest = "".join(around)
    others = [other for other in material.names if other not in statement.text and _fits(other, statement)]
    usable = [one for one in same_family(name, others) if not truths.says_filled(around[0], one, around[1])]
    if len(alike(name, usable)) < WRONG_OPTIONS:
        more = [one for one in offices_like(name) if not _tells(one, rest)]
        usable = [
            one for one in same_family(name, [*usable, *more]) if not truths.says_filled(around[0], one, around[1])
        ]
    same = alike(name, usable)
    return [*same, *(one for one in usable if one not in same)]


def _fits(name: str, statement: Statement) -> bool:
    """Leave out names that the headings over the statement hold: they would point at the answer."""
    return not any(name in heading for heading in statement.clause.heading_path)


def _tells(name: str, rest: str) -> bool:
    """Tell whether the rest of a stem gives a name away: 气象 in 市气象局…气象保障, 农村 for 农业农村主管部门."""
    bare = _NO_FIELD.sub("", own_field(name))
    pairs = {bare[at : at + 2] for at in range(len(bare) - 1)} - _COMMON
    return any(pair in rest for pair in pairs) or (name[:2] in rest and name[:2] not in _COMMON and len(name) > 3)
