"""What a figure or a decision is asked of must stand in what is quoted: a level of water says nothing about closing a bridge."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.reading.everyday import equivalents
from assistant.answering.reading.kinds import SHAPES
from assistant.answering.reading.plain import plain
from kb.query.kinds import plain_kind
from kb.records import AnswerKind, Question
from kb.text import normalize

FIGURES = frozenset({AnswerKind.NUMBER, AnswerKind.LEVEL})
_MODAL = r"(?:才能|才会|才|就要|就得|就该|就能|就|可以|必须|应当|应该|需要|要|得|该)"
# 涨到多少米要封桥, 风力几级以上就得停吊装: from which value on something is done.
ACT = re.compile(
    rf"(?:多少|几|多大|多高|多深|多重|多强)[\u4e00-\u9fff%℃a-z/]{{0,4}}?(?:以上|以下|以内)?(?:的时候|时|[，,])?{_MODAL}+(?P<act>[\u4e00-\u9fff]{{2,6}})"
)
CROSSED = re.compile(r"[到达超过涨降低高于升]|以上|以下|就[要得该能]?|才能?")  # the value is a threshold
PARTICLES = re.compile(r"[了吗呢啊呀吧嘛么的们去来都也再先被把给让]")
LIGHT = frozenset("人了要做干办搞弄进行开始立即马上全部所有")
OBJECTS = "桥路道闸校课工厂电气水航渡园山门洞店车"
NAMED_WATER = re.compile(
    r"(?:^|[，,。；;：:\s在当])(?P<name>(?![本该这那全各大小内中干支上下每沿过沟])[\u4e00-\u9fff]{1,3}?(?:江|河|湖|水库|大桥|隧道))(?=[\u4e00-\u9fff])"
)
DECIDES = re.compile(
    r"(?:宣布|批准|决定|下令|下达|拍板|签发|同意|说了算)[^，,。；;？?]{0,6}?(?P<act>启动|终止|解除|结束)|(?P<then>启动|终止|解除|结束)[^，,。；;？?]{0,10}?(?:宣布|批准|决定|下令|拍板)"
)
REPORT_ASKED = re.compile(
    r"(?:多久|多长时间|[几多][少个]?(?:小时|分钟|天|日))(?:之?内|以内)?[^，,。；;]{0,6}(?:[上要]报|报告|报送)"
)
REPORT_TOLD = re.compile(r"报|通知|告知|上传|移送")
SEVERAL = 2
WHOLE_ACT = 4
LEAD_REACH = 300  # characters
SAME_ACT = {
    "启动": ("启动",),
    "终止": ("终止", "结束", "解除"),
    "结束": ("终止", "结束", "解除"),
    "解除": ("解除", "终止", "结束"),
}


def asked_act(question: Question) -> str:
    """Return what is done from the asked value on (封桥), "" when the question asks no such thing."""
    if question.kind not in FIGURES:
        return ""
    found = ACT.search(normalize(question.text))
    if found is None or not CROSSED.search(normalize(question.text)[: found.start("act")]):
        return ""
    return PARTICLES.sub("", found["act"])


def decided_act(question: Question) -> str:
    """Return what somebody decides, when it is asked who: 启动, 终止, 解除, 结束; else ""."""
    found = DECIDES.search(question.text) if question.kind is AnswerKind.BODY else None
    return (found["act"] or found["then"]) if found else ""


def decides(act: str, text: str) -> bool:
    """Tell whether a text says who decides on an act: 宣布, 批准 and 决定 of it are one."""
    acts = "|".join(SAME_ACT[act])
    verbs = "批准|决定|宣布|同意|下令|下达|签发|发布"
    told = rf"(?:{verbs})[^，,。；;]{{0,12}}(?:{acts})|(?:{acts})[^，,。；;]{{0,14}}(?:{verbs})|由[^，,。；;]{{2,30}}(?:{acts})"
    return re.search(told, text) is not None


def untold(question: Question, quotes: Sequence[str], documents: Sequence[str]) -> str:
    """Return what the question asks of and the answer does not speak of, "" when all is told.

    Args:
        quotes: What is quoted, each with the headings and the lead-in above it.
        documents: The whole texts, for the names of waters and bridges.
    """
    act, decided = asked_act(question), decided_act(question)
    if act and not act_told(question, act, plain(" ".join(quotes))):
        return act
    if decided and not any(one in " ".join(quotes) for one in SAME_ACT[decided]):
        return decided
    if (
        question.kind is AnswerKind.LIMIT
        and REPORT_ASKED.search(question.text)
        and not REPORT_TOLD.search(" ".join(quotes))
    ):
        return "报告时限"
    named = NAMED_WATER.search(question.text) if question.kind in FIGURES else None
    if named and not any(named["name"] in text for text in documents):
        return named["name"]
    return ""


def open_part(question: Question, quotes: Sequence[str]) -> str:
    """Return the part of a question in several that no quote can answer for want of a place, number, body; "" for none."""
    parts = [part.strip() for part in re.split(r"[，,；;？?。]", question.text) if part.strip()]
    asking = [(part, kind) for part in parts if (kind := plain_kind(normalize(part))) in SHAPES]
    if len(asking) < SEVERAL:
        return ""
    return next((part for part, kind in asking if not any(SHAPES[kind].pattern.search(one) for one in quotes)), "")


def lead_in(text: str, start: int) -> str:
    """Return the last line ahead of an offset, not far, that announces a list: it may name the act of its items."""
    lines = text[max(0, start - LEAD_REACH) : start].split("\n")
    return next((line for line in reversed(lines) if line.rstrip().endswith(("：", ":"))), "")


def act_told(question: Question, act: str, near: str) -> bool:
    """Tell whether a text (in plain form) speaks of an act: in its words, in equal ones, or of each of its letters."""
    if act[-1] in OBJECTS and act[-1] not in near:
        return False
    means = [term for one in question.sayings if act in one.said or one.said in act for term in one.means]
    same = (act, act[:2], *equivalents(act), *equivalents(act[:2]), *map(plain, means))
    if any(term in near for term in same):
        return True
    if len(act) >= WHOLE_ACT and act[-2:] in near:  # 申请安全许可: what the act is about
        return True
    return all(letter in near for letter in act if letter not in LIGHT)
