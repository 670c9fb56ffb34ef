"""From the text of a question to a `Question`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.errors import InputRefused
from kb.query.clauses import clause_in, clause_part_in, document_numbers_in
from kb.query.colloquial import sayings_in
from kb.query.expansion import expansion_terms
from kb.query.forms import form_of
from kb.query.kinds import plain_kind
from kb.query.names import documents_in, places_in, response_level_in, response_levels_in, years_in
from kb.query.times import as_of_in, asks_for_earlier
from kb.records import AnswerKind, Question
from kb.taxonomy import Mention, default_taxonomy
from kb.text import normalize

MAX_QUESTION_CHARACTERS = 20_000
_READ_CHARACTERS = 2_000  # of a longer question only this much decides its kind and names
_CALL_CHARACTERS = 30
_ASKING = re.compile("什么|啥|谁|哪|几|多少|何|吗|呢|[?]")
_EACH = re.compile("分别|各(?=多少|几|是|由|为|有|要|需)|各$")
_COLOUR = re.compile("[红橙黄蓝]色")
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")  # what a broken encoding leaves; it cannot be stored or printed
_WORD_LETTER = re.compile(r"[a-zA-Z\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")


def understand(text: str, *, titles: Sequence[str] = ()) -> Question:
    """Read a question.

    Args:
        titles: Titles of the documents of the base, to which names in the question are brought.

    Raises:
        InputRefused: The question is empty, longer than 20,000 characters, or holds no letter.
    """
    question = _checked(text)
    taxonomy = default_taxonomy()
    normal = normalize(question[:_READ_CHARACTERS])
    mentions = taxonomy.hazard_mentions(question[:_READ_CHARACTERS])
    plain, normal = _plain(normal, mentions)
    as_of = as_of_in(normal)
    years = tuple(year for year in years_in(normal) if as_of is None or year != str(as_of.year))
    places, levels = places_in(normal, titles), response_levels_in(normal)
    several = max(map(len, (years, places, levels, set(_COLOUR.findall(normal))))) > 1
    hazards = dict.fromkeys(hazard for mention in mentions for hazard in mention.hazards)
    return Question(
        text=question,
        normalized=taxonomy.canonicalize(question),
        kind=_kind(normal, plain, several=several),
        terms=expansion_terms(normal, mentions, taxonomy),
        hazards=tuple(hazards),
        phases=taxonomy.find_phases(normal),
        roles=taxonomy.find_roles(normal),
        document_names=documents_in(normal, titles),
        clause=clause_in(normal),
        years=years,
        places=places,
        response_level=response_level_in(normal),
        response_levels=levels,
        plain_kind=plain,
        clause_part=clause_part_in(normal),
        document_numbers=document_numbers_in(question),
        as_of=as_of,
        earlier=asks_for_earlier(normal),
        sayings=sayings_in(normal),
    )


def _kind(normal: str, plain: AnswerKind, *, several: bool) -> AnswerKind:
    """Return the kind of a question; one that asks 分别 of several years, places, levels or colours compares them."""
    kind = form_of(normal, has_clause=bool(clause_in(normal))) or plain
    return AnswerKind.COMPARISON if kind is plain and several and _EACH.search(normal) else kind


def _plain(normal: str, mentions: Sequence[Mention]) -> tuple[AnswerKind, str]:
    """Return the plain kind and the wording; a call for help (罐区起火: short, spoken, no question word) asks 怎么办."""
    kind = plain_kind(normal)
    spoken = any(mention.colloquial for mention in mentions)
    if kind is AnswerKind.OPEN and spoken and len(normal) <= _CALL_CHARACTERS and not _ASKING.search(normal):
        return AnswerKind.STEPS, f"{normal},怎么办"
    return kind, normal


def _checked(text: str) -> str:
    question = _HALF_CHARACTER.sub("\ufffd", text.replace("\x00", "")).strip()
    if not question:
        raise InputRefused("问题是空的，请输入要问的内容。")
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise InputRefused(
            f"问题有 {len(question):,} 个字符，超过 {MAX_QUESTION_CHARACTERS:,} 个字符的上限，请缩短后再问。"
        )
    if not _WORD_LETTER.search(normalize(question)):
        shown = question[:20] + ("…" if len(question) > 20 else "")
        raise InputRefused(f"没有看懂“{shown}”：其中没有汉字或字母，请用一句话提问。")
    return question
