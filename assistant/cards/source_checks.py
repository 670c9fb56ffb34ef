"""Failure 9, 无来源断言: every line cited, and every line what its citations say."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.cards.check_context import CheckContext
from assistant.cards.failures import problem
from assistant.cards.guarding import KIND_ZH, folded, problems_of
from assistant.cards.level_checks import levels_unsourced
from assistant.cards.limit_checks import limits_unsourced
from assistant.cards.phone_checks import digits, digits_of, numbers_of
from assistant.cards.printed_lines import cited_text, clauses, filled, shown
from assistant.records import Card, CardField, CardLine, CardProblem, Citation
from kb.text import default_tokenizer

CARRIED = 0.6  # share of a clause's character pairs that the cited passages must hold
SHORT_CLAUSE = 3  # pairs below which a clause is a link between others and not judged
LINKS = frozenset("的了在与和及或并后再即应须要可为到从把将由向对于是有等其先则时者")  # carry no fact of their own
COMPOSED = (
    CardField.PHONE,
    CardField.EQUIPMENT,
)  # put together from the cells of a row; the guard looks at their values


def find(card: Card, _context: CheckContext) -> Iterator[CardProblem]:
    """Yield lines without a source, and lines that say more or other than theirs."""
    by_marker = {citation.marker: citation for citation in card.citations}
    for line in filled(card, *CardField):
        cited = [by_marker[marker] for marker in line.markers if marker in by_marker]
        if not cited:
            yield problem("no-source", line.field, f"没有来源：{shown(line)}")
        elif line.field is not CardField.BASIS and not has_own_finding(card, line):
            yield from unlike(line, cited)


def has_own_finding(card: Card, line: CardLine) -> bool:
    """Tell whether a number, limit or level of the line is already found to be foreign: one fault is told once."""
    cited = digits_of(cited_text(card, line))
    numbers = any(digits(number) not in cited for number in numbers_of(line))
    return numbers or any(limits_unsourced(card, line)) or any(levels_unsourced(card, line))


def unlike(line: CardLine, cited: list[Citation]) -> Iterator[CardProblem]:
    """Yield how a reworded line differs from what it cites; nothing for a verbatim one."""
    kinds = dict.fromkeys(KIND_ZH.get(one.kind, "说法") for one in problems_of(line, cited))
    if kinds:
        yield problem("guard", line.field, f"{'、'.join(kinds)}与所引来源不符：{shown(line)}")
    added = [part for part in clauses(line.text) if not is_carried(part, cited)]
    if added and not kinds and line.field not in COMPOSED:
        yield problem("not-carried", line.field, f"“{added[0][:30]}”不在所引来源中")


def is_carried(clause: str, cited: list[Citation]) -> bool:
    """Tell whether the passages hold a clause, word for word or nearly so."""
    said = "".join(folded("".join((*one.heading_path, one.quote))) for one in cited)
    if folded(clause) in said:
        return True
    if any("\u4e00" <= letter <= "\u9fff" and letter not in said and letter not in LINKS for letter in folded(clause)):
        return False  # a thing that the passages do not name: 铁板 for 木板
    pairs = set(default_tokenizer().bigrams(clause))
    known = set(default_tokenizer().bigrams(said))
    return len(pairs) < SHORT_CLAUSE or len(pairs & known) >= CARRIED * len(pairs)
