"""Replies marked: letters, judgements, blanks and sequences by rule, free text by the key points it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.guard.mentions import read_text
from assistant.guard.plain import pairs_of
from assistant.guard.polarity import polarity_problems
from assistant.guard.values import value_problems
from assistant.study.questions.records import LETTERS, AnswerForm, Marks, PointMark, StudyQuestion
from assistant.study.questions.values import readable
from kb.text import normalize, parse_number

GIVEN_FROM = (
    0.55  # share of a point's character pairs that a reply has to hold; below it too much of the point is missing
)
_RIGHT_WORDS = frozenset("正确 对 是 √ 真 t true y yes a 对的 正确的".split())
_WRONG_WORDS = frozenset("错误 错 否 × x 假 f false n no b 错的 不对 不正确".split())
_PIECE = re.compile(r"[。；;\n！!？?]|(?:^|(?<=\s))[（(]?\d{1,2}[）).、]|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳]")
_SMALL_PIECE = re.compile(r"[，,、]")


def mark(question: StudyQuestion, reply: str) -> Marks:
    """Mark a reply to any question; TEXT questions are worth one mark per key point, all others one."""
    if question.form is AnswerForm.TEXT:
        return score_short_answer(question, reply)
    return Marks(got=1.0 if _is_right(question, reply) else 0.0, of=1.0)


def _is_right(question: StudyQuestion, reply: str) -> bool:
    said = normalize(reply).strip(" 。.、,")
    if question.form is AnswerForm.JUDGE:
        judged = "正确" if said in _RIGHT_WORDS else "错误" if said in _WRONG_WORDS else ""
        return judged == question.answer
    if question.form is AnswerForm.BLANK:
        return _same_blank(question, said)
    letters = re.sub(r"[^A-Za-z]", "", said).upper()
    if question.form is AnswerForm.SEVERAL:
        letters = "".join(sorted(set(letters)))
    return letters == "".join(LETTERS[at] for at in question.right)


def _same_blank(question: StudyQuestion, said: str) -> bool:
    """Accept the number in any way of writing, with or without the unit that the stem prints."""
    wanted = normalize(question.answer)
    after = normalize(question.stem.partition("______")[2])
    for length in range(min(6, len(after)), 0, -1):
        if said.endswith(after[:length]) and len(said) > length:
            said = said[:-length].strip()
            break
    if said == wanted:
        return True
    return readable(said) and readable(wanted) and parse_number(said) == parse_number(wanted)


def score_short_answer(question: StudyQuestion, text: str) -> Marks:
    """Mark a free reply by the key points of a question.

    A point is given when one part of the reply holds most of its words and tells no other value, and no negation
    more or less. Words that every point shares count for nothing, so that repeating the question earns no mark.
    """
    pieces = list(_pieces(text))
    points = [point.text for point in question.key_points]
    shared = (
        frozenset.intersection(*(frozenset(pairs_of(point)) for point in points)) if len(points) > 1 else frozenset()
    )
    marks = tuple(_point_mark(point, pieces, shared) for point in points)
    return Marks(got=float(sum(one.given for one in marks)), of=float(len(marks)), points=marks)


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of a reply that may tell a point: sentences, their clauses, and pairs of neighbouring clauses."""
    for sentence in _PIECE.split(normalize(text)):
        whole = sentence.strip(" ，,、:：")
        if not whole:
            continue
        yield whole
        clauses = [part.strip() for part in _SMALL_PIECE.split(whole) if part.strip()]
        yield from clauses if len(clauses) > 1 else ()
        yield from (f"{one}，{other}" for one, other in pairwise(clauses))


def _point_mark(point: str, pieces: Sequence[str], shared: frozenset[str]) -> PointMark:
    best, share = "", 0.0
    for piece in pieces:
        fit = _fit(point, piece, shared)
        if fit > share or (fit == share and best and len(piece) < len(best)):
            best, share = piece, fit
    if share < GIVEN_FROM:
        return PointMark(point=point, given=False, share=round(share, 2), evidence=best)
    problem = _contradiction(best, point)
    return PointMark(point=point, given=not problem, share=round(share, 2), evidence=best, problem=problem)


def _fit(point: str, piece: str, shared: frozenset[str]) -> float:
    wanted = set(pairs_of(read_text(point).plain)) - shared or set(pairs_of(read_text(point).plain))
    told = set(pairs_of(read_text(piece).plain))
    return len(wanted & told) / len(wanted) if wanted else 0.0


def _contradiction(piece: str, point: str) -> str:
    """Return why a piece that tells a point tells it wrongly, in Chinese; "" when it does not."""
    problems = [*value_problems(piece, (point,)), *polarity_problems(piece, (point,))]
    return problems[0].reason if problems else ""
