"""When a clause changes, its questions leave a learner's schedule, and the learner is told the old and the new words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from assistant.study.bank import BankEntry, QuestionBank
from kb.catalog.product_records import QUESTION, StaleSource
from kb.catalog.study_records import Notice
from kb.knowledge_base import KnowledgeBase

CHANGED, REMOVED = "changed", "removed"


def catch_up(kb: KnowledgeBase, bank: QuestionBank, learner_no: int, at: datetime) -> int:
    """Take what changed since the last time off a learner's schedule; return how many questions it was.

    One notice is kept for each changed clause, however many questions rested on it.
    """
    gone = bank.stock().gone
    retired = [one for one in kb.catalog.study.schedule.active(learner_no) if one in gone]
    if retired:
        entries = [gone[one] for one in retired]
        notices = notices_of(entries, _stale_by_product(kb), at)
        kb.catalog.study.schedule.retire(learner_no, retired, notices, at)
    return len(retired)


def notices_of(entries: Iterable[BankEntry], stale: Mapping[str, StaleSource], at: datetime) -> list[Notice]:
    """Return one notice for each clause that the questions rested on, in the order of the questions."""
    by_clause: dict[tuple[str, str], list[BankEntry]] = {}
    for entry in entries:
        source = entry.question.source
        by_clause.setdefault((source.work_id, source.text_hash), []).append(entry)
    return [_notice(group, stale, at) for group in by_clause.values()]


def _notice(group: list[BankEntry], stale: Mapping[str, StaleSource], at: datetime) -> Notice:
    source = group[0].question.source
    found = next((stale[one.product_id] for one in group if one.product_id in stale), None)
    new_text = found.new_text if found is not None else ""
    return Notice(
        at=at,
        title=source.citation,
        how=CHANGED if new_text else REMOVED,
        old_text=source.text,
        new_text=new_text,
        questions=len(group),
        document_id=found.new_document_id if found is not None else "",
    )


def _stale_by_product(kb: KnowledgeBase) -> dict[str, StaleSource]:
    return {one.product_id: one for one in kb.catalog.products.stale(kind=QUESTION)}
