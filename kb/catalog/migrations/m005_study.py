"""Schema 5: learners, the questions they are scheduled to see again, what they answered, and their exams.

A learner is a login or a name somebody chose; nothing else is known of a person. Times are seconds since 1970 (UTC),
so that a due list is a range of an index. `question_id` names a product of kind "question"; there is no foreign key,
because what was answered stays when its question is gone. `clause_hash` is the hash of a clause's words: a clause that
stands unchanged in a new version of its document stays read. JSON columns hold UTF-8 JSON of whoever wrote them.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE study_learners (
        learner_no INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        by_login INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        UNIQUE (name, by_login)
    )
    """,
    """
    CREATE TABLE study_courses (
        course_id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        scope TEXT NOT NULL,
        made_by TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE study_course_questions (
        course_id TEXT NOT NULL REFERENCES study_courses ON DELETE CASCADE,
        place INTEGER NOT NULL,
        question_id TEXT NOT NULL,
        PRIMARY KEY (course_id, question_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE study_enrolments (
        learner_no INTEGER NOT NULL REFERENCES study_learners ON DELETE CASCADE,
        course_id TEXT NOT NULL REFERENCES study_courses ON DELETE CASCADE,
        at INTEGER NOT NULL,
        PRIMARY KEY (learner_no, course_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE study_readings (
        learner_no INTEGER NOT NULL REFERENCES study_learners ON DELETE CASCADE,
        clause_hash TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (learner_no, clause_hash)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE study_cards (
        learner_no INTEGER NOT NULL REFERENCES study_learners ON DELETE CASCADE,
        question_id TEXT NOT NULL,
        due_at INTEGER NOT NULL,
        state INTEGER NOT NULL,
        step INTEGER,
        stability REAL NOT NULL,
        difficulty REAL NOT NULL,
        last_at INTEGER NOT NULL,
        reviews INTEGER NOT NULL,
        wrong INTEGER NOT NULL,
        retired_at INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (learner_no, question_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX study_cards_due ON study_cards (learner_no, due_at) WHERE retired_at = 0",
    """
    CREATE TABLE study_reviews (
        review_no INTEGER PRIMARY KEY AUTOINCREMENT,
        learner_no INTEGER NOT NULL REFERENCES study_learners ON DELETE CASCADE,
        question_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        way TEXT NOT NULL,
        grade INTEGER NOT NULL,
        share REAL NOT NULL,
        reply TEXT NOT NULL,
        stability REAL NOT NULL
    )
    """,
    "CREATE INDEX study_reviews_by_learner ON study_reviews (learner_no, at)",
    """
    CREATE TABLE study_notices (
        notice_no INTEGER PRIMARY KEY AUTOINCREMENT,
        learner_no INTEGER NOT NULL REFERENCES study_learners ON DELETE CASCADE,
        at INTEGER NOT NULL,
        title TEXT NOT NULL,
        how TEXT NOT NULL,
        old_text TEXT NOT NULL,
        new_text TEXT NOT NULL,
        questions INTEGER NOT NULL,
        document_id TEXT NOT NULL,
        seen_at INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX study_notices_by_learner ON study_notices (learner_no, seen_at)",
    """
    CREATE TABLE study_papers (
        paper_id TEXT PRIMARY KEY,
        course_id TEXT NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        made_by TEXT NOT NULL,
        made_at INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE study_sittings (
        sitting_id TEXT PRIMARY KEY,
        paper_id TEXT NOT NULL REFERENCES study_papers ON DELETE CASCADE,
        learner_no INTEGER NOT NULL REFERENCES study_learners ON DELETE CASCADE,
        started_at INTEGER NOT NULL,
        deadline_at INTEGER NOT NULL,
        ended_at INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX study_sittings_by_learner ON study_sittings (learner_no, started_at)",
    """
    CREATE TABLE study_replies (
        sitting_id TEXT NOT NULL REFERENCES study_sittings ON DELETE CASCADE,
        place INTEGER NOT NULL,
        reply TEXT NOT NULL,
        at INTEGER NOT NULL,
        late INTEGER NOT NULL,
        got REAL,
        detail TEXT NOT NULL DEFAULT '',
        ruled_got REAL,
        ruled_by TEXT NOT NULL DEFAULT '',
        ruled_note TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (sitting_id, place)
    ) WITHOUT ROWID
    """,
)
