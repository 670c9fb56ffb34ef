"""Schema 7: what is open about a source may come from a document beside its own, not from one that took its place.

`beside` is 1 for words that another document of the same work and the same days does not have: both are in force, and
neither is known to be the newer one.
"""

STATEMENTS: tuple[str, ...] = ("ALTER TABLE stale_sources ADD COLUMN beside INTEGER NOT NULL DEFAULT 0",)
