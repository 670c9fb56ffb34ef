"""Records of a comparison; every offset counts characters of the text of the document named beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kb.records import Span


class ClauseKind(StrEnum):
    """What a clause is in its document."""

    HEADING = "heading"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ROW = "row"


class ClauseState(StrEnum):
    """What became of a clause; the Chinese names are in `STATE_ZH`."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    UNCHANGED = "unchanged"


class ChangeKind(StrEnum):
    """What a change inside a clause touches; the Chinese names are in `KIND_ZH`, the weightier first."""

    LIMIT = "limit"
    NUMBER = "number"
    AMOUNT = "amount"
    LEVEL = "level"
    PHONE = "phone"
    BODY = "body"
    DUTY = "duty"  # 应当 → 可以, 不得 …
    DATE = "date"
    BASIS = "basis"  # documents, standards, clauses of others
    CONTENT = "content"  # a sentence or half of one more or less
    WORDING = "wording"
    FOLLOWED = "followed"  # 见第十二条 → 见第十三条, because the article has that number now; （三） → （四）


STATE_ZH: Mapping[ClauseState, str] = {
    ClauseState.CHANGED: "修改",
    ClauseState.ADDED: "新增",
    ClauseState.REMOVED: "删除",
    ClauseState.SPLIT: "拆分",
    ClauseState.MERGED: "合并",
    ClauseState.MOVED: "移动",
    ClauseState.RENUMBERED: "仅编号变化",
    ClauseState.UNCHANGED: "未变",
}
KIND_ZH: Mapping[ChangeKind, str] = {
    ChangeKind.LIMIT: "时限",
    ChangeKind.NUMBER: "数值",
    ChangeKind.AMOUNT: "金额",
    ChangeKind.LEVEL: "级别",
    ChangeKind.PHONE: "电话",
    ChangeKind.BODY: "责任主体",
    ChangeKind.DUTY: "要求程度",
    ChangeKind.DATE: "日期",
    ChangeKind.BASIS: "依据与引用",
    ChangeKind.CONTENT: "内容增减",
    ChangeKind.WORDING: "措辞",
    ChangeKind.FOLLOWED: "编号随改",
}
KINDS_BY_WEIGHT: tuple[ChangeKind, ...] = tuple(ChangeKind)
OF_SUBSTANCE: frozenset[ChangeKind] = frozenset(ChangeKind) - {ChangeKind.WORDING, ChangeKind.FOLLOWED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The unit that is compared: a heading, an article with its items, a paragraph, a row of a table.

    Attributes:
        position: Among the clauses of its document, from 0.
        label: Its number as printed, "" when it has none.
        path: Headings above it, the outermost first, without their numbers.
        start, end: Its place in the text of the document, number included.
        body: Where its words begin, behind the number.
        columns: For a row: the head of each column, () for none.
    """

    position: int
    kind: ClauseKind
    label: str
    path: tuple[str, ...]
    start: int
    end: int
    body: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change inside a clause.

    Attributes:
        old, new: Places in the old and the new document; an empty one for what was put in or taken out.
    """

    kind: ChangeKind
    old: Span
    new: Span
    old_text: str
    new_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """What became of one clause, or of the clauses that one was split into or made of.

    Attributes:
        old, new: One clause each; none on one side for what was added or removed, several for split and merged.
        moved: It stands elsewhere in the order, or under another heading.
        renumbered: Its own number is another one.
        likeness: Of the two texts, 0 to 1; 0 for added and removed.
        kinds: Kinds of its edits; for what was added or removed: of the values in it. The weightiest first.
    """

    state: ClauseState
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    edits: tuple[Edit, ...] = ()
    moved: bool = False
    renumbered: bool = False
    likeness: float = 0.0
    kinds: tuple[ChangeKind, ...] = ()

    @property
    def of_substance(self) -> bool:
        """Whether more than wording, order or numbering changed."""
        if self.state in (ClauseState.ADDED, ClauseState.REMOVED):
            return True
        return any(edit.kind in OF_SUBSTANCE for edit in self.edits)

    @property
    def weight(self) -> int:
        """0 for changes of values and bodies, then growing: added and removed, content, wording, order, numbers, none."""
        if self.edits and self.kinds:
            return KINDS_BY_WEIGHT.index(self.kinds[0]) + (1 if self.kinds[0] not in _VALUES else 0)
        if self.state in (ClauseState.ADDED, ClauseState.REMOVED):
            return len(_VALUES)
        return len(KINDS_BY_WEIGHT) + 1 + list(ClauseState).index(self.state)


_VALUES = KINDS_BY_WEIGHT[: KINDS_BY_WEIGHT.index(ChangeKind.CONTENT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One of the two documents.

    Attributes:
        edition: In words, e.g. 2024年修订，2024-11-01 起施行; "" when no day is known.
    """

    document_id: str
    work_id: str
    title: str
    edition: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionComparison:
    """Two versions clause by clause.

    Invariant: every clause of both documents stands in exactly one change.

    Attributes:
        changes: In the order of the new document; what was removed stands where it was.
        notes: Chinese sentences for the reader, e.g. that the two have little in common.
    """

    old: Compared
    new: Compared
    changes: tuple[ClauseChange, ...]
    notes: tuple[str, ...] = ()

    @property
    def altered(self) -> tuple[ClauseChange, ...]:
        """The changes without the clauses that stayed as they were."""
        return tuple(one for one in self.changes if one.state is not ClauseState.UNCHANGED)

    @property
    def by_weight(self) -> tuple[ClauseChange, ...]:
        """What was altered, changes of substance first, each group in the order of the document."""
        return tuple(sorted(self.altered, key=lambda one: (not one.of_substance, one.weight)))

    def counts(self) -> dict[ClauseState, int]:
        """Return how many clauses are in each state; states without clauses are left out."""
        found = Counter(one.state for one in self.changes)
        return {state: found[state] for state in ClauseState if found[state]}

    def kind_counts(self) -> dict[ChangeKind, int]:
        """Return how many edits are of each kind; kinds without edits are left out."""
        found = Counter(edit.kind for one in self.changes for edit in one.edits)
        return {kind: found[kind] for kind in KINDS_BY_WEIGHT if found[kind]}

    def quote(self, clauses: tuple[Clause, ...], *, new: bool) -> str:
        """Return the words of some clauses of one side, one per line."""
        text = self.new.text if new else self.old.text
        return "\n".join(text[one.start : one.end].strip() for one in clauses)
