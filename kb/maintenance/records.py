"""What maintenance reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Progress = Callable[[int, int], None]  # done, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The result of one check.

    Attributes:
        part: "catalogue", "documents", "originals", "lexical" or "vectors".
        repairable: Whether `rebuild` puts it right; otherwise a backup or the original file is needed.
    """

    part: str
    healthy: bool
    message_zh: str
    repairable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup folder says about itself in backup.json."""

    created_at: datetime
    schema_version: int
    document_count: int
    database_sha256: str
    originals: tuple[str, ...]
