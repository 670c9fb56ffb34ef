"""How two sources rank beside each other; it is said, never decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.conflicts.scopes import Scope, level_rank
from kb.records import DocumentSummary, Metadata

ABOVE, OWN, LATER, SPECIAL, UNAPPROVED = "上位文件", "本地文件", "施行较晚", "专项规定", "未经审核"
_FORCE = {"law": 0, "admin_reg": 1, "local_reg": 2, "dept_rule": 2}
_NO_FORCE_OF_LAW = 3
_GENERAL = ("plan_overall", "plan_unit_comprehensive")
_SPECIAL = ("plan_special", "plan_unit_special", "plan_unit_onsite", "plan_dept", "plan_fire_evac")


def begins(metadata: Metadata) -> date | None:
    """Return the day on which a document began, None when no date is known."""
    days = [day for day in (metadata.effective_on, metadata.revised_on, metadata.issued_on) if day is not None]
    return max(days, default=None)


def ranks_between(
    one: DocumentSummary, other: DocumentSummary, scope: Scope, places: Sequence[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what sets each source apart from the other, in the order of their weight.

    Args:
        scope: Of the first to the second.
        places: Divisions that the question names, or the asker's own; a source of one of them is the asker's own.
    """
    found: tuple[list[str], list[str]] = ([], [])
    if (side := _superior(one.metadata, other.metadata, scope)) is not None:
        found[side].append(ABOVE)
    _own(one, other, places, found)
    left, right = begins(one.metadata), begins(other.metadata)
    if left and right and left != right:
        found[left < right].append(LATER)
    special = [_is_special(item.metadata) for item in (one, other)]
    if special[0] != special[1]:
        found[special[1]].append(SPECIAL)
    for position, item in enumerate((one, other)):
        if not item.approved:
            found[position].append(UNAPPROVED)
    return tuple(found[0]), tuple(found[1])


def _superior(one: Metadata, other: Metadata, scope: Scope) -> int | None:
    """Return 0 or 1 for the source that binds the other one's author, None when neither does."""
    if scope in (Scope.ABOVE, Scope.BELOW):
        return int(scope is Scope.BELOW)
    forces = [_FORCE.get(item.doc_type, _NO_FORCE_OF_LAW) for item in (one, other)]
    if forces[0] != forces[1] and level_rank(one) == level_rank(other):
        return int(forces[0] > forces[1])
    return None


def _own(
    one: DocumentSummary, other: DocumentSummary, places: Sequence[str], found: tuple[list[str], list[str]]
) -> None:
    own = [any(_is_of(place, item.metadata) for place in places) for item in (one, other)]
    if own[0] != own[1]:
        found[own[1]].append(OWN)


def _is_of(place: str, metadata: Metadata) -> bool:
    """Tell whether a document is that of a place, or of a division around it."""
    return place in metadata.title or place in metadata.region or (bool(metadata.region) and metadata.region in place)


def _is_special(metadata: Metadata) -> bool:
    if metadata.doc_type.startswith(_GENERAL):
        return False
    return metadata.doc_type.startswith(_SPECIAL) or bool(metadata.hazards)


def order_of(ranks: tuple[str, ...], day: date | None) -> tuple[bool, bool, bool, bool, int]:
    """Return a key that sorts the side that ranks higher first."""
    return (
        UNAPPROVED in ranks,
        ABOVE not in ranks,
        OWN not in ranks,
        SPECIAL not in ranks,
        -(day or date.min).toordinal(),
    )
