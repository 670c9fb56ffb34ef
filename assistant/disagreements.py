"""Records of sources in force that disagree: put side by side, never merged, the decision is a person's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ConflictKind(StrEnum):
    """What two sources differ in; the Chinese names are in `CONFLICT_ZH`."""

    LIMIT = "limit"
    NUMBER = "number"
    AMOUNT = "amount"
    LEVEL = "level"
    PHONE = "phone"
    BODY = "body"
    ORDER = "order"
    ADVICE = "advice"  # one forbids what the other asks for, or they name opposites


CONFLICT_ZH: dict[ConflictKind, str] = {
    ConflictKind.LIMIT: "时限",
    ConflictKind.NUMBER: "数值",
    ConflictKind.AMOUNT: "金额",
    ConflictKind.LEVEL: "级别",
    ConflictKind.PHONE: "电话",
    ConflictKind.BODY: "责任主体",
    ConflictKind.ORDER: "步骤先后",
    ConflictKind.ADVICE: "安全要求",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSide:
    """One of the sources that disagree.

    Invariant: `document.text[start:end] == quote`.

    Attributes:
        value: What it says on the matter, as printed.
        ranks: Chinese words for its place beside the other source, e.g. 上位文件, 施行较晚; () when nothing sets it apart.
        begins: Day on which it began, None when no date is known.
        approved: False for an upload that no editor has approved.
    """

    document_id: str
    document_title: str
    document_number: str
    source_uri: str
    heading_path: tuple[str, ...]
    quote: str
    start: int
    end: int
    value: str
    ranks: tuple[str, ...] = ()
    begins: date | None = None
    approved: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two statements in force on one matter that cannot both be followed, or of which one asks for more.

    Attributes:
        sides: Two sides; the one that ranks higher first: superior law, own jurisdiction, newer, special before general.
        note: A Chinese sentence about their relation; it decides nothing.
    """

    kind: ConflictKind
    sides: tuple[ConflictSide, ...]
    note: str
