"""An editor fixes a question to words of a document in force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from kb.catalog.journal_records import FixedRow
from kb.errors import DocumentNotFound, InputRefused
from kb.knowledge_base import KnowledgeBase
from kb.records import DocumentStatus, DocumentSummary, Span

MAX_WORDINGS = 20
MAX_WORDING = 200
MAX_QUOTE = 2_000
MIN_QUOTE = 4
_BLANK = re.compile(r"\s+")


def fix_answer(kb: KnowledgeBase, questions: Sequence[str], document: str, quote: str, editor: str) -> int:
    """Fix a question, with other wordings of it, to the one place of a document that holds the quoted words.

    Args:
        document: Id, title, file name or source of a document in force and approved.
        editor: Checked name of who fixes it.

    Returns:
        The number of the fixed answer.

    Raises:
        InputRefused: A question is empty or too long, or the words do not stand in the document, or more than once.
        DocumentNotFound: No document in force, or more than one, is meant.
        StoreReadOnly: The base is open for reading only.
    """
    wordings = checked_questions(questions)
    summary = document_meant(document, kb.summaries())
    text = kb.document(summary.document_id).text
    span = place_of(quote, text)
    row = FixedRow(
        questions=wordings,
        document_id=summary.document_id,
        start=span.start,
        end=span.end,
        quote=text[span.start : span.end],
        editor=editor,
        at=datetime.now(UTC),
    )
    return kb.catalog.journal.add_fixed(row)


def checked_questions(questions: Sequence[str]) -> tuple[str, ...]:
    """Return the wordings without blanks around them, each once.

    Raises:
        InputRefused: There is none, there are too many, or one is too long.
    """
    wordings = tuple(dict.fromkeys(_BLANK.sub(" ", one).strip() for one in questions if one.strip()))
    if not wordings:
        raise InputRefused("请写出要核定的问题，每行一种问法。")
    if len(wordings) > MAX_WORDINGS or any(len(one) > MAX_WORDING for one in wordings):
        raise InputRefused(f"一条核定回答最多 {MAX_WORDINGS} 种问法，每种不超过 {MAX_WORDING} 字。")
    return wordings


def document_meant(name: str, summaries: Sequence[DocumentSummary]) -> DocumentSummary:
    """Return the document in force that a name stands for.

    Raises:
        DocumentNotFound: None or several are meant, or the one meant is not in force or not approved.
    """
    wanted = name.strip().removeprefix("《").removesuffix("》")
    named = [
        one
        for one in summaries
        if wanted and wanted in (one.document_id, one.metadata.title, one.file_name, one.source_uri)
    ]
    usable = [one for one in named if one.standing is DocumentStatus.IN_FORCE and one.approved]
    if len(usable) == 1:
        return usable[0]
    if not named:
        raise DocumentNotFound(f"文档库里没有“{wanted}”。请填写完整标题或文档编号。")
    if not usable:
        raise DocumentNotFound(f"“{wanted}”不是现行有效、已审核的文档，不能用来核定回答。")
    raise DocumentNotFound(f"有 {len(usable)} 份文档叫“{wanted}”，请改用文档编号。")


def place_of(quote: str, text: str) -> Span:
    """Return where the quoted words stand; blanks and line ends between characters do not matter.

    Raises:
        InputRefused: They are too short or too long, stand nowhere, or in more than one place.
    """
    letters = [re.escape(letter) for letter in _BLANK.sub("", quote)]
    if not MIN_QUOTE <= len(letters) <= MAX_QUOTE:
        raise InputRefused(f"请从原文复制要作为回答的字句（{MIN_QUOTE} 到 {MAX_QUOTE} 字），现在是 {len(letters)} 字。")
    found = [match.span() for match in re.finditer(r"\s*".join(letters), text)]
    if len(found) == 1:
        return Span(start=found[0][0], end=found[0][1])
    shown = _BLANK.sub("", quote)[:30]
    if not found:
        raise InputRefused(f"这份文档里没有“{shown}”这段原文，请从原文复制，一字不改。")
    raise InputRefused(f"“{shown}”在这份文档里出现 {len(found)} 次，请多复制几个字，使它只出现一次。")
