"""What a clause announces: under a heading or behind a colon that names what is asked for, all of it, in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.reading.block_lines import MAX_LINES, PSEUDO_HEADING, plain_lines, running_steps, whole_items
from assistant.answering.reading.constraints import contradicts
from assistant.answering.reading.enumerations import announced_by, lines_after
from assistant.answering.reading.extracts import Extract
from assistant.answering.reading.grades import Place, lines_below
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import ASKING, QuestionWords, content_pieces, share
from assistant.answering.reading.units import Unit
from kb.records import AnswerKind, ChunkKind, Document, Evidence, Question

# What a heading or an announcing sentence may name; the question must ask for the same.
ASPECTS = (
    "职责", "任务", "程序", "流程", "步骤", "条件", "情形", "内容", "措施", "注意事项", "要求", "原则", "物资", "装备", "权力", "权限",
    "方式", "要点", "顺序", "标准", "依据", "分工", "处置", "行动", "组成", "小组", "工作组",
)  # fmt: skip
STEP_ASPECTS = ("程序", "流程", "步骤")
SAME_ASPECT = {
    "什么情况": "情形",
    "怎么做": "行动",
    "怎么行动": "行动",
    "怎么处置": "处置",
    "怎么办": "处置",
    "要素": "内容",
    "填": "内容",
}
COLON = re.compile(r"[:：]")
MARK = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+[章节条]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d+(?:\.\d+)*[、.．)）]?|[①-⑳●•·-])\s*"
)
FRAMING = re.compile(
    r"主要|具体|以下|如下|下列|包括|应当|应|须|履行|采取|进行|开展|分别|有关|相关|工作|的|是|为|和|及|与|等|其|由|按照|按|根据|一般|基本"
)
DOCUMENTS = 3
LONGEST_PHRASE = 60
LAST_CLAUSE = 0.8
MIN_RECALL = 0.65
MIN_PRECISION = 0.6
MIN_VALUE = 3.2
MAX_ANNOUNCED = 1_600  # characters; what is longer goes on behind a pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A block that an announcement leads to.

    Attributes:
        lead: The announcing sentence, None for a heading.
        items: The lines of the block, in order, complete.
        phrase: The announcement in plain form.
        under: The headings above it, innermost last.
    """

    place: Place
    lead: tuple[int, int] | None
    items: tuple[tuple[int, int], ...]
    phrase: str
    under: tuple[str, ...]
    value: float = 0.0

    @property
    def title(self) -> str:
        """Return the title of its document."""
        return self.place.evidence.document.metadata.title


def asked_aspects(question: Question) -> tuple[str, ...]:
    """Return the things of `ASPECTS` that a question asks for, the longest first."""
    asked = question.text
    if question.kind is AnswerKind.STEPS:
        return tuple(aspect for aspect in (*STEP_ASPECTS, "措施", "顺序") if aspect in asked)
    named = [aspect for aspect in ASPECTS if aspect in asked]
    named += [aspect for said, aspect in SAME_ASPECT.items() if said in asked and aspect not in named]
    return tuple(sorted(dict.fromkeys(named), key=len, reverse=True))


def best_announced(
    question: Question, words: QuestionWords, evidence: Sequence[Evidence], documents: Sequence[Document]
) -> Announced | None:
    """Return the block whose announcement names what is asked for, None when none does clearly.

    Args:
        documents: `documents[i]` holds `evidence[i]`; whole documents are looked at.
    """
    aspects = asked_aspects(question)
    if not aspects or not evidence:
        return None
    top = evidence[0].score or 1.0
    best: Announced | None = None
    seen: set[str] = set()
    for item, document in zip(evidence, documents, strict=True):
        if document.document_id in seen or len(seen) >= DOCUMENTS:
            continue
        seen.add(document.document_id)
        place = Place(document=document, evidence=item, standing=item.score / top)
        for one in announcements(place, aspects):
            weighed = weigh(question, words, one, aspects)
            if weighed is not None and (best is None or weighed.value > best.value):
                best = weighed
    return best if best is not None and len(best.items) > 0 else None


def announcements(place: Place, aspects: Sequence[str]) -> Iterator[Announced]:
    """Yield the headings and announcing sentences of a document that name one of the aspects; items still empty."""
    document = place.document
    paths = section_paths(document)
    for section in document.sections[1:]:
        title = plain(section.title)
        if any(aspect in title for aspect in aspects):
            yield Announced(place=place, lead=None, items=(), phrase=title, under=paths[section.ordinal])
    for chunk in document.chunks:
        named = chunk.kind is ChunkKind.TEXT and any(aspect in chunk.text for aspect in aspects)
        if named and COLON.search(chunk.text):
            yield from leads_of(place, chunk.start, chunk.text, paths, aspects)


def section_paths(document: Document) -> list[tuple[str, ...]]:
    """Return the headings above every section, its own last, by ordinal."""
    paths: list[tuple[str, ...]] = []
    for section in document.sections:
        above = paths[section.parent] if section.parent >= 0 else ()
        paths.append((*above, f"{section.label}{section.title}"))
    return paths


def path_at(document: Document, offset: int, paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the headings above an offset; a chunk that merges sections names only what they share."""
    number = bisect_right(document.sections, offset, key=lambda section: section.start) - 1
    while number > 0 and document.sections[number].end <= offset:
        number = document.sections[number].parent
    return paths[max(0, number)]


def leads_of(
    place: Place, offset: int, text: str, paths: Sequence[tuple[str, ...]], aspects: Sequence[str]
) -> Iterator[Announced]:
    """Yield the sentences of a chunk that announce with a colon, with the line above them that stands like a heading."""
    pseudo = ""
    for line in re.finditer(r"[^\n]+", text):
        said = line.group().strip()
        if PSEUDO_HEADING.match(said):
            pseudo = said
        for colon in COLON.finditer(line.group()):
            start = max(line.group().rfind(mark, 0, colon.start()) for mark in "。；;！？") + 1
            phrase = plain(MARK.sub("", line.group()[start : colon.start()]))
            if len(phrase) <= LONGEST_PHRASE and any(aspect in phrase for aspect in aspects):
                begin = offset + line.start() + start
                span = (begin, offset + line.start() + colon.end())
                under = (*path_at(place.document, begin, paths), pseudo)
                yield Announced(place=place, lead=span, items=(), phrase=phrase, under=under)


def weigh(question: Question, words: QuestionWords, one: Announced, aspects: Sequence[str]) -> Announced | None:
    """Return an announcement with its items and its value, None when it is of something else or announces nothing."""
    if contradicts(question, one.phrase) or not is_of_owner(question, one, aspects):
        return None
    asked = FRAMING.sub("", plain(question.text))
    title = plain(one.place.evidence.document.metadata.title)
    around = plain(" ".join(one.under))
    texts = (one.phrase, around, title)
    recall = max(share(subject_pairs(question, words), *texts), words.word_share(*texts))
    precision = precision_of(one.phrase, asked, aspects)
    inner = next((one for one in reversed(one.under) if one), "") if one.lead is not None else ""
    value = (
        2.0 * recall + 1.5 * precision + 0.5 * one.place.standing + 0.5 * overlap(plain(MARK.sub("", inner)), asked, ())
    )
    if recall < MIN_RECALL or precision < MIN_PRECISION or value < MIN_VALUE:
        return None
    items = below_heading(one) if one.lead is None else behind_lead(one.place, one.lead)
    if not items:
        return None
    return replace(one, items=items, value=value)


def is_of_owner(question: Question, one: Announced, aspects: Sequence[str]) -> bool:
    """Tell whether an announcement names whose 职责, of what the 程序 is asked: those of a body are not its office's."""
    wanted = "|".join(aspects)
    owner = re.search(
        rf"([\u4e00-\u9fff]{{2,}}?)的?(?:主要|具体|各项|有关)?(?:都?有哪些|有什么)?(?:{wanted})", question.text
    )
    tail = FRAMING.sub("", plain(owner[1]))[-2:] if owner else ""
    if len(tail) < 2 or ASKING.search(tail):
        return True
    return any(tail in FRAMING.sub("", plain(text)) for text in (one.phrase, *one.under))


def subject_pairs(question: Question, words: QuestionWords) -> Mapping[str, float]:
    """Return the character pairs of a question without those of the words that only frame it."""
    pieces = content_pieces(FRAMING.sub(" ", plain(question.text)))
    pairs = {piece[i : i + 2] for piece in pieces for i in range(len(piece) - 1)}
    return {pair: weight for pair, weight in words.bigrams.items() if pair in pairs} or words.bigrams


def precision_of(phrase: str, asked: str, aspects: Sequence[str]) -> float:
    """Return how far a phrase, or its last clause (…负责启动，程序如下), is what is asked for and nothing else."""
    clause = re.split("[，,]", phrase)[-1]
    whole, last = (overlap(FRAMING.sub("", one), asked, aspects) for one in (phrase, clause))
    return max(whole, LAST_CLAUSE * last)


def overlap(phrase: str, asked: str, aspects: Sequence[str]) -> float:
    """Return the share of a phrase's character pairs that the question has too; what is asked for counts as had."""
    pairs = [phrase[i : i + 2] for i in range(len(phrase) - 1)]
    said = asked + "\n" + "\n".join(aspects)
    return sum(pair in said for pair in pairs) / len(pairs) if pairs else 0.0


def below_heading(one: Announced) -> tuple[tuple[int, int], ...]:
    """Return the lines below a heading, those of its sub-headings included; tables row by row."""
    document = one.place.document
    paths = section_paths(document)
    section = next((s for s in document.sections if paths[s.ordinal] == one.under), None)
    if section is None or section.end - section.start > 2 * MAX_ANNOUNCED:
        return ()
    return tuple(lines_below(section, document))[:MAX_LINES]


def behind_lead(place: Place, lead: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """Return what an announcing sentence leads to: its items, the lines below it, or the rest of its line."""
    text = place.document.text[
        : section_end(place.document, lead[0])
    ]  # counting on in the next section is another list
    line_end = text.find("\n", lead[1])
    line_end = len(text) if line_end < 0 else line_end
    if text[lead[1] : line_end].rstrip().endswith(("：", ":")):  # 控制措施：发生事故后…，这些措施包括：
        lead = (lead[0], line_end)
    inline = bool(text[lead[1] : line_end].strip())
    listed = announced_by(text, *lead) or (None if inline else lines_after(text, *lead))
    if listed is not None and not text[lead[1] : listed.items[0][0]].strip():
        return whole_items(text, listed.items)
    if not inline:
        return plain_lines(text, line_end)
    rest = text[lead[1] : line_end]
    return tuple(running_steps(text, lead[1] + len(rest) - len(rest.lstrip()), line_end))


def section_end(document: Document, offset: int) -> int:
    """Return where the innermost section that holds an offset ends."""
    ends = [section.end for section in document.sections if section.start <= offset < section.end]
    return min(ends, default=len(document.text))


def extracts_of_block(block: Announced) -> tuple[list[Extract], int]:
    """Return lead and lines as extracts, as many as fit, and how many lines did not."""
    spans = [*([block.lead] if block.lead is not None else []), *block.items]
    kept: list[Extract] = []
    room = MAX_ANNOUNCED
    for span in spans:
        room -= span[1] - span[0]
        if room < 0 and kept:
            break
        kept.append(block.place.cut(span))
    return kept, len(spans) - len(kept)


def wants_steps(block: Announced) -> bool:
    """Tell whether what is announced is to be followed, step by step: a 程序, 流程 or 步骤."""
    return any(aspect in block.phrase for aspect in STEP_ASPECTS)


def units_of_block(extracts: Sequence[Extract]) -> list[Unit]:
    """Return the extracts of a block as units, for reading who does what in them."""
    return [
        Unit(evidence=one.evidence, position=number, start=one.start, end=one.end, text=one.text)
        for number, one in enumerate(extracts)
    ]


def heading_of(block: Announced) -> str:
    """Return the innermost heading of a block, for the pointer to what was left out."""
    return next((one for one in reversed(block.under) if one), "")
