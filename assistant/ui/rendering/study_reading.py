"""The reading path, flash cards and notices of the tab 学习 as HTML."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from assistant.study.flash_cards import FlashCard
from assistant.study.reading_path import PathClause, ReadingPath
from assistant.ui import strings_study as says
from assistant.ui.rendering.emphasis import emphasised
from assistant.ui.rendering.markup import badge, escape, source_button
from assistant.ui.rendering.study_questions import event_button
from kb.catalog.study_records import Notice
from kb.records import Span


def path_html(path: ReadingPath, read: Collection[str], weak: Collection[int], current: int) -> str:
    """Return the clause to read now and the whole path below it.

    Args:
        read: Hashes of clauses that were read.
        weak: Positions of clauses whose questions were answered wrongly lately.
        current: Position of the clause that is open; -1 for none.
    """
    done = [one for one in path.clauses if one.clause_hash in read]
    left = sum(one.minutes for one in path.clauses if one.clause_hash not in read)
    summed = says.READ_SUM.format(read=len(done), clauses=len(path.clauses), minutes=round(left))
    cut = says.LEFT_OUT.format(kept=len(path.clauses), left=path.left_out) if path.left_out else ""
    finished = says.READ_DONE if len(done) == len(path.clauses) else ""
    notes = "".join(f'<p class="hint">{escape(one)}</p>' for one in (summed, cut, finished) if one)
    opened = clause_card(path, current) if 0 <= current < len(path.clauses) else ""
    return f"{notes}{opened}{path_list(path, read, weak, current)}"


def clause_card(path: ReadingPath, place: int) -> str:
    """Return a clause to read, with the buttons to go on and back."""
    clause = path.clauses[place]
    headings = " > ".join(clause.heading_path)
    where = says.READ_POSITION.format(place=place + 1, count=len(path.clauses))
    source = source_button(says.SEE_SOURCE, clause.document_id, clause.start, clause.end)
    back = event_button(says.READ_BACK, "select", {"index": place - 1}) if place else ""
    go_on = (
        f'<button type="button" class="main" data-event="apply" data-submit data-focus data-index="{place}"'
        f' data-key="{clause.clause_hash}">{escape(says.READ_NEXT)}</button>'
    )
    return (
        f'<section class="study-card" data-keys><p class="hint">{escape(where)} · {escape(clause.title)}</p>'
        f'<h3>{escape(headings)}</h3><div class="clause-text">{emphasised(clause.text)}</div>'
        f'<p class="study-buttons">{go_on}{back}{source}</p></section>'
    )


def path_list(path: ReadingPath, read: Collection[str], weak: Collection[int], current: int) -> str:
    """Return all clauses by chapter; the chapter of the open clause is unfolded."""
    parts = []
    alone = len({clause.work_id for clause in path.clauses}) == 1
    for chapter, group in groupby(enumerate(path.clauses), key=lambda one: one[1].chapter):
        steps = list(group)
        done = sum(clause.clause_hash in read for _, clause in steps)
        opened = " open" if any(place == current for place, _ in steps) else ""
        rows = "".join(_step(place, clause, clause.clause_hash in read, place in weak) for place, clause in steps)
        parts.append(
            f'<details class="chapter"{opened}><summary>{escape(short_name(chapter, alone))} <span class="meta">{done}/{len(steps)}</span></summary>'
            f'<ol class="path-list">{rows}</ol></details>'
        )
    return "".join(parts)


def short_name(chapter: str, alone: bool) -> str:
    """Return a chapter's name without the title where there is only one document."""
    return chapter.split(" · ", 1)[-1] if alone else chapter


def _step(place: int, clause: PathClause, is_read: bool, is_weak: bool) -> str:
    name = " > ".join(clause.heading_path[1:] or clause.heading_path)
    marks = (badge(says.READ_MARK, "in-force") if is_read else "") + (badge(says.READ_WEAK, "old") if is_weak else "")
    minutes = says.MINUTES.format(minutes=f"{clause.minutes:g}")
    return (
        f"<li>{event_button(name, 'select', {'index': place}, css='action')}{marks}"
        f'<span class="meta">{escape(minutes)}</span></li>'
    )


def flash_html(card: FlashCard, left: int) -> str:
    """Return a flash card: the clause without its key facts; folded below, the clause with them and the grades."""
    clause = card.clause
    grades = "".join(
        event_button(name, "option_select", {"key": card.card_id, "index": grade}, css="example grade")
        for name, grade in says.FLASH_GRADES
    )
    source = source_button(says.SEE_SOURCE, clause.document_id, clause.start, clause.end)
    return (
        f'<section class="study-card" data-keys tabindex="-1" data-focus><p class="hint">{escape(says.FLASH_LEFT.format(count=left))}'
        f"　{escape(says.FLASH_KEYS)}</p>"
        f'<p class="path">《{escape(clause.title)}》{escape(" > ".join(clause.heading_path))}</p>'
        f'<div class="clause-text">{_faced(clause.text, card.facts, hidden=True)}</div>'
        f'<details class="flash"><summary>{escape(says.FLASH_FLIP)}</summary>'
        f'<div class="clause-text back">{_faced(clause.text, card.facts, hidden=False)}</div>'
        f'<p class="study-buttons">{grades}{source}</p></details></section>'
    )


def _faced(text: str, facts: Sequence[Span], *, hidden: bool) -> str:
    parts, last = [], 0
    for fact in facts:
        parts.append(escape(text[last : fact.start]))
        told = text[fact.start : fact.end]
        parts.append(
            f'<span class="gap">{"＿" * max(2, min(8, len(told)))}</span>' if hidden else f"<mark>{escape(told)}</mark>"
        )
        last = fact.end
    return "".join(parts) + escape(text[last:])


def notices_html(notices: Sequence[Notice]) -> str:
    """Return what changed since the learner was last told, old words beside new ones; "" when nothing did."""
    if not notices:
        return ""
    rows = "".join(_notice(one) for one in notices)
    seen = event_button(says.NOTICE_SEEN, "delete", css="main")
    return (
        f'<section class="notices"><h3>{escape(says.NOTICE_HEAD)}</h3><ul>{rows}</ul>'
        f'<p class="study-buttons">{seen}</p></section>'
    )


def _notice(notice: Notice) -> str:
    new = notice.new_text or says.NOTICE_GONE
    count = says.NOTICE_COUNT.format(count=notice.questions)
    return (
        f'<li><p><b>{escape(notice.title)}</b> {badge(count, "plain")}</p><div class="sides">'
        f'<div class="side"><h4>{escape(says.NOTICE_OLD)}</h4><p>{escape(notice.old_text)}</p></div>'
        f'<div class="side"><h4>{escape(says.NOTICE_NEW)}</h4><p>{escape(new)}</p></div></div></li>'
    )
