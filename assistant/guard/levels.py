"""Levels: numbered ones (Ⅱ级 = II级 = 2级 = 二级), grades of events (重大), colours of warnings, levels of government."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.numerals import read_fraction
from assistant.guard.records import Mention, ProblemKind

_ROMAN = {sign: str(number) for number, sign in enumerate("ⅠⅡⅢⅣⅤⅥ", start=1)}
_LETTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_SIGN = r"(?:[Ⅰ-Ⅵ]|(?<![a-z0-9])(?:i{1,3}|iv|vi?)(?![a-z0-9])|(?<![\d.])\d{1,2}(?:\.\d)?|(?<![第统同唯单专其之万几数十上下])(?:十[一二三四五六七]?|[一二三四五六七八九]))"
_NUMBERED = re.compile(
    rf"(?P<sign>{_SIGN})(?=(?:级?(?:、|和|或|至|到|及|-|—|~|以及|与|/){_SIGN})*\s?级(?![联差长]))|(?P<roman>[Ⅰ-Ⅵ])(?![.、)\d])"
)
_EVENT = "级别|事故|火灾|突发|灾害|险情|灾情|事件|地震|森林|草原|环境|生产安全|洪水|洪涝|涉险|及以上|以上|隐患|风险|自然|地质|气象|疫情|安全|污染|动物|[(（]|、较大|、一般|、重大|和|或|四级|$|级|的"
_GRADE = re.compile(
    rf"特别重大|特大(?={_EVENT})|(?<!特别)(?<!有)重大(?=(?:{_EVENT}))(?!隐患|风险|危险源|安全隐患|活动|事项)|较大(?=(?:{_EVENT}))(?!影响)|(?<!不)一般(?=级|事故|火灾|突发|灾害|险情|灾情|事件|地震|森林|草原|生产安全|环境|洪|、|和较大|或较大|四级|\()"
)
_GRADES = {"特别重大": "1", "特大": "1", "重大": "2", "较大": "3", "一般": "4"}
_COLOUR = re.compile(
    r"([红橙黄蓝])色?(?=[、和或与及](?:[红橙黄蓝]))|([红橙黄蓝])色|(?<=[、和或])([红橙黄蓝])(?=[四三两]?[色级]|预警|,|。|$)|([红橙黄蓝])(?=预警|牌)"
)
_RANK = re.compile(r"(国家|省|市|县|区|乡镇?|镇|村|部门|企业|公司|厂|车间|班组|岗位)级(?!别)")


def levels_of(plain: str) -> tuple[list[Mention], str]:
    """Return the levels of a text, and the text with numbered ones blanked out."""
    found = [
        _at(match, "level", _ROMAN.get(match.group()) or _LETTERS.get(match.group()) or _read(match.group()))
        for match in _NUMBERED.finditer(plain)
    ]
    rest = plain
    for mention in found:
        end = mention.end + (plain[mention.end : mention.end + 1] == "级")
        rest = rest[: mention.start] + "\ue001" * (end - mention.start) + rest[end:]
    found.extend(_others(rest))
    return found, rest


def _others(plain: str) -> Iterator[Mention]:
    for match in _GRADE.finditer(plain):
        yield _at(match, "grade", _GRADES[match.group()])
    for match in _COLOUR.finditer(plain):
        yield _at(match, "colour", next(group for group in match.groups() if group))
    for match in _RANK.finditer(plain):
        yield _at(match, "rank", match.group(1).removeprefix("乡") or "乡")


def _read(sign: str) -> str:
    return str(read_fraction(sign))


def _at(match: re.Match[str], dimension: str, value: str) -> Mention:
    return Mention(
        kind=ProblemKind.LEVEL,
        dimension=dimension,
        value=value,
        start=match.start(),
        end=match.end(),
        text=match.group(),
    )
