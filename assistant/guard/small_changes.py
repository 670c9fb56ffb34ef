"""One small word changed in wording that is otherwise the source's: a dropped 不, 市 for 县, 可以 for 应当, 和 for 或.

Where the characters on both sides of a place are those of the evidence, nothing was reworded there, and the word in
between has to be the evidence's too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.guard.mentions import read_text
from assistant.guard.polarity import ONLY_AFTER
from assistant.guard.records import Problem, ProblemKind

_WINDOW = 5
_NEAR = 3  # characters on each side that make a place the same
_CLAUSE_SIGNS = ",;。:!?()\n|. "
_BRACKETS = re.compile(r"\([^()]{1,20}\)")
_SORTS: tuple[tuple[str, ProblemKind, str], ...] = (
    ("ban", ProblemKind.NEGATION, "严禁|禁止|不得(?!不)|不准|不许|不可以|不能|不要|切勿|不应当?|不宜|勿"),
    ("needless", ProblemKind.NEGATION, "无须|无需|不必|不用|不需要"),
    ("not", ProblemKind.NEGATION, "没有|尚未|不予|从未|[不未没无非]"),
    ("option", ProblemKind.MODALITY, "可以|有权|允许"),
    ("duty", ProblemKind.MODALITY, "应当|必须|务必|一律|(?<![响供适反相对])应(?![急对用])|须"),
    ("or", ProblemKind.MODALITY, "或者?"),
    ("and", ProblemKind.MODALITY, "以及|[和及与并]"),
    ("up", ProblemKind.BOUND, "以上"),
    ("down", ProblemKind.BOUND, "以下"),
    ("before", ProblemKind.ORDER, "之前|以前|前"),
    ("after", ProblemKind.ORDER, "之后|以后|后"),
    *((f"rank {sign}", ProblemKind.BODY, sign) for sign in "国省市县区镇乡村"),
)
_WORD = re.compile("|".join(f"(?P<s{number}>{words})" for number, (_, _, words) in enumerate(_SORTS)))
_RIVALS = (
    frozenset({"ban", "needless", "option", "duty"}), frozenset({"ban", "needless", "not", "option"}), frozenset({"or", "and"}), frozenset({"before", "after"}), frozenset({"up", "down"}),
    frozenset(f"rank {sign}" for sign in "国省市县区镇乡村"),
)  # fmt: skip
_NEGATIONS = frozenset({"ban", "needless", "not"})
_NEGATED = re.compile("严禁|禁止|不得|不准|不许|不能|不要|切勿|无须|无需|不必")
_NO_MORE = "(?:可以|应当|必须|应|可|要|能够?|须|需要|得|予以)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallWord:
    """A small word with the characters before and after it in its clause."""

    sort: str
    kind: ProblemKind
    text: str
    before: str
    after: str


@lru_cache(maxsize=1_024)
def small_words_of(text: str) -> tuple[SmallWord, ...]:
    """Return the small words of a text in order."""
    plain = read_text(text).plain
    return tuple(_small_word(plain, found) for found in _WORD.finditer(plain))


def _plain(text: str) -> str:
    return read_text(text).plain


def _small_word(plain: str, found: re.Match[str]) -> SmallWord:
    sort, kind, _ = _SORTS[int((found.lastgroup or "s0")[1:])]
    before = re.split(f"[{_CLAUSE_SIGNS}]", plain[max(0, found.start() - _WINDOW) : found.start()])[-1]
    after = re.split(f"[{_CLAUSE_SIGNS}]", plain[found.end() : found.end() + _WINDOW])[0]
    return SmallWord(sort=sort, kind=kind, text=found.group(), before=before, after=after)


def small_changes(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Yield the small words of the sentence that the evidence has not in that place, and negations it lost there."""
    evidence = (*evidence, *(_BRACKETS.sub("", text) for text in map(_plain, evidence) if "(" in text))
    said, known = small_words_of(sentence), [word for text in evidence for word in small_words_of(text)]
    texts = [_plain(text) for text in evidence]
    for word in said:
        problem = _changed(word, known) or _added(word, texts)
        if problem is not None:
            yield problem
    plain = read_text(sentence).plain
    for word in known:
        if word.sort in _NEGATIONS and _is_lost(word, plain, texts):
            reason = f"依据是“{word.before}{word.text}{word.after}”，句子里没有了“{word.text}”"
            yield Problem(value=word.before + word.after, kind=ProblemKind.NEGATION, reason=reason)


def _changed(said: SmallWord, known: Sequence[SmallWord]) -> Problem | None:
    alike = [word for word in known if _same_place(said, word)]
    if not alike or any(word.sort == said.sort for word in alike):
        return None
    for word in alike:
        if any({word.sort, said.sort} <= rivals for rivals in _RIVALS):
            reason = f"依据是“{word.before}{word.text}{word.after}”，句子把“{word.text}”说成了“{said.text}”"
            return Problem(value=said.text, kind=said.kind, reason=reason)
    return None


def _same_place(said: SmallWord, known: SmallWord) -> bool:
    """Tell whether both sides are the same, a shorter side counting where a clause begins or ends in both texts."""
    before = _common(said.before[::-1], known.before[::-1])
    after = _common(said.after, known.after)
    if said.sort.startswith("rank"):
        ends_alike = after >= _NEAR or (said.after == known.after and after >= 2)
        return ends_alike and (before >= 2 or said.before == known.before)
    if before >= 2 and after >= 2:
        return before + after >= _NEAR + 2
    return (before >= _NEAR + 1 and said.after == known.after) or (after >= _NEAR + 1 and said.before == known.before)


def _common(one: str, other: str) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))


def _added(said: SmallWord, texts: Sequence[str]) -> Problem | None:
    if said.sort not in _NEGATIONS:
        return None
    place = _place_without(said)
    written = f"{said.before[-_NEAR:]}{said.text}{said.after[:_NEAR]}"
    if place is None or any(written in text for text in texts) or not any(_is_affirmed(place, text) for text in texts):
        return None
    reason = f"依据里“{said.before}{said.after}”没有“{said.text}”"
    return Problem(value=said.text, kind=ProblemKind.NEGATION, reason=reason)


def _is_lost(known: SmallWord, plain: str, texts: Sequence[str]) -> bool:
    place = _place_without(known)
    if place is None or ONLY_AFTER.search(plain) or not _is_affirmed(place, plain):
        return False
    return not any(_is_affirmed(place, text) for text in texts)


def _is_affirmed(place: re.Pattern[str], text: str) -> bool:
    """Tell whether a place without its negation is in a text, in a clause that has no ban elsewhere either."""
    for found in place.finditer(text):
        before = re.split(f"[{_CLAUSE_SIGNS}]", text[: found.start()])[-1]
        after = re.split(f"[{_CLAUSE_SIGNS}]", text[found.end() :])[0]
        if not _NEGATED.search(before) and not _NEGATED.search(after):
            return True
    return False


def _place_without(word: SmallWord) -> re.Pattern[str] | None:
    """Return a pattern for the place of a negation without it, None when too little stands around it."""
    before, after = word.before[-_NEAR:], word.after[: _NEAR + 1]
    if not before and 1 < len(after) <= _NEAR:  # 不予支持 is the whole clause
        return re.compile(f"(?:^|[{_CLAUSE_SIGNS}]){_NO_MORE}{re.escape(after)}(?:$|[{_CLAUSE_SIGNS}])")
    if len(before) + len(after) < _NEAR + 1 or not after:
        return None
    start = re.escape(before) if len(before) > 1 else f"(?:^|[{_CLAUSE_SIGNS}、]){re.escape(before)}"
    return re.compile(f"{start}{_NO_MORE}{re.escape(after)}")
