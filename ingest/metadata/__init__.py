"""What a document says about itself: title, issuer, number, dates, type, hazards, place, standing."""

from __future__ import annotations

from ingest.metadata.reading import read
from ingest.metadata.work import work_id

__all__ = ["read", "work_id"]
