"""Follow-ups to clauses, comparisons and computations, and questions for the source of the answer before."""

from __future__ import annotations

import re

from assistant.answering.forms.documents import SHORTENED
from assistant.answering.forms.sides import Side, sides_of
from assistant.records import Turn
from kb.query import understand
from kb.query.clauses import CLAUSE
from kb.records import AnswerKind
from kb.text import normalize

SEVERAL = frozenset({AnswerKind.COMPARISON, AnswerKind.COMPUTATION})
OCCUPIED = re.compile("占用|占道|占据")  # who blocks a lane has no share of it
PART = r"第?[（(]?[一二三四五六七八九十百\d]{1,4}[）)]?[款项目]"
ANY_PART = re.compile(rf"(?:{PART})+")
ONLY_CLAUSE = re.compile(rf"第?[一二三四五六七八九十百千零〇\d]{{1,7}}条(?:{PART})*(?:怎么说|的?内容|呢)?")
CLAUSE_WITH_PARTS = re.compile(
    rf"第\s*[一二三四五六七八九十百千零〇\d]{{1,7}}\s*条(?:之[一二三四五六七八九十])?(?P<parts>(?:{PART})*)"
)
ONLY_DOCUMENT = re.compile(
    r"(?:是|看|就是|我要看|我问的是)?(?P<name>《[^《》]+》|[\u4e00-\u9fff]{2,30}(?:法|条例|办法|规定|预案|方案|规程|细则)(?:的|里的)?)"
)
_SAID = (
    r"(?:(?:上一条|上一个|上面|刚才|刚刚)?(?:那|这)?(?:条|个|句)?(?:回答|答案|说的|话|内容)?|上一条|这|它)(?:是|都是)?"
)
BASIS = re.compile(
    rf"{_SAID}(?:哪|什么)(?:个|份|部|条|里)?(?:文件|办法|法律?|规定|预案|条款?|文)?(?:里|上)?(?:规定|说|写|要求|来)?的|{_SAID}从哪(?:里|儿)?(?:来|看到|查到|摘)的?|(?:原文|出处|依据|来源)(?:呢|在哪里?|是什么|是哪里?)?"
    r"|(?:这是|这个)?(?:依据|根据|出自|来自|出处)(?:是|在)?(?:哪(?:个|份|部|条|里)?(?:文件|办法|法|规定|预案|条款?)?|什么(?:文件|规定)?)?(?:的|规定的|说的)?"
    r"|哪(?:个|份|部)(?:文件|办法|法律?|规定|预案)(?:里)?(?:规定|说|写)的?|有什么依据"
)
STANDING = re.compile(
    r"(?:这(?:个|份)(?:文件|办法|规定|预案)?)?(?:现在|目前)?(?:还|仍)?(?:有效|现行|能用|适用|废止|失效|作废|过期)(?:了|的)?(?:吗|没有?)?|(?:是|还是)现行的?(?:吗)?"
)


def base_of(last: Turn) -> str:
    """Return the question that a follow-up leans on: of a comparison or computation that of its first side."""
    before = last.resolved_question
    sides = _sides(before)
    return sides[0].question if sides else before


def _sides(before: str) -> tuple[Side, ...]:
    understood = understand(before)
    return sides_of(understood) if understood.kind in SEVERAL and not OCCUPIED.search(before) else ()


def of_all_sides(last: Turn, core: str) -> str:
    """Ask all sides of a comparison something else: 一级和二级响应 … + 谁批准; "" when none was asked before."""
    sides = _sides(last.resolved_question)
    if not sides:
        return ""
    prefix = sides[0].question.partition(sides[0].label)[0]
    return f"{prefix}{'和'.join(side.label for side in sides)}分别{core}"


def resolve_form(last: Turn, core: str) -> str:
    """Return the stand-alone question of a follow-up that names a clause, a document, or asks for the source.

    "" when `core` (a follow-up without what leads in and the marks at its end) is nothing of the kind.
    """
    before = last.resolved_question
    if BASIS.fullmatch(core):
        return before
    if STANDING.fullmatch(core):
        document = document_in(before) or (f"《{last.cited_titles[0]}》" if last.cited_titles else "")
        return f"{document}{core}" if document else ""
    named = CLAUSE_WITH_PARTS.search(before)
    if named is None:
        document = document_in(before)
        return f"{document}{core}" if document and ONLY_CLAUSE.fullmatch(core) else ""
    if ANY_PART.fullmatch(core):
        return with_part(before, named, core)
    if ONLY_CLAUSE.fullmatch(core):
        other = CLAUSE_WITH_PARTS.match(core if core.startswith("第") else f"第{core}")
        return before[: named.start()] + other[0] + before[named.end() :] if other else ""
    chosen = ONLY_DOCUMENT.fullmatch(core)
    if chosen and not document_in(before[: named.start()]):
        return f"{chosen['name']}{before[named.start() :]}"
    return ""


def with_part(before: str, named: re.Match[str], core: str) -> str:
    """Put a 款 or 项 behind the clause; a 项 stays within the 款 that was asked for."""
    kept = re.match(r"第?[（(]?[一二三四五六七八九十\d]{1,4}[）)]?款", named["parts"]) if "款" not in core else None
    start = named.start("parts")
    return before[:start] + (kept[0] if kept else "") + core + before[named.end() :]


def document_in(question: str) -> str:
    """Return how a question names its document, "" when it names none."""
    if quoted := re.search(r"《[^《》]+》", question):
        return quoted[0]
    clause = CLAUSE.search(normalize(question))
    match = SHORTENED.search(question[: clause.start()] if clause else question)
    return match[0] if match else ""
