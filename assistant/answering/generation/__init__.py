"""Answers worded by a language model and checked by code; on any doubt the extractive answer stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.citations import CitationList
from assistant.answering.generation.checks import CheckedSentence, check_reply
from assistant.answering.generation.prompts import answer_prompt, fitting_evidence
from assistant.answering.generation.support import supporting_span
from assistant.records import Answer, AnswerStatus, Statement
from kb.errors import ChatUnavailable
from kb.knowledge_base import KnowledgeBase
from kb.protocols import ChatModel
from kb.records import Evidence, Question

__all__ = ["Generator"]


class Generator:
    """Words an answer with a chat model over given evidence."""

    def __init__(self, kb: KnowledgeBase, chat_model: ChatModel) -> None:
        self._kb = kb
        self._model = chat_model

    def stream(self, question: Question, evidence: Sequence[Evidence], extractive: Answer) -> Iterator[str | Answer]:
        """Yield the growing draft, and last the checked answer (or the extractive one with a notice)."""
        given = fitting_evidence(evidence)
        reply = ""
        try:
            for piece in self._model.stream(*answer_prompt(question.text, given)):
                reply += piece
                yield reply
        except ChatUnavailable as error:
            yield with_notice(extractive, f"{error.message_zh}，以下为原文摘录")
            return
        yield self._checked(reply, given, extractive)

    def _checked(self, reply: str, evidence: Sequence[Evidence], extractive: Answer) -> Answer:
        report = check_reply(reply, evidence)
        if not report.kept:
            return with_notice(extractive, "大模型的回答没有通过依据核对，以下为原文摘录")
        citations = CitationList(self._kb.document)
        statements = tuple(self._statement(sentence, evidence, citations) for sentence in report.kept)
        notice = f"有 {len(report.dropped)} 句没有通过依据核对，已略去" if report.dropped else ""
        return replace(
            extractive,
            status=AnswerStatus.PARTIAL if report.dropped else AnswerStatus.GROUNDED,
            text="\n".join(s.text + "".join(f"[{marker}]" for marker in s.markers) for s in statements),
            statements=statements,
            steps=(),
            citations=citations.citations,
            notice="；".join(part for part in (extractive.notice, notice) if part),
            generated=True,
            model_id=self._model.model_id,
        )

    def _statement(self, sentence: CheckedSentence, evidence: Sequence[Evidence], citations: CitationList) -> Statement:
        markers = []
        for index in sentence.evidence_indexes:
            start, end = supporting_span(sentence.text, evidence[index])
            markers.append(citations.cite(evidence[index], start, end))
        return Statement(text=sentence.text, markers=tuple(dict.fromkeys(markers)))


def with_notice(answer: Answer, notice: str) -> Answer:
    """Return the answer with one more sentence above it."""
    return replace(answer, notice="；".join(part for part in (notice, answer.notice) if part))
