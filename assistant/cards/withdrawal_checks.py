"""Failure 10, 缺撤离条件: on which sign everybody leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.cards.check_context import CheckContext
from assistant.cards.failures import problem
from assistant.cards.printed_lines import filled
from assistant.records import Card, CardField, CardProblem

NEEDS_WITHDRAWAL = re.compile(
    r"火|爆|泄漏|泄露|中毒|窒息|有限空间|受限空间|燃气|瓦斯|透水|山洪|洪|滑坡|泥石流|坍塌|塌方|溃坝"
)
LEAVING = re.compile(r"撤离|撤出|撤退|撤到|撤至|撤人|退出|转移|疏散|避险|逃生|马上走")
CONDITION = re.compile(
    r"情形|条件|失控|不能|没有得到|无法|难以|蔓延|扩大|达到|超过|超限|报警|断裂|破裂|破损|中断|侵入|变形|异响|变色|突变|起火|危及|威胁|"
    r"信号|指标|一旦|预兆|征兆|上涨|上升|命令|口令|通知"
)
TRIGGERS = (CardField.EVACUATION, CardField.STEP, CardField.PROHIBITION)


def find(card: Card, _context: CheckContext) -> Iterator[CardProblem]:
    """Yield that no line says when people leave; where to is not enough."""
    if not NEEDS_WITHDRAWAL.search(card.hazard):
        return
    texts = [line.text for line in filled(card, *TRIGGERS)]
    if any(LEAVING.search(text) and CONDITION.search(text) for text in texts):
        return
    message = "写了撤离，没有写什么情况下撤离" if any(LEAVING.search(text) for text in texts) else "没有撤离条件"
    yield problem("no-withdrawal", CardField.EVACUATION, message)
