"""What a question asks for in its own words: the thing asked about (哪些机制 → 机制) and how many of it (四个环节 → 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.reading.plain import plain

MAX_FOCUS = 6  # characters on either side of the asking word; further away stands what the question is about
NUMERALS = "一二三四五六七八九十"
_MEASURE = r"(?:方面|[个种类支项家大层条点步名人处部座张台件份次位套])"
_ASKING = re.compile(
    rf"什么时候|什么|啥时候|啥|哪(?:[一二两三四五六七八九十几]{_MEASURE}?|些|个|里|儿)?|多少|多久|多长时间|多长|多远|多大|几{_MEASURE}?|谁|怎么样?|如何|怎样|何时|何种|为何|咋"
)
_FRAME = re.compile(
    r"^(?:个|种|类|的|是|里|有|都|要|应当|应该|应|可以|能)+|(?:分别|具体|都|是|有|由|要|应当|应该|应|的|了|在|包括|为|会|能|指|到|从|和|与)+$"
)
_STOP = re.compile(r"[，,。；;：:？?！!\s“”\"'《》（）()]")
_COUNT = re.compile(
    rf"(?:哪|这|的|[“\"「])?(?<![第零一二三四五六七八九十百千万\d年月])([两二三四五六七八九十]|[2-9])(?:大)?(?:{_MEASURE}|[\u4e00-\u9fff](?=[”\"」]))"
)


@lru_cache(maxsize=256)
def asked_things(question: str) -> tuple[str, ...]:
    """Return what stands beside each asking word, in plain form: after it (哪些机制), else before it (机制有哪些)."""
    things: list[str] = []
    for found in _ASKING.finditer(question):
        after = _FRAME.sub("", _STOP.split(question[found.end() :], maxsplit=1)[0])
        before = _FRAME.sub("", _STOP.split(question[: found.start()])[-1])
        inner = _ASKING.search(after)
        after = after[: inner.start()] if inner else after
        thing = after[:MAX_FOCUS] if len(after) > 1 else before[-MAX_FOCUS:]
        if len(thing) > 1:
            things.append(plain(thing))
    return tuple(dict.fromkeys(things))


def asks_twice(question: str) -> bool:
    """Tell whether a question asks for two things: 多久通报，书面呢？ 拨多少钱，从哪年开始？ 有哪些，各多少人？"""
    parts = [part for part in re.split(r"[，,；;？?。]", question) if part.strip()]
    asking = sum(_ASKING.search(part) is not None for part in parts)
    return asking > 1 or (len(parts) > 1 and parts[-1].strip().endswith("呢"))


def focus_share(question: str, texts: Sequence[str]) -> float:
    """Return the share of the character pairs of the best-met asked thing that stand in the texts (in plain form)."""
    joined = "\n".join(texts)
    return max((_pair_share(thing, joined) for thing in asked_things(question)), default=0.0)


def _pair_share(thing: str, text: str) -> float:
    pairs = {thing[i : i + 2] for i in range(len(thing) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs)


def asked_count(question: str) -> int:
    """Return how many things are asked for: 哪三种 → 3, “五进” → 5; 0 when the question gives no number."""
    found = _COUNT.search(question)
    if found is None:
        return 0
    numeral = found.group(1).replace("两", "二")
    return NUMERALS.index(numeral) + 1 if numeral in NUMERALS else int(numeral)
