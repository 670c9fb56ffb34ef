"""Ways to say a true sentence differently without changing what it says, by rule; each may not apply."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from benchmarks.guard_sentences import TrueSentence
from kb.text import format_numeral, parse_number

Rewording = Callable[[str, TrueSentence, random.Random], str]

_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("立即", ("马上", "立刻", "第一时间")), ("及时", ("尽快",)), ("应当", ("应", "要", "须")), ("必须", ("务必", "一定要")), ("严禁", ("禁止", "不得", "不准")), ("禁止", ("不得", "严禁")), ("不得", ("不能", "不准")),
    ("以及", ("和", "及")), ("有关", ("相关",)), ("相关", ("有关",)), ("其他", ("其它",)), ("按照", ("依照", "根据")), ("根据", ("依据", "按照")), ("开展", ("组织开展", "进行")), ("进行", ("开展",)),
    ("确保", ("保证",)), ("加强", ("强化",)), ("向", ("向",)), ("报告", ("汇报", "上报")), ("对于", ("对",)), ("可能", ("有可能",)), ("发生", ("出现",)), ("造成", ("导致",)), ("协助", ("配合",)),
    ("无需", ("无须", "不必")), ("尚未", ("还没有",)), ("未经", ("没有经过",)), ("以内", ("之内",)), ("迅速", ("尽快",)), ("全部", ("所有",)), ("提供", ("给予",)), ("需要", ("须要",)),
    ("人民政府", ("政府",)), ("应急管理局", ("应急局",)), ("防汛抗旱指挥部", ("防指",)), ("消防救援支队", ("消防支队",)), ("安全生产委员会", ("安委会",)), ("卫生健康委员会", ("卫健委",)), ("村民委员会", ("村委会",)),
)  # fmt: skip
_QUANTITY = re.compile(
    r"(?<![\d.〔第年月\-—:：/GBT])(?P<number>\d{1,3})(?=(?:个?工作日|个?小时|分钟|天|个月|人(?![民员次])|名|户|米|公里|台|辆|套|支|万元|家)(?!之|分之))"
)
_ZH_QUANTITY = re.compile(
    r"(?<![第统一同唯几数十百千\d])(?P<number>[二两三四五六七八九十]{1,3})(?=(?:个?工作日|个?小时|分钟|天|个月|名|户|米|公里|台|辆|套|支|万元|日内|年内|年以[上下]))"
)
_ARTICLE = re.compile(r"第(?P<number>[一二三四五六七八九十百零]+)(?=[条章])")
_ROMAN_LEVEL = re.compile("(?P<sign>[ⅠⅡⅢⅣ])级")
_LEVEL_FORMS = {
    "Ⅰ": ("一级", "I级", "1级"),
    "Ⅱ": ("二级", "II级", "2级"),
    "Ⅲ": ("三级", "III级", "3级"),
    "Ⅳ": ("四级", "IV级", "4级"),
}
_OPENINGS = (
    "按规定，",
    "根据预案，",
    "需要注意的是，",
    "具体来说，",
    "此外，",
    "同时，",
    "资料显示，",
    "对此，",
    "预案明确：",
    "值得注意的是，",
    "依照要求，",
)
_TIMES = (
    ("30分钟", ("半小时", "三十分钟", "半个小时")), ("1小时", ("60分钟", "一小时", "一个小时")), ("2小时", ("两小时", "120分钟", "两个小时")), ("24小时", ("二十四小时",)), ("15分钟", ("一刻钟", "十五分钟")),
    ("6个月", ("半年",)), ("1年", ("一年", "12个月")), ("12小时", ("十二小时",)), ("48小时", ("四十八小时",)),
)  # fmt: skip
_PERCENT = re.compile(r"(?<![\d.])(?P<number>\d{1,2}(?:\.\d)?)%")
_FULL = {ord(plain): ord(plain) + 0xFEE0 for plain in "0123456789"}
_DONE_BY = re.compile(
    r"^(?P<who>[\u4e00-\u9fff]{3,12})(?P<verb>负责|组织|牵头)(?P<what>[\u4e00-\u9fff、]{4,40})(?P<end>[。；])$"
)
_CLAUSE_LEFT_OUT = re.compile(r"，(?!其中|但|并|由|向|不|经)[^，。；\d不未无非严禁]{6,20}(?=，)")
_BRACKETS = re.compile(r"（[^（）]{2,30}）")
_CHECKED = re.compile(r"[\d严禁不未无非或]|以上|以下")


def words(text: str, source: TrueSentence, draw: random.Random) -> str:  # noqa: ARG001 - one signature for all
    """Replace up to three words by others that mean the same."""
    known = [(word, others) for word, others in _WORDS if word in text]
    for word, others in draw.sample(known, min(3, len(known))):
        text = text.replace(word, draw.choice(others), 1)
    return text


def numbers(text: str, source: TrueSentence, draw: random.Random) -> str:  # noqa: ARG001 - one signature for all
    """Write numbers in another form."""
    for old, forms in _TIMES:
        if re.search(rf"(?<!\d){old}(?!制)", text) and draw.random() < 0.7:
            return re.sub(rf"(?<!\d){old}", draw.choice(forms), text, count=1)
    if draw.random() < 0.3:
        return _PERCENT.sub(lambda found: f"百分之{found['number']}", text)
    text = _QUANTITY.sub(lambda found: format_numeral(int(found["number"])), text, count=2)
    return (
        _ZH_QUANTITY.sub(lambda found: f"{parse_number(found['number'])}", text, count=1)
        if draw.random() < 0.5
        else text
    )


def forms(text: str, source: TrueSentence, draw: random.Random) -> str:  # noqa: ARG001 - one signature for all
    """Write levels, articles and digits in another form."""
    text = _ROMAN_LEVEL.sub(lambda found: draw.choice(_LEVEL_FORMS[found["sign"]]), text)
    text = _ARTICLE.sub(lambda found: f"第{parse_number(found['number'])}", text)
    return text.translate(_FULL) if draw.random() < 0.2 else text


def opened(text: str, source: TrueSentence, draw: random.Random) -> str:  # noqa: ARG001 - one signature for all
    """Begin with a phrase that says nothing of its own."""
    return draw.choice(_OPENINGS) + text


def passive(text: str, source: TrueSentence, draw: random.Random) -> str:  # noqa: ARG001 - one signature for all
    """甲负责乙 → 乙由甲负责."""
    found = _DONE_BY.match(text)
    return f"{found['what']}由{found['who']}{found['verb']}{found['end']}" if found else text


def shortened(text: str, source: TrueSentence, draw: random.Random) -> str:  # noqa: ARG001 - one signature for all
    """Leave out a clause or a bracket that holds nothing to check."""
    bracket = _BRACKETS.search(text)
    if bracket and not _CHECKED.search(bracket.group()):
        return text.replace(bracket.group(), "", 1)
    return _CLAUSE_LEFT_OUT.sub("", text, count=1)


def joined(text: str, source: TrueSentence, draw: random.Random) -> str:  # noqa: ARG001 - one signature for all
    """Tell two neighbouring sentences in one."""
    return f"{text.rstrip('。；')}，{source.follower}" if source.follower and len(text) < 70 else text


def subjectless(text: str, source: TrueSentence, draw: random.Random) -> str:  # noqa: ARG001 - one signature for all
    """Leave the subject out: X应当Y → 应当Y."""
    found = re.match(r"^[\u4e00-\u9fff]{3,16}(?=应当|必须|负责|要|可以)", text)
    return text[found.end() :] if found and not _CHECKED.search(found.group()) else text


REWORDINGS: dict[str, Rewording] = {
    "numbers": numbers, "forms": forms, "words": words, "passive": passive, "shortened": shortened, "joined": joined, "opened": opened, "no subject": subjectless,
}  # fmt: skip


def reworded(source: TrueSentence, draw: random.Random) -> tuple[str, tuple[str, ...]]:
    """Return the sentence after two to four rewordings, and which of them changed it."""
    text, done = source.text, []
    for name in draw.sample(list(REWORDINGS), draw.randint(2, 4)):
        changed = REWORDINGS[name](text, source, draw)
        if changed != text:
            done.append(name)
        text = changed
    return text, tuple(done)
