"""Which sector a title limits its document to, and whether a question is about that sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).resolve().parent.parent / "data" / "sectors.yaml"
TITLES_KEPT = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """Words of one sector.

    Attributes:
        title: Words that limit a document when its title holds one.
        asked: All words with which a question is about the sector, those of `title` among them.
    """

    title: tuple[str, ...]
    asked: tuple[str, ...]


@cache
def default_sectors() -> tuple[Sector, ...]:
    """Return the sectors of the shipped list."""
    stored = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Sector(title=tuple(row["title"]), asked=tuple(dict.fromkeys((*row["title"], *row["asked"]))))
        for row in stored["sectors"]
    )


@lru_cache(maxsize=TITLES_KEPT)
def sectors_of(title: str) -> tuple[Sector, ...]:
    """Return the sectors that a title names."""
    return tuple(sector for sector in default_sectors() if any(word in title for word in sector.title))


def is_about(question: str, sectors: Sequence[Sector]) -> bool:
    """Tell whether a question names one of the sectors."""
    return any(word in question for sector in sectors for word in sector.asked)
