"""Schema 5: learners, the questions they are scheduled to see again, and what they answered."""

STATEMENTS: tuple[str, ...] = ()
