"""Learn the trees from examples and write the ranker's folder.

    python -m training.ranker.learn --work WORK --out kb/models/yubei-ranker-zh [--folds 3]

Needs lightgbm (MIT licence), which the product itself does not. `--folds` also prints hit rates on the even halves,
each part of them ranked by trees that have not seen it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.encoders import SHIPPED_ENCODER_PATH
from kb.encoders.static_encoder import StaticEncoder
from kb.retrieval.learned_ranker import ARRAYS_NAME, FACTS_NAME, SCALE
from kb.retrieval.soft_matcher import COLUMNS
from kb.retrieval.tree_ensemble import TreeEnsemble
from training.ranker.examples import Examples
from training.ranker.kinds import token_kinds

SEED = 20261122
ROUNDS = 200
# How much a question of each set counts; even halves of the evaluation sets more, because people judged them.
WEIGHTS = {
    "coal_mine_regs": 2.0,
    "chem_quiz_dev": 6.0,
    "rgb_zh": 3.0,
    "regulations": 1.0,
    "exams": 2.0,
    "reading": 0.6,
    "news": 0.6,
}
LIMITS = {"regulations": 2000, "exams": 800, "reading": 1000}  # questions drawn for the shipped model
JUDGED = ("coal_mine_regs", "chem_quiz_dev", "rgb_zh")
OPTIONS: dict[str, Any] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 8,
    "num_leaves": 15,
    "learning_rate": 0.05,
    "min_data_in_leaf": 50,
    "lambda_l2": 5.0,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "max_bin": 63,
    "force_row_wise": True,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
}
CUTS = (1, 5, 10)


def learn(examples: Mapping[str, Examples], rounds: int, seed: int) -> Any:
    """Return a lightgbm Booster learned beside the weighted sum of signals."""
    import lightgbm  # type: ignore[import-not-found, import-untyped, unused-ignore]

    weights = np.concatenate([np.full(len(one.linear), WEIGHTS[name]) for name, one in examples.items()])
    data = lightgbm.Dataset(
        np.concatenate([one.inputs for one in examples.values()]),
        np.concatenate([one.relevant for one in examples.values()]).astype(int),
        group=np.concatenate([one.counts for one in examples.values()]),
        init_score=SCALE * np.concatenate([one.linear for one in examples.values()]),
        weight=weights,
    )
    return lightgbm.train({**OPTIONS, "seed": seed}, data, rounds)


def as_arrays(booster: Any) -> dict[str, NDArray[Any]]:
    """Write the trees of a Booster down as the arrays of `TreeEnsemble`."""
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    nodes = 2 * OPTIONS["num_leaves"] - 1
    shape = (len(trees), nodes)
    arrays: dict[str, NDArray[Any]] = {
        "column": np.zeros(shape, np.int16),
        "limit": np.full(shape, np.inf),
        "left": np.tile(np.arange(nodes, dtype=np.int16), (len(trees), 1)),
        "right": np.tile(np.arange(nodes, dtype=np.int16), (len(trees), 1)),
        "value": np.zeros(shape),
    }
    for number, root in enumerate(trees):
        _write_node(arrays, number, root, iter(range(nodes)))
    return arrays


def _write_node(arrays: dict[str, NDArray[Any]], tree: int, node: dict[str, Any], places: Iterator[int]) -> int:
    place = next(places)
    if "leaf_value" in node:
        arrays["value"][tree, place] = node["leaf_value"]
        return place
    arrays["column"][tree, place] = node["split_feature"]
    arrays["limit"][tree, place] = node["threshold"]
    arrays["left"][tree, place] = _write_node(arrays, tree, node["left_child"], places)
    arrays["right"][tree, place] = _write_node(arrays, tree, node["right_child"], places)
    return place


def part_of(examples: Examples, chosen: NDArray[np.bool_]) -> Examples:
    """Return the questions of a mask over `examples.counts`."""
    rows = np.repeat(chosen, examples.counts)
    return Examples(
        inputs=examples.inputs[rows],
        linear=examples.linear[rows],
        relevant=examples.relevant[rows],
        counts=examples.counts[chosen],
    )


def hits(examples: Examples, scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each question whether a relevant candidate is within each of `CUTS`; (questions, cuts)."""
    ends = np.cumsum(examples.counts)
    found = []
    for start, end in zip(ends - examples.counts, ends, strict=True):
        right = examples.relevant[start:end][np.argsort(-scores[start:end], kind="stable")]
        found.append([right[:cut].any() for cut in CUTS])
    return np.array(found, np.float64)


def cross_validate(examples: Mapping[str, Examples], folds: int, rounds: int, seed: int) -> None:
    """Print hit rates among the questions whose relevant passage is a candidate at all."""
    before: dict[str, list[NDArray[np.float64]]] = {name: [] for name in JUDGED}
    after: dict[str, list[NDArray[np.float64]]] = {name: [] for name in JUDGED}
    for fold in range(folds):
        left_out = {name: np.arange(len(examples[name].counts)) % folds == fold for name in JUDGED}
        seen = {name: part_of(one, ~left_out[name]) if name in left_out else one for name, one in examples.items()}
        trees = TreeEnsemble.from_arrays(as_arrays(learn(seen, rounds, seed)), len(COLUMNS))
        for name, mask in left_out.items():
            part = part_of(examples[name], mask)
            before[name].append(hits(part, part.linear))
            after[name].append(hits(part, SCALE * part.linear + trees.sums(part.inputs)))
    for name in JUDGED:
        print(name, "linear", _rates(before[name]), "with trees", _rates(after[name]), flush=True)


def _rates(parts: Sequence[NDArray[np.float64]]) -> list[float]:
    return [round(float(rate), 3) for rate in np.concatenate(parts).mean(axis=0)]


def write_folder(out: Path, booster: Any, examples: Mapping[str, Examples], facts: dict[str, Any]) -> None:
    """Write arrays and facts; the card and the manifest follow in `training.ranker.card`.

    Raises:
        ValueError: The arrays do not give what the Booster gives.
    """
    arrays = as_arrays(booster)
    sample = next(iter(examples.values())).inputs[:2000]
    mine = TreeEnsemble.from_arrays(arrays, len(COLUMNS)).sums(sample)
    if not np.allclose(mine, booster.predict(sample), atol=1e-9):
        raise ValueError("the written trees differ from the learned ones")
    encoder = StaticEncoder.open(SHIPPED_ENCODER_PATH)
    kinds = token_kinds(encoder.pieces(range(encoder.vocabulary_size)))
    out.mkdir(parents=True, exist_ok=True)
    stored: dict[str, Any] = {"kinds": kinds, **arrays}
    np.savez_compressed(out / ARRAYS_NAME, **stored)
    text = json.dumps({"encoder": encoder.encoder_id, "columns": COLUMNS, **facts}, indent=1, ensure_ascii=False)
    (out / FACTS_NAME).write_text(text + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Run the step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder with one .npz of examples per set")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--folds", type=int, default=0, help="cross-validate first, in so many parts")
    given = parser.parse_args()
    examples = {
        name: Examples.load(given.work / f"{name}.npz") for name in WEIGHTS if (given.work / f"{name}.npz").is_file()
    }
    if given.folds:
        cross_validate(examples, given.folds, given.rounds, given.seed)
    started = time.monotonic()
    booster = learn(examples, given.rounds, given.seed)
    facts = {
        "seed": given.seed,
        "rounds": given.rounds,
        "seconds": round(time.monotonic() - started),
        "questions": {name: len(one.counts) for name, one in examples.items()},
        "limits": {name: limit for name, limit in LIMITS.items() if name in examples},
    }
    write_folder(given.out, booster, examples, facts)


if __name__ == "__main__":
    main()
