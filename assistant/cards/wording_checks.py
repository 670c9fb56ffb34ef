"""Failures 8 and 12, 占位未填 and 空话: values nobody filled in, and words that tell nobody what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.reading.hidden import hidden_values
from assistant.cards.check_context import CheckContext
from assistant.cards.failures import problem
from assistant.cards.people import subject_of
from assistant.cards.printed_lines import filled, shown
from assistant.cards.unusable import HIDDEN_BLANK
from assistant.records import Card, CardField, CardLine, CardProblem

PENDING = re.compile(
    r"待(?:定|补|填|查|核|明确|确认|落实|完善)|暂缺|暂无|空缺|未定|不详|另行(?:公布|通知|确定)|(?:此处|请)填写|填写[^，。；]{0,8}(?:姓名|电话|地点|名称)|某(?:处|地|人|时|部位)|TBD|N/A"
)
NOBODY = re.compile(
    r"(?:相关|有关|各有关|有关的)(?:的)?(?:人员|部门|单位|领导|方面|负责人)|上级(?:部门|单位|机关|领导)|专人(?!监护|监测|看守|值守)"
)
VAGUE = re.compile(
    r"及时|第一时间|酌情|视情况?|适时|尽快|尽早|尽量|按(?:照)?(?:有关|相关)?规定(?=[^，。；]{0,4}(?:处|上报|报|执行|办))|加强|妥善|(?:有效|必要|相应|果断|得力|一切|有力|积极|有关|相关)(?:的)?措施|积极(?:开展|组织|配合|参与)|各方面?力量|(?:根据|按照|视)(?:具体|实际|现场)?情况(?!报告)|灵活|切实|大力|认真|确保安全|"
    r"(?:做好|搞好)[^，。；]{0,12}工作|高度重视|全力以赴|注意安全|有序进行"
)
TELLING = (CardField.STEP, CardField.REPORT, CardField.EVACUATION, CardField.HANDOVER)


def find(card: Card, _context: CheckContext) -> Iterator[CardProblem]:
    """Yield findings about words."""
    for line in card.lines:
        if unfilled(line):
            yield problem("placeholder", line.field, f"来源中是占位符，需补实值：{shown(line)}")
    for line in filled(card, *TELLING):
        yield from empty_words(line)
    yield from nobody_acts(card)


def unfilled(line: CardLine) -> bool:
    """Tell whether a line holds no real value; a blank that stands for a hidden value stops approval like the value."""
    if line.blank:
        return line.text.startswith(HIDDEN_BLANK)
    return bool(hidden_values(line.text) or PENDING.search(line.text))


def empty_words(line: CardLine) -> Iterator[CardProblem]:
    """Yield words on a line that hide who acts, or how and when."""
    for match in NOBODY.finditer(line.text):
        yield problem("nobody-named", line.field, f"“{match.group()}”没有写明是谁：{shown(line)}")
    for word in dict.fromkeys(match.group() for match in VAGUE.finditer(line.text)):
        yield problem("vague", line.field, f"“{word}”不具体：{shown(line)}")


def nobody_acts(card: Card) -> Iterator[CardProblem]:
    """Yield, for a card of no position, how many steps do not say who does them; pointed out only, as all may be meant."""
    steps = filled(card, CardField.STEP)
    nameless = [line for line in steps if not subject_of(line.text)]
    if not card.position and nameless:
        message = f"{len(nameless)} 步没有写明由谁做：{shown(nameless[0])}"
        yield problem("nobody-named", CardField.STEP, message, blocking=False)
