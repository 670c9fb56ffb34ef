"""Where training questions are asked: a knowledge base or a set of passages, with passages taken away on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answering.reading.compose import compose
from assistant.answering.reading.constraints import fitting_evidence
from assistant.answering.reading.question_words import QuestionWords, question_words
from assistant.answering.reading.scoring import ScoredUnit, score_units
from assistant.answering.reading.wording import in_written_words
from assistant.evaluation.passage_base import passage_base
from assistant.evaluation.passage_sets import Passage
from assistant.wiring import open_workbench
from kb.encoders import open_encoder
from kb.records import Document, Evidence, Filters, Question
from kb.settings import load_settings

TOP_K = 12
DEEP = 40  # found when passages are taken away, so that as many remain
AROUND = (300, 2_000)  # characters of the document looked at before and after the best unit

Keep = Callable[[Evidence], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one question met.

    Attributes:
        lacking: What is refused for before anything is read, "" for nothing.
        passage: Text around the best unit.
        answer: What would be answered if nothing were refused.
    """

    question: Question
    words: QuestionWords
    lacking: str
    scored: tuple[ScoredUnit, ...]
    passage: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The parts of a base that reading needs, as functions."""

    understand: Callable[[str], Question]
    search: Callable[[Question, int], list[Evidence]]
    weigh_words: Callable[[Sequence[str]], dict[str, float]]
    weigh_bigrams: Callable[[Sequence[str]], dict[str, float]]
    similarities: Callable[[str, Sequence[str]], list[float]]
    text_of: Callable[[str], str]
    documents: Callable[[], Iterator[Document]]

    def ask(self, text: str, keep: Keep | None = None, *, heard: bool = True) -> Found:
        """Ask one question.

        Args:
            keep: Says which passages may be found.
            heard: The lexicon of spoken phrases is at hand; without it a spoken question meets the base as one does
                whose phrases nobody has collected yet.
        """
        understood = self.understand(text)
        question = understood if heard else replace(understood, sayings=())
        found = self.search(question, DEEP if keep else TOP_K)
        evidence = [item for item in found if keep is None or keep(item)][:TOP_K]
        question = in_written_words(question, evidence)
        words = question_words(question, self.weigh_words, self.weigh_bigrams)
        fitting, lacking = fitting_evidence(question, evidence, self.text_of)
        scored = tuple(score_units(question, words, fitting, self.similarities))
        chosen = compose(question, words, scored, self.text_of).answer if scored else []
        return Found(
            question=question,
            words=words,
            lacking=lacking,
            scored=scored,
            passage=self._around(scored),
            answer="\n".join(extract.text for extract in chosen),
        )

    def _around(self, scored: Sequence[ScoredUnit]) -> str:
        if not scored:
            return ""
        unit = scored[0].unit
        text = self.text_of(unit.evidence.chunk.document_id)
        return text[max(0, unit.start - AROUND[0]) : unit.end + AROUND[1]]


@contextmanager
def base_desk(data: Path) -> Iterator[Desk]:
    """Open a data folder for asking."""
    with open_workbench(load_settings(data_path=data)) as bench:
        kb = bench.kb
        yield Desk(
            understand=kb.understand,
            search=lambda question, depth: kb.search(question, Filters(), depth),
            weigh_words=kb.word_weights,
            weigh_bigrams=kb.bigram_weights,
            similarities=kb.similarities,
            text_of=lambda document_id: kb.document(document_id).text,
            documents=lambda: (kb.document(one.document_id) for one in kb.summaries()),
        )


@contextmanager
def passage_desk(texts: Sequence[str]) -> Iterator[Desk]:
    """Make a base of passages, one document each, for asking."""
    embedder = open_encoder(load_settings())
    passages = [Passage(passage_id=f"p{number}", title="", text=text) for number, text in enumerate(texts)]

    def similarities(question: str, others: Sequence[str]) -> list[float]:
        asked = embedder.embed_queries([question])[0]
        return [float(value) for value in embedder.embed_passages(others) @ asked]

    with passage_base(passages, embedder) as base:
        stored = {chunk: texts[int(owner[1:])] for chunk, owner in base.passage_of.items()}
        by_document = {chunk.split(":")[0]: text for chunk, text in stored.items()}
        yield Desk(
            understand=base.understand,
            search=base.search,
            weigh_words=base.retriever.word_weights,
            weigh_bigrams=base.retriever.bigram_weights,
            similarities=similarities,
            text_of=lambda document_id: by_document[document_id],
            documents=lambda: iter(()),
        )
