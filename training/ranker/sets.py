"""Make question sets to learn ranking from out of question-passage pairs, in the format of the evaluation sets.

    python -m training.ranker.sets --shared DATA --work WORK [--seed 20261122]

A training question that repeats an evaluation question is left out (see `training.encoder.pairs.LeakFilter`). Two
sets ask the passages of an evaluation set: the passage is then the one that holds nearly all of the pair's answer.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.encoder.pairs import LeakFilter, read_evaluation_questions
from training.encoder.sources import Pair, read_pairs
from training.encoder.vocabulary import normalise

SEED = 20261122
MIN_ANSWER_BIGRAMS = 8
MAX_RELEVANT = 4  # an answer that more passages hold says little about any of them
LOOKED_AT = 40  # passages that share the rarest bigrams of an answer
READING = ("cmrc2018_train_via_expmrc", "drcd_test_s", "cjrc_test", "dureader_demo")
NEWS = ("xinwenlianbo_title_body",)
_BLANK = re.compile(r"[（(]\s*[)）]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Silver:
    """How questions are matched with passages of an evaluation set.

    Attributes:
        source: Of the pairs.
        passages: Folder of the evaluation set.
        answer_share: Of the answer's bigrams that a relevant passage holds at least.
        question_share: The same of the question's.
        limit: Pairs looked at.
    """

    source: str
    passages: str
    answer_share: float
    question_share: float
    limit: int


REGULATIONS = Silver(source="coalqa_LLM", passages="coal_mine_regs", answer_share=0.8, question_share=0.3, limit=14_000)
EXAMS = Silver(source="exam_stem_answer", passages="chem_quiz_dev", answer_share=0.6, question_share=0.0, limit=100_000)

Asked = list[tuple[str, list[str]]]


def silver_questions(rule: Silver, passages: Sequence[dict[str, str]], pairs: Iterable[Pair]) -> Asked:
    """Return questions with the ids of the passages that hold their answer."""
    grams = [_bigrams(passage["text"]) for passage in passages]
    holders = defaultdict(list)
    for number, held in enumerate(grams):
        for gram in sorted(held):
            holders[gram].append(number)
    asked: Asked = []
    for pair in pairs:
        relevant = _holding(rule, _bigrams(pair.query), _bigrams(pair.passage), grams, holders)
        if 0 < len(relevant) <= MAX_RELEVANT:
            asked.append((_BLANK.sub("", pair.query), [passages[number]["id"] for number in relevant]))
    return asked


def _holding(
    rule: Silver,
    question: frozenset[str],
    answer: frozenset[str],
    grams: Sequence[frozenset[str]],
    holders: dict[str, list[int]],
) -> list[int]:
    known = sorted((gram for gram in answer if gram in holders), key=lambda gram: (len(holders[gram]), gram))
    if len(answer) < MIN_ANSWER_BIGRAMS or len(known) < rule.answer_share * len(answer):
        return []
    rarest = known[: max(6, int(len(answer) * (1 - rule.answer_share)) + 1)]
    counts = Counter(number for gram in rarest for number in holders[gram])
    return [
        number
        for number, _ in counts.most_common(LOOKED_AT)
        if len(answer & grams[number]) >= rule.answer_share * len(answer)
        and len(question & grams[number]) >= rule.question_share * len(question)
    ]


def own_passages(pairs: Iterable[Pair]) -> tuple[list[dict[str, str]], Asked]:
    """Return the pairs' passages and each question with its own."""
    ids: dict[str, str] = {}
    asked: Asked = []
    for pair in pairs:
        passage_id = ids.setdefault(pair.passage, f"p{len(ids)}")
        asked.append((pair.query, [passage_id]))
    return [{"id": passage_id, "text": text} for text, passage_id in ids.items()], asked


def _bigrams(text: str) -> frozenset[str]:
    kept = "".join(character for character in normalise(text) if character.isalnum())
    return frozenset(kept[at : at + 2] for at in range(len(kept) - 1))


def _write(folder: Path, passages: Sequence[dict[str, str]], asked: Asked) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _lines(folder / "corpus.jsonl", (json.dumps(passage, ensure_ascii=False) for passage in passages))
    queries = ({"id": f"q{number}", "text": text} for number, (text, _) in enumerate(asked))
    _lines(folder / "queries.jsonl", (json.dumps(query, ensure_ascii=False) for query in queries))
    judged = ((number, passage) for number, (_, relevant) in enumerate(asked) for passage in relevant)
    _lines(folder / "qrels.tsv", (f"q{number}\t{passage}\t1" for number, passage in judged))
    print(f"{folder.name}: {len(passages)} passages, {len(asked)} questions")


def _lines(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _read_passages(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]


def make_sets(shared: Path, work: Path, seed: int) -> None:
    """Write the four sets below `work`."""
    leak = LeakFilter(read_evaluation_questions(shared / "eval"))
    by_source = defaultdict(list)
    for pair in read_pairs(shared / "pairs"):
        if pair.source in {*READING, *NEWS, REGULATIONS.source, EXAMS.source} and not leak.leaks(pair.query):
            by_source[pair.source].append(pair)
    drawn = random.Random(seed)
    for name, rule in (("regulations", REGULATIONS), ("exams", EXAMS)):
        pairs = by_source[rule.source]
        drawn.shuffle(pairs)
        passages = _read_passages(shared / "eval" / rule.passages)
        _write(work / name, passages, silver_questions(rule, passages, pairs[: rule.limit]))
    for name, sources, limit in (("reading", READING, 16_000), ("news", NEWS, 8_000)):
        pairs = [pair for source in sources for pair in by_source[source]]
        drawn.shuffle(pairs)
        _write(work / name, *own_passages(pairs[:limit]))


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with eval/ and pairs/")
    parser.add_argument("--work", type=Path, required=True, help="folder that the sets are written to")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    make_sets(given.shared, given.work, given.seed)


if __name__ == "__main__":
    main()
