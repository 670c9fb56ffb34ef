"""Where gold spans stand in a base, and how a ranking is judged by them whatever the chunks are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from assistant.evaluation.records import GoldSpan, Place, span_id
from kb.knowledge_base import KnowledgeBase
from kb.records import Chunk, DocumentSummary
from kb.text import normalize_with_offsets

NEGLIGIBLE = re.compile(r"[\s|*]")  # white space, borders of cells, emphasis of Markdown
PARTS = re.compile(r"[\n。；]")
MIN_PART = 4  # characters of a part of a quote that is looked for alone

Places = tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactText:
    """A text without negligible characters; `offsets[i]` is where its character i stands in the original."""

    text: str
    offsets: Sequence[int]

    @classmethod
    def of(cls, text: str) -> CompactText:
        """Compact a text."""
        normal, offsets = normalize_with_offsets(text)
        kept = [
            (letter, offset) for letter, offset in zip(normal, offsets, strict=False) if not NEGLIGIBLE.match(letter)
        ]
        return cls(text="".join(letter for letter, _ in kept), offsets=[offset for _, offset in kept])

    def occurrences(self, part: str) -> list[int]:
        """Return where a compact part begins, ascending; nothing for an empty one."""
        return [match.start() for match in re.finditer(re.escape(part), self.text)] if part else []


def find_places(kb: KnowledgeBase, spans: Iterable[GoldSpan]) -> dict[GoldSpan, Places]:
    """Return where each span stands in the base; a span that is not found has no place.

    A quote that occurs several times has several places, each as good as the other, unless `row` tells them apart.
    """
    wanted = tuple(dict.fromkeys(spans))
    found: dict[GoldSpan, list[Place]] = {span: [] for span in wanted}
    for summary in kb.summaries():
        here = [span for span in wanted if is_document(span.document, summary)]
        if not here:
            continue
        compact = CompactText.of(kb.document(summary.document_id).text)
        for span in here:
            found[span] += places_in(compact, span, summary.document_id)
    return {span: tuple(places) for span, places in found.items()}


def is_document(name: str, summary: DocumentSummary) -> bool:
    """Tell whether a name, as people write it in a list of questions, means a stored document."""
    wanted = name.strip().replace("\\", "/").strip("/")
    if not wanted:
        return True
    source = summary.source_uri.replace("\\", "/")
    if source == wanted or source.endswith("/" + wanted):
        return True
    if "/" in wanted:
        return False
    titles = {summary.metadata.title, summary.file_name, PurePosixPath(summary.file_name).stem}
    return wanted in titles or wanted.strip("《》") in titles


def places_in(compact: CompactText, span: GoldSpan, document_id: str) -> list[Place]:
    """Return where a span stands in one document; of a quote that is not there whole, where its longest part is."""
    quote, starts = _longest_found(compact, span.quote)
    if len(starts) > 1 and span.row:
        starts = _nearest(compact, starts, len(quote), span.row)
    return [
        Place(
            document_id=document_id,
            start=compact.offsets[start],
            end=compact.offsets[start + len(quote) - 1] + 1,
        )
        for start in starts
    ]


def _longest_found(compact: CompactText, quote: str) -> tuple[str, list[int]]:
    whole = CompactText.of(quote).text
    starts = compact.occurrences(whole)
    if starts:
        return whole, starts
    for part in sorted((CompactText.of(part).text for part in PARTS.split(quote)), key=len, reverse=True):
        if len(part) >= MIN_PART and (starts := compact.occurrences(part)):
            return part, starts
    return whole, []


def _nearest(compact: CompactText, starts: Sequence[int], length: int, row: Sequence[str]) -> list[int]:
    """Return those occurrences of a quote that the texts of its row stand nearest to."""
    cells = [compact.occurrences(CompactText.of(cell).text) for cell in row]

    def distance(start: int) -> int:
        return sum(min(abs(cell - start) for cell in places) for places in cells if places)

    least = min(map(distance, starts))
    return [start for start in starts if distance(start) <= least + length]


def place_of(chunk: Chunk) -> Place:
    """Return the place of a chunk."""
    return Place(document_id=chunk.document_id, start=chunk.start, end=chunk.end)


def judged_ids(ranking: Iterable[Place], gold: Sequence[Places]) -> tuple[str, ...]:
    """Name what was found, best first: a gold span by its `span_id` where it is first met, the rest by rank.

    A place that meets several spans takes their names one after another; one that only meets spans that were met
    before is named by rank. So a span counts once, into however many chunks its document is cut.
    """
    return tuple(_names(ranking, gold))


def _names(ranking: Iterable[Place], gold: Sequence[Places]) -> Iterator[str]:
    left = dict(enumerate(gold))
    for rank, place in enumerate(ranking):
        met = [position for position, places in left.items() if any(place.overlaps(one) for one in places)]
        for position in met:
            del left[position]
            yield span_id(position)
        if not met:
            yield f"other-{rank}"


def missing_documents(spans: Iterable[GoldSpan], places: Mapping[GoldSpan, Places]) -> tuple[str, ...]:
    """Return the documents none of whose spans has a place, in the order of the spans."""
    by_document: dict[str, list[bool]] = defaultdict(list)
    for span in spans:
        by_document[span.document].append(bool(places.get(span)))
    return tuple(name for name, found in by_document.items() if name and not any(found))
