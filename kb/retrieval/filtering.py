"""Which documents the filters allow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kb.divisions import default_divisions
from kb.records import DocumentSummary, Filters

NATIONAL = "national"


def allowed_documents(summaries: Sequence[DocumentSummary], filters: Filters) -> NDArray[np.bool_]:
    """Return a mask over the summaries, whose standing must be that of the filters' day."""
    chosen = set(filters.document_ids)
    return np.fromiter(
        (_allows(filters, chosen, summary) for summary in summaries), dtype=np.bool_, count=len(summaries)
    )


def region_matches(wanted: str, region: str, level: str) -> bool:
    """Tell whether law of `region` counts in `wanted`: the same place, one inside the other, or national."""
    if not wanted:
        return True
    if not region:
        return level == NATIONAL
    place = standard_place(wanted)  # 余杭区 lies in the region 浙江省
    return region in place or wanted in region or place in region


def rows_of_places(places: Sequence[str], summaries: Sequence[DocumentSummary], mask: NDArray[np.bool_]) -> list[int]:
    """Return the allowed documents that speak for a place that is named, or for a part of it."""
    wanted = [standard_place(place) for place in places]
    return [
        row
        for row, summary in enumerate(summaries)
        if mask[row] and summary.metadata.region and any(summary.metadata.region.startswith(name) for name in wanted)
    ]


@lru_cache(maxsize=64)
def standard_place(wanted: str) -> str:
    """Return the full name of a division, with those around it: 余杭区 → 浙江省杭州市余杭区."""
    return default_divisions().standard(wanted)


def _allows(filters: Filters, chosen: set[str], summary: DocumentSummary) -> bool:
    metadata = summary.metadata
    return (
        (not chosen or summary.document_id in chosen)
        and (not filters.standings or summary.standing in filters.standings)
        and (not filters.doc_types or metadata.doc_type in filters.doc_types)
        and (not filters.levels or metadata.level in filters.levels)
        and (not filters.hazards or not set(filters.hazards).isdisjoint(metadata.hazards))
        and (not filters.approved_only or summary.approved)
        and region_matches(filters.region, metadata.region, metadata.level)
    )
