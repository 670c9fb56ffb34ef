"""Safety advice that contradicts: 严禁用水 here and 用水扑救 there, 上风 here and 下风 there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.conflicts.frames import Frame, frame_of, same_matter
from assistant.conflicts.orders import with_core
from assistant.conflicts.passages import Passage
from assistant.conflicts.words import content_words, remainder
from assistant.guard.mentions import read_text
from assistant.guard.polarity import BAN, negations_of

_OPPOSITES = tuple(
    tuple(pair.split("/"))
    for pair in (
        "上风/下风 上风/顺风 逆风/顺风 侧风/顺风 上游/下游 高处/低处 高处/低洼 高地/低洼 高地/低处 高地/低地 室内/室外 打开/关闭 启动/关闭 启动/停止 开窗/关窗 切断/接通 断电/通电 "
        "进入/撤离 靠近/远离 接近/远离 原地/转移 停止/继续 加压/降压 浸湿/干燥 直立/弯腰 乘坐电梯/楼梯 加大/减小 升温/降温"
    ).split()
)
_ASKS = re.compile(
    "(?<![反响适供对相])应(?!急|对)|(?<!必)须|(?<![主重需])要(?!求|点|素)|可以|可(?![能燃靠行疑见控])|立即|必须|务必|能够?用"
)
_SUPPOSED = re.compile("^(?:如果?|若|凡|因|由于|当)|(?:的|时)$")  # 如消防水不能自流进: a case, not a ban
_DENIED = re.compile("未|没有|尚未|不(?!得|要|能|准|许|宜|应|可)|无(?!关)|超标|失效|违")
_GRANTED = re.compile("确认|已(?!经发生)|合格|经(?!过)|具备|切断|断电后|方可|正常|佩戴|穿戴|监护")
_WHITHER = re.compile("[向往沿朝到][^,;。]{1,12}?(?=方向|转移|撤|疏散|逃|躲)")
_CLAUSE = re.compile("[,;。:!?()\n|]")
_LEAST_ACT = 0.7  # share of the words of a forbidden act that a clause has to hold
_LONGEST_ACT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """An act that a passage forbids; `frame` holds when and of what, without the act."""

    act: str
    printed: str
    passage: Passage
    frame: Frame


def bans_of(passage: Passage) -> Iterator[Ban]:
    """Yield the bans of a passage with an act of at least one word."""
    plain = read_text(passage.text).plain
    for negation in negations_of(passage.text):
        act = negation.act[:_LONGEST_ACT]
        if negation.sort != BAN or not content_words(act) or _SUPPOSED.search(negation.clause):
            continue
        frame = frame_of(passage, negation.start, negation.start)
        core = tuple(word for word in frame.core if word not in act)
        printed = plain[negation.start : negation.start + len(negation.text)] + act
        yield Ban(act=act, printed=printed, passage=passage, frame=with_core(frame, core))


def asked_for(ban: Ban, other: Passage) -> str:
    """Return the clause of another passage that asks for or allows what is forbidden, "" when none does."""
    plain = read_text(other.text).plain
    words = content_words(ban.act)
    position = 0
    for clause in _CLAUSE.split(plain):
        start, position = position, position + len(clause) + 1
        negated = any(start <= one.start < start + len(clause) for one in negations_of(other.text))
        if negated or not _ASKS.search(clause) or not _holds(words, clause):
            continue
        frame = frame_of(other, start + len(clause) // 2, start + len(clause) // 2)
        core = tuple(word for word in frame.core if word not in ban.act)
        if _same_occasion(ban.frame, with_core(frame, core)):
            return clause
    return ""


def _holds(words: tuple[str, ...], clause: str) -> bool:
    lost = remainder(words, clause)
    return len(words) - len(lost) >= _LEAST_ACT * len(words)


def _same_occasion(one: Frame, other: Frame) -> bool:
    """Tell whether two cores are about one occasion; what is forbidden before and allowed after a check is no contradiction."""
    texts = [",".join((frame.conditions, *frame.core)) for frame in (one, other)]
    if any(bool(sign.search(texts[0])) is not bool(sign.search(texts[1])) for sign in (_DENIED, _GRANTED)):
        return False
    if not one.core or not other.core:
        return bool(one.hazards & other.hazards) and not (
            remainder(one.core, other.whole) or remainder(other.core, one.whole)
        )
    return same_matter(one, other)


def opposites(one: Passage, other: Passage) -> Iterator[tuple[str, str]]:
    """Yield pairs of opposite words that two passages use in one place."""
    left, right = read_text(one.text).plain, read_text(other.text).plain
    found = [
        pair
        for words in _OPPOSITES
        for pair in (words, words[::-1])
        if pair[0] in left and pair[1] in right and pair[0] not in right and pair[1] not in left
    ]
    turned = "、".join(word for pair in found for word in pair)
    for said, meant in found[:1]:
        frames = (_around(one, said, left, turned), _around(other, meant, right, turned))
        if _same_occasion(*frames) and _is_affirmed(one, said, left) is _is_affirmed(other, meant, right):
            yield said, meant


def _around(passage: Passage, word: str, plain: str, turned: str) -> Frame:
    """Return the frame of a word without what the two passages turn round."""
    start = plain.index(word)
    frame = frame_of(passage, start, start + len(word))
    place = next((found.group() for found in _WHITHER.finditer(plain) if found.start() <= start < found.end()), "")
    kept = (one for one in frame.core if one not in turned and word not in one and one not in place)
    return replace(with_core(frame, tuple(kept)), said="")


def _is_affirmed(passage: Passage, word: str, plain: str) -> bool:
    start = plain.index(word)
    clause_start = max((found.end() for found in _CLAUSE.finditer(plain, 0, start)), default=0)
    return not any(clause_start <= one.start < start for one in negations_of(passage.text) if one.sort == BAN)
