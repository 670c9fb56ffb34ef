"""An official document as blocks; how it looks and how its headings are numbered is the writer's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

BLANK_MARK = re.compile(r"【待补充[^】]*】")
MOST_LEVELS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a line with marks of its own.

    Attributes:
        raised: Printed small and high, for the number of a source.
        shaded: On a grey ground, as blanks are.
    """

    text: str
    bold: bool = False
    underline: bool = False
    strike: bool = False
    raised: bool = False
    shaded: bool = False


# What a line, a heading or a cell may hold: plain text, or runs where parts of it carry marks.
Inline = str | tuple[Run, ...]


class Align(StrEnum):
    """Where a paragraph stands between the margins."""

    JUSTIFIED = "justified"
    LEFT = "left"
    CENTRED = "centred"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1–4; the writer numbers it 一、（一）1.（1） unless it is an unnumbered one."""

    level: int
    text: str
    numbered: bool = True

    def __post_init__(self) -> None:
        """Refuse a level that has no number and no font."""
        if not 1 <= self.level <= MOST_LEVELS:
            raise ValueError(f"a heading has level 1 to {MOST_LEVELS}, not {self.level}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the body.

    Attributes:
        indent: The first line begins two characters in; centred and right-hand paragraphs never do.
        small: A remark: smaller letters, closer lines.
    """

    text: Inline
    bold: bool = False
    indent: bool = True
    align: Align = Align.JUSTIFIED
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ruled table whose header comes again on every page.

    Attributes:
        header: One text per column; () for a table without a header.
        rows: Each as long as the header, or as the first row where there is no header.
        widths: The share of each column in the width, in any unit; () for equal columns.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse rows and widths that do not fit the columns."""
        count = self.columns
        if any(len(row) != count for row in self.rows) or (self.widths and len(self.widths) != count):
            raise ValueError(f"a table of {count} columns has rows or widths of another length")

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.header) or (len(self.rows[0]) if self.rows else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Something a person has to fill in: printed on a ground as 【待补充：text】."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """The next block begins on a new page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The list of sources that raised numbers in the text point at; item n is printed as [n]."""

    items: tuple[str, ...]
    title: str = "资料来源"


Block = Heading | Paragraph | Table | Blank | PageBreak | Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An attachment: named after the body, printed on pages of its own, its headings numbered from the beginning."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument:
    """A document as it is printed.

    Attributes:
        organ: Who signs, at the end on the right; "" when nobody does yet.
        number: 发文字号 below the title, e.g. 临应急〔2026〕3号.
        day: The day of the document, below the organ.
        header_note: A remark at the head of every page, e.g. 草稿，未经审核.
        landscape: Pages lie across, for wide tables.
    """

    title: str
    blocks: tuple[Block, ...]
    organ: str = ""
    number: str = ""
    day: date | None = None
    attachments: tuple[Attachment, ...] = ()
    header_note: str = ""
    landscape: bool = False


def blank_text(what: str) -> str:
    """Return the words of a blank, 【待补充：…】; what is written so already stays."""
    return what if BLANK_MARK.fullmatch(what) else f"【待补充：{what}】"


def runs_of(text: Inline) -> tuple[Run, ...]:
    """Return text as runs, blanks in it shaded."""
    given: Sequence[Run] = (Run(text=text),) if isinstance(text, str) else text
    return tuple(piece for run in given for piece in _with_blanks(run))


def words_of(text: Inline) -> str:
    """Return the plain words of a line."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def _with_blanks(run: Run) -> list[Run]:
    pieces, at = [], 0
    for found in BLANK_MARK.finditer(run.text):
        pieces += [_cut(run, run.text[at : found.start()]), _cut(run, found[0], shaded=True)]
        at = found.end()
    return [piece for piece in [*pieces, _cut(run, run.text[at:])] if piece.text]


def _cut(run: Run, text: str, *, shaded: bool = False) -> Run:
    return Run(
        text=text,
        bold=run.bold,
        underline=run.underline,
        strike=run.strike,
        raised=run.raised,
        shaded=run.shaded or shaded,
    )
