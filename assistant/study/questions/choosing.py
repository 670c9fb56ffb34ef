"""Which statement is right: one as it stands among statements of the same document with one change each."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from assistant.study.questions.abbreviations import unexplained
from assistant.study.questions.checks import WHICH_IS_RIGHT
from assistant.study.questions.composing import Draft
from assistant.study.questions.judging import changed, is_false, strong_changes
from assistant.study.questions.material import Material
from assistant.study.questions.records import AnswerForm, QuestionKind
from assistant.study.questions.statements import Statement
from assistant.study.questions.teachable import named
from assistant.study.questions.truths import Truths, overlap

_SHORTEST, _LONGEST = 18, 75
_WRONG = 3
_PARTIAL = re.compile(
    "[ⅠⅡⅢⅣ一二三四红橙黄蓝] ?[级色]|方案|条件|情形|分级|要点|火灾|泄漏|中毒|爆炸|洪水|险情|干旱|山洪|台风|地震事件"
)
_NO_SUBJECT = re.compile(
    "协助|协调|指导|参与|配合|承担|督促|负责|执行|贯彻|收集|汇总|传达|保障|提供|制定|编制|监督|管理|维护|组织(?!单位)|派(?!出所)|调|启动|加强|做好|开展|落实|明确|设立|成立|每|视|请求|检查|停止|关闭|扑救|设定|[^，]{1,6}[:：]"
)
_LIKE_LENGTH = 1.7


def statement_choices(material: Material, truths: Truths, draw: random.Random) -> Iterator[Draft]:
    """Yield single choices; each statement of the document is used once at most."""
    wrong: list[tuple[Statement, str, str]] = []
    right: list[Statement] = []
    for statement in material.statements:
        if not _SHORTEST <= len(statement.text) <= _LONGEST or "。" in statement.text or _leans(statement):
            continue
        changes = list(strong_changes(statement, material, draw))
        if not changes:
            continue
        change = draw.choice(changes)
        if draw.random() < 0.3:
            right.append(statement)
        elif is_false(statement, change, truths):
            old = statement.text[change.start : change.end]
            wrong.append((statement, changed(statement.text, change), f"“{old}”改成了“{change.new}”"))
    draw.shuffle(wrong)
    for statement in right:
        chosen = _matching(statement, wrong)
        if len(chosen) == _WRONG:
            yield _draft(statement, chosen)
            wrong = [one for one in wrong if one not in chosen]


def _leans(statement: Statement) -> bool:
    """Tell whether a statement holds only under its heading (one level, one scenario), or has no subject of its own."""
    clause = statement.clause
    titles = " ".join(one.title for one in clause.headings)
    if unexplained(clause.document.text, statement.text):
        return True
    return not clause.is_article and (
        _PARTIAL.search(titles) is not None or _NO_SUBJECT.match(statement.text) is not None
    )


def _matching(statement: Statement, wrong: Sequence[tuple[Statement, str, str]]) -> list[tuple[Statement, str, str]]:
    """Return false statements of about the same length on other matters, some longer and some shorter where there are any."""
    length = len(statement.text)
    usable = [
        one
        for one in wrong
        if length / _LIKE_LENGTH <= len(one[1]) <= length * _LIKE_LENGTH and overlap(one[1], statement.text) < 0.5
    ]
    longer = [one for one in usable if len(one[1]) > length]
    shorter = [one for one in usable if len(one[1]) <= length]
    rank = (length + len(usable)) % (_WRONG + 1)
    chosen = _unlike([*shorter[:rank], *longer[: _WRONG - min(rank, len(shorter))]])
    return _unlike([*chosen, *(one for one in usable if one not in chosen)])[:_WRONG]


def _unlike(found: Sequence[tuple[Statement, str, str]]) -> list[tuple[Statement, str, str]]:
    """Return false statements none of which was changed as another: three with one body put in would stand out."""
    kept: dict[str, tuple[Statement, str, str]] = {}
    for one in found:
        kept.setdefault(one[2].split("改成了")[-1], one)
    return list(kept.values())


def _draft(statement: Statement, wrong: Sequence[tuple[Statement, str, str]]) -> Draft:
    span = (statement.start, statement.end)
    notes = "；".join(f"“{text[:12]}……”一项把{note}" for _, text, note in wrong)
    return Draft(
        kind=QuestionKind.SINGLE, form=AnswerForm.ONE, stem=f"根据{named(statement.clause.document.metadata)}，{WHICH_IS_RIGHT}（　　）。",
        clause=statement.clause, span=span, keys=(span,), right=(statement.text,), wrong=tuple(text for _, text, _ in wrong),
        note=notes, hard=1,
    )  # fmt: skip
