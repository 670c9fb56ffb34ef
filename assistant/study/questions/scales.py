"""Levels, colours and grades as they are printed in a statement, each with its whole scale in the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EVENT = r"(?:突发事件|突发环境事件|事件|(?:生产安全)?事故(?!隐患)|(?:地震|森林|草原|地质|自然)*灾害(?!隐患|点|风险)|(?:森林|草原)*火灾(?!隐患)|以上|及以上)"
_SCALES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?<![ⅠⅡⅢⅣ、])(?:Ⅰ|Ⅱ|Ⅲ|Ⅳ)级", ("Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级")),
    (
        r"(?<![第\d十国市省县统同甲乙])(?:一|二|三|四)级(?=应急响应|响应|预警|以上|及以上|警报|救灾)",
        ("一级", "二级", "三级", "四级"),
    ),
    (r"(?:红|橙|黄|蓝)色(?=预警|标示|警报|信号(?!弹)|以上|及以上)", ("红色", "橙色", "黄色", "蓝色")),
    (
        rf"(?<![特])(?:特别重大|重大|较大|一般)(?={_EVENT})",
        ("特别重大", "重大", "较大", "一般"),
    ),
)
_GRADES = _SCALES[-1][1]
# Where 重大 and its like name a grade; elsewhere they are plain words (重大突发事件案例库).
_GRADING = re.compile("(?:^|[。；]|发生|初判为?|达到|属于|构成|应对)$")
_ANY = re.compile(
    r"[ⅠⅡⅢⅣ]级?|[一二三四]级(?!联|甲|乙|医|以|别)|[红橙黄蓝]色|特别重大|(?<!特别)重大(?=突发|事故|灾|火|险情)|较大|一般(?=突发|事故|灾|火|险情|以上)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelMention:
    """A level in a text with the printed levels of its scale."""

    text: str
    start: int
    end: int
    scale: tuple[str, ...]


def level_mentions(text: str, *, loose: bool = True) -> list[LevelMention]:
    """Return the levels of a text that can be asked for, in order; () when another scale is named beside and tells them.

    Args:
        loose: 重大 counts where an event is graded (发生重大火灾); False wants 重大以上, for laws use 重大 as a plain word.
    """
    found = sorted(_read(text), key=lambda one: one.start)
    if not loose:
        found = [one for one in found if one.text[-1] in "级色" or text[one.end :].lstrip("及").startswith("以上")]
    found = [one for one in found if one.scale is not _GRADES or _is_grade(text, one)]
    return found if len(list(_ANY.finditer(text))) <= len(found) else []


def _is_grade(text: str, one: LevelMention) -> bool:
    return text[one.end :].lstrip("及").startswith("以上") or _GRADING.search(text[: one.start]) is not None


def _read(text: str) -> Iterator[LevelMention]:
    for pattern, scale in _SCALES:
        for match in re.finditer(pattern, text):
            yield LevelMention(text=match.group(), start=match.start(), end=match.end(), scale=scale)
