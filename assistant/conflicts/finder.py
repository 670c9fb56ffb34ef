"""Conflicts between what an answer rests on and what was found beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conflicts.claims import rivalling
from assistant.conflicts.comparing import Reading, conflict_of, differences, once_each
from assistant.conflicts.passages import Passage, passages_of, place_of, prescribes, with_siblings
from assistant.conflicts.scopes import Scope, scope_between
from assistant.disagreements import Conflict, ConflictKind
from assistant.records import Answer, Citation
from kb.knowledge_base import KnowledgeBase
from kb.records import DocumentStatus, DocumentSummary, Evidence, Question

MOST_SHOWN = 3
NEXT_PASSAGES = 12  # found chunks that are looked at
LONGEST_ANSWER = 8  # sentences of the answer that are looked at
_CHINESE = "\u4e00"
FIRST_PASSAGES = 3  # found chunks whose sentences count as the answer's when they hold what is asked
ASKED_SHARE = 0.5
_MIN_PAIRS = 4  # character pairs that a sentence has to share with the answer
_MIN_SHARE = 0.25


class ConflictFinder:
    """Looks for sources in force that disagree with what an answer cites."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def with_conflicts(self, answer: Answer, question: Question, evidence: Sequence[Evidence]) -> Answer:
        """Return the answer with the conflicts of what it cites; a refusal, and one on an earlier day's text, as it is."""
        if answer.refused or not evidence or any(one.status is not DocumentStatus.IN_FORCE for one in answer.citations):
            return answer
        cited = self._cited(answer.citations, evidence)[:LONGEST_ANSWER]
        cited += [
            one for one in asked_about(question, evidence[:FIRST_PASSAGES]) if place_of(one) not in map(place_of, cited)
        ]
        found = self.among(cited, evidence[:NEXT_PASSAGES], question.places or self._kb.own_places)
        return replace(answer, conflicts=found[:MOST_SHOWN]) if found else answer

    def with_citations(self, citations: Sequence[Citation], evidence: Sequence[Evidence]) -> tuple[Conflict, ...]:
        """Return the conflicts of whatever is cited, a card for example, with the evidence."""
        return self.among(self._cited(citations, evidence), evidence)

    def among(
        self, cited: Sequence[Passage], evidence: Sequence[Evidence], places: Sequence[str] = ()
    ) -> tuple[Conflict, ...]:
        """Return the conflicts between cited passages and those of the evidence, dangerous ones first."""
        own = [Reading.of(passages) for passages in grouped([one for one in cited if prescribes(one.summary)]).values()]
        if not own:
            return ()
        found: list[Conflict] = []
        wanted = rivalling([claim for reading in own for claim in reading.claims])
        for document_id, passages in grouped(self._near(cited, evidence)).items():
            other: Reading | None = None
            for reading in own:
                scope = self._scope(reading.passages[0].summary, passages[0].summary)
                if reading.passages[0].summary.document_id == document_id or scope is Scope.APART:
                    continue
                other = other or Reading.of(passages, wanted)
                found += self._between(reading, other, scope, places)
        return tuple(
            sorted(once_each(found), key=lambda one: one.kind not in (ConflictKind.ADVICE, ConflictKind.ORDER))
        )

    def _scope(self, one: DocumentSummary, other: DocumentSummary) -> Scope:
        return Scope.SAME if one.document_id == other.document_id else scope_between(one, other, self._text)

    def _between(self, one: Reading, other: Reading, scope: Scope, places: Sequence[str]) -> list[Conflict]:
        left, right = one.passages[0].summary, other.passages[0].summary
        texts = self._text(left.document_id), self._text(right.document_id)
        return [conflict_of(found, texts, scope, places) for found in differences(one, other, scope)]

    def _text(self, document_id: str) -> str:
        return self._kb.document(document_id).text

    def _cited(self, citations: Sequence[Citation], evidence: Sequence[Evidence]) -> list[Passage]:
        """Return the sentences that the answer cites; a citation of a whole list gives all its items."""
        found: list[Passage] = []
        summaries = {item.document.document_id: item.document for item in evidence}
        for citation in citations:
            summary = summaries.get(citation.document_id)
            if summary is None:
                continue
            for chunk in self._kb.document(citation.document_id).chunks:
                if chunk.start < citation.end and citation.start < chunk.end:
                    found += [
                        one
                        for one in passages_of(chunk, summary)
                        if one.start < citation.end and citation.start < one.end
                    ]
        return list({place_of(one): one for one in found}.values())

    def _near(self, cited: Sequence[Passage], evidence: Sequence[Evidence]) -> list[Passage]:
        """Return the sentences of the evidence that share enough wording with some cited sentence to be compared."""
        wanted = [frozenset(_pairs(one.text)) for one in cited]
        near: list[Passage] = []
        for item in evidence:
            if not _may_answer(item):
                continue
            passages = passages_of(item.chunk, item.document)
            near += with_siblings(passages, [one for one in passages if _is_near(one, wanted)])
        return near


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1) if text[at] >= _CHINESE and text[at + 1] >= _CHINESE}


def asked_about(question: Question, evidence: Sequence[Evidence]) -> list[Passage]:
    """Return the sentences of the first found chunks that hold most of what the question says."""
    asked = _pairs(question.text)
    found = [one for item in evidence if _may_answer(item) for one in passages_of(item.chunk, item.document)]
    return [one for one in found if len(_pairs(one.text) & asked) >= max(_MIN_PAIRS, ASKED_SHARE * len(asked))]


def _may_answer(item: Evidence) -> bool:
    return item.document.standing is DocumentStatus.IN_FORCE and prescribes(item.document)


def _is_near(passage: Passage, wanted: Sequence[frozenset[str]]) -> bool:
    pairs = _pairs(passage.lead + passage.text if passage.is_item else passage.text)
    return any(
        len(pairs & own) >= min(_MIN_PAIRS, len(pairs), len(own))
        and len(pairs & own) >= _MIN_SHARE * min(len(pairs), len(own))
        for own in wanted
    )


def grouped(passages: Sequence[Passage]) -> dict[str, list[Passage]]:
    """Return document id → its passages, in order of place."""
    found: dict[str, list[Passage]] = {}
    for one in sorted(passages, key=lambda passage: passage.start):
        found.setdefault(one.summary.document_id, []).append(one)
    return found
