"""Records of an evaluation: questions with what is expected, and what came of asking them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.records import Answer


class Match(StrEnum):
    """What a right answer does: hold all expected strings, hold any of them, or refuse."""

    ALL = "all"
    ANY = "any"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSpan:
    """Where an answer stands, independent of how a document is cut into chunks.

    Attributes:
        document: File (the end of its path is enough) or title; "" when any document will do.
        quote: Verbatim span, white space and cell borders aside.
        row: Texts near the quote that tell it from equal spans: other cells of its row, or its heading.
    """

    document: str
    quote: str
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalQuestion:
    """One question with what is expected.

    Attributes:
        answers: Strings a right answer holds; empty exactly when `match` is REFUSE.
        spans: Where the answer stands; without any, finding is not judged for this question.
    """

    question_id: str
    text: str
    answers: tuple[str, ...]
    match: Match
    kind: str = ""
    spans: tuple[GoldSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A half-open range of code points in the text of a stored document."""

    document_id: str
    start: int
    end: int

    def overlaps(self, other: Place) -> bool:
        """Tell whether two places share a character."""
        return self.document_id == other.document_id and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of one question.

    Attributes:
        answer: None when the question was not accepted; that counts as wrong.
        right: The answer is what was expected.
        citations_at_place: How many quotes stand at their offsets.
        citations_right: How many of these also carry an expected answer.
        rankings: Ablation → ids of what was found, best first; gold spans are named by `span_id`.
        passage_right: Ablation → whether the best passage alone, cut to the length of an answer, holds it.
    """

    question: EvalQuestion
    answer: Answer | None
    right: bool
    citations_at_place: int
    citations_right: int
    rankings: Mapping[str, tuple[str, ...]]
    passage_right: Mapping[str, bool]

    @property
    def unanswerable(self) -> bool:
        """True when the base is not expected to hold the answer."""
        return self.question.match is Match.REFUSE

    @property
    def refused(self) -> bool:
        """True when the product said 未找到依据."""
        return self.answer is not None and self.answer.refused


def span_id(position: int) -> str:
    """Return the id that the gold span at a position has in rankings."""
    return f"span-{position}"
