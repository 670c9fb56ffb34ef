"""Follow-up questions become stand-alone ones; earlier answers never become evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.forms.follow_ups import base_of, of_all_sides, resolve_form
from assistant.records import Turn
from kb.taxonomy import default_taxonomy
from kb.text import default_tokenizer

LEAD = re.compile(
    r"^(?:那么|那|如果|要是|换成|换做|改成|还有|另外|然后|接着|再问|不是[，,]?是|我是说|我说的是|不对[，,]?是?)+[，,]?"
)
ANOTHER = re.compile(r"呢[？?。!！]*$")  # 二级呢？ names another thing of the same kind
TAIL = re.compile(r"(?:呢|呀|啊|吗|嘛)?[？?。!！]*$")
MARKS = re.compile(r"[？?。!！\s]+$")
POINTING = re.compile(r"^(?:它|他|她|这个|那个|该|此|上述|前面|刚才)(?:的)?")
# Where a question begins to ask: what stands before is its topic.
ASKS = re.compile(
    r"(?:应当|应该|需要|必须|可以|要|先|都|该|一般|具体|主要|分别)*"
    r"(?:由谁|找谁|归谁|谁|(?:干|做|办)?(?:什么|啥)|哪|怎么|咋|怎样|如何|多少|多久|多长|多大|多远|多高|几|是否|能否|有没有|是不是|能不能)"
)
ASKING = re.compile(
    r"什么(?:时候|人|部门|单位)?|哪(?:些|个|里|儿)?(?:部门|单位|人)?|怎么|怎样|如何|由?谁|多(?:久|少|长时间|大|远)|几[个座次名人级天份]?|"
    r"应当|应该|需要|必须|负责|可以|是否|有没有|[是有要吗呢呀啊的了来去]"
)
TOPIC_END = re.compile(r"[是由有的为]+$")
SHORT = 14  # characters; a longer question is taken as stand-alone unless it points back
OWN_SUBJECT = 6  # characters that must be left beside the words that ask for a short question to stand alone
MIN_TOPIC = 2

LEVEL = re.compile(r"(?:[一二三四1-4]|[ⅠⅡⅢⅣ]|I{1,3}|IV)\s*级(?:响应|预警)?")
YEAR = re.compile(r"(?:19|20)\d\d年?")
COLOUR = re.compile(r"[红橙黄蓝]色(?:预警)?")
PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:[省市县区旗镇乡村]|街道|社区)(?![级长里委办])")
KINDS: tuple[re.Pattern[str], ...] = (LEVEL, YEAR, COLOUR, PLACE)


def resolve(question: str, history: Sequence[Turn]) -> str:
    """Return the question as it would have been asked without the conversation before it.

    A follow-up that only names another level, year, colour, place or hazard takes its place in the question before;
    another thing (甲醇呢？) takes the place of the first word; one that only asks (谁批准？) is put behind the topic.
    """
    text = question.strip()
    if not history:
        return text
    core = core_of(text) if is_follow_up(text) else ""
    for form in (MARKS.sub("", text), core):
        if form and (resolved := resolve_form(history[-1], form)):
            return resolved
    return led_back(history[-1], text, core) if core else text


def core_of(text: str) -> str:
    """Return a follow-up without what leads in, what points back, and the marks at its end."""
    return POINTING.sub("", TAIL.sub("", LEAD.sub("", text))).strip("，, ")


def led_back(last: Turn, text: str, core: str) -> str:
    """Return the earlier question with the follow-up in the place of what it replaces, or behind its topic."""
    before = base_of(last)
    for swap in (swap_kind, swap_hazard):
        if swapped := swap(before, core):
            return swapped
    if ANOTHER.search(text) and not ASKS.search(core):
        return swap_first_word(before, core)
    return of_all_sides(last, core) or topic_of(before) + core


def is_follow_up(text: str) -> bool:
    """Tell whether a question needs the one before it: it begins like one, points back, or is a fragment."""
    if LEAD.match(text) or POINTING.match(text):
        return True
    if len(text) > SHORT or "《" in text:
        return False
    if ANOTHER.search(text):
        return True
    if default_taxonomy().find_hazards(text) or LEVEL.search(text):
        return False
    return len(ASKING.sub("", TAIL.sub("", text))) < OWN_SUBJECT


def swap_kind(before: str, core: str) -> str:
    """Replace the level, year, colour or place of the earlier question when `core` is nothing but another one."""
    for kind in KINDS:
        new, old = kind.fullmatch(core), kind.search(before)
        if new and old:
            return before[: old.start()] + with_suffix(new.group(), old.group()) + before[old.end() :]
    return ""


def with_suffix(new: str, old: str) -> str:
    """Keep 响应, 预警 or 年 of the earlier words when the new ones have none."""
    for word in ("响应", "预警", "年"):
        if old.endswith(word) and not new.endswith(word):
            return new + word
    return new


def swap_hazard(before: str, core: str) -> str:
    """Replace the hazard of the earlier question when `core` names another one."""
    taxonomy = default_taxonomy()
    mentions = taxonomy.hazard_mentions(before)
    if not mentions or not taxonomy.find_hazards(core) or ASKS.search(core) or len(core) > SHORT:
        return ""
    first = mentions[0]
    return before[: first.span.start] + core + before[first.span.end :]


def swap_first_word(before: str, core: str) -> str:
    """Replace the first word of the earlier question, which as a rule is what it is about."""
    words = default_tokenizer().words(before)
    leading = [word for word in words if before.startswith(word)]
    return core + before[len(max(leading, key=len)) :] if leading else core + before


def topic_of(before: str) -> str:
    """Return what the earlier question is about: what stands before the words that ask."""
    asks = ASKS.search(before)
    topic = TOPIC_END.sub("", before[: asks.start()]) if asks else TAIL.sub("", before)
    return topic if len(topic) >= MIN_TOPIC else TAIL.sub("", before)
