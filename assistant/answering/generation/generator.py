"""Words an answer with a chat model; a sentence counts only after its check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.citations import CitationList
from assistant.answering.generation.checks import CheckedSentence, check_reply_sentence
from assistant.answering.generation.prompts import ANSWER_PROMPT, answer_request, fitting_evidence, load_prompt
from assistant.answering.generation.replies import ReplyReader, ReplySentence
from assistant.answering.generation.support import quotation_for, supporting_extract
from assistant.answering.reading.extracts import Extract, overlaps
from assistant.records import Answer, AnswerStatus, Citation, Statement
from kb.errors import ChatUnavailable
from kb.knowledge_base import KnowledgeBase
from kb.protocols import ChatModel
from kb.records import DocumentStatus, Evidence, Question

FELL_BACK = "以下为原文摘录"
REWORDED = "改写，已核对依据"
NO_ANSWER = "未找到依据"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply that is not finished.

    Attributes:
        verified: Sentences whose check is done and passed.
        pending: What has come of the next one; nobody has checked it.
    """

    verified: tuple[str, ...]
    pending: str


class Generator:
    """Words an answer with a chat model over given evidence."""

    def __init__(self, kb: KnowledgeBase, chat_model: ChatModel) -> None:
        self._kb = kb
        self._model = chat_model

    def stream(self, question: Question, evidence: Sequence[Evidence], extractive: Answer) -> Iterator[Draft | Answer]:
        """Yield the growing draft, and last the checked answer (or the extractive one with a notice)."""
        given = fitting_evidence(evidence)
        request = answer_request(question.text, given)
        reader, checked = ReplyReader(), CheckedReply(given)
        try:
            for piece in self._model.stream(request.system, request.user, request.shape):
                checked.add(reader.feed(piece))
                yield Draft(verified=checked.verified, pending=reader.pending)
        except ChatUnavailable as error:
            yield with_notice(extractive, f"{error.message_zh}，{FELL_BACK}")
            return
        checked.add(reader.finish())
        yield self._answer(checked, extractive)

    def _answer(self, checked: CheckedReply, extractive: Answer) -> Answer:
        if checked.silent:
            return with_notice(extractive, f"大模型没有依据资料作出回答，{FELL_BACK}")
        if not checked.verified:
            return with_notice(extractive, f"大模型的回答没有通过依据核对，{FELL_BACK}")
        citations = CitationList(self._kb.document)
        statements = tuple(checked.statements(citations))
        return replace(
            extractive,
            status=AnswerStatus.PARTIAL if checked.failed else AnswerStatus.GROUNDED,
            text="\n".join(one.text + "".join(f"[{marker}]" for marker in one.markers) for one in statements),
            statements=statements,
            steps=(),
            citations=citations.citations,
            notice=notice_of(extractive.notice, citations.citations, len(checked.failed)),
            generated=True,
            model_id=self._model.model_id,
            prompt_id=load_prompt(ANSWER_PROMPT).prompt_id,
            dropped_count=len(checked.failed),
        )


class CheckedReply:
    """The sentences of a reply with what became of each."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        self._evidence = evidence
        self._sentences: list[CheckedSentence] = []

    def add(self, sentences: Sequence[ReplySentence]) -> None:
        """Check finished sentences."""
        found = (check_reply_sentence(sentence, self._evidence) for sentence in sentences)
        self._sentences += [one for one in found if one is not None]

    @property
    def verified(self) -> tuple[str, ...]:
        """The sentences that passed, in order."""
        return tuple(one.text for one in self._sentences if not one.problem)

    @property
    def failed(self) -> tuple[CheckedSentence, ...]:
        """The sentences that did not."""
        return tuple(one for one in self._sentences if one.problem)

    @property
    def silent(self) -> bool:
        """True when the model said nothing but that it found nothing."""
        return all(one.text.strip("。.") == NO_ANSWER for one in self._sentences)

    def statements(self, citations: CitationList) -> Iterator[Statement]:
        """Yield what may be shown: sentences that passed; for others the passage they tell wrongly, where there is one.

        A passage that is cited already is not repeated.
        """
        shown = [extract for one in self._sentences if not one.problem for extract in self._extracts(one)]
        for sentence in self._sentences:
            if not sentence.problem:
                markers = (citations.cite_extract(extract) for extract in self._extracts(sentence))
                yield Statement(text=sentence.text, markers=tuple(dict.fromkeys(markers)), derived=REWORDED)
                continue
            quotation = quotation_for(sentence.text, [self._evidence[index] for index in sentence.evidence_indexes])
            if quotation is not None and not overlaps(quotation, shown):
                shown.append(quotation)
                yield Statement(text=quotation.text, markers=(citations.cite_extract(quotation),))

    def _extracts(self, sentence: CheckedSentence) -> list[Extract]:
        """Return what carries a sentence, one span per evidence that it names."""
        return [supporting_extract(sentence.text, self._evidence[index]) for index in sentence.evidence_indexes]


def notice_of(before: str, citations: Sequence[Citation], failed: int) -> str:
    """Return what the reader has to know of a worded answer: its sources' standing, and what was left out."""
    parts = [before]
    if any(one.status is not DocumentStatus.IN_FORCE for one in citations) and "不是现行有效" not in before:
        parts.append("所引文本有的不是现行有效文本，见引文后的状态")
    if not all(one.approved for one in citations) and "尚未经编辑审核" not in before:
        parts.append("所引文档有的尚未经编辑审核")
    if failed:
        parts.append(f"有 {failed} 句没有通过依据核对，已换成原文或略去")
    return "；".join(part for part in parts if part)


def with_notice(answer: Answer, notice: str) -> Answer:
    """Return the answer with one more sentence above it."""
    return replace(answer, notice="；".join(part for part in (notice, answer.notice) if part))
