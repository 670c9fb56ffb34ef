"""Ask questions with and without an answer and write down what the reader sees.

    python -m training.refusal.collect --cases FILE --set NAME BASE QUESTIONS HALF [--set …] [--unheard NAME …]
        --clauses NAME BASE COUNT [--clauses …] --pairs NAME FILE COUNT [--pairs …] --foreign NAME BASE FILE COUNT …

`--set`: questions with answers (even, odd or all of them; `FILE:base` takes those of one base), asked again with their
passages taken away and with swaps. `--unheard`: the same without the lexicon of spoken phrases. `--clauses`: questions
made from the documents of a base, the same ways. `--pairs`: {"q", "pos"} lines, gzip; a base is made of the passages,
every question is asked with and without its own. `--foreign`: questions of pairs whose matter the base does not hold.
NAME says which kind of source the cases come from: each weighs the same. `training.refusal.learn` reads the file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answering.reading.plain import plain
from assistant.evaluation.records import Match
from benchmarks.answer_eval import read_rows
from kb.errors import YubeiError
from kb.records import Document, Evidence
from kb.text import default_tokenizer
from training.refusal.cases import Case, Label, case_of, write_cases
from training.refusal.clauses import questions_of
from training.refusal.desks import Desk, Keep, base_desk, passage_desk
from training.refusal.swaps import attribute_questions, swapped

SEED = 20261122
SWAPS = 2  # of each question at most
LONG_TEXT = 200_000  # characters; reports and plans are shorter
LONGEST_DOCUMENT = 60_000  # characters; the questions of longer ones are many alike
ATTRIBUTES_PER_DOCUMENT = 3
ALIKE = 0.6  # of a passage's character pairs; such passages say the same


def without_answers(answers: Sequence[str]) -> Keep:
    """Keep passages that hold none of the answers."""
    wanted = [plain(answer) for answer in answers]
    return lambda item: not any(answer in plain(item.chunk.text) for answer in wanted)


def without_document(document_id: str) -> Keep:
    """Keep passages of other documents."""
    return lambda item: item.chunk.document_id != document_id


def without_alike(passage: str) -> Keep:
    """Keep passages that do not say the same as one."""
    pairs = set(default_tokenizer().bigrams(passage))

    def keep(item: Evidence) -> bool:
        other = set(default_tokenizer().bigrams(item.chunk.text))
        return len(pairs & other) < ALIKE * max(1, min(len(pairs), len(other)))

    return keep


def gold_cases(
    name: str, data: Path, questions: str, half: str, rng: random.Random, *, heard: bool = True
) -> Iterator[Case]:
    """Yield the cases of a question file, each answerable question also without its passages, and swapped."""
    path, _, base = questions.partition(":")
    rows = read_rows(Path(path), half, base)
    nouns = nouns_of([str(row["question"]) for row in rows])
    with base_desk(data) as desk:
        texts = {document.document_id: document.text for document in desk.documents() if len(document.text) < LONG_TEXT}
        for row in rows:
            question, answers = str(row["question"]), tuple(str(one) for one in row["answers"])  # type: ignore[attr-defined]
            group, text = holder(texts, answers)
            bare = Label(source=name, origin="gold", group=group or question, heard=heard)
            label = replace(bare, answers=answers, match=Match(str(row["match"])) if answers else Match.ANY)
            yield from made(case_of(desk, question, label))
            if not answers:
                continue
            removed = replace(label, origin="gold+removed", match=Match.ANY)
            yield from made(case_of(desk, question, removed, without_answers(answers)))
            for what, other in draw(swapped(question, text, nouns, rng), rng):
                yield from made(case_of(desk, other, replace(bare, origin=f"gold+{what}")))


def holder(texts: Mapping[str, str], answers: Sequence[str]) -> tuple[str, str]:
    """Return id and text of the first document that holds all answers, empty when none does."""
    wanted = [plain(answer) for answer in answers]
    held = (item for item in texts.items() if wanted and all(one in plain(item[1]) for one in wanted))
    return next(held, ("", ""))


def clause_cases(name: str, data: Path, count: int, rng: random.Random) -> Iterator[Case]:
    """Yield cases of questions made from the documents of a base."""
    with base_desk(data) as desk:
        documents = [one for one in desk.documents() if 500 < len(one.text) <= LONGEST_DOCUMENT]
        rng.shuffle(documents)
        nouns = nouns_of([chunk.text[:80] for one in documents[:60] for chunk in one.chunks[:3]])
        asked = 0
        for document in documents:
            if asked >= count:
                return
            for case in document_cases(name, desk, document, nouns, rng):
                asked += 1
                yield case


def document_cases(
    name: str, desk: Desk, document: Document, nouns: Sequence[str], rng: random.Random
) -> Iterator[Case]:
    """Yield the cases of one document."""
    bare = Label(source=name, origin="clause", group=document.document_id)
    for one in questions_of(document, rng):
        label = replace(bare, answers=(one.answer,))
        yield from made(case_of(desk, one.question, label))
        removed = replace(label, origin="clause+removed")
        yield from made(case_of(desk, one.question, removed, without_document(document.document_id)))
        if one.anchor:
            for what, other in draw(swapped(one.question, document.text, nouns, rng), rng):
                yield from made(case_of(desk, other, replace(bare, origin=f"clause+{what}")))
    subject = document.metadata.region or document.metadata.issuer
    if 3 <= len(subject) <= 14:
        for question in attribute_questions(subject, document.text, rng, ATTRIBUTES_PER_DOCUMENT):
            yield from made(case_of(desk, question, replace(bare, origin="attribute")))


def pair_cases(name: str, path: Path, count: int, rng: random.Random) -> Iterator[Case]:
    """Yield cases of question-passage pairs over a base of their passages."""
    rows = sample_pairs(path, count, rng)
    passages = list(dict.fromkeys(row["pos"] for row in rows))
    with passage_desk(passages) as desk:
        for row in rows:
            question, passage = row["q"], row["pos"]
            label = Label(source=name, origin="pair", group=passage, passages=(passage,))
            yield from made(case_of(desk, question, label))
            yield from made(case_of(desk, question, replace(label, origin="pair+removed"), without_alike(passage)))


def foreign_cases(name: str, data: Path, path: Path, count: int, rng: random.Random) -> Iterator[Case]:
    """Yield cases of questions about what a base does not hold."""
    with base_desk(data) as desk:
        for row in sample_pairs(path, count, rng):
            yield from made(case_of(desk, row["q"], Label(source=name, origin="foreign", group=row["pos"])))


def sample_pairs(path: Path, count: int, rng: random.Random) -> list[dict[str, str]]:
    """Return pairs drawn at random, with questions and passages of a usual length."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    usual = [row for row in rows if 6 <= len(row["q"]) <= 60 and 12 <= len(row["pos"]) <= 3_000]
    return rng.sample(usual, min(count, len(usual)))


def nouns_of(texts: Sequence[str]) -> list[str]:
    """Return words of two to four characters that stand in few of the texts."""
    counts = Counter(word for text in texts for word in set(default_tokenizer().words(text)))
    return [word for word, count in counts.items() if count <= 3 and 2 <= len(word) <= 4 and not word.startswith("§")]


def draw(found: Iterator[tuple[str, str]], rng: random.Random) -> list[tuple[str, str]]:
    """Return at most `SWAPS` of what was found, at random."""
    every = list(found)
    return rng.sample(every, min(SWAPS, len(every)))


def made(case: Case | None) -> list[Case]:
    """Return a case as a list, empty for none."""
    return [] if case is None else [case]


def main() -> None:
    """Read the arguments, ask, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True)
    asked = ("NAME", "BASE", "QUESTIONS", "HALF")
    parser.add_argument("--set", nargs=4, action="append", default=[], metavar=asked)
    parser.add_argument("--unheard", nargs=4, action="append", default=[], metavar=asked)
    parser.add_argument("--clauses", nargs=3, action="append", default=[], metavar=("NAME", "BASE", "COUNT"))
    parser.add_argument("--pairs", nargs=3, action="append", default=[], metavar=("NAME", "FILE", "COUNT"))
    parser.add_argument("--foreign", nargs=4, action="append", default=[], metavar=("NAME", "BASE", "FILE", "COUNT"))
    options = parser.parse_args()
    rng = random.Random(SEED)
    sources: list[Iterator[Case]] = [
        *(gold_cases(name, Path(base), file, half, rng) for name, base, file, half in options.set),
        *(gold_cases(name, Path(base), file, half, rng, heard=False) for name, base, file, half in options.unheard),
        *(clause_cases(name, Path(base), int(count), rng) for name, base, count in options.clauses),
        *(pair_cases(name, Path(file), int(count), rng) for name, file, count in options.pairs),
        *(foreign_cases(name, Path(base), Path(file), int(count), rng) for name, base, file, count in options.foreign),
    ]
    cases: list[Case] = []
    for source in sources:
        started = time.perf_counter()
        try:
            cases += source
        except YubeiError as error:
            sys.exit(error.message_zh)
        print(f"{len(cases)} cases, {time.perf_counter() - started:.0f} s", file=sys.stderr)
        write_cases(options.cases, cases)
    print(Counter((case.source, case.origin) for case in cases))


if __name__ == "__main__":
    main()
