"""Learn how a reader weighs the signals of a unit, and when it should refuse.

    python -m training.reader.learn --set BASE QUESTIONS HALF [--set …]

Each set names a data folder, a question file ({"question", "answers", "match"}) and the half to learn from
(even, odd, all). Prints the weights for `assistant/answering/reading/weights.py`. Needs scikit-learn, which
sentence-transformers brings.

Units: within one question, a unit that holds more of the expected answers should score higher (logistic regression over
differences of signals). Refusal: the best unit of a question is an answer (1) or not (0); every answerable question is
also asked a second time with all evidence that holds an expected answer taken away, so that plausible wrong passages
are what refusal learns from.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.answering.reading.features import SIGNAL_NAMES
from assistant.answering.reading.question_words import question_words
from assistant.answering.reading.scoring import ScoredUnit, score_units
from assistant.answering.reading.sufficiency import REFUSAL_SIGNALS, refusal_signals
from assistant.wiring import Workbench, open_workbench
from benchmarks.answer_eval import plain, read_rows
from kb.records import Evidence
from kb.settings import load_settings

SEED = 20261122
TOP_K = 12
NEGATIVES = 12  # units compared with each good one


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question with the units of its evidence.

    Attributes:
        held: For each unit, the share of the expected answers it holds.
    """

    units: tuple[ScoredUnit, ...]
    held: tuple[float, ...]
    refusal: tuple[float, ...]
    answerable: bool


def held_share(text: str, answers: Sequence[str]) -> float:
    """Return the share of the expected strings that stand in the text."""
    said = plain(text)
    return sum(plain(answer) in said for answer in answers) / len(answers) if answers else 0.0


def case_of(bench: Workbench, question: str, answers: Sequence[str], *, take_away: bool) -> Case | None:
    """Ask one question; with `take_away` without any evidence that holds an expected answer."""
    understood = bench.kb.understand(question)
    found: list[Evidence] = bench.kb.search(understood, top_k=3 * TOP_K if take_away else TOP_K)
    if take_away:
        found = [item for item in found if held_share(item.chunk.text, answers) == 0.0][:TOP_K]
    words = question_words(understood, bench.kb.word_weights, bench.kb.bigram_weights)
    units = score_units(understood, words, found, bench.kb.similarities)
    if not units:
        return None
    held = tuple(held_share(unit.unit.text, answers) for unit in units)
    return Case(
        units=tuple(units),
        held=held,
        refusal=refusal_signals(understood, words, units),
        answerable=bool(answers) and not take_away and max(held) > 0,
    )


def cases_of(data: Path, questions: Path, half: str, limit: int) -> list[Case]:
    """Return the cases of one set, answerable ones twice."""
    rows = read_rows(questions, half)[:limit]
    cases = []
    with open_workbench(load_settings(data_path=data)) as bench:
        for row in rows:
            question, answers = str(row["question"]), list(row["answers"])  # type: ignore[call-overload]
            for take_away in (False, True) if answers else (False,):
                case = case_of(bench, question, answers, take_away=take_away)
                if case is not None:
                    cases.append(case)
    return cases


def learn_units(cases: Sequence[Case]) -> dict[str, float]:
    """Fit unit weights on pairs of units of one question."""
    rng = random.Random(SEED)
    differences = []
    for case in cases:
        if not case.answerable:
            continue
        best = max(case.held)
        rows = [np.array([unit.signals[name] for name in SIGNAL_NAMES]) for unit in case.units]
        good = [row for row, held in zip(rows, case.held, strict=True) if held == best]
        bad = [row for row, held in zip(rows, case.held, strict=True) if held < best]
        for row in good[:3]:
            for other in bad[: NEGATIVES // 2] + rng.sample(bad, min(len(bad), NEGATIVES // 2)):
                differences.append(row - other)
    x = np.array(differences)
    x, y = np.vstack([x, -x]), np.array([1] * len(x) + [0] * len(x))
    model = LogisticRegression(C=0.3, fit_intercept=False, max_iter=2000).fit(x, y)
    return {name: round(float(value), 3) for name, value in zip(SIGNAL_NAMES, model.coef_[0], strict=True)}


def learn_refusal(cases: Sequence[Case]) -> dict[str, float]:
    """Fit the chance that the best unit is an answer."""
    x = np.array([case.refusal for case in cases])
    y = np.array([int(case.answerable and case.held[0] > 0) for case in cases])
    model = LogisticRegression(C=1.0, max_iter=5000, class_weight="balanced").fit(x, y)
    weights = {name: round(float(value), 3) for name, value in zip(REFUSAL_SIGNALS, model.coef_[0], strict=True)}
    chance = model.predict_proba(x)[:, 1]
    for threshold in (0.3, 0.4, 0.5, 0.6):
        kept = chance >= threshold
        answers = sum(kept & (y == 1)) / max(1, sum(y == 1))
        refused = sum(~kept & (y == 0)) / max(1, sum(y == 0))
        print(f"# threshold {threshold}: answers kept {answers:.3f}, non-answers refused {refused:.3f}")
    return {"bias": round(float(model.intercept_[0]), 3), **weights}


def main() -> None:
    """Read the arguments, learn, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs=3, action="append", required=True, metavar=("BASE", "QUESTIONS", "HALF"))
    parser.add_argument("--limit", type=int, default=100_000, help="questions of each set at most")
    options = parser.parse_args()
    cases = [
        case
        for base, questions, half in options.set
        for case in cases_of(Path(base), Path(questions), half, options.limit)
    ]
    print(f"# {len(cases)} cases, {sum(case.answerable for case in cases)} answerable")
    right = [case for case in cases if case.answerable]
    print(f"# best unit holds an answer: {sum(case.held[0] > 0 for case in right) / len(right):.3f}")
    print("UNIT_WEIGHTS =", json.dumps(learn_units(cases), indent=4))
    print("REFUSAL_WEIGHTS =", json.dumps(learn_refusal(cases), indent=4))


if __name__ == "__main__":
    main()
