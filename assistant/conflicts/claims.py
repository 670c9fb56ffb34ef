"""What a passage states in a form that can be held against another: values, phones, levels, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.conflicts.bodies import bodies_in_charge
from assistant.conflicts.frames import Frame, frame_of
from assistant.conflicts.passages import Passage
from assistant.conflicts.vocabulary import LEVELS
from assistant.disagreements import ConflictKind
from assistant.guard.mentions import read_text
from assistant.guard.records import Mention, ProblemKind

_KINDS = {
    ProblemKind.LIMIT: ConflictKind.LIMIT,
    ProblemKind.NUMBER: ConflictKind.NUMBER,
    ProblemKind.AMOUNT: ConflictKind.AMOUNT,
}
TIMES = frozenset({"second", "day", "workday", "month"})
_NO_VALUE = frozenset({"bare", "mark", "fold", "point"})
_WIND = re.compile("(?:风力|阵风|风速|台风|震级|烈度)[^,;。]{0,4}$")
_OUTCOME = re.compile("(?:启动|发布|定为|列为|属于|属|为|划为|升为|进入)[^,;。]{0,8}$")
_CONDITION_BOUNDS = frozenset({"ge", "gt", "reach", "le", "lt", "from", "to"})
_LEAST_PHONE = 7
_OF_ITSELF = re.compile("本(?:预案|办法|规定|方案|制度|细则|条例|指南|手册|规程|标准|章程|通知|意见)(?!所称)")
_COUNTED = re.compile(r"[\d.,一二三四五六七八九十百千万两零〇半多余来几\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value on one matter.

    Attributes:
        dimension: Only claims of one dimension compete.
        value: Canonical; bodies as several names joined by |.
        bound: As in `assistant.guard.bounds`.
        printed: The value as it is shown.
        start, end: Its place in the passage in normal form.
    """

    kind: ConflictKind
    dimension: str
    value: str
    bound: str
    printed: str
    passage: Passage
    frame: Frame


def claims_of(passage: Passage, wanted: frozenset[str] | None = None) -> list[Claim]:
    """Return the claims of a passage in order of place, those on bodies last; what a text rules of itself is none.

    Args:
        wanted: Dimensions that claims are looked for in; None for all.
    """
    if _OF_ITSELF.search(passage.text):
        return []
    return [*_value_claims(passage, wanted), *_body_claims(passage, wanted)]


def rivalling(claims: Sequence[Claim]) -> frozenset[str]:
    """Return the dimensions in which a claim may disagree with one of these."""
    found = {claim.dimension for claim in claims}
    return frozenset(found | TIMES) if found & TIMES else frozenset(found)


def _value_claims(passage: Passage, wanted: frozenset[str] | None) -> Iterator[Claim]:
    read = read_text(passage.text)
    for mention in read.mentions:
        named = _named(mention, read.plain, read.mentions)
        if (
            named is None
            or _in_columns(mention, passage.text, read.mentions)
            or (wanted is not None and named[1] not in wanted)
        ):
            continue
        kind, dimension = named
        yield Claim(
            kind=kind, dimension=dimension, value=mention.value, bound=mention.bound, printed=_printed(mention),
            passage=passage, frame=frame_of(passage, mention.start, mention.end, compared=mention),
        )  # fmt: skip


def _in_columns(mention: Mention, text: str, mentions: tuple[Mention, ...]) -> bool:
    """Tell whether a row of a table has several such values: each is tied to the head of its column, which is not here."""
    same = sum(one.dimension == mention.dimension for one in mentions)
    return "|" in text and same > 1 and mention.kind is not ProblemKind.PHONE


def _named(mention: Mention, plain: str, mentions: tuple[Mention, ...]) -> tuple[ConflictKind, str] | None:
    """Return what kind of claim a mention makes and within which dimension; None when it makes none."""
    if mention.kind is ProblemKind.PHONE:
        return (ConflictKind.PHONE, "phone") if len(mention.value) >= _LEAST_PHONE else None
    if mention.dimension in LEVELS:
        return _level(mention, plain, mentions)
    kind = _KINDS.get(mention.kind)
    if mention.text == "24小时" and mention.bound not in _CONDITION_BOUNDS:
        return None  # 24小时值班
    if kind is None or mention.dimension in _NO_VALUE or mention.dimension.startswith("ordinal"):
        return None
    unit = _COUNTED.sub("", mention.text) if mention.dimension == "count" else ""
    every = "每" if "每" in (mention.text[:1], plain[mention.start - 1 : mention.start]) else ""
    return kind, f"{mention.dimension}{unit}{every}"


def _level(mention: Mention, plain: str, mentions: tuple[Mention, ...]) -> tuple[ConflictKind, str] | None:
    if mention.dimension == "level" and _WIND.search(plain[: mention.start]):
        return ConflictKind.NUMBER, "wind"
    measured = any(
        one.kind in _KINDS
        and one.bound in _CONDITION_BOUNDS
        and one.dimension not in _NO_VALUE
        and one.end <= mention.start
        for one in mentions
    )
    return (ConflictKind.LEVEL, mention.dimension) if measured and _OUTCOME.search(plain[: mention.start]) else None


def _printed(mention: Mention) -> str:
    return mention.text + ("级" if mention.dimension == "level" and not mention.text.endswith("级") else "")


def _body_claims(passage: Passage, wanted: frozenset[str] | None) -> Iterator[Claim]:
    for found in bodies_in_charge(read_text(passage.text).plain):
        if wanted is not None and found.act not in wanted:
            continue
        yield Claim(
            kind=ConflictKind.BODY, dimension=found.act, value="|".join(found.names), bound="", printed=found.printed,
            passage=passage, frame=frame_of(passage, found.start, found.end, hidden=True),
        )  # fmt: skip
