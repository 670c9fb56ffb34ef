"""What a model wrote is kept sentence by sentence, and only where the cited evidence carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.generation.values import bounds_of, values_of
from assistant.answering.reading.hidden import hidden_values
from kb.records import Evidence
from kb.text import default_tokenizer, normalize

MARKER = re.compile(r"\[(\d{1,3})\]|【(\d{1,3})】|［(\d{1,3})］")
LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)|https?://\S+|www\.\S+|<[^>]{1,200}>", re.IGNORECASE)
# A sentence keeps the markers that follow its full stop.
SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+)?(?:\s*(?:\[\d{1,3}\]|【\d{1,3}】|［\d{1,3}］))*")
QUOTED = re.compile(r"[“「『\"]([^”」』\"]{6,})[”」』\"]")
NEGATION = re.compile(r"严禁|禁止|不得|不准|不要|不能|无须|无需|不必|切勿|未经")
BANNED = re.compile(r"(?:严禁|禁止|不得|不准|不要|切勿)([^，。；！、]{2,20})")
NUMBERING = re.compile(r"^\s*(?:[-*•]\s*)?(?:\d{1,2}[.、)）]|[（(]\d{1,2}[)）])\s*")
PERMITTED_ANYWAY = 0.8  # share of a banned act's character pairs from which a sentence speaks of it
BODY = re.compile(
    r"[\u4e00-\u9fff]{2,14}?(?:应急管理局|委员会|指挥部|办公室|[局厅署]|人民政府|支队|大队|有限公司|公司)"
)
RANK = "国省市县区镇乡村州盟旗部"
MIN_BODY = 3
MIN_OVERLAP = 0.5  # share of a sentence's character pairs that the cited evidence must hold


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
    source = normalize(" ".join(source_text(item) for item in cited))
    plain = normalize(text)
    for check in (hidden_problem, quote_problem, value_problem, negation_problem, body_problem):
        reason = check(plain, source)
        if reason:
            return reason
    return "" if overlap(text, source) >= MIN_OVERLAP else "wording not in the source"


def hidden_problem(text: str, source: str) -> str:  # noqa: ARG001 - one signature for all checks
    """Name a placeholder that is worded as if it were a value: XX万元 tells nobody anything."""
    return "placeholder told as a value" if hidden_values(text) else ""


def quote_problem(text: str, source: str) -> str:
    """Name a quotation that is not one."""
    return "quote not in the source" if any(quote not in source for quote in QUOTED.findall(text)) else ""


def value_problem(text: str, source: str) -> str:
    """Name a value or a bound of a value that the source does not hold."""
    missing = values_of(text) - values_of(source)
    if missing:
        return f"value not in the source: {min(missing)}"
    known = bounds_of(source)
    numbers = {number for number, _ in known}
    wrong = {number for number, bound in bounds_of(text) - known if number in numbers}
    return f"bound not in the source: {min(wrong)}" if wrong else ""


def negation_problem(text: str, source: str) -> str:
    """Name a negation that was added or lost."""
    if any(word not in source for word in NEGATION.findall(text)):
        return "negation not in the source"
    if NEGATION.search(text):
        return ""
    pairs = set(default_tokenizer().bigrams(text))
    for banned in BANNED.findall(source):
        act = set(default_tokenizer().bigrams(banned))
        if len(act) >= MIN_BODY and len(act & pairs) >= PERMITTED_ANYWAY * len(act):
            return "a ban of the source is lost"
    return ""


def body_problem(text: str, source: str) -> str:
    """Name a body that the source does not name, or names at another level of government."""
    for name in BODY.findall(text):
        start = next((cut for cut in range(len(name)) if name[cut:] in source), len(name))
        known = name[start:]
        if len(known) < min(MIN_BODY, len(name)) or (start and name[start - 1] in RANK):
            return f"body not in the source: {name}"
    return ""


def source_text(evidence: Evidence) -> str:
    """Return everything a citation of this evidence can carry: title, headings, text."""
    return " ".join((evidence.document.metadata.title, *evidence.chunk.heading_path, evidence.chunk.text))


def overlap(text: str, source: str) -> float:
    """Return the share of the character pairs of `text` found in `source`; 1.0 for text without pairs."""
    pairs = set(default_tokenizer().bigrams(text))
    if not pairs:
        return 1.0
    known = set(default_tokenizer().bigrams(source))
    return len(pairs & known) / len(pairs)
