"""The catalogue: one SQLite file that is the only truth, the originals beside it, and the writer's lock."""

from kb.catalog.catalog import CATALOG_NAME, Catalog
from kb.catalog.originals import Originals
from kb.catalog.writer_lock import WriterLock

__all__ = ["CATALOG_NAME", "Catalog", "Originals", "WriterLock"]
