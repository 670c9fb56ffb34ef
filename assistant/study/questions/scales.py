"""Levels, colours and grades as they are printed in a statement, each with its whole scale in the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EVENT = r"(?:突发事件|事件|事故(?!隐患)|灾害|火灾|地震|洪水|险情|灾情|疫情|环境事件|安全事故|以上|及以上)"
_SCALES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?<![ⅠⅡⅢⅣ、])(?:Ⅰ|Ⅱ|Ⅲ|Ⅳ)级", ("Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级")),
    (
        r"(?<![第\d十国市省县统同甲乙])(?:一|二|三|四)级(?=应急响应|响应|预警|以上|及以上|警报|救灾)",
        ("一级", "二级", "三级", "四级"),
    ),
    (r"(?:红|橙|黄|蓝)色(?=预警|标示|警报|信号|以上|及以上)", ("红色", "橙色", "黄色", "蓝色")),
    (
        rf"(?<![特])(?:特别重大|重大|较大|一般)(?={_EVENT}|[\u4e00-\u9fff]{{0,6}}(?:突发事件|事故(?!隐患)))",
        ("特别重大", "重大", "较大", "一般"),
    ),
)
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


def level_mentions(text: str) -> list[LevelMention]:
    """Return the levels of a text that can be asked for, in order; () when another scale is named beside and tells them."""
    found = sorted(_read(text), key=lambda one: one.start)
    return found if len(list(_ANY.finditer(text))) <= len(found) else []


def _read(text: str) -> Iterator[LevelMention]:
    for pattern, scale in _SCALES:
        for match in re.finditer(pattern, text):
            yield LevelMention(text=match.group(), start=match.start(), end=match.end(), scale=scale)
