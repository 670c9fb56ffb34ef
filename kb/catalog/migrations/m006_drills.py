"""Schema 6: drills that were run, what happened in them, and what is to be improved."""

STATEMENTS: tuple[str, ...] = ()
