"""How texts state grades: numbered levels, colours of warnings, 特别重大 to 一般; three scales that are never mixed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.answering.reading.extracts import Extract, cut_of
from assistant.answering.reading.plain import plain
from assistant.answering.reading.tables import is_row, row_cells
from assistant.answering.reading.units import Unit
from kb.records import Chunk, Document, Evidence, Section

# The grades a question may name, in plain form. Colours, numbered levels and 重大/较大 are scales of their own: none is
# ever read as another unless one row or line states both.
GRADE = re.compile(r"(?<![十百零第同])[一二三四五]级|[红橙黄蓝]色|特别重大|(?<!特别)重大(?!危险源|风险|隐患)|较大|一般")
SIGN_ALONE = re.compile(r"[Ⅰ-Ⅴ]|[IV]{1,3}")
ITEM = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d+(?:\.\d+)*[、.．)）]?)"
)
NEAR_HEAD = 12
GRADE_FRAME = re.compile("[级响应预警事故件()（）]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A found document: its text, and the found chunk that led to it."""

    document: Document
    evidence: Evidence
    standing: float

    def chunk_at(self, offset: int) -> Chunk:
        """Return the chunk that holds an offset, the last one ahead of it in a gap."""
        place = bisect_right(self.document.chunks, offset, key=lambda chunk: chunk.start)
        return self.document.chunks[max(0, place - 1)]

    def at(self, chunk: Chunk) -> Evidence:
        """Return evidence for a chunk of the document."""
        return self.evidence if chunk.chunk_id == self.evidence.chunk.chunk_id else replace(self.evidence, chunk=chunk)

    def cut(self, span: tuple[int, int]) -> Extract:
        """Return a span of the text as an extract."""
        return cut_of(self.at(self.chunk_at(span[0])), self.document.text, span)


@cache
def written_as(grade: str) -> re.Pattern[str]:
    """Return how a grade may stand in a text: 二级 also as Ⅱ级, II 级, 2级 or Ⅱ alone."""
    if scale_of(grade) != "级":
        return re.compile(grade)
    place = "一二三四五".index(grade[0])
    roman, latin = "ⅠⅡⅢⅣⅤ"[place], ("I", "II", "III", "IV", "V")[place]
    return re.compile(rf"{grade[0]}\s?级|{roman}|(?<![A-Za-z]){latin}(?![A-Za-z])|(?<![\d.]){place + 1}\s?级")


def row_grades(row: Unit) -> set[str]:
    """Return the grades that cells of a row state by themselves: Ⅱ级 | 橙色 | … is of 二级 and 橙色."""
    if not is_row(row):
        return set()
    return grades_of_cells([row.text[start:end] for start, end in row_cells(row)][:3])


def grades_of_cells(cells: Sequence[str]) -> set[str]:
    """Return the grades that cells consist of."""
    return {grade for cell in cells if (grade := cell_grade(cell.strip()))}


def cell_grade(cell: str) -> str:
    """Return the grade a cell consists of, "" for any other text."""
    said = plain(f"{cell}级" if SIGN_ALONE.fullmatch(cell.strip()) else cell)
    if len(said) > 8:
        return ""
    found = GRADE.findall(said)
    rest = GRADE.sub("", said)
    return found[0] if len(found) == 1 and not GRADE_FRAME.sub("", rest) else ""


def line_grades(line: str) -> set[str]:
    """Return the grades that a line names before its first comma, colon or stop, one of them near its beginning."""
    said = plain(line)
    body = ITEM.sub("", said) if not GRADE.match(said) else said
    head = re.split(r"[，,。；;：:]", body, maxsplit=1)[0]
    first = GRADE.search(head)
    return set(GRADE.findall(head)) if first is not None and first.start() <= NEAR_HEAD else set()


def heading_grades(document: Document, section: Section) -> set[str]:
    """Return the grades of the innermost heading above a section, its own included, that names any."""
    while True:
        if grades := set(GRADE.findall(plain(section.label + section.title))):
            return grades
        if section.parent < 0:
            return set()
        section = document.sections[section.parent]


def same_scale(grade: str, grades: set[str]) -> set[str]:
    """Return the grades of the scale of one: of 二级（橙色） the number for a number, the colour for a colour."""
    return {one for one in grades if scale_of(one) == scale_of(grade)}


def scale_of(grade: str) -> str:
    """Return the sign that ends all grades of a numbered or coloured scale, "" for 重大 and its like."""
    return grade[-1] if grade[-1] in "级色" else ""


def lines_below(section: Section, document: Document) -> Iterator[tuple[int, int]]:
    """Yield the lines of a section without its heading, as offsets; a heading that goes on as text is a line."""
    heading = f"{section.label}{section.title}".replace(" ", "")
    for found in re.finditer(r"[^\n]*\S[^\n]*", document.text[section.start : section.end]):
        text = found.group().strip()
        if text.replace(" ", "") != heading:
            lead = len(found.group()) - len(found.group().lstrip())
            start = section.start + found.start() + lead
            yield start, start + len(text)
