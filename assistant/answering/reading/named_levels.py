"""Plans that call their response levels 特别重大, 重大, 较大, 一般: a question for the second level is told so.

Which of the names is the second level is the asker's to say; the reader never equates the scales.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.reading.extracts import Extract
from assistant.answering.reading.graded import Asked, asked_grade
from assistant.answering.reading.grades import Place, scale_of, written_as
from assistant.answering.reading.question_words import QuestionWords
from kb.records import Document, Evidence, Question

NAMES = "特别重大、重大、较大、一般"
SCALE = re.compile(
    r"[^。\n]*响应[^。\n]{0,40}分为?[^。\n]{0,12}特别重大[^。\n]{1,8}重大[^。\n]{1,8}较大[^。\n]{1,8}一般[^。\n]*。?"
)
LOOKED_AT = 3
MIN_TITLE_SHARE = 0.6  # of what the question is about, in the title: the plan that is meant


def scale_by_name(
    question: Question, words: QuestionWords, evidence: Sequence[Evidence], documents: Sequence[Document]
) -> Extract | None:
    """Return the sentence in which the plan asked about names its levels, when it numbers none; None otherwise.

    Args:
        documents: `documents[i]` holds `evidence[i]`.
    """
    grade = asked_grade(question)
    if not grade or scale_of(grade) != "级":
        return None
    asked = Asked.of(question, words)
    for item, document in list(zip(evidence, documents, strict=True))[:LOOKED_AT]:
        if not asked.subject or asked.share(document.metadata.title) < MIN_TITLE_SHARE:
            continue
        told = SCALE.search(document.text)
        if told is not None and not written_as(grade).search(document.text):
            lead = len(told.group()) - len(told.group().lstrip())
            return Place(document=document, evidence=item, standing=1.0).cut((told.start() + lead, told.end()))
    return None


def scale_note(question: Question, told: Extract) -> str:
    """Say that the plan does not number its levels."""
    title = told.evidence.document.metadata.title
    return f"《{title}》的响应级别写作“{NAMES}”，没有写“{asked_grade(question)}”，请按原文的级别名再问"
