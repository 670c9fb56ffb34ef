"""What every answer of a form must keep to."""

from __future__ import annotations

from assistant.records import Answer
from kb.knowledge_base import KnowledgeBase


def quotations(answer: Answer) -> list[str]:
    """Return the statements that are quotations."""
    return [statement.text for statement in answer.statements if not statement.derived]


def assert_verbatim(kb: KnowledgeBase, answer: Answer) -> None:
    """Every quotation stands at the span it cites; what is derived cites spans too."""
    by_marker = {citation.marker: citation for citation in answer.citations}
    assert sorted(by_marker) == list(range(1, len(by_marker) + 1))
    for citation in answer.citations:
        assert kb.document(citation.document_id).text[citation.start : citation.end] == citation.quote
    for statement in answer.statements:
        assert statement.markers
        quotes = [by_marker[marker].quote for marker in statement.markers]
        assert statement.derived or statement.text in quotes
