"""Turn the training material into token-id arrays, with every evaluation question kept out.

``pairs.json`` records the rows per source. ``pairs.npz`` holds, for each group of sources, flat query and passage
ids with their offsets. Rows of one statute stay next to each other, so that a block of rows is a set of hard negatives.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from training.encoder.sources import Article, read_pairs, read_plain_texts, read_statutes, read_taxonomy
from training.encoder.vocabulary import normalise

GROUPS = {
    "regulation": ("coalqa_LLM", "labsafety_kb"),
    "exam": ("exam_stem_answer",),
    "reading": ("cmrc2018_train_via_expmrc", "cmrc2018_trial", "drcd_test_s", "dureader_demo", "cjrc_test"),
    "news": ("crud_news_lead_body_25k", "xinwenlianbo_title_body"),
    "paraphrase": ("afqmc_pos", "bq_pos", "epidemic_pos", "lcqmc_pos", "oppo_pos", "qbqtc_pos", "simclue_pos"),
    "legal": ("law_chapter_article_weak", "lawbench", "lawgpt_articles", "lawyerllama_q_article", "disclaw_short"),
}
# Share of a question's character bigrams that a training text may have in common with an evaluation question.
_LEAK_OVERLAP = 0.7
_MIN_PARAGRAPH_CHARACTERS = 40


@dataclass(slots=True)
class Rows:
    """Token ids of one group's rows, growing while sources are read."""

    queries: list[list[int]] = field(default_factory=list)
    passages: list[list[int]] = field(default_factory=list)


class LeakFilter:
    """Tell whether a training question says the same as a question of an evaluation set."""

    def __init__(self, questions: Iterable[str]) -> None:
        self._bigrams = [_bigrams(question) for question in questions]
        self._postings: dict[str, list[int]] = {}
        for number, bigrams in enumerate(self._bigrams):
            for bigram in bigrams:
                self._postings.setdefault(bigram, []).append(number)

    def leaks(self, question: str) -> bool:
        """Compare by Jaccard overlap of character bigrams, over the evaluation questions sharing the rarest ones."""
        bigrams = _bigrams(question)
        known = sorted((b for b in bigrams if b in self._postings), key=lambda b: len(self._postings[b]))
        if len(known) < _LEAK_OVERLAP * len(bigrams):
            return False
        # A question with this overlap shares at least one of the rarest 30 % + 1 known bigrams.
        rarest = known[: int(len(known) * (1 - _LEAK_OVERLAP)) + 1]
        candidates = {number for bigram in rarest for number in self._postings[bigram]}
        return any(
            len(bigrams & self._bigrams[number]) >= _LEAK_OVERLAP * len(bigrams | self._bigrams[number])
            for number in candidates
        )


def _bigrams(text: str) -> frozenset[str]:
    kept = "".join(character for character in normalise(text) if character.isalnum())
    return frozenset(kept[i : i + 2] for i in range(len(kept) - 1))


def read_evaluation_questions(folder: Path) -> Iterator[str]:
    """Yield the text of every question under ``folder``."""
    for path in sorted((*folder.rglob("queries.jsonl"), *folder.rglob("questions.jsonl"))):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield str(row.get("text") or row.get("question") or "")


def statute_rows(articles: tuple[Article, ...]) -> Iterator[tuple[str, str]]:
    """Pair each article with its title and heading; the trainer cuts further queries from the article itself."""
    for article in articles:
        yield f"{article.title} {article.heading}", article.text


def taxonomy_rows(groups: Iterable[tuple[str, ...]], rng: random.Random) -> Iterator[tuple[str, str]]:
    """Pair every two names of one thing, some of them inside a question a duty officer would ask."""
    frames = ("{}怎么办", "{}了先干什么", "发生{}如何处置", "{}", "{}应急处置措施", "{}由谁负责", "什么是{}")
    for names in groups:
        for left, right in combinations(names, 2):
            for first, second in ((left, right), (right, left)):
                yield rng.choice(frames).format(first), rng.choice(frames).format(second)
                yield first, second


class PairWriter:
    """Tokenise rows in batches and collect them per group."""

    def __init__(self, tokenizer: Tokenizer, max_tokens: int = 300) -> None:
        self._tokenizer = tokenizer
        self._max_tokens = max_tokens
        self.groups: dict[str, Rows] = {}

    def add(self, group: str, rows: list[tuple[str, str]]) -> None:
        """Append rows, leaving out those with an empty side."""
        encoded = [
            self._tokenizer.encode_batch_fast([row[side] for row in rows], add_special_tokens=False) for side in (0, 1)
        ]
        target = self.groups.setdefault(group, Rows())
        for left, right in zip(*encoded, strict=True):
            query, passage = ([i for i in side.ids if i != 0][: self._max_tokens] for side in (left, right))
            if query and passage:
                target.queries.append(query)
                target.passages.append(passage)

    def save(self, path: Path) -> None:
        """Write one flat array and one offsets array per group and side."""
        arrays: dict[str, np.ndarray] = {}
        for name, rows in self.groups.items():
            for side, lists in (("q", rows.queries), ("p", rows.passages)):
                arrays[f"{name}_{side}"] = np.fromiter((i for ids in lists for i in ids), np.int32)
                arrays[f"{name}_{side}_offsets"] = np.cumsum([0, *map(len, lists)]).astype(np.int64)
        np.savez(path, allow_pickle=False, **arrays)


def build(shared: Path, work: Path, *, seed: int, max_tokens: int) -> dict[str, object]:
    """Write ``pairs.npz`` and return the rows per source and the number of rows left out as leaked."""
    writer = PairWriter(Tokenizer.from_file(str(work / "tokenizer.json")), max_tokens)
    leak_filter = LeakFilter(read_evaluation_questions(shared / "eval"))
    group_of = {source: group for group, sources in GROUPS.items() for source in sources}
    pending: dict[str, list[tuple[str, str]]] = {}
    leaked, counts = 0, Counter[str]()
    for pair in read_pairs(shared / "pairs"):
        if leak_filter.leaks(pair.query):
            leaked += 1
        elif pair.query != pair.passage:
            pending.setdefault(group_of[pair.source], []).append((pair.query, pair.passage))
            counts[pair.source] += 1
    for group, rows in pending.items():
        writer.add(group, rows)
    seen = set[str]()
    for articles in read_statutes(shared / "corpora" / "laws"):
        fresh = tuple(article for article in articles if article.text not in seen)
        seen.update(article.text for article in fresh)
        writer.add("statute", list(statute_rows(fresh)))
    folders = tuple(shared / "corpora" / name for name in ("plans", "warnings"))
    paragraphs = [line.strip() for line in read_plain_texts(folders)]
    writer.add("plan", [(line, line) for line in paragraphs if len(line) >= _MIN_PARAGRAPH_CHARACTERS])
    taxonomy = read_taxonomy(shared / "domain" / "TAXONOMY.yaml")
    writer.add("taxonomy", list(taxonomy_rows(taxonomy, random.Random(seed))))
    writer.save(work / "pairs.npz")
    counts["statutes"] = len(writer.groups["statute"].queries)
    counts["plans"] = len(writer.groups["plan"].queries)
    counts["taxonomy"] = len(writer.groups["taxonomy"].queries)
    return {"seed": seed, "max_tokens": max_tokens, "leaked": leaked, "rows": dict(counts.most_common())}


def main() -> None:
    """Build the arrays and print their sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--max-tokens", type=int, default=300, help="longest query or passage kept")
    arguments = parser.parse_args()
    rows = build(arguments.shared, arguments.work, seed=arguments.seed, max_tokens=arguments.max_tokens)
    record = json.dumps(rows, indent=1)
    (arguments.work / "pairs.json").write_text(record, encoding="utf-8")
    print(record)


if __name__ == "__main__":
    main()
