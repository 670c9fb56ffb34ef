"""Questions that the ordinary way misses for words that carry no weight, and questions for the last exercise."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.citations import CitationList
from assistant.answering.extractive import without_number
from assistant.answering.reading.grades import Place
from assistant.answering.reading.kinds import LIMIT
from assistant.answering.reading.scoring import title_hazards
from assistant.answering.reading.sufficiency import Verdict
from assistant.answering.statements import marker_text, statement_answer
from assistant.records import Answer, AnswerStatus, Citation
from kb.knowledge_base import KnowledgeBase
from kb.records import AnswerKind, Document, Evidence, Filters, Question

_PEOPLE = r"[\d一二两三四五六七八九十几]+(?:个|名)?(?:工人|员工|职工|工友|人)"
_HARM = r"(?:死亡|遇难|失踪|受伤|重伤|轻伤|伤亡|死|伤|没)"
CASUALTIES = re.compile(rf"(?:造成|有)?(?:{_HARM}了?{_PEOPLE}|{_PEOPLE}{_HARM}了?)(?:以[上下])?(?:了|的)?(?:事故)?")
REPORTS = re.compile(r"报告|上报|[要得]报|报[给到警]|[内久]报|报[？?]?$")
TELLS = re.compile(r"报告|上报|报送|报")
REPORTING = re.compile(r"报告|上报|报送|报警")
GRADED = re.compile(r"较大|重大|[三四二一ⅠⅡⅢⅣ]级|以上")  # a limit of its own, for graver cases
TOLD_ONCE = re.compile(r"\d{1,2}时\d{1,2}分|才(?:首次)?|超过.{0,12}规定|(?:19|20)\d\d年\d")
GENERAL = "事故单位负责人接到报告后多长时间内报告应急管理局"
SHORTENED = "以下是一般的报告时限，没有按“{harm}”区分，请核对原文"
LAST = re.compile(r"(?:上一?次|上一?回|最近一?次|最近的?|前一?次|这次|刚[刚才]?).{0,10}演练")
PROBLEMS = re.compile(r"问题|不足|短板|毛病|暴露|薄弱|教训|没做好|差在")
TOLD_PROBLEMS = re.compile(
    r"^\s*[^\n：:]{0,12}(?:存在的?(?:主要)?问题|主要问题|问题与?不足|不足之处)[^\n]*", re.MULTILINE
)
ITEM = re.compile(r"^\s*(?:\d{1,2}[.．、]|[（(]\d{1,2}[)）]|[①-⑳])")
DAY = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
EVALUATIONS = ("drill_eval", "drill_summary")
TOP = 200  # characters in which a report tells its own day
MOST_PROBLEMS = 12
Ask = Callable[[Question, Filters], Answer]


def reporting_limit(question: Question, filters: Filters, kb: KnowledgeBase, ask: Ask) -> Answer | None:
    """Return the general limit for reporting when the number of casualties alone hid it, None when none is found."""
    harm = CASUALTIES.search(question.text)
    if harm is None or not on_reporting(question):
        return None
    note = SHORTENED.format(harm=harm.group().removesuffix("事故").rstrip("的"))
    spoken = re.sub(r"[要得]报(?!告|送)", "要报告", question.text.replace(harm.group(), "发生事故", 1))
    for text in (spoken, GENERAL):
        answer = ask(kb.understand(text, approved_only=filters.approved_only), filters)
        told = [] if answer.refused or answer.closest else [one for one in answer.citations if general_limit(one.quote)]
        if told:
            return replace(of_citations(answer, told), status=AnswerStatus.PARTIAL, missing=note)
    return None


def on_reporting(question: Question) -> bool:
    """Tell whether a question asks within how long an accident with casualties is reported."""
    asked = CASUALTIES.search(question.text) and REPORTS.search(question.text)
    return question.kind is AnswerKind.LIMIT and bool(asked)


def reports_only(question: Question, answer: Answer) -> Answer:
    """Return an answer about reporting without lines that report something else, a reading every five minutes."""
    if not on_reporting(question) or not answer.statements:
        return answer
    told = [one for one in answer.citations if REPORTING.search(one.quote)]
    return of_citations(answer, told) if told and len(told) < len(answer.citations) else answer


def hides_limit(question: Question, answer: Answer) -> bool:
    """Tell whether an answer about reporting an accident with casualties states no limit, but only what was once done."""
    if not on_reporting(question):
        return False
    return not any(LIMIT.search(one.quote) and not TOLD_ONCE.search(one.quote) for one in answer.citations)


def general_limit(quote: str) -> bool:
    """Tell whether a line says within how long is reported, whatever the grade, and is no tale of what was done once."""
    return bool(
        TELLS.search(quote) and LIMIT.search(quote) and not GRADED.search(quote) and not TOLD_ONCE.search(quote)
    )


def of_citations(answer: Answer, kept: Sequence[Citation]) -> Answer:
    """Return the answer with only the statements that rest on these citations."""
    numbers = {one.marker: number for number, one in enumerate(kept, start=1)}
    statements = tuple(
        replace(one, markers=tuple(numbers[marker] for marker in one.markers))
        for one in answer.statements
        if numbers.keys() >= set(one.markers)
    )
    cited = tuple(replace(one, marker=numbers[one.marker]) for one in kept)
    text = "\n".join(f"{one.text}{marker_text(one.markers)}" for one in statements)
    return replace(answer, text=text, statements=statements, citations=cited, steps=())


def last_exercise(question: Question, filters: Filters, kb: KnowledgeBase) -> Answer | None:
    """Return the problems that the newest evaluation of an exercise lists, None for other questions or without one."""
    if not LAST.search(question.text) or not PROBLEMS.search(question.text):
        return None
    asked = replace(question, text="演练评估报告 存在问题", normalized="演练评估报告 存在问题", sayings=())
    found: dict[str, Evidence] = {}
    for item in kb.search(asked, replace(filters, doc_types=EVALUATIONS)):
        about = title_hazards(item.document.metadata.title)
        if not question.hazards or about.intersection(question.hazards):
            found.setdefault(item.chunk.document_id, item)
    held = [(day_of(document), document) for document in map(kb.document, found)]
    dated = sorted(((day, one) for day, one in held if day is not None), key=lambda pair: pair[0], reverse=True)
    for day, document in dated:
        place = Place(document=document, evidence=found[document.document_id], standing=1.0)
        if lines := problem_lines(document.text):
            kind = "有关" if question.hazards else ""
            note = f"以下是《{document.metadata.title}》（{day.isoformat()}）所列的问题，是知识库中最近的一份{kind}演练评估"
            verdict = Verdict(status=AnswerStatus.PARTIAL, missing=note)
            extracts = [without_number(place.cut(line)) for line in lines]
            return statement_answer(question, verdict, extracts, [], CitationList(kb.document))
    return None


def day_of(document: Document) -> date | None:
    """Return the day a report bears, in its metadata or at its top; None without one."""
    metadata = document.metadata
    if metadata.issued_on or metadata.effective_on:
        return metadata.issued_on or metadata.effective_on
    found = DAY.search(document.text[:TOP])
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def problem_lines(text: str) -> list[tuple[int, int]]:
    """Return where a report lists its problems: the line that names them, or the items below a heading that does."""
    for found in TOLD_PROBLEMS.finditer(text):
        told = found.group().strip()
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        if re.search(r"[：:]\s*\S", told):
            return [(start, start + len(told))]
        lines: list[tuple[int, int]] = []
        for line in re.finditer(r"[^\n]+", text[found.end() :]):
            if not ITEM.match(line.group()) or len(lines) == MOST_PROBLEMS:
                break
            lines.append((found.end() + line.start(), found.end() + line.end()))
        if lines:
            return lines
    return []
