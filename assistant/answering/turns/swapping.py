"""Another thing in the place of one of the same kind in the earlier question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.turns.asking import ASKS, ATTRIBUTE, TOPIC_END, YES_NO, head_of, joined, named_in, topic_of
from assistant.answering.turns.parts import Part, Slot, first, merged, parts_of
from kb.text import default_tokenizer

# Last characters of bodies, posts, rooms and things; two names with the same one are of the same kind.
NAME_ENDS = "局委办组队长员站室库柜区所部厅科司楼层馆仓厂罐车岗院校桥口"
LONGEST_NAME = 9
NAME_BREAK = re.compile(
    r"[的由在向和与及是，、。；：？?！!给]|后(?![勤备续])|前(?![置线方指])|内(?![涝部])|对(?![讲口])|时(?![限段])|里(?!程)|有(?![限毒害])"
)
MARKS = re.compile(r"[？?。!！\s]+$")
COUNT_WORD = re.compile(
    r"(?<!第)(?:多少|几)(?P<measure>[个名人支台辆户部家处所项条座套米吨层件份批具瓶顶把桶箱根块张袋艘架只双])?"
)
OBJECT_OF_COUNT = re.compile(
    r"(?:多少|几)[个名支台辆户部家处所项条座套吨件份批具瓶顶把桶箱根块张袋艘架只双]?(?P<thing>(?!分钟|小时|工作日|天|年|级|次|于|公里|米)[\u4e00-\u9fff]{2,10})$"
)
ASKED_OF_NOUN = re.compile(r"(?:是谁|是什么|负责什么|由谁担任|由哪|在哪|叫什么|设在)")  # right behind a noun
PREFIXED = re.compile("^(?:常务|第一|副|总|现场|前方)+")  # 常务副指挥长 is of the same body as 指挥长
PREFIX_BEFORE = re.compile("(?:常务|第一|副|总|现场|前方)+$")
OTHERS = re.compile("其他|其它|别的|一般|普通")  # 其他单位 stands for the whole of 建筑施工单位
CHEMICAL = re.compile("[\u4e00-\u9fff]{0,3}[醇氨氯硫氢酸碱醚酮烷烯炔苯胺酯氰油]")
OF_THINGS = frozenset("支台辆套件具双部只张顶把桶箱根块袋艘架瓶")
PLACE_END = re.compile("(?:[站库室点柜仓场]|中心|公司|车间)$")
VERB = re.compile(
    "通知|报告|上报|登记|发布|送达|送到|装运|修订|评估|备案|公布|整改|完成|转移|到达|集结|反馈|汇总|巡查|检查|演练|审批|出动|到场|解除|终止|补办|续报|叫应"
)
ASKED_DEED = re.compile(
    r"(?P<ask>(?:多久|多长时间|几(?:个)?(?:分钟|小时|天|日|工作日))(?:之?内)?(?:要|应|应当)?)[\u4e00-\u9fff]{2,12}$"
)
HAPPENING = re.compile(r"(?:泄漏|泄露|火灾|着火|起火|爆炸|中毒|事故|触电|坍塌)$")
RESPONSE = re.compile("响应")
EVENT = re.compile(r"(?:生产安全)?(?:事故|突发事件|事件|灾害)")


def with_parts(before: str, parts: Sequence[Part]) -> str:
    """Return the earlier question with these things in the place of those of their kinds."""
    for part in parts:
        before = with_part(before, part)
    return before


def with_part(before: str, part: Part) -> str:
    """Replace the first thing of the part's kind; where there is none, put the part where such a thing would stand."""
    standing = merged(parts_of(before), before)
    old = first(standing, part.slot) or _akin(standing, part)
    if old is not None:
        kept = of_what(old.text) if part.slot is Slot.HAZARD and HAPPENING.fullmatch(part.text) else ""
        return before[: old.start] + kept + with_suffix(part.text, old.text) + before[old.end :]
    place = _place_for(before, standing, part)
    return before[:place] + part.text + before[place:]


def with_suffix(new: str, old: str) -> str:
    """Keep 响应, 预警 or 年 of the earlier words when the new ones have none."""
    for word in ("应急响应", "响应", "预警", "年"):
        if old.endswith(word) and not new.endswith(("响应", "预警", "年")):
            return new + word
    return new


def of_what(hazard: str) -> str:
    """Return what it happens to: 液氨 of 液氨泄漏, "" when the hazard does not say."""
    what = HAPPENING.search(hazard)
    return hazard[: what.start()] if what else ""


def _akin(standing: Sequence[Part], part: Part) -> Part | None:
    """Return a part of another kind that the new one stands for: 一级预警 is a colour, 市里 a place, a hazard in a title."""
    if part.slot is Slot.COLOUR or (part.slot is Slot.LEVEL and "预警" in part.text):
        return next((one for one in standing if one.slot in (Slot.LEVEL, Slot.COLOUR) and "预警" in one.text), None)
    if part.slot in (Slot.PLACE, Slot.TIER):
        return first(standing, Slot.TIER if part.slot is Slot.PLACE else Slot.PLACE)
    return None


def _place_for(before: str, standing: Sequence[Part], part: Part) -> int:
    """Return where a thing of a kind that the question does not name is put in."""
    if part.slot is Slot.LEVEL and (response := RESPONSE.search(before)):
        return response.start()
    if part.slot is Slot.GRADE and (event := EVENT.search(before)):
        return event.start()
    if part.slot in (Slot.HAZARD, Slot.LEVEL, Slot.COLOUR):
        behind = [one.end for one in standing if one.slot in (Slot.DOCUMENT, Slot.PLACE, Slot.TIER, Slot.YEAR)]
        if part.slot is not Slot.HAZARD:
            behind += [one.end for one in standing if one.slot is Slot.HAZARD]
        return max(behind, default=0)
    named = first(standing, Slot.DOCUMENT)
    return named.end if named is not None and part.slot is not Slot.DOCUMENT else 0


def with_thing(before: str, thing: str) -> str:
    """Return the earlier question asked of another thing: one whose name ends alike, what is counted, the first word."""
    plain = MARKS.sub("", before)  # 吗 stays: it asks
    if CHEMICAL.fullmatch(thing) and any(of_what(part.text) for part in parts_of(plain) if part.slot is Slot.HAZARD):
        return with_first_word(plain, thing)
    if (end := _end_alike(plain, thing)) is not None:
        if PREFIXED.match(thing):
            start = _start_of_name(plain, end, len(PREFIXED.sub("", thing)))
            return PREFIX_BEFORE.sub("", plain[:start]) + thing + plain[end:]
        size = LONGEST_NAME if OTHERS.match(thing) else len(thing)
        return plain[: _start_of_name(plain, end, size)] + thing + plain[end:]
    if VERB.match(thing) and (deed := ASKED_DEED.search(plain)):
        return plain[: deed.end("ask")] + thing
    counted = OBJECT_OF_COUNT.search(plain)
    if counted and PLACE_END.search(thing) and PLACE_END.search(topic_of(plain)):
        owner = topic_of(plain)
        return plain[: _start_of_name(plain, len(owner), len(thing))] + thing + plain[len(owner) :]
    if counted:
        return _without_measure(plain[: counted.start("thing")] + thing)
    topic = topic_of(before)
    owner = ATTRIBUTE.sub("", topic)
    named = (
        owner != topic or COUNT_WORD.search(plain) or ASKED_OF_NOUN.match(plain, len(topic)) or YES_NO.search(before)
    )
    if named and plain.startswith(owner) and not any(part.end == len(owner) for part in parts_of(plain)):
        start = _start_of_name(plain, len(owner), len(thing))
        return _without_measure(plain[:start] + thing + plain[len(owner) :])
    return with_first_word(plain, thing)


def _end_alike(plain: str, thing: str) -> int | None:
    """Return where a name ends that ends like the thing, the longest common end first, the last such name."""
    for size in range(min(len(thing) - 1, 6), 0, -1):
        if size == 1 and thing[-1] not in NAME_ENDS:
            return None
        found = plain.rfind(thing[-size:])
        if found > 0:
            return found + size
    return None


def _start_of_name(plain: str, end: int, size: int) -> int:
    """Return where the name that ends at `end` begins: at the start of a word, as long as the other name if it can be.

    What stands before it says whose it is and is kept: 恒泰公司总指挥 → 恒泰公司安全总监.
    """
    named = [part.end for part in parts_of(plain) if part.end < end and part.slot is not Slot.TIER]
    floor = max(named, default=0)
    starts = [start for start in _word_starts(plain, end) if start >= floor]
    breaks = [match.end() for match in NAME_BREAK.finditer(plain, 0, end - 1)]
    starts = [start for start in starts if start >= max(breaks, default=0)] or [max(floor, *breaks, 0)]
    if size >= LONGEST_NAME:
        return min(starts)
    return min(starts, key=lambda start: (abs(end - start - size), -start))


def _word_starts(plain: str, end: int) -> list[int]:
    found = {0}
    for word in set(default_tokenizer().words(plain[:end])):
        position = plain.find(word)
        while 0 <= position < end - 1:
            found.add(position)
            position = plain.find(word, position + 1)
    return sorted(found)


def _without_measure(question: str) -> str:
    """Leave out the measure word of what was counted before: 几艘 is not asked of sandbags."""
    return COUNT_WORD.sub(lambda match: "多少" if match["measure"] in OF_THINGS else match[0], question)


def with_first_word(before: str, thing: str) -> str:
    """Replace the first word of the earlier question, which as a rule is what it is about; 甲醇 is to leak as 液氨 did."""
    hazard = first(parts_of(before), Slot.HAZARD)
    if hazard is not None and (what := HAPPENING.search(hazard.text)) and not HAPPENING.search(thing):
        return before[: hazard.start] + thing + what[0] + before[hazard.end :]
    words = default_tokenizer().words(before)
    leading = [word for word in words if before.startswith(word)]
    return thing + before[len(max(leading, key=len)) :] if leading else joined(thing, before)


def thing_asked(before: str, core: str) -> str:
    """Return the question for another thing with words of its own: 二组谁带队 after 一组转移到哪里; "" when it is none."""
    asked = ASKS.search(core) or ATTRIBUTE.search(core)
    thing = TOPIC_END.sub("", core[: asked.start()]) if asked else ""
    head = head_of(before, core)
    if asked is None or not 2 <= len(thing) <= LONGEST_NAME or thing[-1] not in NAME_ENDS or thing in head:
        return ""
    if _end_alike(head, thing) is None:
        return ""
    return joined(with_thing(head, thing), core[len(thing) :].lstrip("的"))


def with_asked(before: str, parts: Sequence[Part], asked: str) -> str:
    """Return a new question of the earlier topic with some of its things replaced: 三级 + 多久报告."""
    named = named_in(before)
    if any(part.slot is Slot.GRADE for part in parts) and not EVENT.search(named):
        document = first(parts_of(before), Slot.DOCUMENT)
        return (document.text if document else "") + "".join(part.text for part in parts) + asked
    return joined(with_parts(named, parts) if named else "".join(part.text for part in parts), asked)
