"""Does an old version of a law ever support an answer for today, and does it answer for its own day?

    python -m benchmarks.version_check [--laws 60] [--questions 100] [--json FILE]

The laws of the shared corpora with one version of today and one of 2020 are taken in, both versions of each. Questions are
made from texts of articles that stand in both versions with other words: the title of the law and the opening words of
the article, once as of today and once as of 1 January 2020. Besides, every article of a law whose number moved is asked
for by its old number, and has to be answered with its new one. What the standing of a document is on a day is
read from names and headings by `version_oracle`, not by the product. Beside it: the same questions asked without looking
at the standing (`--all-versions`).
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.conflicts.renumbering import articles_of, renumbering
from assistant.records import Answer
from assistant.wiring import Workbench, open_workbench
from benchmarks.measured_process import PROJECT
from benchmarks.version_oracle import expected_status, multi_version_laws
from ingest.pipeline import ingest
from kb.records import Document, DocumentStatus, Filters
from kb.settings import load_settings

LAWS = PROJECT.parent / "shared" / "corpora" / "laws"
THEN = date(2020, 1, 1)
OPENING = re.compile(r"^[^。；：\n]{12,60}")
LONGEST = 400_000  # bytes of a file; the largest codes would only cost time


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoVersions:
    """A law with the file that holds today and the one that held in 2020."""

    name: str
    present: Path
    old: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that the present and the old version answer in other words."""

    text: str
    present: str
    old: str


def laws_with_two_versions(folder: Path, today: date) -> list[TwoVersions]:
    """Return the laws of which one file is in force today and another was in 2020, by name."""
    found = []
    for name, versions in sorted(multi_version_laws(folder).items()):
        now = [
            one for at, one in enumerate(versions) if expected_status(versions, at, today) is DocumentStatus.IN_FORCE
        ]
        then = [
            one for at, one in enumerate(versions) if expected_status(versions, at, THEN) is DocumentStatus.IN_FORCE
        ]
        pairs = [(a.path, b.path) for a in now for b in then if a.begins and b.begins and a.begins > b.begins]
        if pairs and all(path.stat().st_size < LONGEST for path in pairs[0]):
            found.append(TwoVersions(name=name, present=pairs[0][0], old=pairs[0][1]))
    return found


def questions_on(present: Document, old: Document) -> Iterator[Asked]:
    """Yield questions from the openings of articles that both versions have in other words."""
    new_articles, old_articles = articles_of(present), articles_of(old)
    moves = renumbering(old_articles, new_articles)
    texts = {article.number: article.text for article in new_articles}
    for article in old_articles:
        moved = moves[article.number]
        if not moved.number or texts[moved.number] == article.text or moved.likeness > 0.98:
            continue
        opening = OPENING.match(texts[moved.number])
        if opening and opening.group() in article.text:
            title = present.metadata.title
            yield Asked(
                text=f"《{title}》对“{opening.group()}”是怎么规定的？", present=present.document_id, old=old.document_id
            )


def evenly(items: Sequence[Asked], count: int) -> list[Asked]:
    """Return so many of the items, evenly taken."""
    step = max(1.0, len(items) / count)
    return [items[int(at * step)] for at in range(min(count, len(items)))]


def supported_by(answers: Sequence[tuple[Asked, Answer]], *, old: bool) -> tuple[int, int]:
    """Return answers that were given, and citations in them from the version that must not (or must) support."""
    given = [(asked, answer) for asked, answer in answers if not answer.refused]
    wrong = sum(
        citation.document_id == (asked.old if old else asked.present)
        for asked, answer in given
        for citation in answer.citations
    )
    return len(given), wrong


def check(laws: int, count: int) -> dict[str, object]:
    """Take in the laws, ask, and return the figures."""
    chosen = laws_with_two_versions(LAWS, date.today())[:laws]
    with tempfile.TemporaryDirectory() as data:
        settings = load_settings(data_path=Path(data))
        with open_workbench(settings, writable=True) as bench:
            ingest(bench.kb, [path for law in chosen for path in (law.present, law.old)], settings)
            by_name = {Path(one.source_uri).name: one.document_id for one in bench.kb.summaries()}
            pairs = [
                (bench.kb.document(by_name[law.present.name]), bench.kb.document(by_name[law.old.name]))
                for law in chosen
            ]
            everything = [asked for present, old in pairs for asked in questions_on(present, old)]
            questions = evenly(everything, count)
            return {
                "laws": len(chosen),
                "questions": len(questions),
                **figures(bench, questions),
                **moved(bench, pairs),
            }


def figures(bench: Workbench, questions: Sequence[Asked]) -> dict[str, object]:
    """Ask for today, for 2020, and over all versions."""
    today = [(asked, bench.answerer.answer(asked.text)) for asked in questions]
    then = [(asked, bench.answerer.answer(asked.text, filters=Filters(as_of=THEN))) for asked in questions]
    every = Filters(standings=tuple(DocumentStatus))
    naive = [(asked, bench.answerer.answer(asked.text, filters=every)) for asked in questions]
    answered, old_chunks = supported_by(today, old=True)
    then_answered, present_chunks = supported_by(then, old=False)
    _, from_old = supported_by(then, old=True)
    return {
        "today_answered": answered,
        "today_old_chunks": old_chunks,
        "today_not_in_force": sum(
            citation.status is not DocumentStatus.IN_FORCE for _, answer in today for citation in answer.citations
        ),
        "then_answered": then_answered,
        "then_present_chunks": present_chunks,
        "then_answers_from_old": sum(
            any(citation.document_id == asked.old for citation in answer.citations) for asked, answer in then
        ),
        "then_old_chunks": from_old,
        "naive_old_chunks": supported_by(naive, old=True)[1],
    }


def moved(bench: Workbench, pairs: Sequence[tuple[Document, Document]], per_law: int = 3) -> dict[str, object]:
    """Ask for articles by their old number and count the answers that name the new one."""
    asked = told = 0
    for present, old in pairs:
        moves = renumbering(articles_of(old), articles_of(present))
        wanted = [
            (number, to) for number, to in moves.items() if to.number and to.number != number and to.likeness > 0.9
        ]
        for number, to in wanted[:: max(1, len(wanted) // per_law)][:per_law]:
            asked += 1
            answer = bench.answerer.answer(f"《{present.metadata.title}》{number}是怎么规定的？")
            told += f"{number}，现行版为{to.number}" in answer.notice
    return {"old_numbers_asked": asked, "new_numbers_told": told}


def main() -> None:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--laws", type=int, default=60)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found = check(options.laws, options.questions)
    for name, value in found.items():
        print(f"{name:<24}{value}")
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
