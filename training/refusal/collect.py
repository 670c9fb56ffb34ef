"""Ask questions with and without an answer and write down what the reader sees.

    python -m training.refusal.collect --cases FILE --set BASE QUESTIONS HALF [--set …] --clauses BASE COUNT [--clauses …]
        --pairs FILE COUNT [--pairs …] --foreign BASE FILE COUNT [--foreign …]

`--set`: questions with answers (even, odd or all of them), asked again with their passages taken away and with swaps.
`--clauses`: questions made from the documents of a base, the same ways. `--pairs`: {"q", "pos"} lines, gzip; a base is
made of the passages, every question is asked with and without its own. `--foreign`: questions of pairs whose matter the
base does not hold. `training.refusal.learn` reads the file.
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
from pathlib import Path

from assistant.answering.reading.plain import plain
from benchmarks.answer_eval import read_rows
from kb.errors import YubeiError
from kb.records import Document, Evidence
from kb.text import default_tokenizer
from training.refusal.cases import Case, case_of, write_cases
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


def gold_cases(data: Path, questions: Path, half: str, rng: random.Random) -> Iterator[Case]:
    """Yield the cases of a question file, each answerable question also without its passages, and swapped."""
    rows = read_rows(questions, half)
    nouns = nouns_of([str(row["question"]) for row in rows])
    with base_desk(data) as desk:
        texts = {document.document_id: document.text for document in desk.documents() if len(document.text) < LONG_TEXT}
        for row in rows:
            question, answers = str(row["question"]), [str(one) for one in row["answers"]]  # type: ignore[attr-defined]
            group, text = holder(texts, answers)
            group = group or question
            yield from made(case_of(desk, question, origin="gold", group=group, answers=answers))
            if not answers:
                continue
            keep = without_answers(answers)
            yield from made(case_of(desk, question, origin="gold+removed", group=group, answers=answers, keep=keep))
            for what, other in draw(swapped(question, text, nouns, rng), rng):
                yield from made(case_of(desk, other, origin=f"gold+{what}", group=group))


def holder(texts: Mapping[str, str], answers: Sequence[str]) -> tuple[str, str]:
    """Return id and text of the first document that holds all answers, empty when none does."""
    wanted = [plain(answer) for answer in answers]
    held = (item for item in texts.items() if wanted and all(one in plain(item[1]) for one in wanted))
    return next(held, ("", ""))


def clause_cases(data: Path, count: int, rng: random.Random) -> Iterator[Case]:
    """Yield cases of questions made from the documents of a base."""
    with base_desk(data) as desk:
        documents = [one for one in desk.documents() if 500 < len(one.text) <= LONGEST_DOCUMENT]
        rng.shuffle(documents)
        nouns = nouns_of([chunk.text[:80] for one in documents[:60] for chunk in one.chunks[:3]])
        asked = 0
        for document in documents:
            if asked >= count:
                return
            for case in document_cases(desk, document, nouns, rng):
                asked += 1
                yield case


def document_cases(desk: Desk, document: Document, nouns: Sequence[str], rng: random.Random) -> Iterator[Case]:
    """Yield the cases of one document."""
    group = document.document_id
    for one in questions_of(document, rng):
        yield from made(case_of(desk, one.question, origin="clause", group=group, answers=[one.answer]))
        keep = without_document(group)
        yield from made(
            case_of(desk, one.question, origin="clause+removed", group=group, answers=[one.answer], keep=keep)
        )
        if one.anchor:
            for what, other in draw(swapped(one.question, document.text, nouns, rng), rng):
                yield from made(case_of(desk, other, origin=f"clause+{what}", group=group))
    subject = document.metadata.region or document.metadata.issuer
    if 3 <= len(subject) <= 14:
        for question in attribute_questions(subject, document.text, rng, ATTRIBUTES_PER_DOCUMENT):
            yield from made(case_of(desk, question, origin="attribute", group=group))


def pair_cases(path: Path, count: int, rng: random.Random) -> Iterator[Case]:
    """Yield cases of question-passage pairs over a base of their passages."""
    rows = sample_pairs(path, count, rng)
    passages = list(dict.fromkeys(row["pos"] for row in rows))
    with passage_desk(passages) as desk:
        for row in rows:
            question, passage = row["q"], row["pos"]
            yield from made(case_of(desk, question, origin="pair", group=passage, passages=[passage]))
            keep = without_alike(passage)
            yield from made(
                case_of(desk, question, origin="pair+removed", group=passage, passages=[passage], keep=keep)
            )


def foreign_cases(data: Path, path: Path, count: int, rng: random.Random) -> Iterator[Case]:
    """Yield cases of questions about what a base does not hold."""
    with base_desk(data) as desk:
        for row in sample_pairs(path, count, rng):
            yield from made(case_of(desk, row["q"], origin="foreign", group=row["pos"]))


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
    parser.add_argument("--set", nargs=3, action="append", default=[], metavar=("BASE", "QUESTIONS", "HALF"))
    parser.add_argument("--clauses", nargs=2, action="append", default=[], metavar=("BASE", "COUNT"))
    parser.add_argument("--pairs", nargs=2, action="append", default=[], metavar=("FILE", "COUNT"))
    parser.add_argument("--foreign", nargs=3, action="append", default=[], metavar=("BASE", "FILE", "COUNT"))
    options = parser.parse_args()
    rng = random.Random(SEED)
    sources: list[Iterator[Case]] = [
        *(gold_cases(Path(base), Path(file), half, rng) for base, file, half in options.set),
        *(clause_cases(Path(base), int(count), rng) for base, count in options.clauses),
        *(pair_cases(Path(file), int(count), rng) for file, count in options.pairs),
        *(foreign_cases(Path(base), Path(file), int(count), rng) for base, file, count in options.foreign),
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
    print(Counter(case.origin for case in cases))


if __name__ == "__main__":
    main()
