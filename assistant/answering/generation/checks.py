"""What a model wrote is kept sentence by sentence, and only where the cited evidence carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.generation.replies import MARKER, ReplySentence
from assistant.answering.reading.hidden import hidden_values, without_hidden
from assistant.guard import Problem, ProblemKind, check_sentence
from kb.records import Evidence
from kb.text import default_tokenizer, normalize

LINK = re.compile(r"!?\[[^\]]*\]\s?\([^)]*\)|[a-z][a-z0-9+.-]{1,20}://\S+|www\.\S+|<[^>]{1,200}>", re.IGNORECASE)
# What could still become a link or an image somewhere; a sentence that holds it is not shown.
LINK_LEFT = re.compile(
    r"://|\]\s?[(:\[]|!\[|<\s*[a-z/!]|(?<![a-z])(?:javascript|data|mailto|vbscript):|"
    r"[a-z0-9-]\.(?:com|cn|net|org|gov|edu|io|xyz|top|info|site|example|test)(?![a-z0-9])",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[“「『\"]([^”」』\"]{6,})[”」』\"]")
NUMBERING = re.compile(r"^\s*(?:[-*•]\s*)?(?:\d{1,2}[.、)）](?!\d)|[（(]\d{1,2}[)）])\s*")
MIN_OVERLAP = 0.5  # share of a sentence's character pairs that the cited evidence must hold
LOST_BAN = "句子里没有了"  # how the guard words a negation that the sentence lost
REASONS = {
    ProblemKind.BOUND: "bound not in the source",
    ProblemKind.NEGATION: "negation not in the source",
    ProblemKind.MODALITY: "modality not in the source",
    ProblemKind.ORDER: "order not in the source",
    ProblemKind.BODY: "body not in the source",
    ProblemKind.PERSON: "person not in the source",
    ProblemKind.PLACE: "place not in the source",
    ProblemKind.UNSUPPORTED: "wording not in the source",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSentence:
    """A sentence of a reply after its check.

    Attributes:
        text: Without markers, links and markup.
        evidence_indexes: 0-based, those of its markers that exist.
        problem: Why it may not be shown, for the log; "" when the evidence carries it.
    """

    text: str
    evidence_indexes: tuple[int, ...]
    problem: str = ""


def check_reply_sentence(sentence: ReplySentence, evidence: Sequence[Evidence]) -> CheckedSentence | None:
    """Check one sentence against the evidence that it names; None when it says nothing."""
    text = tidy(sentence.text)
    if not default_tokenizer().words(text):
        return None
    indexes = tuple(number - 1 for number in sentence.sources if 1 <= number <= len(evidence))
    problem = problem_of(text, [evidence[index] for index in indexes])
    return CheckedSentence(text=text, evidence_indexes=indexes, problem=problem)


def tidy(raw: str) -> str:
    """Return a sentence without markers, links, emphasis and list numbers."""
    text = MARKER.sub("", LINK.sub("", raw))
    text = re.sub(r"[*_#`>|]+", "", text)
    return NUMBERING.sub("", text).strip()


def problem_of(text: str, cited: Sequence[Evidence]) -> str:
    """Return why a sentence may not be shown, "" when the cited evidence carries it."""
    if not cited:
        return "no known marker"
    if LINK_LEFT.search(normalize(text)):
        return "a link"
    if hidden_values(normalize(text)):  # XX万元 tells nobody anything
        return "placeholder told as a value"
    source = normalize("\n".join(source_text(item) for item in cited))
    if any(quote not in source for quote in QUOTED.findall(normalize(text))):
        return "quote not in the source"
    problems = check_sentence(text, [without_hidden(source_text(item)) for item in cited])
    if problems:
        return "; ".join(reason_of(problem) for problem in problems)
    return "" if overlap(text, source) >= MIN_OVERLAP else "wording not in the source"


def reason_of(problem: Problem) -> str:
    """Return a problem of the guard as a reason for the log."""
    reason = REASONS.get(problem.kind, "value not in the source")
    if problem.kind is ProblemKind.NEGATION and LOST_BAN in problem.reason:
        reason = "a ban of the source is lost"
    return f"{reason}: {problem.value}"


def source_text(evidence: Evidence) -> str:
    """Return everything a citation of this evidence can carry: title, headings, text."""
    return "\n".join((evidence.document.metadata.title, *evidence.chunk.heading_path, evidence.chunk.text))


def overlap(text: str, source: str) -> float:
    """Return the share of the character pairs of `text` found in `source`; 1.0 for text without pairs."""
    pairs = set(default_tokenizer().bigrams(text))
    if not pairs:
        return 1.0
    known = set(default_tokenizer().bigrams(source))
    return len(pairs & known) / len(pairs)
