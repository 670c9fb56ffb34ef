"""What was taken so far, so that a set of questions is spread over documents, clauses and passages."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from assistant.study.questions.records import QuestionKind, StudyQuestion

PER_CLAUSE = 2
_LONG_CLAUSE = 300  # characters for which a clause may carry one question more
_NEAR = 40  # characters between two keys below which one question tells the other's answer


class Takings:
    """Counts what a set holds already."""

    def __init__(self) -> None:
        self._per_clause: Counter[tuple[str, int]] = Counter()
        self._given: Counter[int] = Counter()
        self._keys: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._words: set[tuple[str, tuple[str, ...]]] = set()

    def least_given(
        self, pools: Sequence[Mapping[QuestionKind, Sequence[StudyQuestion]]], kind: QuestionKind, turn: int
    ) -> int:
        """Return the pool with questions of a kind that has given least; ties are broken differently in each turn."""
        holding = [at for at, pool in enumerate(pools) if pool.get(kind)]
        return min(holding, key=lambda one: (self._given[one], zlib.crc32(f"{one}:{turn}".encode())))

    def accepts(self, question: StudyQuestion, *, near_allowed: bool) -> bool:
        """Tell whether a question is new, its clause is not used up and, unless allowed, no other key lies near."""
        source = question.source
        if _words(question) in self._words:
            return False
        if self._per_clause[source.document_id, source.start] >= _most_of(question, near_allowed):
            return False
        start, end = _reach(question)
        return near_allowed or all(
            end + _NEAR <= other or last + _NEAR <= start for other, last in self._keys[source.document_id]
        )

    def take(self, question: StudyQuestion, pool: int) -> None:
        """Count a question of a pool."""
        source = question.source
        self._words.add(_words(question))
        self._per_clause[source.document_id, source.start] += 1
        self._given[pool] += 1
        self._keys[source.document_id].append(_reach(question))


def _most_of(question: StudyQuestion, near_allowed: bool) -> int:
    return PER_CLAUSE + len(question.source.text) // _LONG_CLAUSE + 2 * near_allowed


def _words(question: StudyQuestion) -> tuple[str, tuple[str, ...]]:
    """Return what makes two questions the same to a reader: equal words after the name of the document, or equal options."""
    return question.stem.partition("，")[2], tuple(sorted(question.options))


def _reach(question: StudyQuestion) -> tuple[int, int]:
    source = question.source
    return (
        source.start + min(point.start for point in question.key_points),
        source.start + max(point.end for point in question.key_points),
    )
