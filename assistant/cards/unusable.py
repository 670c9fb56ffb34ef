"""What was found and must not carry a card: reports that only ask for cards, false bases, values a source hides."""

from __future__ import annotations

import re

from assistant.answering.reading.hidden import hidden_values
from assistant.cards.request import CardRequest
from assistant.cards.rulebook import Rulebook
from assistant.records import CardField, CardLine, CardProblem
from kb.knowledge_base import KnowledgeBase
from kb.records import Filters

TOP_K = 20
HIDDEN_BLANK = "【待补充：原文写作"
AROUND = 8  # characters shown beside a hidden value
FALSE_BASIS = re.compile(r"(?:GB\s?/?\s?T\s?29639|生产经营单位生产安全事故应急预案编制导则)[^。；\n]{0,40}处置卡")
CARD_RULE = "应急管理部令第2号第十九条"


def unusable_material(
    kb: KnowledgeBase, request: CardRequest, rulebook: Rulebook, *, found: bool
) -> tuple[CardProblem, ...]:
    """Return findings about material of the base that was left aside.

    Args:
        found: True when the card has a source; then only false bases are worth a word.
    """
    question = kb.understand(f"{request.unit}{request.hazard}{request.position}应急处置卡 处置步骤")
    evidence = kb.search(question, Filters(), TOP_K)
    problems = [
        CardProblem(
            rule_id="standard-has-no-card",
            field=CardField.BASIS,
            message=f"《{title}》称依据GB/T 29639编制处置卡，该标准没有处置卡条款，改引{CARD_RULE}",
            blocking=False,
            source="GB/T 29639-2020全文无“处置卡”",
        )
        for title in dict.fromkeys(
            item.document.metadata.title for item in evidence if FALSE_BASIS.search(item.chunk.text)
        )
    ]
    useless = [
        item.document.metadata.title for item in evidence if item.document.metadata.doc_type in rulebook.never_types
    ]
    if not found and useless:
        titles = "、".join(f"《{title}》" for title in list(dict.fromkeys(useless))[:3])
        message = f"库中相关材料只有{titles}，属工作报告、演练记录一类，只有要求没有处置步骤，不能据以填写"
        problems.append(
            CardProblem(
                rule_id="no-procedure", field=CardField.STEP, message=message, blocking=True, source="处置卡来源"
            )
        )
    return tuple(problems)


def blank_for_hidden(field: CardField, text: str, rulebook: Rulebook) -> CardLine | None:
    """Return the blank that stands for a line whose source hides a value, None when it hides nothing.

    A card is followed, not read: 撤离到XX must not be printed. The blank says what the source wrote and where the real
    value is to be had.
    """
    hidden = hidden_values(text)
    if not hidden:
        return None
    rule = rulebook.fields.get(field)
    needed = f"；需要：{rule.blank}" if rule else ""
    return CardLine(
        field=field,
        text=f"{HIDDEN_BLANK}“{around(text, hidden[0].start, hidden[0].end)}”，没有实值{needed}】",
        blank=True,
    )


def around(text: str, start: int, end: int) -> str:
    """Return a hidden value with a few characters on either side, so that it can be found in the source."""
    return text[max(0, start - AROUND) : end + AROUND].strip()
