"""Questions that set things against each other: every side is looked for on its own and stands in its own column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.forms.columns import QUOTED, difference, short, tells_amount, without_false_notes
from assistant.answering.forms.compared_cells import answer_of_cell, compared_cells
from assistant.answering.forms.documents import named_documents, wanted_versions, years_of
from assistant.answering.forms.editions import LAPSED, of_documents, plainly
from assistant.answering.forms.grids import grids_of
from assistant.answering.forms.merging import NOTHING_FOUND, side_by_side, with_difference
from assistant.answering.forms.sides import LEVEL_NAMES, Side, asked_of_each, sides_of
from assistant.answering.reading.plain import plain
from assistant.records import Answer, AnswerStatus
from kb.knowledge_base import KnowledgeBase
from kb.records import AnswerKind, DocumentSummary, Filters, Question
from kb.retrieval.filtering import allowed_documents
from kb.retrieval.naming import title_key
from kb.text import normalize

Ask = Callable[[Question, Filters], Answer]
BEFORE_AFTER = re.compile(r"新旧|(?:修[订改正]|改版|更新)前后|前后(?:两[个版])?")
APART = "各列出自不同文件，级别不一定可比"
MAX_OF_LABEL = 12  # a label that so many titles hold tells none of them
SHORTEST_LABEL = 3
NO_DOCUMENT = "0" * 32  # the id of none
SIGN = re.compile(r"[一二三四]级|[红橙黄蓝]色")
EDITION = "edition"
AMOUNT = re.compile(r"(?:是|有)多少")
TABLE_DEPTH = 12
ENTERPRISE = "enterprise"
ALIGNED = frozenset({"level", "colour"})  # of two plans, the levels of one say nothing about those of the other


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSide:
    """A side with the documents in which it may be answered."""

    label: str
    question: Question
    filters: Filters
    kind: str = EDITION


class ComparisonReader:
    """Answers every side with its own filters and sets the answers side by side."""

    def __init__(self, kb: KnowledgeBase, ask: Ask) -> None:
        self._kb = kb
        self._ask = ask

    def read(self, question: Question, filters: Filters) -> Answer | None:
        """Return an answer with a column for each side; None when the question names fewer than two."""
        sides = self.sides(question, filters)
        if len(sides) < 2:
            return None
        answers = self._from_table(question, sides, self.answers(sides), filters)
        labelled = [
            (side.label, side.question.text, short(side.question.text, side.question.kind, answer, len(sides)))
            for side, answer in zip(sides, answers, strict=True)
        ]
        merged = with_difference(side_by_side(question.text, labelled), difference(labelled))
        if merged.refused or not apart(sides, answers):
            return merged
        return replace(merged, notice="；".join(part for part in (merged.notice, APART) if part))

    def answers(self, sides: Sequence[AskedSide]) -> list[Answer]:
        """Ask every side; levels and colours are looked for in one document where one speaks of them all."""
        answers = [self._answer(side, sides, side.filters) for side in sides]
        if not apart(sides, answers):
            return answers
        whole = (again for again in self.of_one_document(sides, answers) if not any(one.refused for one in again))
        return next(whole, answers)

    def _from_table(
        self, question: Question, sides: Sequence[AskedSide], answers: list[Answer], filters: Filters
    ) -> list[Answer]:
        """Return what one table tells of all sides where the sides by themselves were not told apart."""
        if told_apart(answers) or any(side.kind == EDITION for side in sides):
            return answers
        evidence = self._kb.applicable(replace(question, kind=question.plain_kind), filters, TABLE_DEPTH)
        cells = compared_cells(question.text, [side.label for side in sides], grids_of(self._kb, evidence))
        return [answer_of_cell(question.text, one, self._kb) for one in cells] or answers

    def of_one_document(self, sides: Sequence[AskedSide], answers: Sequence[Answer]) -> Iterator[list[Answer]]:
        """Ask all sides again in each of the documents that one of them was answered from.

        Yields nothing for sides with documents of their own, and where all stand in one document already.
        """
        cited = dict.fromkeys(answer.citations[0].document_id for answer in answers if answer.citations)
        if len(cited) < 2 or any(side.filters.document_ids for side in sides):
            return
        for document_id in cited:
            within = [replace(side.filters, document_ids=(document_id,)) for side in sides]
            yield [self._answer(side, sides, filters) for side, filters in zip(sides, within, strict=True)]

    def _answer(self, side: AskedSide, sides: Sequence[AskedSide], filters: Filters) -> Answer:
        """Answer one side; what speaks of another side only is left out, and of nothing of this one is no answer."""
        answer = self._ask(side.question, filters)
        if answer.refused:
            return answer
        answer = without_false_notes(answer, self._kb)
        if AMOUNT.search(side.question.text) and not tells_amount(answer):
            return unanswered(side, answer, f"没有找到“{side.label}”的数值")
        if absent := unmentioned_name(side, answer):
            return unanswered(side, answer, f"没有找到关于“{absent}”的内容")
        return without_others(side, [other for other in sides if other is not side], answer)

    def sides(self, question: Question, filters: Filters) -> list[AskedSide]:
        """Return the sides, each with the filters that keep the documents of the others out."""
        summaries = self._kb.candidates(filters)
        if editions := self._editions(question, filters, summaries):
            return editions
        sides = [self._side(side, filters, summaries) for side in sides_of(question)]
        return [apart_from(side, sides, filters, summaries) for side in sides]

    def _side(self, side: Side, filters: Filters, summaries: Sequence[DocumentSummary]) -> AskedSide:
        asked = self._kb.understand(side.question, approved_only=filters.approved_only)
        if asked.kind in (AnswerKind.COMPARISON, AnswerKind.COMPUTATION, AnswerKind.STANDING):
            asked = replace(asked, kind=asked.plain_kind)
        mask = allowed_documents(summaries, filters).tolist()
        allowed = [one for one, keep in zip(summaries, mask, strict=True) if keep]
        return AskedSide(
            label=side.label, question=asked, filters=side_filters(side, asked, filters, allowed), kind=side.kind
        )

    def _editions(self, question: Question, filters: Filters, summaries: Sequence[DocumentSummary]) -> list[AskedSide]:
        """Return a side for each version of the named document: by the years named, or before and after its revision."""
        named = named_documents(question, summaries)
        if BEFORE_AFTER.search(question.text):
            lapsed = [one for one in named or summaries if one.standing in LAPSED]
            followed = {one.superseded_by for one in lapsed}
            later = [one for one in summaries if one.document_id in followed]
            versions = [("修订前", lapsed), ("修订后", later)] if lapsed and later else []
        elif len(question.years) > 1 and named:
            versions = [(f"{year}年版", of_year(year, named)) for year in question.years]
        else:
            return []
        if len(versions) < 2 or not all(documents for _, documents in versions):
            return []
        asked = self._edition_question(question)
        return [
            AskedSide(
                label=label, question=asked, filters=of_documents(filters, [one.document_id for one in documents])
            )
            for label, documents in versions
        ]

    def _edition_question(self, question: Question) -> Question:
        """Return what is asked of every version: the question without its years and without what compares."""
        text = BEFORE_AFTER.sub("", question.text)
        years = "|".join(question.years)
        if years:
            text = re.sub(rf"(?:{years})年?(?:版|修订版?)?(?:[和与跟同、]|的)?", "", text)
        asked = self._kb.understand(asked_of_each(text))
        asked = plainly(asked, self._kb) if asked.earlier else asked
        return replace(asked, kind=asked.plain_kind, years=())


def told_apart(answers: Sequence[Answer]) -> bool:
    """Tell whether every side was answered, and no two by the same passages."""
    quotes = [tuple(one.quote for one in answer.citations) for answer in answers]
    return not any(answer.refused for answer in answers) and len(set(quotes)) == len(quotes)


def apart_from(
    side: AskedSide, sides: Sequence[AskedSide], filters: Filters, summaries: Sequence[DocumentSummary]
) -> AskedSide:
    """Keep a side without documents of its own out of those that are another side's.

    The figures of one enterprise or place must never be given for another that the base does not hold.
    """
    taken = {document_id for other in sides for document_id in other.filters.document_ids}
    if not taken or side.filters.document_ids or side.kind != "other":
        return side
    mask = allowed_documents(summaries, filters).tolist()
    left = [one.document_id for one, keep in zip(summaries, mask, strict=True) if keep and one.document_id not in taken]
    return replace(side, filters=replace(side.filters, document_ids=tuple(left) or (NO_DOCUMENT,)))


def unmentioned_name(side: AskedSide, answer: Answer) -> str:
    """Return what of the label of a side its answer does not speak of, by the reader's own remark; "" otherwise."""
    if side.kind in ALIGNED:  # 黄色、蓝色预警 speaks of 黄色预警
        return ""
    words = [word for quoted in QUOTED.findall(answer.missing) for word in quoted.split("、")]
    return next((word for word in words if word in side.label), "")


def unanswered(side: AskedSide, answer: Answer, missing: str) -> Answer:
    """Return a refusal of a side."""
    return Answer(
        question=side.question.text,
        resolved_question=side.question.text,
        status=AnswerStatus.NO_EVIDENCE,
        text=NOTHING_FOUND,
        nearest=answer.nearest,
        missing=missing,
    )


def without_others(side: AskedSide, others: Sequence[AskedSide], answer: Answer) -> Answer:
    """Leave out statements that name the level or colour of another side and not the own one."""
    if side.kind not in ALIGNED or answer.steps:
        return answer
    own, foreign = sign_of(side.label), [sign_of(other.label) for other in others]
    kept = [
        one
        for one in answer.statements
        if own in plain(one.text) or not any(sign and sign in plain(one.text) for sign in foreign)
    ]
    return (
        replace(answer, statements=tuple(kept)) if kept else unanswered(side, answer, f"没有找到“{side.label}”的依据")
    )


def sign_of(label: str) -> str:
    """Return the level or colour of a label in plain form: Ⅱ级响应 → 二级."""
    match = SIGN.search(plain(label))
    return match[0] if match else ""


def apart(sides: Sequence[AskedSide], answers: Sequence[Answer]) -> bool:
    """Tell whether levels or colours of one system were found in different documents."""
    cited = {answer.citations[0].document_id for answer in answers if answer.citations}
    return len(cited) > 1 and all(side.kind in ALIGNED for side in sides)


def of_year(year: str, named: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Return the versions that are called by a year."""
    return [one for one in named if year in years_of(one.metadata)]


def side_filters(side: Side, asked: Question, filters: Filters, allowed: Sequence[DocumentSummary]) -> Filters:
    """Return the filters of a side: its own documents, its own level, or the documents of its place or enterprise.

    A side whose label no document carries is looked for everywhere; what it names is then checked by the reader.
    """
    if side.kind == "rank":
        level = LEVEL_NAMES.get(side.label.removesuffix("级").removesuffix("里"), "")
        return replace(filters, levels=(level,)) if level else filters
    documents = [one for one in wanted_versions(asked, named_documents(asked, allowed)) if one in allowed]
    documents = documents or carrying(side.label, allowed)
    if not documents or len(documents) > MAX_OF_LABEL:
        documents = of_places(asked.places, side.label, allowed)  # however many: no other place's figures are its own
    if not documents:
        return filters
    return replace(filters, document_ids=tuple(one.document_id for one in documents))


def carrying(label: str, allowed: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Return the documents with the label in their title or issuer: those of an enterprise or an office."""
    wanted = title_key(label)
    if len(wanted) < SHORTEST_LABEL:
        return []
    return [
        one for one in allowed if wanted in title_key(one.metadata.title) or wanted in normalize(one.metadata.issuer)
    ]


def speaks_for(summary: DocumentSummary, place: str) -> bool:
    """Tell whether a document is that of a place: by its region, its issuer, or a title that begins with the place."""
    metadata = summary.metadata
    title = re.sub(r"^[\d年_\s《关于]+", "", metadata.title)
    return metadata.region.endswith(place) or place in metadata.issuer or title.startswith(place)


def of_places(places: Sequence[str], label: str, allowed: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Return the documents that speak for the innermost place of a label, not for one around it."""
    within = [place for place in places if place in label]
    if not within:
        return []
    of_place = [one for one in allowed if speaks_for(one, within[-1])]
    public = [one for one in of_place if one.metadata.level != ENTERPRISE]
    return public or of_place  # what a shop in the city plans is not the city's
