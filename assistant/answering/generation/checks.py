"""What a model wrote is kept sentence by sentence, and only where the cited evidence carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.reading.hidden import hidden_values, without_hidden
from assistant.guard import Problem, ProblemKind, check_sentence
from kb.records import Evidence
from kb.text import default_tokenizer, normalize

MARKER = re.compile(r"\[(\d{1,3})\]|【(\d{1,3})】|［(\d{1,3})］")
LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)|https?://\S+|www\.\S+|<[^>]{1,200}>", re.IGNORECASE)
# A sentence keeps the markers that follow its full stop.
SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+)?(?:\s*(?:\[\d{1,3}\]|【\d{1,3}】|［\d{1,3}］))*")
QUOTED = re.compile(r"[“「『\"]([^”」』\"]{6,})[”」』\"]")
NUMBERING = re.compile(r"^\s*(?:[-*•]\s*)?(?:\d{1,2}[.、)）]|[（(]\d{1,2}[)）])\s*")
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
    """A sentence that passed: its text without markers, and which evidence (0-based) carries it."""

    text: str
    evidence_indexes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What was kept and how many sentences were dropped, by reason."""

    kept: tuple[CheckedSentence, ...]
    dropped: tuple[tuple[str, str], ...]


def check_reply(reply: str, evidence: Sequence[Evidence]) -> CheckReport:
    """Check every sentence of a reply against the evidence that its markers name."""
    kept: list[CheckedSentence] = []
    dropped: list[tuple[str, str]] = []
    for match in SENTENCE.finditer(LINK.sub("", reply)):
        raw = match.group().strip()
        text = tidy(raw)
        if not default_tokenizer().words(text):
            continue
        indexes = markers_of(raw, len(evidence))
        reason = problem_of(text, [evidence[index] for index in indexes])
        if reason:
            dropped.append((text, reason))
        else:
            kept.append(CheckedSentence(text=text, evidence_indexes=indexes))
    return CheckReport(kept=tuple(kept), dropped=tuple(dropped))


def tidy(raw: str) -> str:
    """Return a sentence without markers, links, emphasis and list numbers."""
    text = LINK.sub("", MARKER.sub("", raw))
    text = re.sub(r"[*_#`>|]+", "", text)
    return NUMBERING.sub("", text).strip()


def markers_of(raw: str, count: int) -> tuple[int, ...]:
    """Return the 0-based evidence indexes that a sentence names; unknown markers are dropped."""
    numbers = (int(next(group for group in match.groups() if group)) for match in MARKER.finditer(raw))
    return tuple(dict.fromkeys(number - 1 for number in numbers if 1 <= number <= count))


def problem_of(text: str, cited: Sequence[Evidence]) -> str:
    """Return why a sentence may not be shown, "" when the cited evidence carries it."""
    if not cited:
        return "no known marker"
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
