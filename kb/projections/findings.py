"""What a check of a projection found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence about a projection.

    Attributes:
        projection: "lexical" or "vectors".
        healthy: False when the projection disagrees with the catalogue and should be rebuilt.
        message_zh: For the person who runs `yubei doctor`.
    """

    projection: str
    healthy: bool
    message_zh: str
