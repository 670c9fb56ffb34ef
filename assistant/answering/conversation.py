"""Follow-up questions become stand-alone ones; earlier answers never become evidence.

What leans on the conversation takes only what was *asked* before, and of the answers only the titles they cite (for
该预案, 还有效吗). No value that an answer or the person stated gets into the resolved question but by being asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.forms.follow_ups import base_of, of_all_sides, resolve_form
from assistant.answering.turns.asking import (
    ASKING,
    ASKS,
    NOUN_ALONE,
    TAIL,
    YES_NO,
    asked_anew,
    asks,
    says_of_its_own,
    topic_of,
)
from assistant.answering.turns.corrections import ANSWER_AGAIN, THANKS, Correction, after_change, correction_in
from assistant.answering.turns.ellipsis import elliptical, may_follow
from assistant.answering.turns.parts import LEVEL, Part, Slot, beside, first, merged, parts_of
from assistant.answering.turns.pointing import INSIDE, POINTING, pointed_out, points_at_document
from assistant.answering.turns.steps import asked_step
from assistant.answering.turns.swapping import thing_asked, with_asked, with_parts, with_thing
from assistant.records import Turn
from kb.taxonomy import default_taxonomy

LEAD = re.compile(
    r"^(?:那么|那(?![个份部里边家玩会位些种条辆台座天次年人头])|如果|要是|假如|万一|换成|换做|改成|改为|还有|另外|然后|接着|再问(?:一下)?|请问|再看看?|(?:请)?(?:再|具体|详细)?(?:说说|讲讲|说一下|讲一下|看一下|查一下)|顺便问(?:一下)?)+[，,]?"
)
END_OF_CORE = re.compile(r"(?<=.)的(?:话)?$")
# What begins so has no subject of its own: 多久报告一次情况, 其中几人, 每千米配备多少人, 值班室电话.
NO_SUBJECT = re.compile(
    r"(?:要|应该|应当|需要)?(?:多久|多长时间|谁|由谁|向谁|给谁|找谁|在哪|哪里|有?多少|几|什么时候|何时|为什么|能不能|要不要|是否|可以)"
    r"|(?:能|要|得|准|没有)[^，,]{1,12}(?:吗|不|么|多少|多久|几|谁|什么|哪)(?![^，,]*[，,])|每(?![年月日天周个])|其中|一共|总共|最[长多少晚快高低]|至少|首批|各|那里|"
    r"(?:消防控制室|(?:总|应急)?值班室|办公室|中控室|医务室|保卫部|指挥部|总指挥|现场指挥部)"
)
POLITE = re.compile(
    r"^(?:(?:好的?|嗯+|哦|谢谢|明白了)[，,。！!]*)?(?:那)?(?:我)?(?:想知道|想问(?:一下)?|请问|麻烦问(?:一下)?)?"
)
COLOUR_ALONE = re.compile("[红橙黄蓝]色(?!.{0,3}预警)")
BEHIND_NAME = re.compile(r"^(?:的话|的)?[，, ]*")
CONDITION = re.compile(r"^(?:那么|那)?(?:如果|要是|假如|万一)")
ANOTHER = re.compile(r"呢[？?。!！]*$")  # 二级呢？ names another thing of the same kind
OF_ANOTHER = re.compile("[\u4e00-\u9fff]{1,9}的")  # 县防汛办的
MARKS = re.compile(r"[？?。!！\s]+$")
FILLER = re.compile(
    r"^(?:的|生产安全|突发|事故|事件|灾害|信息|信号|是|在|对于|关于|按|换成|改成|响应|预警|情况下?|时候?|的话|也|又|一样|他|她|它|这样|吗|，|,)*$"
)
SHORT = 14  # characters; a longer question is taken as stand-alone unless it points back
OWN_SUBJECT = 6  # characters that must be left beside the words that ask for a short question to stand alone
OWN_PREDICATE = 2  # a hazard with this much said of it is asked about by itself


def resolve(question: str, history: Sequence[Turn]) -> str:
    """Return the question as it would have been asked without the conversation before it.

    What a follow-up names (a level, a place, a hazard …) takes the place of the same kind of thing in the question
    before; what it asks takes the place of what was asked; the rest is kept. A new question inherits nothing.
    """
    text = question.strip()
    fresh = after_change(text)
    if fresh is not None:
        return fresh or text
    last = leaned_on(history)
    if last is None:
        return text
    plain = MARKS.sub("", text)
    if correction := correction_in(plain):
        return corrected(last, correction)
    if ANSWER_AGAIN.fullmatch(plain):
        return last.resolved_question
    resolved = resolved_turn(last, text)
    return text if MARKS.sub("", resolved) == plain else resolved


def resolved_turn(last: Turn, text: str) -> str:
    """Return the stand-alone form of what neither corrects nor repeats the turn before."""
    pointed = pointed_out(text, last)
    if points_at_document(text) and pointed != text and asks(pointed):
        return LEAD.sub("", pointed)
    return resolved_follow_up(last, pointed)


def leaned_on(history: Sequence[Turn]) -> Turn | None:
    """Return the turn a follow-up leans on: the last one that asked something, thanks and greetings aside."""
    return next((turn for turn in reversed(history) if not THANKS.fullmatch(turn.question.strip())), None)


def resolved_follow_up(last: Turn, text: str) -> str:
    """Return the stand-alone form of a question, which is the question itself when it leans on nothing."""
    plain = MARKS.sub("", text)
    follows = leans(text, last)
    core = core_of(text) if follows else ""
    for form in (plain, core):
        if form and (resolved := resolve_form(last, form) or asked_step(last.resolved_question, form)):
            return resolved
    if not follows:
        return LEAD.sub("", text) if is_whole(core_of(text)) else text
    if CONDITION.match(text) and not parts_of(core) and not asks(core):
        return f"{core}，{base_of(last)}"
    return led_back(last, core, names=bool(ANOTHER.search(text) or OF_ANOTHER.fullmatch(plain)))


def core_of(text: str) -> str:
    """Return a follow-up without what leads in, what points back, and the marks at its end; 吗 stays, it asks."""
    core = END_OF_CORE.sub("", POINTING.sub("", TAIL.sub("", LEAD.sub("", text)))).strip("，, ")
    return f"{core}吗" if YES_NO.search(text) and core and not core.endswith("不") else core


def led_back(last: Turn, core: str, *, names: bool) -> str:
    """Return the earlier question with the follow-up in the place of what it replaces, or behind its topic.

    Args:
        names: The follow-up says that it names another thing of the same kind.
    """
    before = POLITE.sub("", base_of(last))
    parts = merged(parts_of(core), core)
    left = beside(core, parts)
    if parts and FILLER.match(left):
        return with_parts(before, fitting(parts, core))
    if parts and asks(left) and parts[0].start == 0:
        return asked_of_parts(before, core, parts, BEHIND_NAME.sub("", left))
    if split := elliptical(before, core, names=names) or thing_asked(before, core):
        return split
    if asks(core) and (ASKS.search(core) or NOUN_ALONE.fullmatch(core) or not names):
        return of_all_sides(last, core) or asked_anew(before, core)
    if names:
        return with_thing(before, core)
    return of_all_sides(last, core) or topic_of(before) + core


def fitting(parts: Sequence[Part], core: str) -> Sequence[Part]:
    """Return the parts with the whole of a place or tier: 市里 is not 市."""
    return parts if len(parts) > 1 else (Part(slot=parts[0].slot, start=0, end=len(core), text=parts[0].text),)


def asked_of_parts(before: str, core: str, parts: Sequence[Part], left: str) -> str:
    """Return the question for other things with words of its own: 三级多久报告, 红色的谁 after 橙色预警多久发布."""
    own = first(parts, Slot.COLOUR)
    if own is not None and "预警" in own.text and "预警" not in before:
        return core  # a warning is no response: it takes nothing from a question about one
    if says_of_its_own(left):
        return with_asked(before, parts, left)
    return asked_anew(with_parts(before, parts), left)


def corrected(last: Turn, correction: Correction) -> str:
    """Return the earlier question with what was meant in the place of what was said."""
    before, right = base_of(last), correction.right
    if correction.wrong and correction.wrong in before:
        return before.replace(correction.wrong, right, 1)
    if is_whole(right) and len(right) > SHORT // 2:
        return right
    pointed = pointed_out(right, last)
    for form in (pointed, core_of(pointed)):
        if resolved := resolve_form(last, form) or asked_step(last.resolved_question, form):
            return resolved
    return led_back(last, core_of(pointed), names=True)


def leans(text: str, last: Turn) -> bool:
    """Tell whether a question needs the earlier one: a fragment does, and a level without a hazard after one with."""
    if may_follow(last.resolved_question, MARKS.sub("", text)):
        return True
    if is_follow_up(text):
        return not is_whole(core_of(text)) or bool(POINTING.match(text)) or only_of(text)
    if len(text) > SHORT or "《" in text:
        return False
    parts, before = parts_of(text), parts_of(last.resolved_question)
    if first(parts, Slot.LEVEL) and not any(part.slot in (Slot.HAZARD, Slot.DOCUMENT, Slot.PLACE) for part in parts):
        return any(part.slot in (Slot.HAZARD, Slot.DOCUMENT) for part in before)
    said = says_of_its_own(text)
    return bool(parts) and any(part.slot is one.slot for part in parts for one in before) and said_before(said, last)


def said_before(said: str, last: Turn) -> bool:
    """Tell whether a question says nothing but what the earlier one said: 森林火灾由谁批准 after 防汛三级响应由谁批准."""
    return len(said) < OWN_PREDICATE or said in last.resolved_question


def only_of(text: str) -> bool:
    """Tell whether a question with 呢 names things alone."""
    core = core_of(text)
    return bool(ANOTHER.search(text)) and bool(FILLER.match(beside(core, parts_of(core))))


def is_whole(core: str) -> bool:
    """Tell whether a question stands alone: it asks, and names what it asks about or says enough of its own."""
    if INSIDE.search(core) or not ASKS.search(core):
        return False
    said = says_of_its_own(core)
    named = {part.slot for part in parts_of(core)}
    if (not named and NO_SUBJECT.match(core)) or COLOUR_ALONE.search(core):
        return False
    if named & {Slot.HAZARD, Slot.DOCUMENT} and len(said) >= OWN_PREDICATE:
        return True
    return len(said) >= (OWN_SUBJECT if not named else OWN_SUBJECT - 2)


def is_follow_up(text: str) -> bool:
    """Tell whether a question looks as if it needed the one before: it begins like one, points back, is a fragment."""
    if LEAD.match(text) or (POINTING.match(text) and (len(text) <= SHORT or text[0] not in "他她")):
        return True
    if len(text) > SHORT or ("《" in text and not only_of(text)):
        return False
    if ANOTHER.search(text) or (OF_ANOTHER.fullmatch(MARKS.sub("", text)) and not ASKS.search(text)):
        return True
    if default_taxonomy().find_hazards(text) or LEVEL.search(text):
        return False
    if NO_SUBJECT.match(text) and not parts_of(text):
        return True
    return len(ASKING.sub("", TAIL.sub("", text))) < OWN_SUBJECT
