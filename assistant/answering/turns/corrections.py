"""What a person takes back or puts right: 不是地震，是火灾; 我问的是三级; 换个问题."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PERSON = r"(?:我)?(?:刚才)?(?:要|想)?(?:问|说|指|查|看)"
NOT_BUT = re.compile(
    rf"(?:{_PERSON}的)?(?:不是|不(?={_PERSON}))(?:{_PERSON}的?)?(?P<wrong>[^，,。是]{{1,20}}?)[，,。]?(?:而)?(?:是|{_PERSON}的?是?)(?P<right>.+)"
)
BUT_NOT = re.compile(
    rf"(?:{_PERSON}的)?(?:应该)?是(?P<right>[^，,。不]{{1,20}})[，,。]?(?:而)?(?:不是|不)(?P<wrong>[^，,。]{{1,20}}?)"
)
MEANT = re.compile(
    rf"(?:(?:不对|不是|错了|不是这个|搞错了|说错了|问错了|弄错了|更正一下|纠正一下)[，,。！!]*)?(?:{_PERSON}的(?:其实|应该)?是|(?:其实|应该)是(?!谁|哪|什么|多少|几))(?P<right>.+)"
)
TAKEN_BACK = re.compile(
    r"(?:不对|错了|搞错了|说错了|问错了|弄错了|更正一下|纠正一下|不是这个)[，,。！!]*(?:应该)?(?:是|改成|换成)?(?P<right>.+)"
)
CHANGED = re.compile(
    r"(?:好的?[，,]?|嗯[，,]?|谢谢[，,。]?)*(?:换(?:一)?个(?:问题|话题|别的)|(?:再|另外)?(?:问|说)(?:一)?个?别的|另(?:外)?(?:问)?(?:一)?个问题|不说这个了|不问这个了|下一个问题|新(?:的)?问题|先不管这个)(?:吧|了)?[，,。：:；!！ ]*(?P<question>.*)"
)
ANSWER_AGAIN = re.compile(
    r"(?:请)?(?:再)?(?:说|讲|回答|重复|念)(?:一)?(?:遍|次|下)|(?:请)?(?:重复|重说)(?:一)?(?:遍|下)?|没(?:听|看)(?:清|懂|明白)|(?:再|说)?(?:详细|具体)(?:一)?(?:点|些|说说|讲讲|说一下)|详细|具体(?:内容|是什么)?|还有(?:吗|呢|别的吗|其他的吗)?|完整(?:的)?(?:内容|条文)?|全文"
)
THANKS = re.compile(
    r"(?:好的?|嗯+|谢谢(?:你|您)?|多谢|感谢|明白(?:了)?|知道了|收到|了解(?:了)?|行|可以了|你好|您好|在吗)(?:[，,。！!]*(?:谢谢|明白了|知道了))*[。！!~]*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person meant; `wrong` is what they said instead, "" when they do not repeat it."""

    right: str
    wrong: str = ""


def correction_in(text: str) -> Correction | None:
    """Return what a follow-up (without marks at its end) puts right, None when it corrects nothing."""
    for pattern in (NOT_BUT, BUT_NOT, MEANT, TAKEN_BACK):
        if match := pattern.fullmatch(text):
            groups = match.groupdict()
            return Correction(right=groups["right"].strip("，, "), wrong=(groups.get("wrong") or "").strip("，, "))
    return None


def after_change(text: str) -> str | None:
    """Return the question behind words that leave the topic, "" when none follows; None when the topic is not left."""
    match = CHANGED.fullmatch(text)
    return None if match is None else match["question"].strip()
