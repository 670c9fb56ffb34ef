"""Schema 3: what was answered and why, what readers said of it, and answers that editors fixed to a span.

Nothing here is needed to search or read: a base of schema 2 opened for reading only has an empty journal.
`detail` and `questions` are UTF-8 JSON. A fixed answer keeps the words it was fixed to, so that a changed document
is noticed; its document may be gone, hence no foreign key.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE traces (
        trace_no INTEGER PRIMARY KEY AUTOINCREMENT,
        trace_id TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL,
        question TEXT NOT NULL,
        resolved TEXT NOT NULL,
        status TEXT NOT NULL,
        seconds REAL NOT NULL,
        detail TEXT NOT NULL
    )
    """,
    "CREATE INDEX traces_by_time ON traces (at)",
    """
    CREATE TABLE feedback (
        feedback_no INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        trace_id TEXT NOT NULL,
        question TEXT NOT NULL,
        verdict TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL,
        document_id TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        done_at TEXT NOT NULL DEFAULT '',
        done_by TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX feedback_by_trace ON feedback (trace_id)",
    """
    CREATE TABLE fixed_answers (
        fixed_no INTEGER PRIMARY KEY AUTOINCREMENT,
        questions TEXT NOT NULL,
        document_id TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        quote TEXT NOT NULL,
        editor TEXT NOT NULL,
        at TEXT NOT NULL
    )
    """,
)
