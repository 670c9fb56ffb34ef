"""Print hit@1, hit@5 and hit@10 of an encoder alone (exact cosine search) on retrieval sets.

A set is a folder with ``corpus.jsonl``, ``queries.jsonl`` and ``qrels.tsv``; a query without judged passages
is left out. A query counts as hit at k when one of its judged passages is among the first k.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np

from kb.encoders.static_encoder import StaticEncoder
from kb.protocols import Embedder

CUTOFFS = (1, 5, 10)
_QUERIES_AT_ONCE = 256


def _read_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def hit_rates(embedder: Embedder, folder: Path) -> tuple[dict[int, float], int, float]:
    """Return hit rate per cutoff, the number of judged queries, and passages embedded per second."""
    corpus, queries = _read_rows(folder / "corpus.jsonl"), _read_rows(folder / "queries.jsonl")
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query_id, passage_id, score = line.split("\t")
        if int(score) > 0:
            relevant.setdefault(query_id, set()).add(passage_id)
    judged = [query for query in queries if query["id"] in relevant]
    ids = np.array([row["id"] for row in corpus])
    started = time.perf_counter()
    passages = embedder.embed_passages([row["text"] for row in corpus])
    rate = len(corpus) / (time.perf_counter() - started)
    hits = dict.fromkeys(CUTOFFS, 0)
    for start in range(0, len(judged), _QUERIES_AT_ONCE):
        part = judged[start : start + _QUERIES_AT_ONCE]
        scores = embedder.embed_queries([query["text"] for query in part]) @ passages.T
        best = np.argsort(-scores, axis=1, kind="stable")[:, : max(CUTOFFS)]
        for query, row in zip(part, best, strict=True):
            found = [passage_id in relevant[query["id"]] for passage_id in ids[row]]
            for cutoff in CUTOFFS:
                hits[cutoff] += any(found[:cutoff])
    return {cutoff: count / len(judged) for cutoff, count in hits.items()}, len(judged), rate


def main() -> None:
    """Evaluate one model folder on every set under a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    arguments = parser.parse_args()
    embedder = StaticEncoder.open(arguments.model)
    print("| set | queries | hit@1 | hit@5 | hit@10 | passages/s |\n|---|---|---|---|---|---|")
    for folder in sorted(path.parent for path in arguments.eval.rglob("qrels.tsv")):
        rates, count, speed = hit_rates(embedder, folder)
        print(f"| {folder.name} | {count} | " + " | ".join(f"{rates[k]:.3f}" for k in CUTOFFS) + f" | {speed:,.0f} |")


if __name__ == "__main__":
    main()
