"""Values of a sentence that its evidence does not hold, holds with another bound, or holds of another matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.guard.binding import Place, better_neighbour
from assistant.guard.bounds import BOUND_NAMES, LIMIT_WORDS, same_bound
from assistant.guard.matching import competing, needs_no_support, same_value
from assistant.guard.mentions import read_text
from assistant.guard.records import Mention, Problem, ProblemKind
from assistant.guard.verbatim import stands_verbatim

_SHOWN = 4
_KIND_NAMES = {
    ProblemKind.NUMBER: "数值", ProblemKind.LIMIT: "时限", ProblemKind.LEVEL: "级别", ProblemKind.DATE: "日期时间", ProblemKind.AMOUNT: "金额",
    ProblemKind.PHONE: "电话", ProblemKind.ARTICLE: "条款号", ProblemKind.STANDARD: "标准号", ProblemKind.DOCUMENT_NUMBER: "文号",
}  # fmt: skip


def value_problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Yield the values of a sentence without support, in order."""
    known = [(number, mention) for number, text in enumerate(evidence) for mention in read_text(text).mentions]
    for said in read_text(sentence).mentions:
        problem = _problem_of(said, sentence, evidence, known)
        if problem is not None:
            yield problem


def _problem_of(said: Mention, sentence: str, evidence: Sequence[str], known: Sequence[Place]) -> Problem | None:
    same = [place for place in known if same_value(said, place[1])]
    if not same:
        if needs_no_support(said, read_text(sentence), [read_text(text) for text in evidence]):
            return None
        return Problem(value=said.text, kind=said.kind, reason=_missing(said, known))
    bounded = [place for place in same if _fits_bound(said, place[1], evidence)]
    if not bounded and not (said.bound == "" and LIMIT_WORDS.search(sentence)):
        return Problem(value=said.text, kind=ProblemKind.BOUND, reason=_other_bound(said, same[0][1]))
    own = bounded or same
    others = [place for place in known if place not in own and competing(said, place[1])]
    verbatim = stands_verbatim(said, sentence, evidence)
    if verbatim is False and others:
        return _of_another(said, others[0][1])
    if verbatim:
        return None
    neighbour = better_neighbour(said, sentence, evidence, own, others)
    if neighbour is None:
        return None
    return _of_another(said, neighbour)


def _fits_bound(said: Mention, known: Mention, evidence: Sequence[str]) -> bool:
    if said.bound == "ge" and said.dimension == "times" and any("至少每" in text for text in evidence):
        return True  # 至少每半年一次 is 每半年至少一次
    return same_bound(said.bound, known.bound, said.dimension)


def _of_another(said: Mention, neighbour: Mention) -> Problem:
    kind = ProblemKind.BOUND if same_value(said, neighbour) else said.kind
    reason = f"依据里“{said.text}”说的是另一件事，这件事对应的是“{_shown(neighbour)}”"
    return Problem(value=said.text, kind=kind, reason=reason)


def _missing(said: Mention, known: Sequence[Place]) -> str:
    name = _KIND_NAMES[said.kind]
    near = list(dict.fromkeys(_shown(mention) for _, mention in known if competing(said, mention)))[:_SHOWN]
    there = f"；依据里是{'、'.join(near)}" if near else f"；依据里没有这类{name}"
    return f"依据里没有{name}“{said.text}”{there}"


def _other_bound(said: Mention, known: Mention) -> str:
    return f"“{said.text}”的界限不同：句子是{BOUND_NAMES[said.bound]}，依据是{BOUND_NAMES[known.bound]}"


def _shown(mention: Mention) -> str:
    return mention.text + ("级" if mention.dimension == "level" and not mention.text.endswith("级") else "")
