"""The last step before a card is shown or exported: no value on it that its own citations do not carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.cards.rulebook import default_rulebook
from assistant.guard import Problem, ProblemKind, check_sentence
from assistant.records import Card, CardField, CardLine, CardProblem, Citation
from kb.text import normalize

RULE_ID = "guard"
SOURCE = "逐值核对"
LONGEST_QUOTE = 80  # characters of a passage that still fit on a card in place of a line
DROPPED = "【待补充：原行与所引来源不符，已略去】"
KIND_ZH = {
    ProblemKind.NUMBER: "数字",
    ProblemKind.LIMIT: "时限",
    ProblemKind.LEVEL: "级别",
    ProblemKind.DATE: "日期",
    ProblemKind.AMOUNT: "金额",
    ProblemKind.PHONE: "电话",
    ProblemKind.ARTICLE: "条款号",
    ProblemKind.STANDARD: "标准号",
    ProblemKind.DOCUMENT_NUMBER: "文号",
    ProblemKind.BODY: "单位",
    ProblemKind.PERSON: "姓名",
    ProblemKind.PLACE: "地点",
    ProblemKind.NEGATION: "禁止或否定",
    ProblemKind.MODALITY: "要求的轻重",
    ProblemKind.BOUND: "界限",
    ProblemKind.ORDER: "先后",
}
# Title, number and day of the basis come from the catalogue, where an editor may have corrected them.
NOT_WORDED = frozenset({CardField.BASIS})


def guarded(card: Card) -> Card:
    """Return the card with every line that says what its citations do not carry replaced by the passage, or left out.

    A card without such a line is returned as it is. What was changed stands among the problems, blocking; a card that
    was guarded before does not change again.
    """
    by_marker = {citation.marker: citation for citation in card.citations}
    results = [guarded_line(line, by_marker) for line in card.lines]
    found = [problem for _, problems in results for problem in problems]
    if not found:
        return card
    return replace(card, lines=tuple(line for line, _ in results), problems=(*found, *card.problems))


def guarded_line(line: CardLine, by_marker: Mapping[int, Citation]) -> tuple[CardLine, list[CardProblem]]:
    """Return a line as it may be shown, and the finding about it when it was changed."""
    cited = [by_marker[marker] for marker in line.markers if marker in by_marker]
    problems = problems_of(line, cited)
    if not problems:
        return line, []
    passage = min((one.quote for one in cited), key=len, default="")
    fits = len(cited) == 1 and 0 < len(passage) <= LONGEST_QUOTE
    shown = (
        replace(line, text=" ".join(passage.split())) if fits else replace(line, text=DROPPED, markers=(), blank=True)
    )
    kinds = "、".join(dict.fromkeys(KIND_ZH.get(one.kind, "说法") for one in problems))
    done = f"已换成原文“{shown.text[:20]}”" if fits else "已略去"
    # The wrong value itself is not repeated: findings are printed on the card.
    message = f"有一行的{kinds}与所引来源不符，{done}"
    return shown, [CardProblem(rule_id=RULE_ID, field=line.field, message=message, blocking=True, source=SOURCE)]


def problems_of(line: CardLine, cited: Sequence[Citation]) -> tuple[Problem, ...]:
    """Return what of a line its citations do not carry; nothing for a verbatim one, a blank, and the basis."""
    if line.blank or line.field in NOT_WORDED:
        return ()
    said = folded(line.text)
    if any(said in folded(one.quote) for one in cited):
        return ()
    return check_sentence(line.text, [*(evidence_of(one) for one in cited), *public_names(line)])


def evidence_of(citation: Citation) -> str:
    """Return what a citation carries: its passage under its headings."""
    return "\n".join((citation.document_title, *citation.heading_path, citation.quote))


def public_names(line: CardLine) -> tuple[str, ...]:
    """Return the names of 119 and the like for a phone line; that the number itself is meant, its citation must say."""
    names = default_rulebook().public_numbers.values()
    return ("、".join(names),) if line.field is CardField.PHONE else ()


def folded(text: str) -> str:
    """Return a text in normal form without blanks, in which a verbatim line stands in its passage."""
    return "".join(normalize(text).split())
