"""Follow-up questions become stand-alone ones; earlier answers never become evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.records import Turn
from kb.records import Question
from kb.taxonomy import default_taxonomy

LEAD = re.compile(r"^(?:那么|那|如果|要是|换成|换做|改成|还有|另外|然后|接着|再问|不是[，,]?是|我是说|我说的是)+[，,]?")
TAIL = re.compile(r"(?:呢|呀|啊|吗|嘛)?[？?。!！]*$")
LEVEL = re.compile(r"(?:[一二三四1-4]|[ⅠⅡⅢⅣ]|I{1,3}|IV)\s*级(?:响应|预警)?")
POINTING = re.compile(r"^(?:它|他|她|这个|那个|该|此|上述|前面|刚才)")
SHORT = 14  # characters; a longer question is taken as stand-alone unless it points back
ASKING = re.compile(
    r"什么(?:时候|人|部门|单位)?|哪(?:些|个|里|儿)?(?:部门|单位|人)?|怎么|怎样|如何|由?谁|多(?:久|少|长时间|大|远)|几[个座次名人级天份]?|"
    r"应当|应该|需要|必须|负责|可以|是否|有没有|[是有要吗呢呀啊的了来去]"
)
OWN_SUBJECT = 6  # characters that must be left beside the words that ask for a short question to stand alone


def resolve(question: str, history: Sequence[Turn]) -> str:
    """Return the question as it would have been asked without the conversation before it.

    A follow-up that only names another level, hazard or year replaces it in the question before;
    one that only asks (谁批准？) is put behind the topic of the question before.
    """
    text = question.strip()
    if not history or not is_follow_up(text):
        return text
    before = history[-1].resolved_question
    core = TAIL.sub("", LEAD.sub("", text)).strip()
    if not core:
        return text
    swapped = swap(before, core)
    if swapped:
        return swapped
    return f"{topic_of(before)}{POINTING.sub('', core)}"


def is_follow_up(text: str) -> bool:
    """Tell whether a question needs the one before it: it begins like one, points back, or is a fragment."""
    if LEAD.match(text) or POINTING.match(text):
        return True
    if len(text) > SHORT or "《" in text:
        return False
    if default_taxonomy().find_hazards(text) or LEVEL.search(text):
        return False
    return len(ASKING.sub("", TAIL.sub("", text))) < OWN_SUBJECT


def swap(before: str, core: str) -> str:
    """Replace the level, year or hazard of the earlier question when the follow-up names only another one."""
    rest = LEVEL.sub("", core)
    if LEVEL.search(core) and LEVEL.search(before) and len(rest) <= 2:
        found = LEVEL.search(core)
        earlier = LEVEL.search(before)
        assert found is not None and earlier is not None
        return before[: earlier.start()] + with_suffix(found.group(), earlier.group()) + before[earlier.end() :]
    year = re.fullmatch(r"(20\d\d|19\d\d)年?", core)
    if year and re.search(r"(?:20|19)\d\d", before):
        return re.sub(r"(?:20|19)\d\d", year.group(1), before, count=1)
    return swap_hazard(before, core)


def with_suffix(level: str, earlier: str) -> str:
    """Keep 响应/预警 of the earlier level when the new one has none."""
    for word in ("响应", "预警"):
        if earlier.endswith(word) and not level.endswith(word):
            return level + word
    return level


def swap_hazard(before: str, core: str) -> str:
    """Replace the hazard word of the earlier question by the one of the follow-up."""
    taxonomy = default_taxonomy()
    new, old = taxonomy.find_hazards(core), taxonomy.find_hazards(before)
    if not new or not old or len(core) > 8:
        return ""
    for term in sorted(taxonomy.hazard_terms(old[0]), key=len, reverse=True):
        if term in before:
            return before.replace(term, core, 1)
    return ""


def topic_of(before: str) -> str:
    """Return the earlier question without the words that ask, as the topic of a follow-up."""
    asking = re.compile(
        r"(?:是什么|有哪些|怎么办|怎么处置|怎么启动|如何\S{0,4}|由谁\S{0,4}|谁\S{0,4}|多久\S{0,4}|多长时间\S{0,4}|几级|多少\S{0,3}|什么)?[？?。]*$"
    )
    topic = asking.sub("", before)
    return topic if len(topic) >= 3 else TAIL.sub("", before)


def note(question: Question, original: str) -> str:
    """Return the sentence that shows how a follow-up was understood, "" when it stood alone."""
    return "" if question.text == original.strip() else f"按“{question.text}”理解"
