"""What stands against a kept card today: the checks, what people worded, the drafter's notes, changed sources."""

from __future__ import annotations

from datetime import date

from assistant.cards.check_context import Release
from assistant.cards.guarding import KIND_ZH, folded, problems_of
from assistant.cards.life.records import KeptCard, LineMark
from assistant.cards.review import review
from assistant.guard import ProblemKind, check_sentence
from assistant.records import Card, CardField, CardLine, CardProblem, Citation
from kb.catalog.product_records import StaleSource
from kb.knowledge_base import KnowledgeBase

# Nobody can answer by name for a number that stands nowhere: it needs a source.
VALUES = frozenset(
    {
        ProblemKind.NUMBER,
        ProblemKind.LIMIT,
        ProblemKind.LEVEL,
        ProblemKind.DATE,
        ProblemKind.AMOUNT,
        ProblemKind.PHONE,
        ProblemKind.ARTICLE,
        ProblemKind.STANDARD,
        ProblemKind.DOCUMENT_NUMBER,
    }
)
# What the checks find about a line in a person's own words is said once, by `_worded`.
OWN_WORDS = frozenset(
    {"no-source", "not-carried", "guard", "limit-not-in-source", "phone-not-in-source", "level-not-in-source"}
)
DISAGREEING = frozenset({"sources-disagree"})
BESIDE = "sources-differ"  # two documents of one work and day, see docs/decisions/0010
SETTLED_WITH_REASON = DISAGREEING | {BESIDE}
REWRITTEN = "人工改写"
STALE_SOURCE = "来源变化即时核对"
SHOWN = 30
NO_EVIDENCE = "无"  # the guard names no values without any evidence


def problems_today(kb: KnowledgeBase, kept: KeptCard, release: Release | None = None) -> tuple[CardProblem, ...]:
    """Return everything that stands against a card today, blocking findings first.

    Args:
        release: What it is to be approved with; None while nobody asks for that.
    """
    found = [
        *(_stale_problem(kept.card, one) for one in kept.stale),
        *_worded(kept),
        *_checked(kb, kept, release),
        *kept.content.notes,
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: not one.blocking))


def acceptable(kb: KnowledgeBase, kept: KeptCard) -> tuple[CardProblem, ...]:
    """Return what a named person may let stand with a reason: sources that disagree, and the drafter's notes."""
    found = review(kb, kept.card, today=date.today())
    disagreeing = (one for one in found if one.rule_id in DISAGREEING and one not in kept.content.accepted)
    return (*disagreeing, *kept.content.notes)


def value_kinds(line: CardLine, cited: list[Citation]) -> tuple[str, ...]:
    """Return in Chinese the kinds of values on a line that its citations do not carry."""
    found = problems_of(line, cited) if cited else check_sentence(line.text, [NO_EVIDENCE])
    kinds = [one.kind for one in found if one.kind in VALUES]
    return tuple(dict.fromkeys(KIND_ZH.get(one, "数值") for one in kinds))


def is_rewritten(line: CardLine, cited: list[Citation]) -> bool:
    """Tell whether a line says it in other words than its citations."""
    said = folded(line.text)
    return not line.blank and not any(said in folded(one.quote) for one in cited)


def cited_by(card: Card, line: CardLine) -> list[Citation]:
    """Return the citations of a line, in the order of its markers."""
    by_marker = {one.marker: one for one in card.citations}
    return [by_marker[marker] for marker in line.markers if marker in by_marker]


def _checked(kb: KnowledgeBase, kept: KeptCard, release: Release | None) -> list[CardProblem]:
    """Return what the checks find, without what is said of the lines people worded and what they let stand."""
    found = review(kb, kept.card, today=date.today(), release=release)
    marks, accepted = kept.content.marks, set(kept.content.accepted)
    own = {kept.card.lines[one.line].text for one in marks if one.rewritten}
    lost = {line.text for line in kept.card.lines if kept.stale_of(line)}  # whose document it was is not known any more
    return [
        one
        for one in found
        if one not in accepted
        and not (one.rule_id in OWN_WORDS and _about(one, own))
        and not (one.rule_id == "foreign-unit" and _about(one, lost))
        and not (one.rule_id in DISAGREEING and _between_twins(one, kept))
    ]


def _between_twins(found: CardProblem, kept: KeptCard) -> bool:
    """Tell whether two documents of one title disagree where that they differ is told already, with both texts."""
    titles = {f"《{one.source.title}》" for one in kept.stale if one.how == "differs"}
    return any(found.message.count(title) > 1 for title in titles)


def _about(found: CardProblem, texts: set[str]) -> bool:
    return any(text[:SHOWN] in found.message or _quoted(found.message, text) for text in texts)


def _quoted(message: str, text: str) -> bool:
    """Tell whether a message quotes a part of a line: “…”不在所引来源中."""
    start, end = message.find("“"), message.find("”")
    return 0 <= start < end and message[start + 1 : end] in text


def _worded(kept: KeptCard) -> list[CardProblem]:
    """Return what has to be settled about lines that people worded."""
    found: list[CardProblem] = []
    for mark in kept.content.marks:
        line = kept.card.lines[mark.line]
        if not mark.rewritten or line.blank:
            continue
        kinds = value_kinds(line, cited_by(kept.card, line))
        if kinds:
            message = f"人工改写的{'、'.join(kinds)}不在所引来源中，须改回原文或给出来源：{_short(line.text)}"
            found.append(_problem("edited-value", line.field, message, blocking=True))
        elif not mark.confirmed_by:
            message = f"{mark.edited_by}改写的一行与来源用词不同，须由审核人署名确认：{_short(line.text)}"
            found.append(_problem("edit-unconfirmed", line.field, message, blocking=True))
        else:
            message = f"人工改写，{mark.confirmed_by}确认：{_short(line.text)}"
            found.append(_problem("edit-confirmed", line.field, message, blocking=False))
    return found


def _stale_problem(card: Card, stale: StaleSource) -> CardProblem:
    line = next((one for one in card.lines if stale.ordinal + 1 in one.markers), None)
    title = stale.source.title
    field = line.field if line else CardField.BASIS
    if stale.how == "differs":
        return CardProblem(rule_id=BESIDE, field=field, message=_differing(stale), blocking=True, source=STALE_SOURCE)
    if stale.new_text:
        what = f"《{title}》原文“{_short(stale.old_text)}”现为“{_short(stale.new_text)}”，请按新条文改这一行"
    elif stale.new_document_id:
        what = f"《{title}》新版中已没有“{_short(stale.old_text)}”，请改写或删去这一行"
    else:
        what = f"《{title}》已不在库中或不再有效，“{_short(stale.old_text)}”失去来源，请另找来源或删去这一行"
    return CardProblem(
        rule_id="stale-source", field=field, message=f"来源有变化：{what}", blocking=True, source=STALE_SOURCE
    )


def _differing(stale: StaleSource) -> str:
    other = f"写的是“{_short(stale.new_text)}”" if stale.new_text else "没有这一条"
    return (
        f"来源可能有变化：库中另一份同日期的《{stale.source.title}》{other}，本卡依据的是“{_short(stale.old_text)}”；"
        "请核对后采用新条文，或写明理由确认不改，或先清理过时的一份"
    )


def _problem(rule_id: str, field: CardField, message: str, *, blocking: bool) -> CardProblem:
    return CardProblem(rule_id=rule_id, field=field, message=message, blocking=blocking, source=REWRITTEN)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


def mark_for(card: Card, index: int, by: str) -> LineMark:
    """Return the mark of a line that a person worded just now."""
    line = card.lines[index]
    return LineMark(line=index, edited_by=by, rewritten=is_rewritten(line, cited_by(card, line)))
