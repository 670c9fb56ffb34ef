"""Follow-ups that leave more out: a circumstance, a measured value, what is counted, another asker."""

from __future__ import annotations

import re

from assistant.answering.turns.asking import ASKS, TAIL, TOPIC_END, YES_NO, joined, named_in, topic_of
from assistant.answering.turns.parts import LEVEL, Slot, first, parts_of
from kb.text import default_tokenizer

# 刮北风的时候呢, 夜里呢: what was asked, under another circumstance.
CIRCUMSTANCE = re.compile(
    r".{2,12}?(?:的?时候|期间|的?情况下?|时)|.{0,8}?(?:[上下]风向|[东南西北]侧|刮.{1,3}风)|(?:[大小少]量)(?:泄漏)?|.{2,6}(?:不在|缺席|联系不上|没到)|平时|平常|夜里|夜间|晚上|白天|节假日|周末|下班后|汛期"
)
SIDE = re.compile("[东南西北]侧|[上下]风向")
# 县里接到后呢: the next one in a chain does what was asked of the one before.
STAGE_OF_NEXT = re.compile(r"(?P<who>.{1,8}?)(?:接到|接报|收到|到达|到场)(?:报告|通知|预警|命令)?(?:以后|之后|后)")
DEED = re.compile(r"(?:导致|造成|发生|构成|逾期|拒不|没有?|未|不).{1,10}")  # a deed adds to what it was asked of
_UNIT = r"(?:人|户|间|公顷|亩|毫米|厘米|米|公里|千米|度|级|元|万元|吨|公斤|小时|分钟|天|日|年|次|起|次|%)"
VALUE = re.compile(rf"(?P<noun>[\u4e00-\u9fff]{{0,6}}?)(?P<value>\d[\d.,]*万?\s*{_UNIT}(?:以上|以下)?)")
COUNT_ONLY = re.compile(
    r"(?P<place>.{1,9}?(?:站|库|室|点|柜|区|中心|队|县|镇|村|市|车间|公司))(?P<ask>(?:一共|总共|共)?有?(?:几|多少)(?:个|名|人|支|台|辆|艘|套|件|具|双|部|只|张|顶|把|箱|床))"
)
ALLOWED = re.compile(r"(?P<who>.{2,8}?)(?:也)?(?:行不行|可以吗|行吗|能吗|能不能|可不可以|可以|行)")
COMPARED = re.compile(
    r"(?P<joint>和|与|跟|同)(?P<other>.{2,8}?)(?P<rest>(?:相比)?(?:有什么|有啥|有何|的)?(?:区别|不同|差别|不一样|差异)(?:在哪里?)?)"
)
WHO_MAY = re.compile(r"^谁(?P<may>可以|能够|能|有权)(?P<deed>.+)$")


def elliptical(before: str, core: str, *, names: bool) -> str:
    """Return the stand-alone question of a follow-up that leaves more out than a name, "" when it is none of these.

    Args:
        names: The follow-up ends with 呢.
    """
    plain = TAIL.sub("", before)
    if compared := COMPARED.match(core):
        return _compared(before, compared["joint"], compared["other"], compared["rest"])
    if (may := WHO_MAY.match(plain)) and (other := ALLOWED.fullmatch(core)):
        return f"{other['who']}{may['may']}{may['deed']}吗"
    if not names:
        return _counted(plain, core)
    if following := STAGE_OF_NEXT.fullmatch(core):
        return _next_in_chain(before, core, following["who"])
    if CIRCUMSTANCE.fullmatch(core):
        return _under(before, core)
    if VALUE.fullmatch(core):
        return _with_value(plain, core)
    return _with_deed(before, core) if DEED.fullmatch(core) and not LEVEL.search(core) else ""


def _compared(before: str, joint: str, other: str, rest: str) -> str:
    """Set another thing beside the one of its kind that was asked about: 一级 … + 和二级有什么区别."""
    parts = parts_of(other)
    old = first(parts_of(before), parts[0].slot) if parts and parts[0].text == other else None
    if old is None:
        return ""
    named = named_in(before)
    bare = old.text.removesuffix("响应").removesuffix("应急").removesuffix("预警")
    suffix = "" if other.endswith(("响应", "预警")) else old.text[len(bare) :]
    return named.replace(old.text, f"{bare}{joint}{other}{suffix}", 1) + rest


def may_follow(before: str, plain: str) -> bool:
    """Tell whether a question (without marks) that says enough of its own leans on the earlier one all the same."""
    return bool(COUNT_ONLY.fullmatch(plain) or (WHO_MAY.match(before) and ALLOWED.fullmatch(plain)))


def asked_part(before: str) -> str:
    """Return the words of a question that ask, with what stands behind them."""
    found = YES_NO.search(before) or ASKS.search(before)
    return before[found.start() :] if found else ""


def _next_in_chain(before: str, core: str, who: str) -> str:
    hazard = first(parts_of(before), Slot.HAZARD)
    matter = hazard.text if hazard is not None and hazard.text not in who else ""
    return f"{matter}{core}{asked_part(before)}" if asked_part(before) else ""


def _under(before: str, core: str) -> str:
    """Ask under another circumstance; one that was named before, or another side, gives way."""
    if (side := SIDE.search(core)) and (old := SIDE.search(before)):
        return before[: old.start()] + side[0] + before[old.end() :]
    first_clause, comma, rest = before.partition("，")
    return f"{core}，{rest if comma and CIRCUMSTANCE.fullmatch(first_clause) else before}"


def _with_value(plain: str, core: str) -> str:
    """Replace the measured value of the earlier question; with its noun when the follow-up names one."""
    asked, given = VALUE.search(plain), VALUE.fullmatch(core)
    if asked is None or given is None:
        return ""
    start = asked.start() if given["noun"] else asked.start("value")
    return plain[:start] + core + plain[asked.end() :]


def _with_deed(before: str, core: str) -> str:
    return f"{topic_of(before)}{core}{asked_part(before)}" if asked_part(before) else ""


def _counted(plain: str, core: str) -> str:
    """Put in what is counted: 微型消防站有几套 after 液氨泄漏防化服放在哪."""
    match = COUNT_ONLY.fullmatch(core)
    if match is None:
        return ""
    topic = TOPIC_END.sub("", topic_of(plain))
    words = [word for word in default_tokenizer().words(topic) if topic.endswith(word)]
    thing = max(words, key=len, default="")
    return "" if len(thing) < 2 or thing in core else joined(TOPIC_END.sub("", match["place"]) + thing, match["ask"])
