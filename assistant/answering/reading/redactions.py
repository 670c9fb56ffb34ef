"""Questions whose answer the source hides or leaves open: the reader says so instead of quoting XX as a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.reading.hidden import UNIT, hidden_values, without_hidden
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from kb.records import AnswerKind, Question

_ASKS_NAME = re.compile(
    r"谁|哪位|何人|姓名|名字|叫什么|姓什么|哪(?:个|一)?(?:省|市|县|区|镇|乡|村|人|家|单位|公司|企业|部门|局)|什么(?:县|市|公司|单位|地方|名)"
)
_ASKS_DATE = re.compile(r"什么时候|何时|哪(?:年|天|月|一天|一年)|几(?:月|号|日)|日期|时间")
_ASKS_AMOUNT = re.compile(r"多少|几|多大|多长|多久|多远|多高|金额|数量|面积")
_THING = re.compile(r"([\u4e00-\u9fff]{2})(?=(?:是|有|为|达|了)?多少)|(?<=多少)([\u4e00-\u9fff]{2})")
_CLAUSE = re.compile(r"[^，,。；;！？!?\n]+")
_FIGURE_KINDS = frozenset({AnswerKind.NUMBER, AnswerKind.LIMIT, AnswerKind.DATE, AnswerKind.PHONE, AnswerKind.LEVEL})
_NEAR_BEST = 0.85  # of the best clause's share; a clause that says as much may hold what is asked
_DATE = re.compile(r"\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?")
_FIGURE_AFTER = re.compile(rf"{UNIT}(?!市|区|县)")
_FIGURE = re.compile(
    r"\d|[一二两三四五六七八九十百千万亿]+(?:余|多)?(?:元|人|名|个|支|次|起|场|所|项|件|套|台|户|家|吨|米|小时|分钟)"
)


def hidden_answer(question: Question, words: QuestionWords, text: str) -> str:
    """Return the hidden value that stands where the answer would, "" when none does.

    Only the clauses nearest to the question and those beside them count: a sentence may hide the fine and state the
    number of cases.
    """
    if not hidden_values(text) or not _asks_for_value(question):
        return ""
    clauses = _CLAUSE.findall(text)
    near = _nearest(question, words, clauses)
    if any(_holds_value(question, clauses[number]) for number in near):
        return ""
    around = sorted(
        {beside for number in near for beside in (number, number - 1, number + 1)} & set(range(len(clauses)))
    )
    hiding = (hidden for number in (*near, *around) for hidden in _answers_hidden(question, clauses[number]))
    return next(hiding, "")


def _nearest(question: Question, words: QuestionWords, clauses: Sequence[str]) -> list[int]:
    """Return the numbers of the clauses that speak most of what is asked for.

    What stands beside 多少 counts first: 平台罚款多少 asks about the clause with 罚款, not about the one with 平台.
    """
    things = {thing for found in _THING.finditer(question.text) for thing in found.groups() if thing}
    speaking = [number for number, clause in enumerate(clauses) if any(thing in clause for thing in things)]
    shares = {number: words.pair_share(plain(clauses[number])) for number in speaking or range(len(clauses))}
    best = max(shares.values(), default=0.0)
    return [number for number, share in shares.items() if share >= best * _NEAR_BEST and (share > 0 or speaking)]


def _answers_hidden(question: Question, clause: str) -> Iterator[str]:
    """Yield what a clause hides of the kind asked for; what the question itself calls X县 is no answer to it."""
    for hidden in hidden_values(clause):
        named = clause[hidden.start : hidden.end + 1] in question.text
        figure = _FIGURE_AFTER.match(clause, hidden.end) is not None or any(sign.isdigit() for sign in hidden.text)
        blank = not re.search(r"[A-Za-zＸｘ×✕╳某]", hidden.text)
        if not named and (blank or figure is not _asks_name(question)):
            yield hidden.text


def _asks_name(question: Question) -> bool:
    return question.kind not in _FIGURE_KINDS and _ASKS_NAME.search(question.text) is not None


def _asks_for_value(question: Question) -> bool:
    if question.kind in (AnswerKind.LIST, AnswerKind.STEPS, AnswerKind.CLAUSE):
        return False
    asked = question.text
    return question.kind in _FIGURE_KINDS or any(one.search(asked) for one in (_ASKS_NAME, _ASKS_DATE, _ASKS_AMOUNT))


def _holds_value(question: Question, clause: str) -> bool:
    """Tell whether a clause states a figure beside what it hides; who and where are never read off a figure."""
    if _asks_name(question):
        return False
    told = without_hidden(clause)
    if not _ASKS_DATE.search(question.text):
        told = _DATE.sub("", told)  # 2021年以来 is no amount
    return _FIGURE.search(told) is not None


def asks_for_hidden_name(question: Question) -> str:
    """Return the placeholder whose meaning is asked for: X县是哪个县; "" for any other question."""
    hidden = hidden_values(question.text)
    return hidden[0].text if hidden and re.search(r"是(?:哪|什么|谁)|指(?:哪|什么|谁)|叫什么", question.text) else ""
