"""What a course is about: documents, a hazard, a post or a phase of the response."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.errors import InputRefused
from kb.records import DocumentSummary
from kb.taxonomy import default_taxonomy

MOST_WORKS = 30


class CourseKind(StrEnum):
    """By what a course gathers its clauses; the Chinese names are in `COURSE_KIND_ZH`."""

    DOCUMENT = "document"
    HAZARD = "hazard"
    POSITION = "position"
    PHASE = "phase"


COURSE_KIND_ZH: dict[CourseKind, str] = {
    CourseKind.DOCUMENT: "按文件",
    CourseKind.HAZARD: "按灾种",
    CourseKind.POSITION: "按岗位",
    CourseKind.PHASE: "按阶段",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseScope:
    """What a course is about.

    Attributes:
        value: Id of a hazard or phase, name of a post; "" for a course over documents.
        works: Ids of the works it is confined to, in reading order; () for the whole base. A work stands for whichever
            of its versions is in force.
    """

    kind: CourseKind
    value: str = ""
    works: tuple[str, ...] = ()

    @property
    def course_id(self) -> str:
        """Equal scopes are one course."""
        return hashlib.sha256(scope_json(self).encode()).hexdigest()[:16]


def scope_json(scope: CourseScope) -> str:
    """Return a scope as it is stored."""
    return json.dumps({"kind": scope.kind.value, "value": scope.value, "works": list(scope.works)}, ensure_ascii=False)


def scope_from(text: str) -> CourseScope:
    """Return a stored scope."""
    plain = json.loads(text)
    return CourseScope(kind=CourseKind(plain["kind"]), value=str(plain["value"]), works=tuple(plain["works"]))


def checked_scope(kind: str, value: str, works: Sequence[str], known: Sequence[DocumentSummary]) -> CourseScope:
    """Return the scope a form or a command names.

    Raises:
        InputRefused: The kind or value is not known, a work is not in force here, or nothing is chosen.
    """
    if kind not in set(CourseKind):
        raise InputRefused(f"课程类型“{kind}”无效；可用：{'、'.join(CourseKind)}。")
    chosen = CourseKind(kind)
    here = {one.work_id for one in known}
    unknown = [one for one in works if one not in here]
    if unknown:
        raise InputRefused("所选文件已不在现行文件中，请刷新后重新选择。")
    if len(works) > MOST_WORKS:
        raise InputRefused(f"一门课程最多选 {MOST_WORKS} 份文件，现在选了 {len(works)} 份。")
    if chosen is CourseKind.DOCUMENT:
        if not works:
            raise InputRefused("请至少选一份文件。")
        return CourseScope(kind=chosen, works=tuple(dict.fromkeys(works)))
    if value not in dict(value_names(chosen)):
        raise InputRefused(f"请从列表中选择{COURSE_KIND_ZH[chosen][1:]}，没有“{value}”。")
    return CourseScope(kind=chosen, value=value, works=tuple(dict.fromkeys(works)))


def value_names(kind: CourseKind) -> tuple[tuple[str, str], ...]:
    """Return (value, Chinese name) of what a course of a kind can be about; () for documents."""
    taxonomy = default_taxonomy()
    if kind is CourseKind.HAZARD:
        return tuple((one.hazard_id, one.name) for one in taxonomy.entries.hazards)
    if kind is CourseKind.POSITION:
        return tuple(dict.fromkeys((one.name, one.name) for one in taxonomy.roles))
    if kind is CourseKind.PHASE:
        return tuple((one.phase_id, one.name) for one in taxonomy.phases)
    return ()


def title_of_scope(scope: CourseScope, titles: Sequence[str]) -> str:
    """Return what a course is called; `titles` are those of its works, in order."""
    named = "".join(f"《{one}》" for one in titles[:2]) + (f"等{len(titles)}份" if len(titles) > 2 else "")
    name = dict(value_names(scope.kind)).get(scope.value, "")
    return f"{name}（{named}）" if name and named else name or named
