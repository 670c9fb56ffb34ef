"""What speaks for and against the best unit being an answer at all: the signals that `refusal_model` weighs.

The ranking of units asks which one is nearest; here it is asked whether the nearest one is near enough. What counts is
what the question names and the source does not speak of, and whether a value stands in the clause that speaks of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import fmean, pstdev

from assistant.answering.reading.constraints import QUOTED, contains_loosely
from assistant.answering.reading.everyday import equivalents
from assistant.answering.reading.features import Surroundings
from assistant.answering.reading.kinds import SHAPES, asked_units, has_amount
from assistant.answering.reading.plain import plain
from assistant.answering.reading.promises import spelled_out
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.scoring import ScoredUnit
from kb.records import AnswerKind, Question

INHERITED = ("cosine", "near")
# Nothing here comes from the ranking of passages, so that a new ranking does not shift what the chances mean.
Meanings = Mapping[str, tuple[str, ...]]
SIGNALS = (
    *INHERITED,
    "cosine_stands_out",
    "margin",
    "spoken",
    "spoken_near",
    "spoken_answer",
    "spoken_found",
    "rarest_absent_near",
    "rarest_absent_found",
    "focus_absent",
    "focus_absent_found",
    "unit_absent",
    "amount_absent",
    "quoted_absent",
    "undefined",
    "person_absent",
    "place_nowhere",
    "figure",
    "phone",
    "ruled",
    "figure_spoken_near",
    "figure_rarest_absent",
)
FOCUS = re.compile(
    r"([\u4e00-\u9fff]{2,4})(?=(?:是|有|为|达|共|要|需要|应当|的)?(?:多少|多大|多长|多高|多远|多久|几|谁|什么|哪))"
    r"|(?<=多少)[个名种类项座处辆台人次只份件条支家场元]?([\u4e00-\u9fff]{2,4})|(?<=几)[个名种类项座处辆台次只份件条支家场]?([\u4e00-\u9fff]{2,4})"
    r"|(?<=什么)([\u4e00-\u9fff]{2,4})|(?<=哪些)([\u4e00-\u9fff]{2,4})|(?<=哪个)([\u4e00-\u9fff]{2,4})"
)
DEFINED = re.compile(r"什么是|是什么意思|指什么|是指什么|指的是什么|的定义|的含义|怎么定义|如何定义|如何界定")
DEFINES = re.compile(r"是指|，指|,指|系指|即|包括|称为|，是|,是|指的是")
RULED = frozenset(
    {AnswerKind.YES_NO, AnswerKind.STEPS}
)  # asks what is allowed or to be done: rules say so in their own words
# One the question itself gives; the telephone number of somebody who asks is none.
AMOUNT = re.compile(r"(?<![\d.年月第~～-])(?!1[3-9]\d{9}(?!\d))\d+(?:\.\d+)?(?![\d年月日号级条.]|\.\d)")
FIGURES = frozenset({AnswerKind.NUMBER, AnswerKind.LIMIT, AnswerKind.DATE, AnswerKind.LEVEL})
NEAR_BEST = 1.0  # score; units that lie as near are part of the answer
PARTS = 3


def refusal_signals(question: Question, words: QuestionWords, scored: Sequence[ScoredUnit]) -> dict[str, float]:
    """Return every signal by name, all between about -1 and 1.

    Args:
        scored: Units of the found passages, best first, at least one.
    """
    best = scored[0]
    words = without_spelled_out(question, words, scored)
    around = Surroundings.of(best.unit.evidence)
    unit = plain(best.unit.text)
    later = [one.score for one in scored[1:] if one.unit.evidence.chunk.chunk_id != best.unit.evidence.chunk.chunk_id]
    cosines = [one.signals["cosine"] for one in scored]
    found = {
        **{name: best.signals[name] for name in INHERITED},
        "cosine_stands_out": (cosines[0] - fmean(cosines)) / (3 * (pstdev(cosines) + 0.02)),
        "margin": max(-1.0, min(1.0, (best.score - max(later, default=best.score - 2.0)) / 2)),
        **absence_signals(question, words, scored, unit, around),
        **form_signals(question, best, unit, around),
    }
    return {**found, **kind_signals(question, found)}


def kind_signals(question: Question, found: Mapping[str, float]) -> dict[str, float]:
    """Return what kind of answer is asked for: a figure must be said of the very thing, a rule may be worded freely."""
    figure = float(question.kind in FIGURES)
    return {
        "figure": figure,
        "phone": float(question.kind is AnswerKind.PHONE),
        "ruled": float(question.kind in RULED),
        "figure_spoken_near": figure * found["spoken_near"],
        "figure_rarest_absent": figure * found["rarest_absent_near"],
    }


def absence_signals(
    question: Question, words: QuestionWords, scored: Sequence[ScoredUnit], unit: str, around: Surroundings
) -> dict[str, float]:
    """Return how much of the question the best unit, the answer made of it, and all found passages speak of."""
    near, found = f"{around.headings}\n{unit}", found_text(scored)
    composed = [one for one in scored[:PARTS] if one.score >= scored[0].score - NEAR_BEST]
    answer = "\n".join([around.headings, *(plain(one.unit.text) for one in composed)])
    said = meanings(question, words)
    nowhere, not_near = absent(words, found, said), absent(words, near, said)
    asked = focus(question, words)
    return {
        "spoken": spoken_share(words, absent(words, unit, said)),
        "spoken_near": spoken_share(words, not_near),
        "spoken_answer": spoken_share(words, absent(words, answer, said)),
        "spoken_found": spoken_share(words, nowhere),
        "rarest_absent_near": max(not_near.values(), default=0.0) / max(words.unknown, 1.0),
        "rarest_absent_found": max(nowhere.values(), default=0.0) / max(words.unknown, 1.0),
        "focus_absent": float(bool(asked) and not held(asked, near, said)),
        "focus_absent_found": float(bool(asked) and not held(asked, found, said)),
    }


def without_spelled_out(question: Question, words: QuestionWords, scored: Sequence[ScoredUnit]) -> QuestionWords:
    """Return the words without the name of a set whose parts a passage lists: 进企业、进农村 … is “五进”."""
    name = plain(spelled_out(question, {one.unit.evidence.chunk.text: None for one in scored}))
    if not name:
        return words
    kept, formal = (
        {word: weight for word, weight in one.items() if word not in name and name not in word}
        for one in (words.words, words.formal_words)
    )
    return replace(words, words=kept, formal_words=formal)


def found_text(scored: Sequence[ScoredUnit]) -> str:
    """Return all found passages with their headings, in plain form."""
    passages = {one.unit.evidence.chunk.chunk_id: one.unit.evidence for one in scored}
    return "\n".join(f"{(text := Surroundings.of(item)).headings}\n{text.chunk}" for item in passages.values())


def absent(words: QuestionWords, text: str, said: Meanings) -> dict[str, float]:
    """Return the words of the question that a text does not speak of, with their weights.

    A passage may meet the question in spoken or in formal words (危化品, 危险化学品): the better meeting counts.
    """
    spoken, formal = lacking_of(words.words, text, said), lacking_of(words.formal_words, text, said)
    return formal if formal and sum(formal.values()) < sum(spoken.values()) else (spoken if formal else {})


def lacking_of(weights: Mapping[str, float], text: str, said: Meanings) -> dict[str, float]:
    """Return the words that a text does not hold; a word inside a longer one that it holds is held."""
    lacking = {word: weight for word, weight in weights.items() if not held(word, text, said)}
    return {
        word: weight
        for word, weight in lacking.items()
        if not any(word != other and word in other and other not in lacking for other in weights)
    }


def spoken_share(words: QuestionWords, lacking: Mapping[str, float]) -> float:
    """Return the share of the question's weight that is not lacking."""
    total = sum(words.words.values()) or 1.0
    return max(0.0, 1.0 - sum(lacking.values()) / total)


def held(word: str, text: str, said: Meanings) -> bool:
    """Tell whether a text speaks of a word: whole, by its character pairs (救灾救助工作), or in formal words."""
    if word in text or (len(word) > 2 and all(word[i : i + 2] in text for i in range(len(word) - 1))):
        return True
    return any(same in text for same in (*equivalents(word), *said.get(word, ())))


def meanings(question: Question, words: QuestionWords) -> dict[str, tuple[str, ...]]:
    """Return what documents say for the words of the question that belong to a spoken phrase."""
    return {
        word: tuple(plain(term) for saying in question.sayings if word in saying.said for term in saying.means)
        for word in (*words.words, *words.formal_words)
        if any(word in saying.said for saying in question.sayings)
    }


def focus(question: Question, words: QuestionWords) -> str:
    """Return the word that stands beside what asks (多少资金 → 资金), "" when it holds nothing rare."""
    for found in FOCUS.finditer(plain(question.text)):
        near = next(group for group in found.groups() if group)
        inside = [word for word in words.words if len(word) > 1 and word in near]
        if inside:
            return max(inside, key=lambda word: (near.find(word) if found.group(1) else -near.find(word), len(word)))
    return ""


def form_signals(question: Question, best: ScoredUnit, unit: str, around: Surroundings) -> dict[str, float]:
    """Return what the unit lacks of the form of an answer: the measure asked for, a quoted term, a definition."""
    text = best.unit.text
    units = [one for one in asked_units(question) if one != "个"]
    near = f"{around.headings}\n{unit}"
    return {
        "quoted_absent": float(any(not contains_loosely(term, near) for term in QUOTED.findall(question.text))),
        "undefined": float(bool(DEFINED.search(question.text)) and not DEFINES.search(text)),
        "unit_absent": float(bool(units) and not any(has_amount(text, one) for one in units)),
        "amount_absent": float(any(one not in f"{near}{around.chunk}" for one in AMOUNT.findall(plain(question.text)))),
        "person_absent": float("谁" in question.text and not SHAPES[AnswerKind.BODY].pattern.search(text)),
        "place_nowhere": float(any(plain(place) not in near + around.chunk for place in question.places)),
    }
