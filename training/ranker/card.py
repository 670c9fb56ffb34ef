"""Write the ranker's model card from what the other steps recorded, then the manifest over its folder.

    python -m training.ranker.card --model kb/models/yubei-ranker-zh --figures FIGURES.json

FIGURES.json is what `python -m benchmarks.retrieval_eval --json` wrote.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from kb.encoders.model_folder import file_sha256, write_manifest
from kb.retrieval.learned_ranker import ARRAYS_NAME, FACTS_NAME, HEAD

_NOT_STATED = "licence not stated"
_SETS = {
    "coal_mine_regs": ("coal-mine rules, questions at even positions; silver judgments", _NOT_STATED),
    "chem_quiz_dev": ("exam stems on chemical safety, questions at even positions", _NOT_STATED),
    "rgb_zh": ("RGB, questions on news, questions at even positions", _NOT_STATED),
    "regulations": ("CoalQA questions on the coal-mine rules, LLM-written, answers found in the rules", _NOT_STATED),
    "exams": ("safety exam questions, answers found in the law articles", _NOT_STATED),
    "reading": ("CMRC 2018 (through ExpMRC), DRCD, CJRC and DuReader samples", "CC BY-SA 4.0; others: " + _NOT_STATED),
    "news": ("television news, title → text", _NOT_STATED),
}
_CARD = """---
language: zh
tags: [learning-to-rank]
---
# yubei-ranker-zh

Puts the best {head} candidates of a search in order: {trees} boosted regression trees (LambdaMART) over how well a
passage covers the question's words and words of like meaning (vectors of yubei-static-zh), within windows of 16, 40
and 96 tokens, over BM25 and cosine, and over how each candidate compares with the question's best. The trees are added
to the product's weighted sum of signals. Plain arrays, evaluated with numpy: no torch, no lightgbm, no pickle.

A small cross-encoder trained from scratch was tried as well; on two shared cores it made half a step of 16 lists a
second, too slow to train, and is left out. A cross-encoder that a user installs (bge-reranker) is used through the
setting YUBEI_RERANKER; see docs.

## Training
```
python -m training.ranker.sets --shared DATA --work WORK/sets
{examples}
python -m training.ranker.learn --work WORK --out kb/models/yubei-ranker-zh --rounds {rounds} --seed {seed}
python -m training.ranker.card --model kb/models/yubei-ranker-zh --figures FIGURES.json
```
{seconds} s on one core (lightgbm, deterministic). Training questions that repeat an evaluation question (70 % of
character bigrams in common) were left out. Only even positions of the evaluation sets were learned from.

## Data
The data sets are not part of this project; those without a stated licence are named so that you can judge.

| set | what | questions | licence |
|---|---|---|---|
{sets}

## Figures
Hit rate at 1, 5 and 10 of the questions at odd positions, which no weight was learned from (measured by
`python -m benchmarks.retrieval_eval`; "linear" is the order without this model, from the same run).

| set | order | hit@1 | hit@5 | hit@10 |
|---|---|---|---|---|
{figures}

Exam questions, whose articles are worded otherwise and partly misjudged, gain nothing: a question or two of the 93 is
lost at each cut. Where a question names its law the trees count half for that reason.

## Hashes (SHA-256)
| file | |
|---|---|
{hashes}

The product compares them through `manifest.json` before it uses the folder, and goes on without it when they differ.
"""
_SHOWN = ("words", "RRF", "linear", "product")


def render(model: Path, figures: list[dict[str, Any]]) -> str:
    """Return the card's text."""
    facts: dict[str, Any] = json.loads((model / FACTS_NAME).read_text(encoding="utf-8"))
    rows = [
        f"| {one['set']} | {order} | " + " | ".join(f"{rate:.3f}" for rate in one[f"{order}, held out"]) + " |"
        for one in figures
        for order in _SHOWN
    ]
    sets = [
        f"| {name} | {_SETS[name][0]} | {count:,} | {_SETS[name][1]} |" for name, count in facts["questions"].items()
    ]
    return _CARD.format(
        head=HEAD,
        trees=facts["rounds"],
        examples="\n".join(_example_command(name, facts["limits"].get(name, 0)) for name in facts["questions"]),
        rounds=facts["rounds"],
        seed=facts["seed"],
        seconds=facts["seconds"],
        sets="\n".join(sets),
        figures="\n".join(rows),
        hashes="\n".join(f"| {name} | `{file_sha256(model / name)}` |" for name in (ARRAYS_NAME, FACTS_NAME)),
    )


def _example_command(name: str, limit: int) -> str:
    own = name in ("regulations", "exams", "reading", "news")
    folder, options = ("WORK/sets", f" --limit {limit}" if limit else "") if own else ("DATA/eval", " --half even")
    return f"python -m training.ranker.examples --set {folder}/{name}{options} --out WORK/{name}.npz"


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--figures", type=Path, help="without it the manifest alone is written")
    given = parser.parse_args()
    if given.figures:
        text = render(given.model, json.loads(given.figures.read_text(encoding="utf-8")))
        (given.model / "README.md").write_text(text, encoding="utf-8", newline="\n")
    write_manifest(given.model)


if __name__ == "__main__":
    main()
