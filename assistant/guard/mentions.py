"""Everything in a text that has a value, in order of place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.guard.bounds import bound_after, bound_before
from assistant.guard.designations import designations_of
from assistant.guard.levels import levels_of
from assistant.guard.plain import plain_text
from assistant.guard.quantities import quantities_of
from assistant.guard.records import Mention, ProblemKind

_BARE = re.compile(r"(?<![a-z\d])\d+(?:[.·]\d+)*(?![a-z])")
_SHORT_PHONE = re.compile(r"1(?:10|19|20|22|2\d{3})|955\d\d|96\d{3,4}")
# Hidden figures, and runs of signs too long for any figure, which the patterns of quantities would try at every place.
_NO_VALUE = re.compile(
    r"\d+[xX×*]+|[xX×*]{2,}|[\d.,]{40,}|[零〇一二两三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟]{40,}"
)
_LEVEL_BOUNDS = frozenset({"ge", "le"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A text as the guard compares it.

    Attributes:
        plain: Normal form without spaces; the places of `mentions` are in it.
        blank: `plain` with every mention and its bound blanked out at the same length.
    """

    plain: str
    blank: str
    mentions: tuple[Mention, ...]


@lru_cache(maxsize=2_048)
def read_text(text: str) -> ReadText:
    """Read a sentence or a piece of evidence."""
    plain = plain_text(text)
    found, rest = designations_of(_NO_VALUE.sub(lambda match: "\ue001" * len(match.group()), plain))
    levels, rest = levels_of(rest)
    found += [_bounded(level, plain) for level in levels]
    quantities = list(quantities_of(rest))
    found += quantities
    rest = _blanked(rest, quantities)
    found += _bare(rest)
    ordered = tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))
    return ReadText(plain=plain, blank=_blanked(plain, ordered), mentions=ordered)


def _bounded(level: Mention, plain: str) -> Mention:
    """Give a level its 以上 or 以下: 较大及以上, Ⅲ级以上."""
    end = level.end + (plain[level.end : level.end + 1] == "级")
    bound, after = bound_after(plain, end)
    if bound not in _LEVEL_BOUNDS:
        return level
    return Mention(
        kind=level.kind,
        dimension=level.dimension,
        value=level.value,
        bound=bound,
        start=level.start,
        end=after,
        text=level.text,
    )


def _bare(rest: str) -> Iterator[Mention]:
    for match in _BARE.finditer(rest):
        is_phone = _SHORT_PHONE.fullmatch(match.group()) is not None
        bound, _ = bound_after(rest, match.end())
        yield Mention(
            bound=(bound if bound in _LEVEL_BOUNDS else bound_before(rest, match.start())[0]) if not is_phone else "",
            kind=ProblemKind.PHONE if is_phone else ProblemKind.NUMBER, dimension="phone" if is_phone else "bare",
            value=match.group(), start=match.start(), end=match.end(), text=match.group(),
        )  # fmt: skip


def _blanked(text: str, mentions: tuple[Mention, ...] | list[Mention]) -> str:
    for mention in mentions:
        text = text[: mention.start] + "\ue001" * (mention.end - mention.start) + text[mention.end :]
    return text
