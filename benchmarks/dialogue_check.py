"""Conversations: are follow-ups led back to the right question, and is it answered right?

    python -m benchmarks.dialogue_check --sample DIR --laws DIR [--half even|odd|all] [--show wrong]

DIR are bases with the sample corpora and with the laws. `benchmarks/gold/dialogues.jsonl` holds one conversation per
line: {"id", "base": "sample"|"laws", "turns": [{"ask", "resolved", "lacks", "answer", "refused"}, …]}. The resolved
question must hold every one of `resolved` (a|b: either) and none of `lacks`; the answer every one of `answer`. First
turns ask for themselves and are not counted. Even positions are for tuning, odd ones for totals alone.

Last, whole spoken questions are asked after unrelated ones: each that is changed was wrongly taken for a follow-up.

Two baselines answer the same turns: the turn alone, and the turn behind the question asked before it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering import conversation
from assistant.answering.answerer import Answerer
from assistant.records import Answer, Turn
from assistant.wiring import open_workbench
from kb.errors import InputRefused
from kb.settings import load_settings
from kb.text import normalize

GOLD = Path(__file__).parent / "gold" / "dialogues.jsonl"
WHOLE = Path(__file__).parent / "gold" / "colloquial_dev.jsonl"
STEPS = (1, 7, 31)  # each whole question is asked after the one so many lines before it


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTurn:
    """One turn: what is asked, what its resolved question must hold and lack, what its answer must hold."""

    ask: str
    resolved: tuple[str, ...]
    lacks: tuple[str, ...]
    answer: tuple[str, ...]
    refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """One conversation over one of the bases."""

    dialogue_id: str
    base: str
    turns: tuple[GoldTurn, ...]


@dataclass(slots=True)
class Score:
    """How many of the counted turns one way of asking got right."""

    turns: int = 0
    resolved: int = 0
    asked: int = 0
    answered: int = 0

    def line(self, name: str) -> str:
        """Return the figures as one printed line."""
        return (
            f"{name:<28} resolved {self.resolved}/{self.turns} = {self.resolved / max(self.turns, 1):.3f}   "
            f"answers {self.answered}/{self.asked} = {self.answered / max(self.asked, 1):.3f}"
        )


def read_dialogues(half: str) -> Iterator[Dialogue]:
    """Yield the dialogues of a half by position: even, odd, or all."""
    for position, line in enumerate(GOLD.read_text(encoding="utf-8").splitlines()):
        if half != "all" and ("even", "odd")[position % 2] != half:
            continue
        row = json.loads(line)
        turns = tuple(
            GoldTurn(
                ask=turn["ask"],
                resolved=tuple(turn.get("resolved", ())),
                lacks=tuple(turn.get("lacks", ())),
                answer=tuple(turn.get("answer", ())),
                refused=bool(turn.get("refused")),
            )
            for turn in row["turns"]
        )
        yield Dialogue(dialogue_id=row["id"], base=row["base"], turns=turns)


def plain(text: str) -> str:
    """Return a text in normal form without blanks, in small letters."""
    return re.sub(r"\s+", "", normalize(text)).lower()


def holds(text: str, wanted: Sequence[str], lacking: Sequence[str] = ()) -> bool:
    """Tell whether a text holds every wanted word (a|b: either) and none of the lacking ones."""
    said = plain(text)
    return all(any(plain(one) in said for one in word.split("|")) for word in wanted) and not any(
        plain(word) in said for word in lacking
    )


def asked(answerer: Answerer, question: str, history: Sequence[Turn]) -> Answer | None:
    """Return the answer, None for what cannot be asked."""
    try:
        return answerer.answer(question, history=history)
    except InputRefused:
        return None


def judge(score: Score, turn: GoldTurn, resolved: str, answer: Answer | None) -> bool:
    """Count a turn; tell whether all of it was right."""
    understood = holds(resolved, turn.resolved, turn.lacks)
    score.turns += 1
    score.resolved += understood
    right = True
    if turn.answer or turn.refused:
        score.asked += 1
        right = answer is not None and (answer.refused if turn.refused else answered_right(answer, turn))
        score.answered += right
    return understood and right


def answered_right(answer: Answer, turn: GoldTurn) -> bool:
    """Tell whether a given answer holds what it must."""
    return not answer.refused and holds(answer.text, turn.answer)


def run_dialogue(answerer: Answerer, dialogue: Dialogue, scores: dict[str, Score], show: Callable[[str], None]) -> None:
    """Ask one conversation with its history, and each of its later turns in the two plain ways."""
    history: tuple[Turn, ...] = ()
    before = ""
    for number, turn in enumerate(dialogue.turns):
        answer = asked(answerer, turn.ask, history)
        resolved = answer.resolved_question if answer else conversation.resolve(turn.ask, history)
        if number and not judge(scores["conversation"], turn, resolved, answer):
            said = "" if answer is None else answer.text.replace("\n", " ")[:90]
            show(f"{dialogue.dialogue_id} {turn.ask} -> {resolved} | want {turn.resolved} {turn.answer} | {said}")
        if number:
            judge(scores["the turn alone"], turn, turn.ask, asked(answerer, turn.ask, ()))
            joined = f"{before}{turn.ask}"
            judge(scores["last question + the turn"], turn, joined, asked(answerer, joined, ()))
        history = (*history, Turn.of(answer)) if answer else history
        before = turn.ask


def changed_whole_questions() -> tuple[int, int]:
    """Return how many whole spoken questions, asked after another one, were changed, and how many were asked."""
    questions = [json.loads(line)["question"] for line in WHOLE.read_text(encoding="utf-8").splitlines()]
    changed = 0
    for position, question in enumerate(questions):
        for step in STEPS:
            before = questions[position - step]
            turn = Turn(question=before, resolved_question=before, answer_text="")
            changed += conversation.resolve(question, (turn,)) != question
    return changed, len(questions) * len(STEPS)


def main() -> int:
    """Print the figures of every way of asking; exit code 1 when none of the bases was given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=Path)
    parser.add_argument("--laws", type=Path)
    parser.add_argument("--half", choices=("even", "odd", "all"), default="even")
    parser.add_argument("--show", choices=("none", "wrong"), default="none")
    options = parser.parse_args()
    bases = {"sample": options.sample, "laws": options.laws}
    scores = {name: Score() for name in ("conversation", "the turn alone", "last question + the turn")}
    if options.show == "wrong" and options.half != "even":
        parser.error("wrong turns are shown of the even half alone")
    show = print if options.show == "wrong" else (lambda _line: None)
    dialogues = list(read_dialogues(options.half))
    for name, folder in bases.items():
        if folder is None:
            continue
        with open_workbench(load_settings(data_path=folder)) as workbench:
            for dialogue in dialogues:
                if dialogue.base == name:
                    run_dialogue(workbench.answerer, dialogue, scores, show)
    for name, score in scores.items():
        sys.stdout.write(score.line(name) + "\n")
    changed, asked_whole = changed_whole_questions()
    sys.stdout.write(f"whole questions changed by the one before: {changed}/{asked_whole}\n")
    return 0 if scores["conversation"].turns else 1


if __name__ == "__main__":
    sys.exit(main())
