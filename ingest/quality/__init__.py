"""Tell Chinese text from what only looks like it: garbled, out of order, or filled with nothing.

None of the measures knows a topic, and none judges what is too short for it: a table, a list of numbers, a form and a
one-line notice have no running text and pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.quality.character_pairs import CLAUSE
from ingest.quality.filler import find_filler
from ingest.quality.garbling import garbled_share
from ingest.quality.order import SECOND_LOOK, OrderLevel, judge_order

__all__ = ["Fault", "Verdict", "judge"]

_WHOLE = 0.5
_LEAST_FUNCTION_SHARE = 0.004
_JUDGED_FOR_FUNCTION = 2_000
# 的、和、在、应 … make up a steady part of running text; word salad has none.
_FUNCTION = frozenset("的了在和与及或对等为应按由于并其以并是有从被将把各该")


class Fault(StrEnum):
    """What is wrong with a text."""

    GARBLED = "garbled"
    SHUFFLED = "shuffled"
    FILLER = "filler"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the gate found.

    Attributes:
        hopeless: Nothing of the text can be used; otherwise a part, or there is a doubt.
        reason: Chinese sentence: what was found and what to do.
    """

    fault: Fault
    hopeless: bool
    reason: str


def judge(text: str) -> Verdict | None:
    """Return what is wrong with the text of a document, None when it reads like text."""
    garbled = garbled_share(text)
    if garbled > _WHOLE:
        reason = "文字是乱码（编码错误、字体映射错误、误识或随机字符），没有入库，请换一份能正常显示的文件。"
        return Verdict(fault=Fault.GARBLED, hopeless=True, reason=reason)
    if garbled:
        reason = f"约 {max(1, round(garbled * 100))}% 的文字是乱码，引用前请核对原件。"
        return Verdict(fault=Fault.GARBLED, hopeless=False, reason=reason)
    # A step that stands on thirty cards is one clause, not thirty.
    return _judge_filler(text) or _judge_order(list(dict.fromkeys(CLAUSE.findall(text))))


def _judge_filler(text: str) -> Verdict | None:
    filler = find_filler(text)
    if filler is None:
        return None
    if filler.hopeless:
        reason = f"文字是{filler.what}，不是文件内容，没有入库，请换用原文后重试。"
        return Verdict(fault=Fault.FILLER, hopeless=True, reason=reason)
    return Verdict(fault=Fault.FILLER, hopeless=False, reason=f"文字里有{filler.what}，引用前请核对原件。")


def _judge_order(clauses: Sequence[str]) -> Verdict | None:
    level = judge_order(clauses)
    if level is OrderLevel.HOPELESS:
        reason = "文字语序紊乱（疑似机器拼凑或版面错乱），没有入库，请换用原文后重试。"
        return Verdict(fault=Fault.SHUFFLED, hopeless=True, reason=reason)
    if level is OrderLevel.DOUBTFUL or _lacks_function_words(clauses):
        reason = "文字语序可疑（可能是机器拼凑或版面错乱），引用前请核对原件。"
        return Verdict(fault=Fault.SHUFFLED, hopeless=False, reason=reason)
    return None


def _lacks_function_words(clauses: Sequence[str]) -> bool:
    characters = "".join(clauses[:SECOND_LOOK])
    if len(characters) < _JUDGED_FOR_FUNCTION:
        return False
    return sum(map(_FUNCTION.__contains__, characters)) < len(characters) * _LEAST_FUNCTION_SHARE
