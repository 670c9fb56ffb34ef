"""The identity of a work across its editions, computed where corrections need it too: `kb.works`."""

from __future__ import annotations

from kb.works import normalize_title, work_id

__all__ = ["normalize_title", "work_id"]
