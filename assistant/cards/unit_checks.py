"""Failure 6, 串单位、串灾种: steps of another unit, other units named, steps of another hazard's part of the plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.cards.check_context import CheckContext
from assistant.cards.failures import problem
from assistant.cards.positions import NAME
from assistant.cards.printed_lines import filled, shown
from assistant.cards.request import UNIT
from assistant.cards.wording import without_lead
from assistant.records import Card, CardField, CardLine, CardProblem, Citation
from kb.text import default_tokenizer

PROCEDURE = (CardField.PROHIBITION, CardField.STEP, CardField.EVACUATION, CardField.HANDOVER)
COMPANY = re.compile(r"[\u4e00-\u9fff]{2,16}?(?:有限责任公司|有限公司|集团|股份公司)")
LEADING = re.compile(r"^.*?(?:报告|通知|联系|拨打|请求|移交|交给|由|到|向|和|与|把)")
HEADING_NUMBER = re.compile(r"^(?:第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十\d.]+[、.．]?)\s*")
SAME_HAZARD = 0.5  # share of the hazard's character pairs that the heading of its part holds


def find(card: Card, context: CheckContext) -> Iterator[CardProblem]:
    """Yield findings about units and hazards."""
    yield from foreign_documents(card, context)
    for line in filled(card):
        yield from named_units(card, context, line)
    yield from other_parts(card)


def foreign_documents(card: Card, context: CheckContext) -> Iterator[CardProblem]:
    """Yield that lines come from documents of another unit."""
    marked = [line for line in filled(card) if line.reference_only]
    if marked:
        yield problem("foreign-unit", CardField.STEP, f"有 {len(marked)} 行来自其他单位的文件，仅供参考")
    by_marker = {citation.marker: citation for citation in card.citations}
    for line in filled(card, *PROCEDURE):
        cited = [by_marker[marker] for marker in line.markers if marker in by_marker]
        titles = [one.document_title for one in cited if is_foreign(card, context, one)]
        if titles and not line.reference_only:
            yield problem("foreign-unit", line.field, f"《{titles[0]}》不是本单位的文件，只能作参考：{shown(line)}")


def is_foreign(card: Card, context: CheckContext, citation: Citation) -> bool:
    """Tell whether a citation is of another unit's document: as the base says, or by the unit in its title."""
    if context.own_documents is not None:
        return citation.document_id not in context.own_documents
    titled = UNIT.search(citation.document_title)
    return bool(card.unit and titled) and not same_unit(card.unit, titled.group() if titled else "")


def same_unit(one: str, other: str) -> bool:
    """Tell whether two names may be of one unit: one holds the other."""
    return one in other or other in one


def named_units(card: Card, context: CheckContext, line: CardLine) -> Iterator[CardProblem]:
    """Yield companies named on a line that are neither the unit nor in its contact table."""
    known = [card.unit, *(one.who for one in context.numbers or ())]
    for match in COMPANY.finditer(line.text):
        name = LEADING.sub("", match.group())
        if len(name) > 3 and card.unit and not any(name in one or one in name for one in known if one):
            yield problem("foreign-unit-named", line.field, f"“{name}”不是本单位，也不在本单位通讯录中：{shown(line)}")


def other_parts(card: Card) -> Iterator[CardProblem]:
    """Yield lines from the part of the plan about another hazard than most of the card."""
    by_marker = {citation.marker: part_of(citation) for citation in card.citations}
    parts = [(line, by_marker.get(line.markers[0], "")) for line in filled(card, *PROCEDURE) if line.markers]
    counts = Counter(part for _, part in parts if part)
    main = counts.most_common(1)[0][0] if counts else ""
    for line, part in parts:
        if part and part != main and shared(card.hazard, part) < SAME_HAZARD:
            yield problem("foreign-hazard", line.field, f"出自“{part}”的处置方案，不是{card.hazard}的：{shown(line)}")


def part_of(citation: Citation) -> str:
    """Return the hazard of the part of a plan that a citation stands in, "" outside such parts."""
    for heading in citation.heading_path:
        found = NAME.match(without_lead(HEADING_NUMBER.sub("", heading)))
        if found and len(found["hazard"]) > 1:
            return found["hazard"]
    return ""


def shared(hazard: str, part: str) -> float:
    """Return the share of a hazard's character pairs that a part's name holds."""
    pairs = set(default_tokenizer().bigrams(hazard))
    return len(pairs & set(default_tokenizer().bigrams(part))) / max(1, len(pairs))
