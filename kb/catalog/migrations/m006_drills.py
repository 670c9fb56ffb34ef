"""Schema 6: drills that were run, what happened in them, and what is to be improved.

A run is its log: `drill_events` is only ever appended to, and whatever is shown of a run is replayed from it, so that
a run survives a restart. `kit`, `detail` and `heading_path` are UTF-8 JSON of whoever wrote them. `seen_at` moves on
while somebody watches a run; the clock stops there when the program ended. Documents may be gone, hence no foreign
key to them.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE drill_runs (
        run_no INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        document_id TEXT NOT NULL,
        kit TEXT NOT NULL,
        director_code TEXT NOT NULL,
        made_by TEXT NOT NULL,
        created_at TEXT NOT NULL,
        seen_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE drill_events (
        event_no INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id TEXT NOT NULL REFERENCES drill_runs (run_id),
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        who TEXT NOT NULL,
        detail TEXT NOT NULL
    )
    """,
    "CREATE INDEX drill_events_by_run ON drill_events (run_id, event_no)",
    """
    CREATE TABLE improvements (
        improvement_no INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id TEXT NOT NULL,
        document_id TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        quote TEXT NOT NULL,
        what TEXT NOT NULL,
        owner TEXT NOT NULL,
        due TEXT NOT NULL,
        made_by TEXT NOT NULL,
        at TEXT NOT NULL,
        done_at TEXT NOT NULL DEFAULT '',
        done_by TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX improvements_open ON improvements (done_at, due)",
    """
    CREATE TABLE drills_held (
        held_no INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        day TEXT NOT NULL,
        form TEXT NOT NULL,
        organiser TEXT NOT NULL,
        plan_document_id TEXT NOT NULL,
        plan_work_id TEXT NOT NULL,
        plan_title TEXT NOT NULL,
        participants INTEGER,
        problems TEXT NOT NULL,
        improvements TEXT NOT NULL,
        made_by TEXT NOT NULL,
        at TEXT NOT NULL,
        withdrawn_at TEXT NOT NULL DEFAULT '',
        withdrawn_by TEXT NOT NULL DEFAULT ''
    )
    """,
)
