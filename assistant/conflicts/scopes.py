"""For whom a source speaks, and how the scopes of two sources lie to each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from kb.divisions import default_divisions
from kb.records import DocumentSummary, Metadata

STATE_TYPES = frozenset({"law", "admin_reg", "dept_rule"})
LEVEL_ORDER = ("national", "province", "city", "county", "town", "village", "enterprise")
_UNIT = re.compile(
    r"[\u4e00-\u9fff（）()]{2,24}?(?:有限责任公司|股份有限公司|有限公司|集团|医院|学校|大学|中学|小学|幼儿园|商场|大厦|酒店|煤矿|电厂|工厂)"
)
_CLASS = re.compile(
    "(?:有限责任公司|股份有限公司|有限公司|集团|医院|学校|大学|中学|小学|幼儿园|商场|大厦|酒店|煤矿|电厂|工厂)$"
)
_PLACE = re.compile("^[\u4e00-\u9fff]{2,8}?[省市县区镇乡]")
_TOWN = re.compile("(?<=县)城市?$")  # 青泽县城市防洪预案 is of the county
ReadText = Callable[[str], str]


class Scope(StrEnum):
    """How the scope of a source lies to that of another."""

    SAME = "same"
    ABOVE = "above"
    BELOW = "below"
    UNKNOWN = "unknown"
    APART = "apart"


def unit_of(metadata: Metadata) -> str:
    """Return the enterprise, school or the like that a document is of, "" when it is of none."""
    found = _UNIT.match(metadata.title)
    if found and len(_CLASS.sub("", _PLACE.sub("", found.group()))) > 1:  # 青泽县商场 is every shop of the county
        return found.group()
    return metadata.issuer if metadata.level == "enterprise" and _UNIT.match(metadata.issuer) else ""


def is_national(metadata: Metadata) -> bool:
    """Tell whether a document speaks for the whole state."""
    return not metadata.region and (metadata.level == "national" or metadata.doc_type in STATE_TYPES)


def scope_between(one: DocumentSummary, other: DocumentSummary, text_of: ReadText) -> Scope:
    """Return how the scope of the first lies to that of the second: above it, below it, the same …

    Args:
        text_of: Document id → its text; asked only where the regions alone do not tell, for a plan that follows the rule
            of a city names that city.
    """
    left, right = one.metadata, other.metadata
    if one.work_id and one.work_id == other.work_id and (left.title or left.region):
        return Scope.SAME
    by_unit = _by_unit(unit_of(left), unit_of(right), left, right)
    if by_unit is not None:
        return by_unit
    if is_national(left) or is_national(right):
        return (
            Scope.SAME
            if is_national(left) and is_national(right)
            else Scope.ABOVE
            if is_national(left)
            else Scope.BELOW
        )
    if not left.region or not right.region:
        return Scope.UNKNOWN
    return _by_region(one, other, text_of)


def _by_unit(left: str, right: str, one: Metadata, other: Metadata) -> Scope | None:
    if left and right:
        return Scope.SAME if left == right or left in right or right in left else Scope.APART
    if not left and not right:
        return None
    unit, outside = (left, other) if left else (right, one)
    known = is_national(outside) or (
        outside.region and (unit.startswith(outside.region) or unit[:2] == outside.region[:2])
    )
    if not known:
        return Scope.UNKNOWN if not outside.region else Scope.APART
    return Scope.BELOW if left else Scope.ABOVE


def _by_region(one: DocumentSummary, other: DocumentSummary, text_of: ReadText) -> Scope:
    left, right = (default_divisions().standard(_TOWN.sub("", item.metadata.region)) for item in (one, other))
    if left == right or left.endswith(right) or right.endswith(left):
        return Scope.SAME
    if left in right:
        return Scope.ABOVE
    if right in left:
        return Scope.BELOW
    inner, outer = _lower_first(one, other)
    if inner is not None and outer is not None and outer.metadata.region in text_of(inner.document_id):
        return Scope.BELOW if inner is one else Scope.ABOVE
    return Scope.APART


def _lower_first(one: DocumentSummary, other: DocumentSummary) -> tuple[DocumentSummary | None, DocumentSummary | None]:
    ranks = [level_rank(item.metadata) for item in (one, other)]
    if ranks[0] == ranks[1]:
        return None, None
    return (one, other) if ranks[0] > ranks[1] else (other, one)


def level_rank(metadata: Metadata) -> int:
    """Return 0 for the state to 6 for an enterprise; a text of no known level stands with the counties."""
    if is_national(metadata):
        return 0
    return LEVEL_ORDER.index(metadata.level) if metadata.level in LEVEL_ORDER else LEVEL_ORDER.index("county")
