"""Yubei's side of the speed comparison; `benchmarks.speed` starts it in its own process."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from assistant.wiring import Workbench, open_workbench
from benchmarks.law_files import character_count, list_files, milliseconds, read_questions
from ingest import pipeline
from ingest.records import SEARCHABLE_OUTCOMES, FileOutcome
from kb.knowledge_base import KnowledgeBase
from kb.records import Filters
from kb.settings import load_settings

OWN_WORDS = 40  # characters of a document asked back to prove that it is found
WARM_UP = 3


class SearchableClock:
    """Notes when the last file became searchable, and proves it by searching at that moment."""

    def __init__(self, kb: KnowledgeBase, file_count: int) -> None:
        self._kb = kb
        self._left = file_count
        self.seconds = 0.0
        self.proved_by: dict[str, bool] = {}
        self._began = time.perf_counter()

    def __call__(self, outcome: FileOutcome) -> None:
        """Take the outcome of one file."""
        self._left -= 1
        if self._left == 0:
            if outcome.document_id:
                self.proved_by = self._prove(outcome.document_id)
            self.seconds = time.perf_counter() - self._began

    def _prove(self, document_id: str) -> dict[str, bool]:
        document = self._kb.document(document_id)
        asked = self._kb.understand(document.chunks[-1].text[:OWN_WORDS])
        found = self._kb.search(asked, Filters(document_ids=(document_id,), standings=()), top_k=10)
        parts = [dict(evidence.parts) for evidence in found if evidence.chunk.document_id == document_id]
        return {
            "words": any(part.get("words", 0.0) > 0 for part in parts),
            "vectors": any(part.get("cosine", 0.0) > 0 for part in parts),
        }


def ingest_side(options: argparse.Namespace) -> dict[str, object]:
    """Ingest the files into an empty base."""
    files = list_files(options.laws, options.files)
    began = time.perf_counter()
    settings = load_settings(data_path=options.data)
    with open_workbench(settings, writable=True) as workbench:
        opened = time.perf_counter() - began
        clock = SearchableClock(workbench.kb, len(files))
        outcomes = pipeline.ingest(workbench.kb, files, settings, on_outcome=clock)
        all_indexes = time.perf_counter() - began - opened
        statistics = workbench.kb.statistics()
    characters = character_count(files)
    return {
        "files": len(files),
        "characters": characters,
        "chunks": statistics.chunk_count,
        "searchable": sum(outcome.code in SEARCHABLE_OUTCOMES for outcome in outcomes),
        "outcomes": {code.value: count for code, count in Counter(one.code for one in outcomes).items()},
        "last_file_found_by": clock.proved_by,
        "open_seconds": round(opened, 2),
        "searchable_seconds": round(clock.seconds, 2),
        "all_indexes_seconds": round(all_indexes, 2),
        "characters_per_second": round(characters / clock.seconds),
        "characters_per_second_all_indexes": round(characters / all_indexes),
    }


def answer_side(options: argparse.Namespace) -> dict[str, object]:
    """Ask the questions of the loaded base, one after the other."""
    questions = read_questions(options.eval, options.questions)
    with open_workbench(load_settings(data_path=options.data)) as workbench:
        for question in questions[:WARM_UP]:
            workbench.answerer.answer(question)
        statuses: Counter[str] = Counter()
        seconds = []
        for question in questions:
            began = time.perf_counter()
            answer = workbench.answerer.answer(question)
            seconds.append(time.perf_counter() - began)
            statuses[answer.status.value] += 1
        searching = search_seconds(workbench, questions)
    return {"answer": milliseconds(seconds), "search": milliseconds(searching), "statuses": dict(statuses)}


def search_seconds(workbench: Workbench, questions: list[str]) -> list[float]:
    """Return the time of understanding and searching alone: the part that the peer does too."""
    seconds = []
    for question in questions:
        began = time.perf_counter()
        workbench.kb.search(workbench.kb.understand(question), top_k=10)
        seconds.append(time.perf_counter() - began)
    return seconds


def main() -> None:
    """Do one half and write its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", choices=("ingest", "answer"))
    parser.add_argument("--laws", type=Path)
    parser.add_argument("--eval", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--result", type=Path, required=True)
    options = parser.parse_args()
    figures = ingest_side(options) if options.half == "ingest" else answer_side(options)
    options.result.write_text(json.dumps(figures, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
