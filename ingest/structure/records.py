"""What the structure of a parsed file is made of, before ids are known."""

from __future__ import annotations

from dataclasses import dataclass

from kb.records import PageStart, RecognisedSpan, SectionKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSection:
    """A section of the tree; becomes `kb.records.Section` once the document has an id.

    Sections are in document order, so the text that belongs to a section itself runs from its `start`
    to the `start` of the next section of the list.

    Attributes:
        heading_end: End of the heading lines; equal to `start` where the number opens the text itself
            (an article, a numbered sentence), so that there is no heading without text.
    """

    ordinal: int
    parent: int
    depth: int
    kind: SectionKind
    label: str
    title: str
    start: int
    heading_end: int
    end: int

    @property
    def heading(self) -> str:
        """Number and title as a heading path shows them."""
        if self.label and self.title:
            joint = "" if self.label[-1] in "、）).．" else " "
            return f"{self.label}{joint}{self.title}"
        return self.label or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """Where a table stands in the text; one span per row, header rows first."""

    start: int
    end: int
    rows: tuple[Span, ...]
    header_row_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuredText:
    """The stored text of a file and the tree over it. `sections[0]` is the root.

    Attributes:
        title_line_count: How many of the first lines the format calls the title of the document.
        recognised: Runs of the text that were recognised from images.
    """

    text: str
    pages: tuple[PageStart, ...]
    sections: tuple[OutlineSection, ...]
    tables: tuple[TableLayout, ...]
    title_line_count: int = 0
    recognised: tuple[RecognisedSpan, ...] = ()
