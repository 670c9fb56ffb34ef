"""Which documents questions are made from, and how a stem names a document and its version."""

from __future__ import annotations

import random
import re
from datetime import date

from assistant.conflicts.editions import edition_of
from kb.knowledge_base import KnowledgeBase
from kb.records import Document, DocumentStatus, DocumentSummary, Metadata

# Reports tell what happened once, drill papers are for one day, lists of phones and stock are looked up, not learned.
_NEVER = frozenset(
    "work_report investigation drill_eval drill_summary drill_script drill_plan drill_tabletop drill_eval_scheme survey_report "
    "practice speech info_report warning_notice plan_eval resource_report risk_report card".split()
)
_NOT_TITLES = re.compile("通讯录|清单|目录|解读|记录|脚本|案例|题库|总结|报告|公告|通报|决定$|批复|公报")
_STANDS = frozenset({DocumentStatus.IN_FORCE, DocumentStatus.NOT_YET})
_DAY_IN_TITLE = re.compile(r"[（(]\d{4}[-年].*?[）)]$|_\d{6,8}$|\.(?:txt|pdf|docx?)$")
_LONGEST_TITLE = 45
MOST_DOCUMENTS = 150  # beyond them a paper is no better and takes longer


def is_teachable(metadata: Metadata) -> bool:
    """Tell whether the clauses of a document are rules that people have to know."""
    title = metadata.title
    return bool(
        title
        and len(title) <= _LONGEST_TITLE
        and metadata.doc_type
        and metadata.doc_type not in _NEVER
        and metadata.status in _STANDS
        and not _NOT_TITLES.search(title)
        and not metadata.security
    )


def teachable_documents(
    kb: KnowledgeBase, document_ids: tuple[str, ...] = (), *, day: date | None = None, seed: int = 0
) -> list[Document]:
    """Return the documents of a base that are in force on a day and teach something, by title.

    Args:
        document_ids: Only these; () for all, of a large base MOST_DOCUMENTS drawn by the seed.
    """
    chosen = [one for one in kb.summaries(day) if _is_chosen(one, document_ids)]
    ordered = sorted(chosen, key=lambda one: (one.metadata.title, one.document_id))
    if not document_ids and len(ordered) > MOST_DOCUMENTS:
        drawn = set(random.Random(seed).sample(range(len(ordered)), MOST_DOCUMENTS))
        ordered = [one for at, one in enumerate(ordered) if at in drawn]
    return [kb.document(one.document_id) for one in ordered]


def _is_chosen(summary: DocumentSummary, document_ids: tuple[str, ...]) -> bool:
    return (
        summary.standing is DocumentStatus.IN_FORCE
        and summary.approved
        and is_teachable(summary.metadata)
        and (not document_ids or summary.document_id in document_ids)
    )


def plain_title(metadata: Metadata) -> str:
    """Return the title as people print it, without a date or file ending that came from a file name."""
    return _DAY_IN_TITLE.sub("", metadata.title).strip("《》 ")


def named(metadata: Metadata) -> str:
    """Return 《title》 with the version: 《安全生产法》（2021年修订）; without dates the title alone."""
    title = plain_title(metadata).replace("《", "〈").replace("》", "〉")
    return f"《{title}》{_version(metadata)}"


def _version(metadata: Metadata) -> str:
    revised, effective, issued = metadata.revised_on, metadata.effective_on, metadata.issued_on or metadata.adopted_on
    if revised is not None:
        return f"（{revised.year}年修订）"
    if effective is not None:
        return f"（{effective.year}年施行）"
    return f"（{issued.year}年印发）" if issued is not None else ""


def edition(metadata: Metadata) -> str:
    """Return the version as citations print it."""
    return edition_of(metadata)
