"""The answer without a language model: verbatim spans, each cited, or 未找到依据."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.citations import CitationList
from assistant.answering.reading.actors import asked_actor, asks_for_actor, no_step_of, other_accident, steps_of_actor
from assistant.answering.reading.announced import (
    best_announced,
    extracts_of_block,
    heading_of,
    units_of_block,
    wants_steps,
)
from assistant.answering.reading.asked_acts import lead_in, open_part, untold
from assistant.answering.reading.closest import CLOSEST_NOTE, closest_clauses
from assistant.answering.reading.compose import Extract, compose, extract_of, joined
from assistant.answering.reading.constraints import fitting_evidence, missing_constraints
from assistant.answering.reading.features import NORMATIVE
from assistant.answering.reading.graded import asks_for_graded, best_graded, graded_passages, names_subject
from assistant.answering.reading.industry import of_industry
from assistant.answering.reading.named_levels import scale_by_name, scale_note
from assistant.answering.reading.printed_tables import form_labels, ordered_rows
from assistant.answering.reading.procedure import (
    MAX_STEPS,
    SectionChoice,
    StepExtract,
    choose_sections,
    procedure_coverage,
    step_of,
    steps_of,
    unmentioned,
)
from assistant.answering.reading.question_words import QuestionWords, question_words
from assistant.answering.reading.scoring import ScoredUnit, instructing, score_units, without_records
from assistant.answering.reading.sufficiency import Verdict, judge
from assistant.answering.reading.wording import in_written_words
from assistant.answering.statements import (
    NO_EVIDENCE_TEXT,
    marker_text,
    procedure_answer,
    refusal,
    standing_notice,
    statement_answer,
)
from assistant.records import Answer, AnswerStatus
from kb.knowledge_base import KnowledgeBase
from kb.records import AnswerKind, Evidence, Question

__all__ = [
    "NO_EVIDENCE_TEXT",
    "ExtractiveReader",
    "marker_text",
    "procedure_answer",
    "refusal",
    "standing_notice",
    "statement_answer",
]

ONLY_RECORDS = "只找到事故调查报告、演练记录等记录，没有找到规定怎么做的条文"
NUMBERING = re.compile(r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[)）.、．](?!\d)|[①-⑳]|[-•·●])\s*")
# How something is punished, divided or defined is a rule to quote, not a procedure to follow.
NO_PROCEDURE = re.compile(
    r"(?:怎么|如何|怎样|咋)(?:处罚|罚|处分|追责|赔|划分|分级|分类|认定|界定|规定|说|定义|计算|收费)"
)
ANNOUNCED_KINDS = frozenset({AnswerKind.LIST, AnswerKind.STEPS, AnswerKind.OPEN})
PASSAGE_BEFORE, PASSAGE_AFTER = 300, 2_000  # characters looked at around the best unit
PROCEDURE_DEPTH = 12  # found chunks whose documents are looked at for a procedure
MIN_PROCEDURE_COVERAGE = 0.5  # of the question's words, in the section and its headings
FULL_PROCEDURE_COVERAGE = 0.75


class ExtractiveReader:
    """Reads found evidence into an answer."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def read(self, question: Question, evidence: Sequence[Evidence], *, closest: bool = False) -> Answer:
        """Return a grounded, partial or refusing answer; question and timing are filled in by the caller.

        Args:
            closest: Show the nearest clauses instead of refusing where that serves the asker, see `closest_clauses`.
        """
        kept = instructing(question, evidence)
        if evidence and not kept:
            return refusal(question, Verdict(status=AnswerStatus.NO_EVIDENCE, missing=ONLY_RECORDS), evidence)
        answer = self._read(in_written_words(question, kept), of_industry(question, kept), closest=closest)
        absent = "" if answer.refused else self._untold(question, answer)
        if absent:
            missing = f"找到的段落都没有提到“{absent}”"
            return refusal(question, Verdict(status=AnswerStatus.NO_EVIDENCE, missing=missing), evidence)
        left = "" if answer.refused else open_part(question, [one.quote for one in answer.citations])
        if left:
            note = "；".join(one for one in (f"没有找到“{left}”的答案，请单独再问", answer.missing) if one)
            return replace(answer, status=AnswerStatus.PARTIAL, missing=note)
        return answer

    def _untold(self, question: Question, answer: Answer) -> str:
        """Return what the question asks a figure or a decision of and the answer does not speak of, "" for nothing."""
        cited = answer.citations
        documents = {one.document_id: self._kb.document(one.document_id) for one in cited}
        quotes = [
            " ".join((*one.heading_path, lead_in(documents[one.document_id].text, one.start), one.quote))
            for one in cited
        ]
        return untold(question, quotes, [document.text for document in documents.values()])

    def _read(self, question: Question, evidence: Sequence[Evidence], *, closest: bool) -> Answer:
        words = question_words(question, self._kb.word_weights, self._kb.bigram_weights)
        graded = self._graded(question, words, evidence)
        if graded is not None and not (question.kind is AnswerKind.STEPS and question.response_level is not None):
            return graded
        fitting, lacking = fitting_evidence(question, evidence, self._text)
        if lacking:
            return graded or refusal(question, Verdict(status=AnswerStatus.NO_EVIDENCE, missing=lacking), evidence)
        scored = score_units(question, words, fitting, self._kb.similarities)
        verdict = judge(question, words, scored, self._passage(scored))
        structured = None if verdict.hiding is not None else self._structured(question, words, fitting)
        if (whole := structured or graded) is not None:
            return whole
        if verdict.status is AnswerStatus.NO_EVIDENCE:
            near = closest_clauses(question, scored) if closest and not verdict.certain else ()
            return self._closest(question, near) if near else self._refusal(question, verdict, evidence)
        citations = CitationList(self._kb.document)
        chosen = compose(question, words, without_records(question, scored), self._text)
        answer, context = self._tidy(chosen.answer), self._tidy(chosen.context)
        if not answer:
            return refusal(question, verdict, evidence)
        path = answer[0].evidence.chunk.heading_path
        if question.kind is AnswerKind.YES_NO and (note := other_accident(question, path)):
            verdict = Verdict(status=AnswerStatus.PARTIAL, missing=note)
        return statement_answer(question, verdict, answer, context, citations)

    def _graded(self, question: Question, words: QuestionWords, evidence: Sequence[Evidence]) -> Answer | None:
        """Return the row, line or section of the level or colour asked for, None when the question asks for none."""
        if not asks_for_graded(question) and question.response_level is None:
            return None
        bare = replace(question, response_level=None, response_levels=())  # the table of levels names them all
        near = [item for item in evidence if not missing_constraints(bare, item, self._text)]
        documents = [self._kb.document(item.chunk.document_id) for item in near]
        citations = CitationList(self._kb.document)
        if (named := scale_by_name(question, words, near, documents)) is not None:
            verdict = Verdict(status=AnswerStatus.PARTIAL, missing=scale_note(question, named))
            return statement_answer(question, verdict, [named], [], citations)
        found = graded_passages(question, words, near, documents) if asks_for_graded(question) else []
        if not (chosen := best_graded(found)):
            return None
        extracts = [extract for one in chosen for extract in one.extracts]
        headings = [one.heading for one in chosen if one.heading is not None and one.heading not in extracts]
        verdict = Verdict(status=AnswerStatus.GROUNDED)
        if not names_subject(question, words):
            title = extracts[0].evidence.document.metadata.title
            verdict = Verdict(status=AnswerStatus.PARTIAL, missing=f"问题没有写明哪份预案，以下只是《{title}》的规定")
        return statement_answer(question, verdict, self._tidy(extracts), headings, citations)

    def _structured(self, question: Question, words: QuestionWords, evidence: Sequence[Evidence]) -> Answer | None:
        """Return a whole block, table, form or procedure that is asked for, None when none clearly is."""
        for read in (self._announced, self._printed):
            if question.kind in ANNOUNCED_KINDS and (answer := read(question, words, evidence)) is not None:
                return answer
        return self._procedure(question, words, evidence) if asks_for_procedure(question) else None

    def _printed(self, question: Question, words: QuestionWords, evidence: Sequence[Evidence]) -> Answer | None:
        """Return the labels of the form or the rows of the ordered table that is asked for, None when none is."""
        citations, verdict = CitationList(self._kb.document), Verdict(status=AnswerStatus.GROUNDED)
        if labels := form_labels(question, evidence):
            return statement_answer(question, verdict, labels, [], citations)
        documents = [self._kb.document(item.chunk.document_id) for item in evidence]
        steps = ordered_rows(question, words, evidence, documents)
        return procedure_answer(question, verdict, steps, citations) if steps else None

    def _announced(self, question: Question, words: QuestionWords, evidence: Sequence[Evidence]) -> Answer | None:
        """Return the whole block that a heading or sentence announces as what is asked for, None when none does."""
        rules = [item for item in evidence if item.document.metadata.doc_type.startswith(NORMATIVE)] or list(evidence)
        documents = [self._kb.document(item.chunk.document_id) for item in rules]
        block = best_announced(question, words, rules, documents)
        stepwise = block is not None and (
            wants_steps(block) or (question.kind is AnswerKind.STEPS and block.lead is not None)
        )
        if block is None or (question.kind is AnswerKind.STEPS and not stepwise):
            return None
        extracts, left = extracts_of_block(block)
        pointer = f"还有{left}条没有列出，见《{block.title}》“{heading_of(block)}”" if left else ""
        verdict = Verdict(status=AnswerStatus.PARTIAL if left else AnswerStatus.GROUNDED, missing=pointer)
        citations = CitationList(self._kb.document)
        if stepwise:
            steps = [step_of(unit) for unit in units_of_block(extracts[bool(block.lead) :])]
            numberless = [replace(step, extract=without_number(step.extract)) for step in steps]
            return procedure_answer(question, verdict, numberless, citations)
        return statement_answer(question, verdict, self._tidy(extracts), [], citations)

    def _closest(self, question: Question, near: Sequence[ScoredUnit]) -> Answer:
        """Return the clauses nearest to a question that nothing answers, marked as no more than that."""
        citations = CitationList(self._kb.document)
        extracts = self._tidy([extract_of(one.unit) for one in near])
        verdict = Verdict(status=AnswerStatus.PARTIAL, missing=CLOSEST_NOTE)
        return replace(statement_answer(question, verdict, extracts, [], citations), closest=True)

    def _refusal(self, question: Question, verdict: Verdict, evidence: Sequence[Evidence]) -> Answer:
        """Return a refusal; the passage that hides the answer is cited and comes first, so that it can be looked at."""
        if verdict.hiding is None:
            return refusal(question, verdict, evidence)
        citations = CitationList(self._kb.document)
        unit = verdict.hiding.unit
        marker = citations.cite(unit.evidence, unit.start, unit.end)
        nearest = [unit.evidence, *(item for item in evidence if item.chunk.chunk_id != unit.evidence.chunk.chunk_id)]
        answer = refusal(question, verdict, nearest)
        return replace(answer, missing=f"{answer.missing}{marker_text((marker,))}", citations=citations.citations)

    def grounds(self, question: Question, evidence: Sequence[Evidence], answer: Answer) -> list[Evidence]:
        """Return what a language model may word an answer from: what the extractive answer cites, then what fits.

        A procedure often cites a section that was not found itself but stands beside a found passage.
        """
        fitting, _ = fitting_evidence(question, evidence, self._text)
        summaries = {item.document.document_id: item for item in evidence}
        cited: dict[str, Evidence] = {}
        for citation in answer.citations:
            found = summaries.get(citation.document_id)
            document = self._kb.document(citation.document_id)
            chunk = next((one for one in document.chunks if one.start <= citation.start < one.end), None)
            if found is not None and chunk is not None:
                cited.setdefault(chunk.chunk_id, replace(found, chunk=chunk))
        others = [item for item in fitting if item.chunk.chunk_id not in cited]
        return [*cited.values(), *others]

    def _tidy(self, extracts: Sequence[Extract]) -> list[Extract]:
        return [without_number(extract) for extract in joined(extracts, self._text)]

    def _passage(self, scored: Sequence[ScoredUnit]) -> str:
        if not scored:
            return ""
        best = scored[0].unit
        text = self._text(best.evidence.chunk.document_id)
        return text[max(0, best.start - PASSAGE_BEFORE) : best.end + PASSAGE_AFTER]

    def _text(self, document_id: str) -> str:
        return self._kb.document(document_id).text

    def _procedure(self, question: Question, words: QuestionWords, evidence: Sequence[Evidence]) -> Answer | None:
        """Return the steps of the section that fits best, None when there is none or it speaks of too little."""
        top = [item for item in evidence if item.document.metadata.doc_type.startswith(NORMATIVE)][:PROCEDURE_DEPTH]
        documents = {item.chunk.document_id: self._kb.document(item.chunk.document_id) for item in top}
        choices = choose_sections(question, words, top, [documents[item.chunk.document_id] for item in top])
        if (of_actor := self._of_actor(question, words, choices)) is not None:
            return of_actor
        for choice in choices if question.kind is AnswerKind.STEPS else ():
            coverage = procedure_coverage(question, words, choice)
            steps = [replace(step, extract=without_number(step.extract)) for step in steps_of(choice)]
            if steps and coverage >= MIN_PROCEDURE_COVERAGE:
                full = coverage >= FULL_PROCEDURE_COVERAGE
                status = AnswerStatus.GROUNDED if full else AnswerStatus.PARTIAL
                absent = "、".join(unmentioned(words, choice)[:3])
                note = f"所引段落没有提到“{absent}”，请核对原文" if absent else "请核对原文"
                notes = [no_step_of(question, steps), "" if full else note, pointer_to_rest(steps, choice)]
                judged = Verdict(status=status, missing="；".join(one for one in notes if one))
                return procedure_answer(question, judged, steps[:MAX_STEPS], CitationList(self._kb.document))
        return None

    def _of_actor(self, question: Question, words: QuestionWords, choices: Sequence[SectionChoice]) -> Answer | None:
        """Return what the post named in the question has to do, None when it names none of the actors."""
        if not asks_for_actor(question):
            return None
        sections = [steps_of(choice) for choice in choices if procedure_coverage(question, words, choice) > 0]
        actor = asked_actor(question, [step for steps in sections for step in steps])
        steps = steps_of_actor(question, words, actor, sections) if actor else []
        if not steps:
            return None
        numberless = [replace(step, extract=without_number(step.extract)) for step in steps]
        note = other_accident(question, steps[0].extract.evidence.chunk.heading_path)
        verdict = Verdict(status=AnswerStatus.PARTIAL if note else AnswerStatus.GROUNDED, missing=note)
        return procedure_answer(question, verdict, numberless, CitationList(self._kb.document))


def asks_for_procedure(question: Question) -> bool:
    """Tell whether a question asks what is to be done, by whomever."""
    stepwise = question.kind is AnswerKind.STEPS or asks_for_actor(question)
    return stepwise and not NO_PROCEDURE.search(question.text)


def pointer_to_rest(steps: Sequence[StepExtract], choice: SectionChoice) -> str:
    """Say how many steps are not shown and where they stand, "" when all are."""
    left = len(steps) - MAX_STEPS
    title = choice.document.metadata.title
    return f"还有{left}步没有列出，见《{title}》“{choice.section.label}{choice.section.title}”" if left > 0 else ""


def without_number(extract: Extract) -> Extract:
    """Return the extract without the list number before it; the span shrinks with the text."""
    lead = NUMBERING.match(extract.text)
    if lead is None or lead.end() == len(extract.text):
        return extract
    return replace(extract, start=extract.start + lead.end(), text=extract.text[lead.end() :])
