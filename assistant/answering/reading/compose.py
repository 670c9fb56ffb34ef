"""From scored units to the statements of a short answer, all verbatim."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.reading.kinds import is_required
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.scoring import ScoredUnit
from assistant.answering.reading.units import Unit, leads_in, units_of
from kb.records import AnswerKind, Evidence, Question

MAX_FACT = 220  # characters of a fact's answer, the limit
MAX_LIST = 900
JOIN = 5  # characters that joining two spans may add: a line end and a list number
ORDER = "一二三四五六七八九十"
LEAD_CHARACTERS = 60
MAX_PHONES = 5
SAME_LABEL = 0.05  # difference of label shares that does not decide between two numbers
GAIN = 0.12  # share of the question's weight a further span must add
MARGIN = 1.0  # how far below the best score a further span may lie
CLAUSE_END = re.compile(r"[，,；;。！？!?\n]")
ITEM = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．]|[①-⑳]|[a-z][)）]|[-•·●]|[一二三四五六七八九十]是)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A verbatim span chosen for the answer."""

    evidence: Evidence
    start: int
    end: int
    text: str


def extract_of(unit: Unit) -> Extract:
    """Return the whole unit as an extract."""
    return Extract(evidence=unit.evidence, start=unit.start, end=unit.end, text=unit.text)


def compose_fact(words: QuestionWords, scored: Sequence[ScoredUnit]) -> list[Extract]:
    """Choose the best span and those that add something asked for, within `MAX_FACT` characters."""
    chosen: list[Extract] = []
    room = MAX_FACT
    covered = ""
    for entry in candidates(scored):
        gain = new_share(words, entry.unit.text, covered)
        if chosen and (gain < GAIN or room < 40 or not entry.fitting):
            continue
        extract = trimmed(entry.unit, words, room)
        if extract is None or overlaps(extract, chosen):
            continue
        chosen.append(extract)
        room -= len(extract.text) + 1
        covered += context_of(extract)
    if chosen:
        chosen = with_next_sentence(chosen, room)
    return sorted_by_place(chosen)


def compose_phones(scored: Sequence[ScoredUnit]) -> list[Extract]:
    """Return every number whose label fits the question as well as the best one's: the asker must choose, not we."""
    fitting = [entry for entry in scored if entry.fitting]
    best = max((entry.signals["label"] for entry in fitting[:MAX_PHONES]), default=0.0)
    chosen: list[Extract] = []
    room = MAX_FACT
    for entry in fitting:
        alike = entry.signals["label"] >= best - SAME_LABEL and entry.score >= scored[0].score - 2 * MARGIN
        extract = extract_of(entry.unit)
        if alike and len(extract.text) < room and len(chosen) < MAX_PHONES and not overlaps(extract, chosen):
            chosen.append(extract)
            room -= len(extract.text) + 1
    return chosen


def context_of(extract: Extract) -> str:
    """Return what a reader knows from a chosen span: its words, its headings, its title."""
    evidence = extract.evidence
    return plain(" ".join((extract.text, evidence.document.metadata.title, *evidence.chunk.heading_path)))


def candidates(scored: Sequence[ScoredUnit]) -> list[ScoredUnit]:
    """Keep the units that come near the best one."""
    if not scored:
        return []
    floor = scored[0].score - MARGIN
    return [entry for entry in scored[:12] if entry.score >= floor]


def new_share(words: QuestionWords, text: str, covered: str) -> float:
    """Return the share of the question's weight that `text` has and `covered` has not."""
    return words.pair_share(plain(text) + covered) - words.pair_share(covered)


def overlaps(extract: Extract, chosen: Sequence[Extract]) -> bool:
    """Tell whether the span, or the same text elsewhere, was chosen already."""
    return any(
        extract.text in other.text
        or (
            other.evidence.chunk.document_id == extract.evidence.chunk.document_id
            and extract.start < other.end
            and other.start < extract.end
        )
        for other in chosen
    )


def with_next_sentence(chosen: list[Extract], room: int) -> list[Extract]:
    """Let a single announcing sentence (…如下：) be followed by what it announces while there is room."""
    first = chosen[0]
    units = units_of(first.evidence)
    if not leads_in(first.text):
        return chosen
    for unit in units:
        if unit.start >= first.end and len(unit.text) <= room:
            extract = extract_of(unit)
            if not overlaps(extract, chosen):
                chosen = [*chosen, extract]
                room -= len(unit.text)
    return chosen


def trimmed(unit: Unit, words: QuestionWords, room: int) -> Extract | None:
    """Return the unit, or its best run of clauses that fits into `room` characters."""
    if len(unit.text) <= room:
        return extract_of(unit)
    clauses = clause_spans(unit.text)
    best: tuple[float, int, int] | None = None
    for i, (start, _) in enumerate(clauses):
        for _, end in clauses[i:]:
            if end - start > room:
                break
            weight = words.pair_share(plain(unit.text[start:end])) - (end - start) / 10_000
            if best is None or weight > best[0]:
                best = (weight, start, end)
    if best is None:
        return None
    text = unit.text[best[1] : best[2]]
    return Extract(evidence=unit.evidence, start=unit.start + best[1], end=unit.start + best[2], text=text)


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Cut a sentence at its commas, marks included."""
    spans, start = [], 0
    for match in CLAUSE_END.finditer(text):
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def sorted_by_place(chosen: Sequence[Extract]) -> list[Extract]:
    """Order extracts of one document as they stand there; the first extract's document comes first."""
    order = {item.evidence.chunk.document_id: index for index, item in reversed(list(enumerate(chosen)))}
    return sorted(chosen, key=lambda item: (order[item.evidence.chunk.document_id], item.start))


def joined(chosen: Sequence[Extract], text_of: Callable[[str], str]) -> list[Extract]:
    """Join extracts that follow each other with nothing but white space between; `text_of(id)` is a stored text."""
    merged: list[Extract] = []
    for extract in chosen:
        last = merged[-1] if merged else None
        document_id = extract.evidence.chunk.document_id
        if last is not None and last.evidence.chunk.document_id == document_id and last.end <= extract.start:
            text = text_of(document_id)
            if not text[last.end : extract.start].strip():
                whole = text[last.start : extract.end]
                merged[-1] = Extract(evidence=last.evidence, start=last.start, end=extract.end, text=whole)
                continue
        merged.append(extract)
    return merged


def compose_list(scored: Sequence[ScoredUnit]) -> list[Extract]:
    """Return the whole enumeration that the best span belongs to, in order; empty when it belongs to none."""
    best = candidates(scored)
    if not best:
        return []
    unit = best[0].unit
    units = units_of(unit.evidence)
    heads = inline_items(units, unit.position)
    if heads and sum(len(head.text) for head in heads) <= MAX_FACT:
        return heads if is_item(unit) or len(unit.text) > LEAD_CHARACTERS else [extract_of(unit), *heads]
    run = enumeration_around(units, unit.position)
    if len(run) < 2:
        return []
    chosen, room = [], MAX_LIST
    for member in run:
        if len(member.text) > room:
            break
        chosen.append(extract_of(member))
        room -= len(member.text)
    return chosen


def inline_items(units: Sequence[Unit], position: int) -> list[Extract]:
    """Return the heads of 一是…二是…三是… that begin at or after a unit, each cut at its first comma or full stop.

    The items of a report are often paragraphs; what is listed is the head of each.
    """
    items: list[Extract] = []
    for unit in units[position:]:
        wanted = f"{ORDER[len(items)]}是" if len(items) < len(ORDER) else ""
        if wanted and unit.text.startswith(wanted):
            end = CLAUSE_END.search(unit.text)
            cut = end.end() if end else len(unit.text)
            items.append(
                Extract(evidence=unit.evidence, start=unit.start, end=unit.start + cut, text=unit.text[:cut])
            )
    return items if len(items) > 1 else []


def enumeration_around(units: Sequence[Unit], position: int) -> list[Unit]:
    """Return the announcing unit and its items when the unit at `position` belongs to an enumeration."""
    here = units[position]
    if leads_in(here.text) or is_item(here):
        first = position
        while first > 0 and is_item(units[first]):
            first -= 1
        last = position
        while last + 1 < len(units) and (is_item(units[last + 1]) or (last == position and leads_in(here.text))):
            last += 1
        return list(units[first : last + 1])
    following = units[position + 1 : position + 2]
    if following and is_item(following[0]):
        return enumeration_around(units, position + 1)
    return [here]


def is_item(unit: Unit) -> bool:
    """Tell whether a unit begins like a list item: （一）, 1., ①, 一是."""
    return bool(ITEM.match(unit.text))


def surroundings(chosen: Sequence[Extract]) -> list[Extract]:
    """Return the sentences next to the first extract that fit into the room left, the following ones first.

    For questions without a shape of answer the sentence that shares the question's words often only leads to the
    one that answers it.
    """
    if not chosen:
        return []
    room = MAX_FACT - sum(len(extract.text) + 1 for extract in chosen)
    units = units_of(chosen[0].evidence)
    after = [unit for unit in units if unit.start >= chosen[0].end]
    before = [unit for unit in reversed(units) if unit.end <= chosen[0].start]
    taken: list[Extract] = []
    for side in (after, before):
        for unit in side:
            if len(unit.text) + JOIN > room:
                break
            if not overlaps(extract_of(unit), [*chosen, *taken]):
                taken.append(extract_of(unit))
                room -= len(unit.text) + JOIN
    return sorted_by_place(taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The spans of an answer: what answers it, and what stands around it."""

    answer: tuple[Extract, ...]
    context: tuple[Extract, ...] = ()


def compose(question: Question, words: QuestionWords, scored: Sequence[ScoredUnit]) -> Composition:
    """Choose the spans that answer a question of any kind but a procedure."""
    if question.kind in (AnswerKind.LIST, AnswerKind.CLAUSE):
        listed = compose_list(scored)
        if listed:
            return Composition(answer=tuple(listed))
    if question.kind is AnswerKind.PHONE:
        return Composition(answer=tuple(compose_phones(scored)))
    chosen = compose_fact(words, scored)
    alone = is_required(question.kind) or not scored or is_item(scored[0].unit)
    context = [] if alone else surroundings(chosen)
    return Composition(answer=tuple(chosen), context=tuple(context))
