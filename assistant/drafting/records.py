"""Records of a draft: its sections in order, what stands in each and where every word comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.records import Citation


class ItemKind(StrEnum):
    """What an item of a section is.

    Attributes:
        QUOTED: Words of the unit's own documents, verbatim.
        REFERENCE: Words of another unit's document, verbatim; printed as 参考, never as the draft's own.
        GIVEN: What the person who asked for the draft typed.
        RULE: A rule on limits of time: the words of its clause where the base holds them, else a summary with its mark.
        BLANK: 【待补充：what，来自 which kind of source】.
    """

    QUOTED = "quoted"
    REFERENCE = "reference"
    GIVEN = "given"
    RULE = "rule"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A clause that asks for a section.

    Attributes:
        clause: Rule and number of the clause with its mark: 已核原文, 据转载或目录, 建议，未核原文 …
        marker: Where the base holds its words; 0 when it does not.
    """

    clause: str
    marker: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftItem:
    """One line, one table or one blank of a section.

    Attributes:
        text: For a quotation exactly the cited words; for a blank what is missing, without the brackets.
        label: The number of a list item, (1) or ①, counted anew in the draft; part of neither text nor source.
        name: Whose words a reference is, or the name of a slot of a report.
        heading: The line is a heading of the source inside the section: 1 for the first level below it; 0 for none.
        caption: The line names the table below it.
    """

    kind: ItemKind
    text: str
    markers: tuple[int, ...] = ()
    label: str = ""
    name: str = ""
    heading: int = 0
    caption: bool = False

    @property
    def words(self) -> str:
        """What is shown of a line: a quotation without the line ends its source has inside a sentence."""
        return "".join(self.text.split("\n")) if self.kind in (ItemKind.QUOTED, ItemKind.REFERENCE) else self.text

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of a quoted table, header first; () for a line."""
        lines = self.text.split("\n")
        if not all(CELL_EDGE in line for line in lines):
            return ()
        cells = [tuple(cell.strip() for cell in line.split(CELL_EDGE)) for line in lines]
        width = max(map(len, cells))
        return tuple(row + ("",) * (width - len(row)) for row in cells)


CELL_EDGE = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSection:
    """A heading with what stands below it.

    Attributes:
        level: 1 or 2; 0 for what stands before the first chapter (cover, approval).
        element_id: The element of the checklist it answers, "" for a chapter that only holds others.
        attachment: It is an attachment or lies in one.
        note: A Chinese remark for the editor, e.g. that a long passage was cut.
    """

    heading: str
    level: int
    element_id: str = ""
    items: tuple[DraftItem, ...] = ()
    basis: tuple[Basis, ...] = ()
    attachment: bool = False
    note: str = ""

    @property
    def blanks(self) -> tuple[DraftItem, ...]:
        """What a person still has to fill in."""
        return tuple(item for item in self.items if item.kind is ItemKind.BLANK)

    @property
    def filled(self) -> bool:
        """True when it holds words of the unit's own documents or of the person who asked."""
        return any(item.kind in (ItemKind.QUOTED, ItemKind.GIVEN) for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A draft of a plan or report.

    Attributes:
        kind: Id of the checklist it follows, or of a report: first, further or final.
        kind_name: What the kind is called.
        citations: What the markers of the items point at, by marker.
        missing_sources: Which kinds of material would fill the blanks, most blanks first.
        notes: Chinese sentences about the draft as a whole.
    """

    kind: str
    kind_name: str
    title: str
    topic: str
    unit: str
    sections: tuple[DraftSection, ...]
    citations: tuple[Citation, ...]
    drafted_on: date
    missing_sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def answered(self) -> tuple[DraftSection, ...]:
        """The sections that answer an element of the checklist."""
        return tuple(section for section in self.sections if section.element_id)
