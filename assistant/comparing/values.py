"""Values, bodies and words of obligation in a plain text, read by the patterns of the value guard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.comparing.records import ChangeKind
from assistant.guard.designations import designations_of
from assistant.guard.levels import levels_of
from assistant.guard.matching import same_value
from assistant.guard.names import bodies_of
from assistant.guard.quantities import quantities_of
from assistant.guard.records import Mention, ProblemKind

_KINDS: dict[ProblemKind, ChangeKind] = {
    ProblemKind.LIMIT: ChangeKind.LIMIT,
    ProblemKind.NUMBER: ChangeKind.NUMBER,
    ProblemKind.AMOUNT: ChangeKind.AMOUNT,
    ProblemKind.LEVEL: ChangeKind.LEVEL,
    ProblemKind.PHONE: ChangeKind.PHONE,
    ProblemKind.DATE: ChangeKind.DATE,
    ProblemKind.ARTICLE: ChangeKind.BASIS,
    ProblemKind.STANDARD: ChangeKind.BASIS,
    ProblemKind.DOCUMENT_NUMBER: ChangeKind.BASIS,
}
_NO_VALUE = frozenset({"rank"})  # 市级 is whose, not how grave
# Runs too long for any value, which the patterns would try at every place.
_ENDLESS = re.compile(r"[\d.,]{40,}|[x×*]{4,}|[零〇一二两三四五六七八九十百千万亿点]{40,}")
_SHORT_PHONE = re.compile(r"(?<![\d.])(?:1(?:10|19|20|22)|12[13]\d\d|955\d\d)(?![\d.])")
_BARE = re.compile(r"(?<![a-z\d.])\d+(?:\.\d+)?(?![a-z\d])")
_DUTY = re.compile(
    r"不得|严禁|禁止|不准|不应|无需|不必|不再|应当|必须|应该|可以(?!预警)|可不|须|(?<![响叫相适供反感对效])应(?!急|对|答|邀|力|变|用|聘|税|付|收)|(?<![不许认])可(?=[直由在先根视])"
)
_TITLE = re.compile(r"《[^《》]{2,60}》")
_ROLE = re.compile(
    r"(?:分管|主要|常务|第一)?(?:副?(?:总指挥|指挥长|组长|市长|县长|区长|镇长|乡长|局长|主任|部长|站长|经理|队长|班长|书记|所长|院长|校长)|负责人|责任人|联系人|领导|值班员|操作工|监护人|安全员|网格员)"
)
_NO_BODY = re.compile(r"[^省市县区镇乡民]*政府")  # 坚持政府主导
_TOLD_BY = re.compile(r"(?:组长|成员|负责人|联系人|责任人|总指挥|指挥长|主任|姓名|带班|值班员)[:：]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value with its place in a plain text.

    Attributes:
        mention: As the guard reads it.
    """

    kind: ChangeKind
    start: int
    end: int
    mention: Mention

    def equals(self, other: Value) -> bool:
        """Tell whether two values say the same, bounds included."""
        return same_value(self.mention, other.mention) and self.mention.bound == other.mention.bound


@lru_cache(maxsize=1_024)
def values_in(plain: str) -> tuple[Value, ...]:
    """Return the values of a plain text in order; they do not overlap."""
    found, rest = designations_of(_ENDLESS.sub(_blanked, plain))
    for phone in _SHORT_PHONE.finditer(rest):
        found.append(_bare(phone, ProblemKind.PHONE, "phone"))
    rest = _blank(rest, found)
    levels, rest = levels_of(rest)
    found += levels
    quantities = list(quantities_of(rest))
    found += quantities
    rest = _blank(rest, quantities)
    found += [_bare(number, ProblemKind.NUMBER, "bare") for number in _BARE.finditer(rest)]
    values = [
        Value(kind=_KINDS[one.kind], start=one.start, end=one.end, mention=one)
        for one in sorted(found, key=lambda mention: (mention.start, -mention.end))
        if one.kind in _KINDS and one.end > one.start and one.dimension not in _NO_VALUE
    ]
    kept: list[Value] = []
    for value in values:
        if not kept or value.start >= kept[-1].end:
            kept.append(value)
    return tuple(kept)


@lru_cache(maxsize=1_024)
def names_in(plain: str) -> tuple[tuple[int, int], ...]:
    """Return where bodies and posts are named, as (start, end), in order; a post behind its body is one with it."""
    spans = [(body.start, body.end) for body in bodies_of(plain) if not _NO_BODY.fullmatch(body.text)]
    spans += [(role.start(), role.end()) for role in _ROLE.finditer(plain)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


@lru_cache(maxsize=1_024)
def wholes_in(plain: str) -> tuple[tuple[int, int], ...]:
    """Return what is shown as a whole where a part of it changes: bodies, posts, titles in 《》."""
    return (*names_in(plain), *((found.start(), found.end()) for found in _TITLE.finditer(plain)))


def duties_in(text: str) -> tuple[str, ...]:
    """Return the words of obligation of a piece of text, in order."""
    return tuple(found.group() for found in _DUTY.finditer(text))


def titles_in(text: str) -> tuple[str, ...]:
    """Return the documents that a piece of text names in 《》."""
    return tuple(found.group() for found in _TITLE.finditer(text))


def told_by_role(before: str) -> bool:
    """Tell whether what stands before a place says that a person's name follows."""
    return bool(_TOLD_BY.search(before[-8:]))


def _blanked(found: re.Match[str]) -> str:
    return "\ue001" * len(found.group())


def _bare(found: re.Match[str], kind: ProblemKind, dimension: str) -> Mention:
    return Mention(
        kind=kind, dimension=dimension, value=found.group(), start=found.start(), end=found.end(), text=found.group()
    )


def _blank(text: str, mentions: list[Mention]) -> str:
    for one in mentions:
        text = text[: one.start] + "\ue001" * (one.end - one.start) + text[one.end :]
    return text
