"""Records of the value guard: what a text mentions, and what of a sentence its evidence does not carry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """What kind of thing in a sentence has no support."""

    NUMBER = "number"
    LIMIT = "limit"
    LEVEL = "level"
    DATE = "date"
    AMOUNT = "amount"
    PHONE = "phone"
    ARTICLE = "article"
    STANDARD = "standard"
    DOCUMENT_NUMBER = "document_number"
    BODY = "body"
    PERSON = "person"
    PLACE = "place"
    NEGATION = "negation"
    MODALITY = "modality"
    BOUND = "bound"
    ORDER = "order"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing in a sentence that its evidence does not carry.

    Attributes:
        value: As the sentence writes it, in normal form.
        reason: A Chinese sentence for the reader.
    """

    value: str
    kind: ProblemKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A value in a text, in a form in which equal values are equal.

    Attributes:
        dimension: Values compete only within one: "second", "day", "yuan", "level", "phone" …
        value: Canonical form; numbers as reduced fractions ("30", "1/2").
        bound: See `assistant.guard.bounds`; "" for a bare value.
        text: As printed, in normal form; `start` and `end` are its place there.
    """

    kind: ProblemKind
    dimension: str
    value: str
    start: int
    end: int
    text: str
    bound: str = ""
