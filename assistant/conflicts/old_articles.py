"""Article numbers of an older version: in a question, and in a source that quotes a law by them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from assistant.conflicts.editions import edition_year
from assistant.conflicts.ranks import begins
from assistant.conflicts.renumbering import Article, Moved, articles_of, renumbering
from assistant.records import Answer, Statement
from kb.knowledge_base import KnowledgeBase
from kb.query.clauses import clause_in
from kb.records import DocumentStatus, DocumentSummary, Question
from kb.standing import title_key
from kb.text import normalize

LAPSED = frozenset({DocumentStatus.SUPERSEDED, DocumentStatus.REPEALED})
FITS = 0.3  # share of a quoting sentence's wording that the old article has to hold
BETTER = 0.15  # and by how much more than the present article of that number
MOST_NOTED = 3
KEPT_PAIRS = 64
_QUOTED = re.compile(
    r"《(?P<title>[^《》\n]{2,40})》[^《》。；;\n]{0,14}?(?P<clause>第[零〇一二三四五六七八九十百\d]{1,7}条)"
)
_MARKER = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"第[零〇一二三四五六七八九十百\d]{1,7}条")


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A work with the version in force and older ones, the latest first."""

    present: DocumentSummary
    older: tuple[DocumentSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OldNumber:
    """A number of an older version.

    Attributes:
        title: Of the version in force.
        year: By which the older version is called, "" when no date is known.
        old, new: 第五十六条, 第七十八条.
    """

    title: str
    year: str
    old: str
    new: str


class OldArticles:
    """Points out numbers of articles that have moved; computed when a question or a cited sentence names an article."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._known: tuple[tuple[int, date | None], dict[str, Family]] | None = None
        self._moves = lru_cache(maxsize=KEPT_PAIRS)(self._moves_between)

    def noted(self, answer: Answer, question: Question, day: date | None = None) -> Answer:
        """Return the answer with what has to be said about old numbers: of the question, and in what it cites."""
        answer = self._with_cautions(answer, day)
        if not question.clause or question.earlier or question.as_of is not None:
            return answer
        said = [moved_notice(one) for one in self._asked(answer, question, day)]
        notice = "；".join(part for part in (answer.notice, *said) if part)
        return replace(answer, notice=notice) if said else answer

    def quoted_in(self, text: str, day: date | None = None) -> Iterator[OldNumber]:
        """Yield the old numbers by which a sentence quotes laws that the base holds in both versions."""
        for found in _QUOTED.finditer(text):
            family = self._family(found["title"], day)
            number = clause_in(normalize(found["clause"]))
            if family is not None and number:
                rest = _NUMBER.sub("", text.replace(f"《{found['title']}》", ""))
                yield from self._fitting(family, number, rest)

    def _asked(self, answer: Answer, question: Question, day: date | None) -> list[OldNumber]:
        """Return where the article of the question's number stands now, for each law that it may be of."""
        titles = [one.document_title for one in answer.citations if one.status is DocumentStatus.IN_FORCE]
        found: dict[str, OldNumber] = {}
        for title in (*titles, *(question.document_names if answer.refused else ())):
            family = self._family(title, day)
            moved = self._first_move(family, question.clause) if family is not None else None
            if moved is not None:
                found.setdefault(moved.title, moved)
        return list(found.values())[:MOST_NOTED]

    def _first_move(self, family: Family, number: str) -> OldNumber | None:
        for older in family.older:
            moved = self._moves(older.document_id, family.present.document_id).get(number)
            if moved is not None and moved.number and moved.number != number:
                return _old_number(family, older, number, moved)
        return None

    def _fitting(self, family: Family, number: str, sentence: str) -> Iterator[OldNumber]:
        present = self._article(family.present.document_id, number)
        for older in family.older:
            moved = self._moves(older.document_id, family.present.document_id).get(number)
            if moved is None or not moved.number or moved.number == number:
                continue
            fit = share_of(sentence, self._article(older.document_id, number))
            if fit >= FITS and fit >= share_of(sentence, present) + BETTER:
                yield _old_number(family, older, number, moved)
                return

    def _with_cautions(self, answer: Answer, day: date | None) -> Answer:
        """Return the answer with a caution on each statement and step whose source quotes by an old number."""
        said: dict[int, str] = {}
        for citation in answer.citations:
            if "《" in citation.quote and (found := list(self.quoted_in(citation.quote, day))):
                said[citation.marker] = "；".join(quoted_caution(one) for one in found)
        if not said:
            return answer
        return replace(
            answer,
            text=_MARKER.sub(lambda mark: mark.group() + _behind(said.get(int(mark[1]), "")), answer.text),
            statements=tuple(_cautioned(one, said) for one in answer.statements),
            steps=tuple(replace(one, caution=_joined(one.caution, one.markers, said)) for one in answer.steps),
        )

    def _family(self, title: str, day: date | None) -> Family | None:
        state = (self._kb.catalog.changes_token(), day)
        known = self._known
        if known is None or known[0] != state:
            known = self._known = (state, self._families(day))
        return known[1].get(title_key(title))

    def _families(self, day: date | None) -> dict[str, Family]:
        """Return the works of the base that have a version in force and older ones, by title."""
        works: dict[str, list[DocumentSummary]] = defaultdict(list)
        for one in self._kb.summaries(day):
            works[one.work_id].append(one)
        found: dict[str, Family] = {}
        for versions in works.values():
            present = next((one for one in versions if one.standing is DocumentStatus.IN_FORCE), None)
            older = [one for one in versions if one.standing in LAPSED]
            if present is not None and older:
                older.sort(key=lambda one: begins(one.metadata) or date.min, reverse=True)
                found[title_key(present.metadata.title)] = Family(present=present, older=tuple(older))
        return found

    def _moves_between(self, old_id: str, new_id: str) -> dict[str, Moved]:
        old, new = (articles_of(self._kb.document(document_id)) for document_id in (old_id, new_id))
        return renumbering(old, new) if old and new else {}

    def _article(self, document_id: str, number: str) -> str:
        articles: Sequence[Article] = articles_of(self._kb.document(document_id))
        return next((article.text for article in articles if article.number == number), "")


def _old_number(family: Family, older: DocumentSummary, number: str, moved: Moved) -> OldNumber:
    return OldNumber(
        title=family.present.metadata.title, year=edition_year(older.metadata), old=number, new=moved.number
    )


def moved_notice(found: OldNumber) -> str:
    """Return what to know when a number is asked for that another article bore before."""
    return f"《{found.title}》旧版{_edition(found)}的{found.old}，现行版为{found.new}；按旧条号问的，请看{found.new}"


def quoted_caution(found: OldNumber) -> str:
    """Return the warning behind a sentence that quotes a law by an old number."""
    return f"文中所引《{found.title}》{found.old}是旧版{_edition(found)}条号，现行版为{found.new}"


def share_of(sentence: str, article: str) -> float:
    """Return the share of a sentence's character pairs that an article holds."""
    plain = normalize(sentence)
    pairs = {plain[at : at + 2] for at in range(len(plain) - 1) if plain[at].isalnum() and plain[at + 1].isalnum()}
    return sum(pair in article for pair in pairs) / len(pairs) if pairs else 0.0


def _edition(found: OldNumber) -> str:
    return f"（{found.year}年）" if found.year else ""


def _behind(caution: str) -> str:
    return f"（{caution}）" if caution else ""


def _cautioned(statement: Statement, said: dict[int, str]) -> Statement:
    return replace(statement, caution=_joined(statement.caution, statement.markers, said))


def _joined(caution: str, markers: Sequence[int], said: dict[int, str]) -> str:
    return "；".join(part for part in (caution, *(said.get(marker, "") for marker in markers)) if part)
