"""Whose document it is: a draft may speak with the unit's own words only."""

from __future__ import annotations

import re

from kb.records import DocumentSummary

_COMPANY = re.compile(r"(?:公司|集团|厂|矿|医院|学校|学院|酒店|商场|百货|银行|车站|加油站|事务所|中心)$")
_LEGAL_FORM = re.compile(r"(?:股份|有限责任|有限|责任|集团)*公司$")
_GOVERNMENT = re.compile(r"(?:人民政府|政府|党委|委员会|办公室|办事处|村民委员会|居民委员会)+$")
SHORTEST_NAME = 2


def is_company(unit: str) -> bool:
    """Tell whether a unit is an enterprise or institution rather than a government, a department or a village."""
    return _COMPANY.search(unit.strip()) is not None


def belongs(summary: DocumentSummary, unit: str) -> bool:
    """Tell whether a document is the unit's own: a firm's by its name, a government's by its place.

    Without a unit nothing is anybody's own.
    """
    name = unit.strip()
    if len(name) < SHORTEST_NAME:
        return False
    metadata = summary.metadata
    if name == metadata.issuer:
        return True
    if is_company(name):
        short = _LEGAL_FORM.sub("", name)
        return len(short) > SHORTEST_NAME and short in metadata.title + metadata.issuer
    return metadata.level != "enterprise" and _of_place(name, metadata.region, metadata.issuer, metadata.title)


def _of_place(name: str, region: str, issuer: str, title: str) -> bool:
    """Tell whether a document speaks for the place of a government, or of the one a department belongs to."""
    place = _GOVERNMENT.sub("", name)
    if len(place) < SHORTEST_NAME:
        return False
    if region:
        return region.endswith(place) or place.startswith(region)
    return issuer.startswith(place) or title.startswith(place)


def owner_name(summary: DocumentSummary) -> str:
    """Return whose document it is, for a reader: the issuer, else the place, else the title."""
    metadata = summary.metadata
    return metadata.issuer or metadata.region or f"《{metadata.title or summary.file_name}》"
