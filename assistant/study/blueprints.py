"""Exam papers drawn at random from a blueprint: how many questions of which form, for how many points, about what."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.study.bank import BankEntry
from assistant.study.practice import shown_order
from assistant.study.questions.json_shape import question_form, question_from
from assistant.study.questions.records import AnswerForm, StudyQuestion
from kb.errors import InputRefused

FORM_ZH: dict[AnswerForm, str] = {
    AnswerForm.ONE: "单项选择题",
    AnswerForm.SEVERAL: "多项选择题",
    AnswerForm.JUDGE: "判断题",
    AnswerForm.BLANK: "填空题",
    AnswerForm.SEQUENCE: "排序题",
    AnswerForm.TEXT: "简答题",
}
MOST_MINUTES = 240
MOST_PER_PART = 100
MOST_POINTS = 50.0
ANY = 0  # difficulty


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a paper: `count` questions of one form, `points` for each."""

    form: AnswerForm
    count: int
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """What a paper is drawn by.

    Attributes:
        difficulty: 1–3 for questions of this difficulty first, 0 for any.
        seed: Equal seeds over equal questions give equal papers.
    """

    title: str
    minutes: int
    parts: tuple[Part, ...]
    difficulty: int = ANY
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperQuestion:
    """A question of a paper.

    Attributes:
        order: Indices of the options as they are printed.
        document_id, start, end: Where its clause stood when the paper was made.
    """

    question: StudyQuestion
    points: float
    order: tuple[int, ...]
    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBody:
    """A paper as it is stored, printed and sat."""

    blueprint: Blueprint
    questions: tuple[PaperQuestion, ...]

    @property
    def total(self) -> float:
        """Points of all questions."""
        return sum(one.points for one in self.questions)

    def places_of(self, form: AnswerForm) -> tuple[int, ...]:
        """Return the positions of the questions of a form."""
        return tuple(place for place, one in enumerate(self.questions) if one.question.form is form)


def checked_blueprint(
    title: str, minutes: int, parts: Iterable[tuple[str, int, float]], difficulty: int, seed: int
) -> Blueprint:
    """Return the blueprint a form or command gives.

    Raises:
        InputRefused: A count, a duration or points are out of bounds, or the paper would be empty.
    """
    if not 1 <= minutes <= MOST_MINUTES:
        raise InputRefused(f"考试时长须为 1 到 {MOST_MINUTES} 分钟，现在是 {minutes}。")
    kept = []
    for form, count, points in parts:
        if form not in set(AnswerForm) or not 0 <= count <= MOST_PER_PART or not 0 < points <= MOST_POINTS:
            raise InputRefused(
                f"题型“{form}”的题数须为 0 到 {MOST_PER_PART}、每题分值须大于 0 且不超过 {MOST_POINTS:g}，请修改。"
            )
        if count:
            kept.append(Part(form=AnswerForm(form), count=count, points=points))
    if not kept:
        raise InputRefused("每种题型都是 0 题，不能组卷。请至少给一种题型填上题数。")
    if difficulty not in (ANY, 1, 2, 3):
        raise InputRefused("难度只能是 1（易）、2（中）、3（难）或不限。")
    return Blueprint(title=title.strip()[:60], minutes=minutes, parts=tuple(kept), difficulty=difficulty, seed=seed)


def stock_of(entries: Mapping[str, BankEntry]) -> dict[AnswerForm, int]:
    """Return how many questions of each form there are."""
    return {form: sum(one.question.form is form for one in entries.values()) for form in FORM_ZH}


def draw_paper(entries: Mapping[str, BankEntry], blueprint: Blueprint) -> PaperBody:
    """Draw a paper; the parts come in the usual order of forms.

    No two questions rest on one clause while there are other clauses left, and questions of the wished difficulty come
    first.

    Raises:
        InputRefused: There are too few questions of a form; says how many there are.
    """
    chosen: list[PaperQuestion] = []
    used: dict[str, int] = {}
    for part in sorted(blueprint.parts, key=lambda one: list(FORM_ZH).index(one.form)):
        of_form = [one for one in entries.values() if one.question.form is part.form]
        if len(of_form) < part.count:
            raise InputRefused(
                f"这门课程只有 {len(of_form)} 道{FORM_ZH[part.form]}，不够 {part.count} 道。请减少题数，或先更新课程题目。"
            )
        chosen += _drawn(of_form, part, blueprint, used)
    return PaperBody(blueprint=blueprint, questions=tuple(chosen))


def _drawn(entries: Sequence[BankEntry], part: Part, blueprint: Blueprint, used: dict[str, int]) -> list[PaperQuestion]:
    """Return the questions of a part; `used` counts the questions of each clause over all parts."""
    chance = random.Random(f"{blueprint.seed} {part.form}")
    left = sorted(entries, key=lambda one: one.question.question_id)
    chance.shuffle(left)
    drawn = []
    for _ in range(part.count):
        best = min(left, key=lambda one: _rank(one, blueprint.difficulty, used))
        left.remove(best)
        clause = best.question.source.text_hash
        used[clause] = used.get(clause, 0) + 1
        drawn.append(
            PaperQuestion(
                question=best.question,
                points=part.points,
                order=shown_order(best.question, blueprint.seed),
                document_id=best.place.document_id,
                start=best.place.start,
                end=best.place.end,
            )
        )
    return drawn


def _rank(entry: BankEntry, difficulty: int, used: Mapping[str, int]) -> tuple[int, int]:
    away = abs(entry.question.difficulty - difficulty) if difficulty else 0
    return used.get(entry.question.source.text_hash, 0), away


def paper_id_of(course_id: str, body: PaperBody, salt: str = "") -> str:
    """Return the id of a paper; equal papers of a course are one unless `salt` differs."""
    return hashlib.sha256(f"{course_id}\x1f{salt}\x1f{body_json(body)}".encode()).hexdigest()[:16]


def body_json(body: PaperBody) -> str:
    """Return a paper as it is stored."""
    blueprint = body.blueprint
    return json.dumps(
        {
            "title": blueprint.title,
            "minutes": blueprint.minutes,
            "difficulty": blueprint.difficulty,
            "seed": blueprint.seed,
            "parts": [[one.form.value, one.count, one.points] for one in blueprint.parts],
            "questions": [
                {
                    "question": question_form(one.question),
                    "points": one.points,
                    "order": list(one.order),
                    "place": [one.document_id, one.start, one.end],
                }
                for one in body.questions
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def body_from(text: str) -> PaperBody:
    """Return a stored paper."""
    plain = json.loads(text)
    return PaperBody(
        blueprint=Blueprint(
            title=plain["title"],
            minutes=plain["minutes"],
            difficulty=plain["difficulty"],
            seed=plain["seed"],
            parts=tuple(
                Part(form=AnswerForm(form), count=count, points=points) for form, count, points in plain["parts"]
            ),
        ),
        questions=tuple(
            PaperQuestion(
                question=question_from(one["question"]),
                points=one["points"],
                order=tuple(one["order"]),
                document_id=one["place"][0],
                start=one["place"][1],
                end=one["place"][2],
            )
            for one in plain["questions"]
        ),
    )
