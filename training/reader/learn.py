"""Learn how a reader weighs the signals of a unit.

    python -m training.reader.learn --set BASE QUESTIONS HALF WEIGHT [--set …]

Each set names a data folder, a question file ({"question", "answers", "match"}), the half to learn from (even, odd,
all) and how much the set counts. Prints the weights for `assistant/answering/reading/weights.py`. Needs scipy,
which sentence-transformers brings. Question files can be made by `training.reader.generated` (from any base) and
`training.reader.reading_sets`.

Units: within one question the units that hold most of the expected answers should come first (softmax over the units of
a question, L2). The strength of L2 is chosen by the mean over sets and folds of how often the best unit holds an
answer; the folds are made within each set.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answering.reading.constraints import fitting_evidence
from assistant.answering.reading.features import SIGNAL_NAMES
from assistant.answering.reading.question_words import question_words
from assistant.answering.reading.scoring import score_units, standing_bonus
from assistant.wiring import Workbench, open_workbench
from benchmarks.answer_eval import plain, read_rows
from kb.records import Evidence
from kb.settings import load_settings
from training.reader.fitting import Group, cross_validated, fit

TOP_K = 12
STRENGTHS = (0.003, 0.01, 0.03, 0.1)  # of L2, tried by cross-validation
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question with the units of its evidence, best first.

    Attributes:
        signals: One row per unit, in the order of `SIGNAL_NAMES`.
        offsets: What is added to each unit's score whatever the weights.
        held: For each unit, the share of the expected answers it holds.
    """

    set_number: int
    signals: np.ndarray
    offsets: np.ndarray
    held: np.ndarray
    answerable: bool

    def group(self, weight: float) -> Group:
        """Return the case as the fit takes it: the units that hold most are the good ones."""
        return Group(
            set_number=self.set_number,
            signals=self.signals,
            offsets=self.offsets,
            good=self.held == self.held.max(),
            weight=weight,
        )


def held_share(text: str, answers: Sequence[str]) -> float:
    """Return the share of the expected strings that stand in the text."""
    said = plain(text)
    return sum(plain(answer) in said for answer in answers) / len(answers) if answers else 0.0


def case_of(bench: Workbench, question: str, answers: Sequence[str], *, set_number: int) -> Case | None:
    """Ask one question; None when nothing is found that could be read."""
    understood = bench.kb.understand(question)
    found: list[Evidence] = bench.kb.search(understood, top_k=TOP_K)
    found, _ = fitting_evidence(understood, found, lambda document_id: bench.kb.document(document_id).text)
    words = question_words(understood, bench.kb.word_weights, bench.kb.bigram_weights)
    units = score_units(understood, words, found, bench.kb.similarities)
    if not units:
        return None
    held = np.array([held_share(unit.unit.text, answers) for unit in units])
    return Case(
        set_number=set_number,
        signals=np.array([[unit.signals[name] for name in SIGNAL_NAMES] for unit in units]),
        offsets=np.array([standing_bonus(understood, unit.unit.evidence) for unit in units]),
        held=held,
        answerable=bool(answers) and bool(held.max() > 0),
    )


def cases_of(data: Path, questions: Path, half: str, *, set_number: int, limit: int) -> list[Case]:
    """Return the cases of one set."""
    rows = read_rows(questions, half)[:limit]
    cases = []
    with open_workbench(load_settings(data_path=data)) as bench:
        for row in rows:
            question, answers = str(row["question"]), list(row["answers"])  # type: ignore[call-overload]
            case = case_of(bench, question, answers, set_number=set_number)
            if case is not None:
                cases.append(case)
    return cases


def learn_units(groups: Sequence[Group]) -> dict[str, float]:
    """Fit unit weights with the strength of L2 that does best on folds left out."""
    tried = {strength: cross_validated(groups, strength, FOLDS) for strength in STRENGTHS}
    for strength, by_set in tried.items():
        each = ", ".join(f"{value:.3f}" for value in by_set)
        print(f"# L2 {strength}: best unit holds an answer, by set: {each}; mean {np.mean(by_set):.3f}")
    best = max(tried, key=lambda strength: float(np.mean(tried[strength])))
    weights = fit(groups, best)
    return {name: round(float(value), 3) for name, value in zip(SIGNAL_NAMES, weights, strict=True)}


def main() -> None:
    """Read the arguments, learn, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--set", nargs=4, action="append", required=True, metavar=("BASE", "QUESTIONS", "HALF", "WEIGHT")
    )
    parser.add_argument("--limit", type=int, default=100_000, help="questions of each set at most")
    options = parser.parse_args()
    cases, weights = [], []
    for number, (base, questions, half, weight) in enumerate(options.set):
        own = cases_of(Path(base), Path(questions), half, set_number=number, limit=options.limit)
        answerable = [case for case in own if case.answerable]
        right = sum(case.held[0] == case.held.max() for case in answerable) / max(1, len(answerable))
        print(f"# set {number}: {len(answerable)} answerable; with today's weights the best unit is right: {right:.3f}")
        cases += own
        weights += [float(weight) / max(1, len(answerable))] * len(own)
    groups = [case.group(weight) for case, weight in zip(cases, weights, strict=True) if case.answerable]
    print("UNIT_WEIGHTS =", json.dumps(learn_units(groups), indent=4))


if __name__ == "__main__":
    main()
