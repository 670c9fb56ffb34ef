"""From scored units to the statements of a short answer, all verbatim."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.reading.constraints import contradicts
from assistant.answering.reading.extracts import Extract, extract_of, overlaps
from assistant.answering.reading.focus import asked_count, asks_twice
from assistant.answering.reading.kinds import is_required
from assistant.answering.reading.lists import MAX_FACT, compose_list
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.scoring import ScoredUnit
from assistant.answering.reading.tables import header_extract, is_row, row_extracts
from assistant.answering.reading.units import Unit, leads_in, units_of
from kb.records import AnswerKind, Question

__all__ = ["Composition", "Extract", "compose", "extract_of", "joined"]

JOIN = 5  # characters that joining two spans may add: a line end and a list number
MAX_PHONES = 5
JOINED_BODIES = re.compile(
    r"(?:^|[，,？?。])(?:报?给)?([\u4e00-\u9fff]{2,5}?)(?:和|跟|与|、|以及|还有)([\u4e00-\u9fff]{2,5}?)(?=都|分别|各|要|的|电话|，|,|？|\?|$)"
)
TIE = 1.0  # difference of scores that does not decide between two spans: both are given
SAME_LABEL = 0.05  # difference of label shares that does not decide between two numbers
GAIN = 0.12  # share of the question's weight a further span must add
MARGIN = 2.0  # how far below the best score a further span may lie
CLAUSE_END = re.compile(r"[，,；;。！？!?\n]")
ITEM = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．]|[①-⑳]|[a-z][)）]|[-•·●]|[一二三四五六七八九十]是)"
)


def compose_fact(question: Question, words: QuestionWords, scored: Sequence[ScoredUnit]) -> list[Extract]:
    """Choose the best span and those that add something asked for, within `MAX_FACT` characters."""
    chosen: list[Extract] = []
    room = MAX_FACT
    covered = ""
    for entry in candidates(scored):
        gain = new_share(words, entry.unit.text, covered)
        adds = gain >= GAIN or question.kind is AnswerKind.LIST or entry.score >= scored[0].score - TIE
        if chosen and (not adds or room < 40 or not entry.fitting):
            continue
        if is_row(entry.unit):
            extracts = row_extracts(question, words, entry.unit, room)
        else:
            extracts = [one for one in (trimmed(entry.unit, words, room),) if one is not None]
        for extract in extracts:
            if not overlaps(extract, chosen):
                chosen.append(extract)
                room -= len(extract.text) + 1
                covered += context_of(extract)
    if chosen:
        chosen = with_next_sentence(chosen, room)
    return sorted_by_place(chosen)


def compose_phones(question: Question, scored: Sequence[ScoredUnit]) -> list[Extract]:
    """Return every number whose label fits the question as well as the best one's: the asker must choose, not we."""
    fitting = [entry for entry in scored if entry.fitting]
    if not fitting:
        return []
    floor = fitting[0].score - 2 * MARGIN
    best = max(entry.signals["label"] for entry in fitting[:MAX_PHONES] if entry.score >= floor)
    chosen: list[Extract] = []
    room = MAX_FACT
    for entry in fitting:
        alike = entry.signals["label"] >= best - SAME_LABEL and entry.score >= floor
        extract = extract_of(entry.unit)
        if alike and len(extract.text) < room and len(chosen) < MAX_PHONES and not overlaps(extract, chosen):
            chosen.append(extract)
            room -= len(extract.text) + 1
    return [*chosen, *phones_of_others(question, fitting, chosen)]


def phones_of_others(question: Question, fitting: Sequence[ScoredUnit], chosen: Sequence[Extract]) -> list[Extract]:
    """Return the best number of each body that a question joins to another (消防和园区都要报吗) and no chosen line names."""
    more: list[Extract] = []
    for found in JOINED_BODIES.finditer(question.text):
        for name in found.groups():
            if any(name in extract.text for extract in (*chosen, *more)):
                continue
            named = (extract_of(entry.unit) for entry in fitting if name in entry.unit.text)
            more += [one for one in named if not overlaps(one, [*chosen, *more])][:1]
    return more


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


def is_item(unit: Unit) -> bool:
    """Tell whether a unit begins like a list item: （一）, 1., ①, 一是."""
    return bool(ITEM.match(unit.text))


def surroundings(question: Question, chosen: Sequence[Extract]) -> list[Extract]:
    """Return the sentences next to the first extract that fit into the room left, the following ones first.

    What speaks of other levels or colours than the one asked for stays out.

    For questions without a shape of answer the sentence that shares the question's words often only leads to the
    one that answers it.
    """
    if not chosen:
        return []
    room = MAX_FACT - sum(len(extract.text) + 1 for extract in chosen)
    units = [unit for unit in units_of(chosen[0].evidence) if not contradicts(question, unit.text)]
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


def compose(
    question: Question, words: QuestionWords, scored: Sequence[ScoredUnit], text_of: Callable[[str], str]
) -> Composition:
    """Choose the spans that answer a question of any kind but a procedure.

    Args:
        text_of: Gives a whole stored text by document id: an enumeration goes on over several chunks.
    """
    if not scored:
        return Composition(answer=())
    if question.kind is AnswerKind.PHONE:
        return Composition(answer=tuple(compose_phones(question, scored)))
    if question.kind in (AnswerKind.LIST, AnswerKind.CLAUSE) or asked_count(question.text) > 1:
        listed = compose_list(question, words, scored, text_of)
        if listed:
            return Composition(answer=tuple(listed))
    chosen = compose_fact(question, words, scored)
    if is_row(scored[0].unit):
        header = header_extract(scored[0].unit, text_of)
        fitting = header is not None and not overlaps(header, chosen) and total(chosen) + len(header.text) < MAX_FACT
        return Composition(answer=tuple(chosen), context=(header,) if header is not None and fitting else ())
    single = is_required(question.kind) and not asks_twice(question.text)
    alone = single or is_item(scored[0].unit)
    return Composition(answer=tuple(chosen), context=() if alone else tuple(surroundings(question, chosen)))


def total(chosen: Sequence[Extract]) -> int:
    """Return the characters of an answer made of these extracts, line ends counted."""
    return sum(len(extract.text) + 1 for extract in chosen)
