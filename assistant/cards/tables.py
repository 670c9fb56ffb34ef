"""Phone and equipment lines from the tables of the unit; numbers are copied from cells, never written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.reading.compose import Extract
from assistant.answering.reading.kinds import PHONE
from assistant.answering.reading.units import units_of
from assistant.cards.lines import position_names
from kb.records import ChunkKind, Document, Evidence

CELL = " | "
DUTY_WORDS = ("应急值班", "值班室", "24小时", "中控室", "调度", "消防控制室")
LEADER_WORDS = ("总指挥", "主要负责人", "总经理", "当班班长", "指挥长", "镇长", "村主任")
LABEL_COLUMNS = ("岗位", "应急职务", "职务", "联络对象", "单位", "名称", "部门", "姓名", "类别", "对象")
NAME_COLUMNS = ("名称", "器材", "物资", "装备", "品名")
PLACE_COLUMNS = ("存放", "位置", "地点", "场所")
COUNT_COLUMNS = ("数量",)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row of a stored table with its header cells.

    Attributes:
        extract: The verbatim row in the document.
        cells, header: Same length where the table is regular; header () when unknown.
    """

    extract: Extract
    cells: tuple[str, ...]
    header: tuple[str, ...]

    def under(self, names: Iterable[str]) -> str:
        """Return the first cell whose column heading holds one of the names, "" when none."""
        for name in names:
            for heading, cell in zip(self.header, self.cells, strict=False):
                if name in heading and cell:
                    return cell
        return ""


def rows_of(document: Document, evidence: Evidence) -> list[TableRow]:
    """Return every table row of a document, header rows left out."""
    rows: list[TableRow] = []
    header: tuple[str, ...] = ()
    for chunk in document.chunks:
        if chunk.kind is not ChunkKind.TABLE:
            continue
        if chunk.header_span is not None:
            header = cells_of(document.text[chunk.header_span.start : chunk.header_span.end].split("\n")[0])
        for position, unit in enumerate(units_of(replace(evidence, chunk=chunk))):
            cells = cells_of(unit.text)
            first_of_table = position == 0 and chunk.header_span is None
            if first_of_table or cells == header:
                header = cells
                continue
            extract = Extract(evidence=unit.evidence, start=unit.start, end=unit.end, text=unit.text)
            rows.append(TableRow(extract=extract, cells=cells, header=header))
    return rows


def cells_of(line: str) -> tuple[str, ...]:
    """Return the cells of one rendered row."""
    return tuple(cell.strip() for cell in line.split(CELL.strip()))


def phone_rows(rows: Sequence[TableRow], position: str, limit: int) -> list[tuple[str, TableRow]]:
    """Return (printed line, row) of the contacts a position needs: duty room, own shift leader, leaders."""
    ranked: list[tuple[int, int, str, TableRow]] = []
    for order, row in enumerate(rows):
        number = PHONE.search(row.extract.text)
        if number is None:
            continue
        ranked.append((contact_rank(row, position), order, contact_line(row, number.group()), row))
    ranked.sort(key=lambda entry: entry[:2])
    seen: set[str] = set()
    chosen: list[tuple[str, TableRow]] = []
    for rank, _, line, row in ranked:
        dialled = line.rsplit(" ", 1)[-1]
        if rank < 4 and dialled not in seen and len(chosen) < limit:
            seen.add(dialled)
            chosen.append((line, row))
    return chosen


def contact_rank(row: TableRow, position: str) -> int:
    """Rank a contact: 0 duty rooms, 1 the position's own, 2 leaders, 3 other rows of an alarm list, 4 others."""
    text = row.extract.text
    if any(word in text for word in DUTY_WORDS):
        return 0
    if position and any(name in text for name in position_names(position)):
        return 1
    if any(word in text for word in LEADER_WORDS):
        return 2
    return 3 if any("联络" in heading or "报警" in heading for heading in row.header) else 4


def contact_line(row: TableRow, number: str) -> str:
    """Return "label number"; both are copied from cells of the row."""
    labels = [row.under((name,)) for name in LABEL_COLUMNS]
    wanted = [label for label in dict.fromkeys(labels) if label and not PHONE.search(label)][:2]
    return f"{'·'.join(wanted) or row.cells[0]} {number}"


def equipment_rows(rows: Sequence[TableRow], wanted: Sequence[str], limit: int) -> list[tuple[str, TableRow]]:
    """Return (printed line, row) of equipment that the steps name or that stands at the site."""
    chosen: list[tuple[str, TableRow]] = []
    for row in rows:
        name, place = row.under(NAME_COLUMNS), row.under(PLACE_COLUMNS)
        if not name or not place or PHONE.search(row.extract.text):
            continue
        if any(word and (word in place or word in name or name in word) for word in wanted):
            count = row.under(COUNT_COLUMNS)
            chosen.append((f"{name}{count}（{place}）", row))
    return chosen[:limit]
