"""The questions of each learner: when they come again, what was answered, and what was taken away and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from kb.catalog.connections import Connections
from kb.catalog.schema import schema_version
from kb.catalog.study_records import Notice, Review, StudyCard, Tally
from kb.catalog.study_times import STUDY_SCHEMA, seconds_of, time_of

CARD_COLUMNS = "question_id, due_at, state, step, stability, difficulty, last_at, reviews, wrong, retired_at"
REVIEW_COLUMNS = "question_id, at, way, grade, share, reply, stability"
NOTICE_COLUMNS = "notice_no, at, title, how, old_text, new_text, questions, document_id"
IN_REVIEW = 2  # state of a card that left the short steps of learning
MASTERED_DAYS = 21.0  # nine of ten remembered after three weeks without being asked
MOST_CARDS = 1_000_000
# A learner's due cards are found by the index on (learner_no, due_at), the course's share of them by its primary key.
DUE_SQL = (
    "FROM study_cards c WHERE c.learner_no = ? AND c.retired_at = 0 AND c.due_at <= ? AND (? = '' OR EXISTS"
    " (SELECT 1 FROM study_course_questions q WHERE q.course_id = ? AND q.question_id = c.question_id))"
)
# Questions whose clause was changed are products that were withdrawn under the same id.
ASKED_SQL = "NOT EXISTS (SELECT 1 FROM products p WHERE p.product_id = q.question_id AND p.state = 'withdrawn')"
TALLY_SQL = (
    "SELECT e.learner_no, e.course_id, COUNT(c.question_id), SUM(c.state = ?), SUM(c.stability >= ? AND c.state = ?),"
    " SUM(c.due_at <= ?), SUM(c.reviews), SUM(c.wrong) FROM study_enrolments e"
    " JOIN study_course_questions q ON q.course_id = e.course_id"
    " JOIN study_cards c ON c.learner_no = e.learner_no AND c.question_id = q.question_id AND c.retired_at = 0"
    f" WHERE (? = 0 OR e.learner_no = ?) AND {ASKED_SQL} GROUP BY e.learner_no, e.course_id"
)


class StudySchedule:
    """Cards, reviews and notices. Every method that reads one learner touches only that learner's rows."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def card(self, learner_no: int, question_id: str) -> StudyCard | None:
        """Return how well a learner knows a question; None when it was never asked."""
        sql = f"SELECT {CARD_COLUMNS} FROM study_cards WHERE learner_no = ? AND question_id = ?"
        found = self._select(sql, (learner_no, question_id))
        return _card_of(found[0]) if found else None

    def cards(self, learner_no: int) -> list[StudyCard]:
        """Return every card of a learner, retired ones too, the first due first."""
        sql = f"SELECT {CARD_COLUMNS} FROM study_cards WHERE learner_no = ? ORDER BY due_at, question_id"
        return [_card_of(row) for row in self._select(sql, (learner_no,))]

    def due(self, learner_no: int, at: datetime, *, course_id: str = "", limit: int = 100) -> list[StudyCard]:
        """Return the cards due at a time, the longest due first."""
        sql = f"SELECT {CARD_COLUMNS} {DUE_SQL} ORDER BY c.due_at LIMIT ?"
        found = self._select(sql, (learner_no, seconds_of(at), course_id, course_id, limit))
        return [_card_of(row) for row in found]

    def due_count(self, learner_no: int, at: datetime, *, course_id: str = "") -> int:
        """Return how many cards are due at a time."""
        found = self._select(f"SELECT COUNT(*) {DUE_SQL}", (learner_no, seconds_of(at), course_id, course_id))
        return int(str(found[0][0])) if found else 0

    def add_review(self, learner_no: int, review: Review, card: StudyCard) -> None:
        """Store an answer and what the card became by it, both or neither."""
        with self._connections.writing() as connection:
            connection.execute(
                f"INSERT INTO study_reviews (learner_no, {REVIEW_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (learner_no, *_review_row(review)),
            )
            connection.execute(
                f"INSERT OR REPLACE INTO study_cards (learner_no, {CARD_COLUMNS})"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (learner_no, *_card_row(card)),
            )

    def load(self, learner_no: int, cards: Iterable[StudyCard], reviews: Iterable[Review]) -> None:
        """Store what was exported of a learner; what is known already and newer stays, no answer is counted twice."""
        with self._connections.writing() as connection:
            connection.executemany(
                f"INSERT INTO study_cards (learner_no, {CARD_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (learner_no, question_id) DO UPDATE SET due_at = excluded.due_at, state = excluded.state,"
                " step = excluded.step, stability = excluded.stability, difficulty = excluded.difficulty,"
                " last_at = excluded.last_at, reviews = excluded.reviews, wrong = excluded.wrong,"
                " retired_at = excluded.retired_at WHERE excluded.last_at > study_cards.last_at",
                ((learner_no, *_card_row(one)) for one in cards),
            )
            sql = f"SELECT {REVIEW_COLUMNS} FROM study_reviews WHERE learner_no = ?"
            known = {tuple(row) for row in connection.execute(sql, (learner_no,))}
            connection.executemany(
                f"INSERT INTO study_reviews (learner_no, {REVIEW_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [(learner_no, *row) for row in map(_review_row, reviews) if row not in known],
            )

    def reviews(self, learner_no: int, *, since: datetime | None = None) -> list[Review]:
        """Return the answers of a learner, oldest first."""
        sql = f"SELECT {REVIEW_COLUMNS} FROM study_reviews WHERE learner_no = ? AND at >= ? ORDER BY at, review_no"
        first = 0 if since is None else seconds_of(since)
        return [_review_of(row) for row in self._select(sql, (learner_no, first))]

    def retire(self, learner_no: int, question_ids: Iterable[str], notices: Iterable[Notice], at: datetime) -> None:
        """Take questions off a learner's schedule and keep what they are told of it, in one transaction."""
        with self._connections.writing() as connection:
            connection.executemany(
                "UPDATE study_cards SET retired_at = ? WHERE learner_no = ? AND question_id = ? AND retired_at = 0",
                [(seconds_of(at), learner_no, one) for one in question_ids],
            )
            connection.executemany(
                "INSERT INTO study_notices (learner_no, at, title, how, old_text, new_text, questions, document_id)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [(learner_no, *_notice_row(one)) for one in notices],
            )

    def active(self, learner_no: int) -> list[str]:
        """Return the ids of the questions a learner is scheduled to see again."""
        sql = "SELECT question_id FROM study_cards WHERE learner_no = ? AND retired_at = 0"
        return [str(row[0]) for row in self._select(sql, (learner_no,))]

    def notices(self, learner_no: int, *, seen: bool = False) -> list[Notice]:
        """Return what a learner was told (`seen`) or is still to be told of changed clauses, newest first."""
        sql = f"SELECT {NOTICE_COLUMNS} FROM study_notices WHERE learner_no = ? AND (seen_at > 0) = ? ORDER BY notice_no DESC"
        return [_notice_of(row) for row in self._select(sql, (learner_no, int(seen)))]

    def mark_seen(self, learner_no: int, at: datetime) -> None:
        """Keep that a learner was told of all changes."""
        with self._connections.writing() as connection:
            sql = "UPDATE study_notices SET seen_at = ? WHERE learner_no = ? AND seen_at = 0"
            connection.execute(sql, (seconds_of(at), learner_no))

    def tallies(self, at: datetime, *, learner_no: int = 0, mastered_days: float = MASTERED_DAYS) -> list[Tally]:
        """Return how far each learner (or one) is in each course they take; a course with nothing answered is there too.

        Order: learner, course id.
        """
        values = (IN_REVIEW, mastered_days, IN_REVIEW, seconds_of(at), learner_no, learner_no)
        counted = {(int(str(row[0])), str(row[1])): row[2:] for row in self._select(TALLY_SQL, values)}
        totals = dict(
            (str(one), int(str(count)))
            for one, count in self._select(
                f"SELECT course_id, COUNT(*) FROM study_course_questions q WHERE {ASKED_SQL} GROUP BY course_id"
            )
        )
        taken = self._select(
            "SELECT learner_no, course_id FROM study_enrolments WHERE (? = 0 OR learner_no = ?)"
            " ORDER BY learner_no, course_id",
            (learner_no, learner_no),
        )
        pairs = [(int(str(number)), str(course_id)) for number, course_id in taken]
        return [_tally(*pair, totals.get(pair[1], 0), counted.get(pair, (0,) * 6)) for pair in pairs]

    def _select(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        with self._connections.reading() as connection:
            if schema_version(connection) < STUDY_SCHEMA:
                return []
            return connection.execute(sql, values).fetchall()


def _tally(learner_no: int, course_id: str, total: int, counts: Sequence[object]) -> Tally:
    seen, known, mastered, due, reviews, wrong = (int(str(one or 0)) for one in counts)
    return Tally(
        learner_no=learner_no,
        course_id=course_id,
        total=total,
        seen=seen,
        known=known,
        mastered=mastered,
        due=due,
        reviews=reviews,
        wrong=wrong,
    )


def _card_row(card: StudyCard) -> tuple[object, ...]:
    return (
        card.question_id,
        seconds_of(card.due_at),
        card.state,
        card.step,
        card.stability,
        card.difficulty,
        seconds_of(card.last_at),
        card.reviews,
        card.wrong,
        seconds_of(card.retired_at) if card.retired_at else 0,
    )


def _card_of(row: Sequence[object]) -> StudyCard:
    question_id, due_at, state, step, stability, difficulty, last_at, reviews, wrong, retired_at = row
    return StudyCard(
        question_id=str(question_id),
        due_at=time_of(due_at),
        state=int(str(state)),
        step=None if step is None else int(str(step)),
        stability=float(str(stability)),
        difficulty=float(str(difficulty)),
        last_at=time_of(last_at),
        reviews=int(str(reviews)),
        wrong=int(str(wrong)),
        retired_at=time_of(retired_at) if retired_at else None,
    )


def _review_row(review: Review) -> tuple[object, ...]:
    return (
        review.question_id,
        seconds_of(review.at),
        review.way,
        review.grade,
        review.share,
        review.reply,
        review.stability,
    )


def _review_of(row: Sequence[object]) -> Review:
    question_id, at, way, grade, share, reply, stability = row
    return Review(
        question_id=str(question_id),
        at=time_of(at),
        way=str(way),
        grade=int(str(grade)),
        share=float(str(share)),
        reply=str(reply),
        stability=float(str(stability)),
    )


def _notice_row(notice: Notice) -> tuple[object, ...]:
    return (
        seconds_of(notice.at),
        notice.title,
        notice.how,
        notice.old_text,
        notice.new_text,
        notice.questions,
        notice.document_id,
    )


def _notice_of(row: Sequence[object]) -> Notice:
    number, at, title, how, old_text, new_text, questions, document_id = row
    return Notice(
        notice_no=int(str(number)),
        at=time_of(at),
        title=str(title),
        how=str(how),
        old_text=str(old_text),
        new_text=str(new_text),
        questions=int(str(questions)),
        document_id=str(document_id),
    )
