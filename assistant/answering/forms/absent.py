"""The refusal of a question about a document that the base does not hold."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.extractive import refusal
from assistant.answering.reading.sufficiency import Verdict
from assistant.records import Answer, AnswerStatus
from kb.records import DocumentSummary, Question
from kb.retrieval.naming import title_key


def absent_document(
    question: Question, named: Sequence[DocumentSummary], summaries: Sequence[DocumentSummary]
) -> Answer | None:
    """Return a refusal when a question names documents and none of them is stored; None otherwise.

    What a stored rule repeals can be told from that rule, so it is left to the ordinary way.
    """
    if named or not question.document_names:
        return None
    keys = {title_key(name) for name in question.document_names}
    if any(title_key(repealed) in keys for one in summaries for repealed in one.metadata.repeals):
        return None
    asked = "、".join(f"《{name}》" for name in question.document_names)
    return refusal(question, Verdict(status=AnswerStatus.NO_EVIDENCE, missing=f"知识库中没有{asked}"), [])
