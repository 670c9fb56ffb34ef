"""The clauses of a course in reading order: of documents in force only, in the order of each document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.study.questions.clauses import clauses_of
from assistant.study.questions.records import clause_hash
from assistant.study.questions.teachable import is_teachable
from assistant.study.scopes import CourseKind, CourseScope
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase
from kb.records import Document, DocumentStatus, DocumentSummary
from kb.taxonomy import default_taxonomy

CHARACTERS_PER_MINUTE = 250  # reading to learn, not to skim
MOST_CLAUSES = 500
MOST_DOCUMENTS = 60  # a course over posts or phases reads every document, so a big base is narrowed first
PROMINENT_HAZARDS = 3
SHORTEST = 8  # characters; less is a stray line


@dataclass(frozen=True, slots=True, kw_only=True)
class PathClause:
    """One step of a reading path.

    Attributes:
        chapter: Title and first heading, by which progress is summed up.
        clause_hash: Of its words: the same clause in a new version of the document keeps what was learned.
        minutes: Estimated, in tenths.
    """

    document_id: str
    work_id: str
    title: str
    heading_path: tuple[str, ...]
    start: int
    end: int
    text: str
    clause_hash: str
    minutes: float

    @property
    def chapter(self) -> str:
        """Title of the document and the first heading in it."""
        return " · ".join((self.title, *self.heading_path[:1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPath:
    """The clauses of a course; `left_out` counts those beyond the limit."""

    clauses: tuple[PathClause, ...]
    left_out: int = 0

    @property
    def minutes(self) -> float:
        """How long all of it takes to read."""
        return round(sum(one.minutes for one in self.clauses), 1)

    def hashes(self) -> frozenset[str]:
        """Return the hashes of all clauses."""
        return frozenset(one.clause_hash for one in self.clauses)


class PathIndex:
    """Finds the clause of a path that stands at an offset of a document."""

    def __init__(self, path: ReadingPath) -> None:
        self._places: dict[str, tuple[list[int], list[int]]] = {}
        self._path = path
        for place, clause in enumerate(path.clauses):
            starts, places = self._places.setdefault(clause.document_id, ([], []))
            starts.append(clause.start)
            places.append(place)

    def place_of(self, document_id: str, offset: int) -> int:
        """Return the position in the path of the clause at an offset, -1 when there is none."""
        starts, places = self._places.get(document_id, ([], []))
        at = bisect_right(starts, offset) - 1
        return places[at] if at >= 0 and offset < self._path.clauses[places[at]].end else -1


def studied_summaries(kb: KnowledgeBase) -> list[DocumentSummary]:
    """Return the documents that can be studied today, by title: in force, approved, with rules in them.

    Of copies of one work that stand side by side, only the last that was ingested.
    """
    standing = [
        one
        for one in kb.summaries()
        if one.standing is DocumentStatus.IN_FORCE and one.approved and is_teachable(one.metadata)
    ]
    newest = {one.work_id or one.document_id: one for one in sorted(standing, key=lambda one: one.ingested_at)}
    return sorted(newest.values(), key=lambda one: (one.metadata.title, one.document_id))


def path_of(kb: KnowledgeBase, scope: CourseScope) -> ReadingPath:
    """Return the reading path of a scope over the base as it is now.

    Raises:
        InputRefused: Too many documents would have to be read for it.
    """
    found = [one for document in _documents(kb, scope) for one in _clauses(document, scope)]
    return ReadingPath(clauses=tuple(found[:MOST_CLAUSES]), left_out=max(0, len(found) - MOST_CLAUSES))


def _documents(kb: KnowledgeBase, scope: CourseScope) -> Iterator[Document]:
    standing = studied_summaries(kb)
    if scope.works:
        place = {work_id: index for index, work_id in enumerate(scope.works)}
        standing = sorted((one for one in standing if one.work_id in place), key=lambda one: place[one.work_id])
    elif scope.kind is CourseKind.HAZARD:
        standing = [one for one in standing if scope.value in one.metadata.hazards[:PROMINENT_HAZARDS]]
    if len(standing) > MOST_DOCUMENTS:
        raise InputRefused(
            f"这门课程要通读 {len(standing)} 份现行文件，太多了（最多 {MOST_DOCUMENTS} 份）。请先选定要学的文件。"
        )
    return (kb.document(one.document_id) for one in standing)


def _clauses(document: Document, scope: CourseScope) -> list[PathClause]:
    own_hazard = scope.value in document.metadata.hazards[:PROMINENT_HAZARDS]
    everything = scope.kind is CourseKind.DOCUMENT or (scope.kind is CourseKind.HAZARD and own_hazard)
    steps = []
    for clause in clauses_of(document):
        text = clause.text
        if len(text.strip()) < SHORTEST or not (everything or _speaks_of(scope, clause.heading_path, text)):
            continue
        steps.append(
            PathClause(
                document_id=document.document_id,
                work_id=document.work_id,
                title=document.metadata.title or document.file_name,
                heading_path=clause.heading_path,
                start=clause.start,
                end=clause.end,
                text=text,
                clause_hash=clause_hash(text),
                minutes=minutes_for(text),
            )
        )
    return steps


def _speaks_of(scope: CourseScope, heading_path: Sequence[str], text: str) -> bool:
    """Tell whether a clause belongs to a hazard, post or phase: headings name phases, the whole text posts and hazards."""
    taxonomy = default_taxonomy()
    headings = " ".join(heading_path)
    if scope.kind is CourseKind.PHASE:
        return scope.value in taxonomy.find_phases(headings)
    if scope.kind is CourseKind.POSITION:
        return scope.value in taxonomy.find_roles(f"{headings} {text}")
    return scope.value in taxonomy.find_hazards(f"{headings} {text}", colloquial=False)


def minutes_for(text: str) -> float:
    """Return the estimated reading time of a text, at least a tenth of a minute."""
    return max(0.1, round(len("".join(text.split())) / CHARACTERS_PER_MINUTE, 1))
