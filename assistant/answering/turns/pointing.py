"""Words that point back — 它, 该预案, 他们, 上一条 — and what they point at."""

from __future__ import annotations

import re

from assistant.answering.forms.follow_ups import document_in
from assistant.answering.turns.asking import head_of
from assistant.answering.turns.parts import Slot, first, parts_of
from assistant.records import Turn

POINTING = re.compile(
    r"^(?:它们?|他们?|她们?|这个|那个|这(?=多久|由谁|谁|要|需|是|归|算|几)|该(?=响应|预警|事故|单位|企业|岗位|小组)|此|上述|前面(?:说)?的?|刚才(?:说)?的?|其(?![他它中实余次]))(?:的)?"
)
DOCUMENT_POINTED = re.compile(
    r"(?:该|这个|这份|这部|那个|那份|此|本|上述|刚才那[个份部])(?P<kind>预案|办法|条例|规定|方案|文件|法律|法(?![律人])|规程|通知|细则|报告)"
)
PLACE_POINTED = re.compile(
    r"(?:该|这个|那个|本)(?P<sign>省|市|县|区|镇|乡|村|街道)(?![级里])|(?P<there>那里|那边|那儿|当地)"
)
INSIDE = re.compile(
    r"它们|他们|她们|(?<![其吉])[它他她]|这(?:个)?(?:响应|预警|事故|级别|情况)|那(?:个)?(?:响应|预警|事故)|(?:该|此)(?:响应|预警|类事故)"
)
# What may stand before a pronoun that points out of its question; behind a noun it may mean that noun.
EARLY = re.compile(r"(?:请问|如果|要是|万一|假如|那么|那|对于|对|给|向|让|由|和|与|启动|解除|发布|在|当)*")
LONGEST_SUBJECT = 16  # characters; a longer topic is no name of anything
TOLD = re.compile(
    r"(?:通知|报告|联系|上报|报|向|给)(?P<body>(?:(?![报告通知向给由])[\u4e00-\u9fff]){1,12}(?:中心|局|办|指挥部|室|委员会|政府|公司|支队))(?:报告|通知)?[？?。]?$"
)
REACHED = re.compile("电话|号码|地址|联系|在哪")
BODY = re.compile(
    r"(?:(?![由向后时和与给对的])[\u4e00-\u9fff]){1,10}?(?:局|委员会|办公室|指挥部|支队|大队|公司|中心|政府|工作组|[\u4e00-\u9fff]{2}组|队|站|企业|人员|负责人|责任人|操作工|值班员|班长)"
)


def pointed_out(question: str, last: Turn) -> str:
    """Return the question with its pointing words replaced by what they point at, as far as that is known.

    该预案 is the document the earlier question named, else the first one its answer cited: a title, never a value.
    """
    question = DOCUMENT_POINTED.sub(lambda match: _document(match, last), question)
    question = PLACE_POINTED.sub(lambda match: _place(match, last), question)
    question = _reached(question, last)
    inside = INSIDE.search(question)
    if inside and EARLY.fullmatch(question[: inside.start()]) and not POINTING.match(question):
        question = INSIDE.sub(lambda match: _subject(match[0], last, question), question, count=1)
    return question


def _reached(question: str, last: Turn) -> str:
    """Return a question for the phone of 它 as one of the body that was to be told; the question itself otherwise."""
    told = TOLD.search(last.resolved_question)
    match = POINTING.match(question)
    if told is None or match is None or not REACHED.search(question):
        return question
    return f"{told['body']}{question[match.end() :]}"


def points_at_document(question: str) -> bool:
    """Tell whether a question points back at a document."""
    return bool(DOCUMENT_POINTED.search(question))


def _document(match: re.Match[str], last: Turn) -> str:
    named = document_in(last.resolved_question)
    if named:
        return named
    fitting = [title for title in last.cited_titles if match["kind"] in title] or list(last.cited_titles)
    return f"《{fitting[0]}》" if fitting else match[0]


def _place(match: re.Match[str], last: Turn) -> str:
    place = first(parts_of(last.resolved_question), Slot.PLACE)
    if place is None or (match["sign"] and not place.text.endswith(match["sign"])):
        return match[0]
    return place.text


def _subject(pointing: str, last: Turn, question: str) -> str:
    """Return what 它 or 他们 stands for: a body for persons, else the head of the earlier question."""
    before = last.resolved_question
    if pointing[0] in "他她":
        body = BODY.search(before)
        return body[0] if body else pointing
    head = head_of(before, question)
    return head if len(head) <= LONGEST_SUBJECT else pointing
