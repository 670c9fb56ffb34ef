"""Failure 7, 旧版依据: sources out of force or not approved, replaced texts, articles by their old numbers."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.cards.check_context import CheckContext
from assistant.cards.failures import problem, shown_source
from assistant.cards.legal_bases import Law, articles_named, laws, replaced_texts
from assistant.cards.printed_lines import shown
from assistant.cards.unusable import FALSE_BASIS
from assistant.records import Card, CardField, CardLine, CardProblem
from kb.records import DocumentStatus
from kb.taxonomy import Mark


def find(card: Card, context: CheckContext) -> Iterator[CardProblem]:
    """Yield findings about what the card rests on and names."""
    yield from sources(card)
    for line in card.lines:
        if not line.blank:
            yield from about_line(card, context, line)


def sources(card: Card) -> Iterator[CardProblem]:
    """Yield cited documents that are not in force or that no editor has approved."""
    old = {one.document_title for one in card.citations if one.status is not DocumentStatus.IN_FORCE}
    for title in sorted(old):
        yield problem("not-in-force", CardField.BASIS, f"《{title}》不是现行有效文本")
    waiting = {one.document_title for one in card.citations if not one.approved}
    for title in sorted(waiting):
        yield problem("not-approved", CardField.BASIS, f"《{title}》尚未经编辑审核")


def about_line(card: Card, context: CheckContext, line: CardLine) -> Iterator[CardProblem]:
    """Yield what a line names that is no longer so."""
    today = context.today or card.drafted_on
    for text in replaced_texts():
        if today >= text.since and text.pattern.search(line.text):
            yield CardProblem(
                rule_id="repealed-basis", field=line.field, message=f"“{text.name}”已由{text.now}代替：{shown(line)}",
                blocking=text.mark is not Mark.KNOWLEDGE, source=shown_source(text.source, text.mark),
            )  # fmt: skip
    for law in laws():
        yield from old_articles(line, law)
    if FALSE_BASIS.search(line.text):
        yield problem("standard-has-no-card", line.field, "GB/T 29639没有处置卡条款，改引应急管理部令第2号第十九条")


def old_articles(line: CardLine, law: Law) -> Iterator[CardProblem]:
    """Yield articles of a law that have another number now, or that it does not have."""
    for number in articles_named(law, line.text):
        moved = next((one for one in law.moved if one.old == number), None)
        if number > law.last:
            message = f"{law.name}只有{law.last}条，没有第{number}条：{shown(line)}"
            yield problem("old-article", line.field, message)
        elif moved is not None:
            sure = moved.about.search(line.text) is not None and moved.mark is not Mark.KNOWLEDGE
            message = f"第{number}条可能是旧条号，{law.name}现为第{moved.now}条，须核对内容：{shown(line)}"
            yield CardProblem(
                rule_id="old-article", field=line.field, message=message, blocking=sure,
                source=shown_source(law.name, moved.mark),
            )  # fmt: skip
