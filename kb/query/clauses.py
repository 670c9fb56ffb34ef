"""Clauses and document numbers that a question names."""

from __future__ import annotations

import re

from kb.text import document_number_key, format_numeral, normalize, parse_number

_NUMERAL = r"[零〇一二两三四五六七八九十百千\d]{1,9}"
CLAUSE = re.compile(
    r"第\s*(?P<number>\d{1,4}|[零〇一二两三四五六七八九十百千]{1,9})\s*条(?:之(?P<insert>[一二三四五六七八九十\d]{1,3}))?"
    r"|(?<=[法例定则案程》号])(?P<bare>\d{1,4}|[一二三四五六七八九十百]{1,7})条"
)
_PART = re.compile(rf"\s*第?\s*[(]?(?P<number>{_NUMERAL})[)]?\s*(?P<unit>[款项目])")
_DOCUMENT_NUMBER = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff]{1,14}?)\s*[〔\[(【](?P<year>(?:19|20)\d{2})[〕\])】]\s*(?:第\s*)?(?P<number>\d{1,4})\s*号"
    r"|(?P<order>(?:国务院|[\u4e00-\u9fff]{2,10}?(?:部|局|委|委员会|总局|省政府|市政府|人民政府))令)(?:\s*[〔\[(](?:19|20)\d{2}[〕\])])?"
    r"\s*(?:第\s*)?(?P<order_number>\d{1,4})\s*号"
)
_BEFORE_NUMBER = re.compile(r"^(?:请问|关于|依据|根据|按照|按|查一?下|看看?|那|与|和|在)+")


def clause_in(question: str) -> str:
    """Return the first clause a question (in normal form) names, as 第十九条 or 第十九条之一; "" when there is none."""
    match = CLAUSE.search(question)
    if match is None:
        return ""
    try:
        number = format_numeral(int(parse_number(match.group("number") or match.group("bare"))))
        insert = match.group("insert")
        return f"第{number}条" + (f"之{format_numeral(int(parse_number(insert)))}" if insert else "")
    except ValueError:
        return ""


def clause_part_in(question: str) -> str:
    """Return what of its clause a question (in normal form) asks for, as 第二款第三项; "" when it names no part."""
    match = CLAUSE.search(question)
    parts: list[str] = []
    position = match.end() if match else len(question)
    while part := _PART.match(question, position):
        try:
            parts.append(f"第{format_numeral(int(parse_number(part.group('number'))))}{part.group('unit')}")
        except ValueError:
            break
        position = part.end()
    return "".join(parts)


def clause_tail(question: str) -> str | None:
    """Return what a question (in normal form) says after the clause and its parts; None when it names no clause."""
    match = CLAUSE.search(question)
    if match is None:
        return None
    position = match.end()
    while part := _PART.match(question, position):
        position = part.end()
    return question[position:]


def document_numbers_in(question: str) -> tuple[str, ...]:
    """Return the 文号 that a question names, in order, with brackets 〔〕."""
    found: list[str] = []
    for match in _DOCUMENT_NUMBER.finditer(normalize(question)):
        if match.group("order"):
            found.append(f"{_BEFORE_NUMBER.sub('', match.group('order'))}第{match.group('order_number')}号")
        else:
            issuer = _BEFORE_NUMBER.sub("", match.group("issuer"))
            found.append(document_number_key(f"{issuer}〔{match.group('year')}〕{match.group('number')}号"))
    return tuple(dict.fromkeys(found))
