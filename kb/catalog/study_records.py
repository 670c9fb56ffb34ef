"""Records of self-study: learners, courses, scheduled questions, reviews, notices, exams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """Somebody who studies.

    Attributes:
        by_login: The name is a login of the page; otherwise somebody typed it. The two never meet.
    """

    learner_no: int
    name: str
    by_login: bool
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course; what it is about is in `scope`.

    Attributes:
        kind: document, hazard, position or phase.
        scope: JSON of whoever made it; the catalogue does not look into it.
        changed_at: When its questions were last chosen.
    """

    course_id: str
    kind: str
    title: str
    scope: str
    made_by: str
    made_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyCard:
    """How well a learner knows a question, and when to ask it again.

    Attributes:
        state: 1 learning, 2 review, 3 relearning, as the scheduler counts.
        step: Which short step of learning it is on; None in review.
        stability: Days after which nine of ten are still remembered.
        difficulty: 1 (easy) to 10.
        reviews, wrong: How often it was answered, and of these how often wrongly.
        retired_at: When its clause was changed; None while it is asked.
    """

    question_id: str
    due_at: datetime
    state: int
    step: int | None
    stability: float
    difficulty: float
    last_at: datetime
    reviews: int = 0
    wrong: int = 0
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One answer of a learner.

    Attributes:
        way: quiz, flash (a flash card the learner graded) or exam.
        grade: 1 forgotten, 2 hard, 3 good, 4 easy.
        share: 0–1, how much of the answer was right.
        stability: Of the card after this answer, in days.
    """

    question_id: str
    at: datetime
    way: str
    grade: int
    share: float
    reply: str
    stability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a learner is told of a clause that was changed.

    Attributes:
        how: changed or removed.
        questions: How many questions of the learner it took away.
        document_id: Where the new words stand; "" when they are gone.
        notice_no: 0 before it is stored.
    """

    at: datetime
    title: str
    how: str
    old_text: str
    new_text: str
    questions: int
    document_id: str = ""
    notice_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How far a learner is in a course.

    Attributes:
        total: Questions of the course that are asked.
        seen, known, mastered: Of these: answered at least once, in review, and stable for `mastered_days`.
        due: To be asked now.
        reviews, wrong: Answers to them, and wrong ones.
    """

    learner_no: int
    course_id: str
    total: int = 0
    seen: int = 0
    known: int = 0
    mastered: int = 0
    due: int = 0
    reviews: int = 0
    wrong: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An exam paper; `body` is JSON of whoever made it, the questions as they were asked included."""

    paper_id: str
    course_id: str
    title: str
    body: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One learner before one paper.

    Attributes:
        deadline_at: By the clock of this machine; later replies are marked late.
        ended_at: None while it runs.
    """

    sitting_id: str
    paper_id: str
    learner_no: int
    started_at: datetime
    deadline_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was answered to one question of a paper.

    Attributes:
        place: 0-based position in the paper.
        late: It came after the deadline.
        got: Points given by the rules; None before it is marked.
        detail: JSON of the marking; "" before.
        ruled_got: Points a trainer gave instead; None where nobody did.
    """

    place: int
    reply: str
    at: datetime
    late: bool = False
    got: float | None = None
    detail: str = ""
    ruled_got: float | None = None
    ruled_by: str = ""
    ruled_note: str = ""
