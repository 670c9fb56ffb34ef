"""Records of a plan beside what ranks above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.comparing.records import Compared
from assistant.disagreements import ConflictKind
from kb.records import DocumentSummary, Span


class Relation(StrEnum):
    """How what a plan rules lies to what stands above it; the Chinese names are in `RELATION_ZH`."""

    LOOSER_THAN_LAW = "looser_than_law"
    LOOSER = "looser"
    OTHER = "other"
    STRICTER = "stricter"


RELATION_ZH: Mapping[Relation, str] = {
    Relation.LOOSER_THAN_LAW: "宽于法律法规（严重）",
    Relation.LOOSER: "宽于上位文件",
    Relation.OTHER: "与上位文件不一致",
    Relation.STRICTER: "严于上位文件（允许）",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorSource:
    """A document that was looked at.

    Attributes:
        why: In Chinese, e.g. 同级总体预案, 文中引用, 上级预案.
        of_law: It is a law, a regulation or a rule.
        provisions: How many ruled values were read in it.
    """

    summary: DocumentSummary
    why: str
    of_law: bool
    provisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledSide:
    """What one document rules.

    Invariant: `document.text[span.start:span.end] == quote`.

    Attributes:
        ranks: Chinese words for its place beside the other, e.g. 上位文件, 施行较晚.
    """

    document_id: str
    title: str
    path: tuple[str, ...]
    quote: str
    span: Span
    value: str
    ranks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A plan and a source above it rule one matter differently.

    Attributes:
        matter: In Chinese, e.g. 报告时限（县，电话）.
        note: A Chinese sentence; it decides nothing.
    """

    kind: ConflictKind
    relation: Relation
    matter: str
    own: RuledSide
    above: RuledSide
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorComparison:
    """A plan beside all that ranks above it.

    Attributes:
        sources: What was looked at, the highest first.
        disagreements: Looser than a law first, stricter ones last.
        notes: Chinese sentences, e.g. that no superior plan was found.
        own_provisions: How many ruled values were read in the plan.
    """

    own: Compared
    sources: tuple[SuperiorSource, ...]
    disagreements: tuple[Disagreement, ...]
    notes: tuple[str, ...] = ()
    own_provisions: int = 0

    @property
    def against(self) -> tuple[Disagreement, ...]:
        """The disagreements without what is only stricter."""
        return tuple(one for one in self.disagreements if one.relation is not Relation.STRICTER)
