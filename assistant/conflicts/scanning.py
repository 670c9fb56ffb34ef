"""All conflicts of a base, for editors: passages are brought together by the words that are rare in the base."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.conflicts.comparing import Reading, conflict_of, differences, once_each
from assistant.conflicts.passages import Passage, passages_of, prescribes, with_siblings
from assistant.conflicts.scopes import Scope, scope_between
from assistant.conflicts.words import content_words
from assistant.disagreements import Conflict
from assistant.guard.mentions import read_text
from kb.knowledge_base import KnowledgeBase
from kb.records import DocumentStatus, DocumentSummary

RAREST = 10  # words of a passage by which it is looked for
SHARED = 2  # of them that another passage has to hold
MOST_HOLDING = 400  # passages with one word, beyond which the word tells nothing
KEPT_TEXTS = 256
LIST_REACH = 20  # passages before and after a list item among which its list is looked for
Progress = Callable[[int, int], None]


class ConflictScan:
    """Compares the documents in force of a base with each other."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._text = lru_cache(maxsize=KEPT_TEXTS)(lambda document_id: kb.document(document_id).text)

    def run(self, document_ids: Sequence[str] = (), progress: Progress | None = None) -> Iterator[Conflict]:
        """Yield the conflicts, document by document.

        Args:
            document_ids: Only conflicts in which one of these takes part; () for the whole base.
            progress: Told how many documents were read of how many.
        """
        summaries = [one for one in self._kb.summaries() if one.standing is DocumentStatus.IN_FORCE and prescribes(one)]
        passages = list(self._passages(summaries, progress))
        words = [
            frozenset(content_words(read_text(f"{one.lead}{one.text}").blank.replace("\ue001", " ")))
            for one in passages
        ]
        for (left, right), (mine, theirs) in self._candidates(passages, words, set(document_ids)).items():
            scope = scope_between(summaries[left], summaries[right], self._text)
            if scope is Scope.APART:
                continue
            one, other = (self._reading(passages, chosen) for chosen in (mine, theirs))
            texts = self._text(summaries[left].document_id), self._text(summaries[right].document_id)
            yield from once_each([conflict_of(found, texts, scope) for found in differences(one, other, scope)])

    @staticmethod
    def _reading(passages: Sequence[Passage], chosen: set[int]) -> Reading:
        """Return the reading of some passages of one document, with the lists they stand in."""
        around = range(max(0, min(chosen) - LIST_REACH), min(len(passages), max(chosen) + LIST_REACH + 1))
        return Reading.of(with_siblings([passages[at] for at in around], [passages[at] for at in sorted(chosen)]))

    def _passages(self, summaries: Sequence[DocumentSummary], progress: Progress | None) -> Iterator[Passage]:
        self._numbers = {summary.document_id: number for number, summary in enumerate(summaries)}
        for number, summary in enumerate(summaries, start=1):
            for chunk in self._kb.document(summary.document_id).chunks:
                yield from passages_of(chunk, summary)
            if progress is not None:
                progress(number, len(summaries))

    def _candidates(
        self, passages: Sequence[Passage], words: Sequence[frozenset[str]], wanted: set[str]
    ) -> Mapping[tuple[int, int], tuple[set[int], set[int]]]:
        """Return pairs of documents with those of their passages that may be about one matter."""
        holding: dict[str, list[int]] = defaultdict(list)
        for at, found in enumerate(words):
            for word in found:
                holding[word].append(at)
        pairs: dict[tuple[int, int], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        for at, passage in enumerate(passages):
            if wanted and passage.summary.document_id not in wanted:
                continue
            number = self._numbers[passage.summary.document_id]
            for other in self._sharing(words[at], words, holding):
                against = self._numbers[passages[other].summary.document_id]
                if number == against or (not wanted and number > against):
                    continue
                sides = pairs[number, against]
                sides[0].add(at)
                sides[1].add(other)
        return pairs

    @staticmethod
    def _sharing(
        own: frozenset[str], words: Sequence[frozenset[str]], holding: Mapping[str, list[int]]
    ) -> Iterator[int]:
        """Yield the passages that share enough rare words; a passage of two words has to share one of them."""
        rare = sorted((word for word in own if len(holding[word]) <= MOST_HOLDING), key=lambda word: len(holding[word]))
        counted = Counter(at for word in rare[:RAREST] for at in holding[word])
        for at, count in counted.items():
            if count >= min(SHARED, max(1, min(len(rare), len(words[at])) - 1)):
                yield at
