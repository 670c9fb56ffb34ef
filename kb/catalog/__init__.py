"""The catalogue: one SQLite file that is the only truth, the originals beside it, and the writer's lock."""
