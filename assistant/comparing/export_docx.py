"""Comparisons as Word files: a table 旧 | 新 | 变化; what went is struck through, what came is bold and underlined."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.comparing import tables
from assistant.comparing.impact import Impact
from assistant.comparing.marking import Piece
from assistant.comparing.records import VersionComparison
from assistant.comparing.superior_records import SuperiorComparison
from assistant.comparing.wording import NO_CHANGE, NO_DISAGREEMENT, NO_IMPACT, counts_line, kinds_line, named
from assistant.official_documents.docx_writer import write_document
from assistant.official_documents.records import Block, Heading, OfficialDocument, Paragraph, Run, Table

_MARKS = "删除线为旧文件中删去或改掉的文字，加粗并加下划线为新文件中增加或改成的文字。"
_HEADER_NOTE = "由程序逐条比对生成，供人核对"


def write_comparison(comparison: VersionComparison, impacts: Sequence[Impact], path: Path) -> None:
    """Write the table of clauses; an existing file is replaced only when writing succeeds.

    Raises:
        ExportFailed: The file cannot be written.
    """
    write_document(comparison_document(comparison, impacts), path)


def write_superior(comparison: SuperiorComparison, path: Path) -> None:
    """Write a plan beside what ranks above it, see `write_comparison`."""
    write_document(superior_document(comparison), path)


def comparison_document(comparison: VersionComparison, impacts: Sequence[Impact]) -> OfficialDocument:
    """Return the table of clauses as an official document."""
    blocks: list[Block] = [Heading(level=1, text="总体情况")]
    blocks += [Paragraph(text=line) for line in (*tables.about(comparison), *comparison.notes)]
    blocks.append(Paragraph(text=f"条款：{counts_line(comparison)}。"))
    if kinds := kinds_line(comparison):
        blocks.append(Paragraph(text=f"改动：{kinds}。"))
    blocks += [Heading(level=1, text="条文对照"), *_clauses(comparison)]
    if numbers := tables.number_rows(comparison):
        blocks += [
            Heading(level=1, text="仅编号变化"),
            Table(header=tables.NUMBER_HEADER, rows=numbers, widths=(1, 1, 4)),
        ]
    blocks.append(Heading(level=1, text="影响清单"))
    blocks.append(
        Table(header=tables.IMPACT_HEADER, rows=tables.impact_rows(impacts), widths=(2, 4, 2, 3, 6, 6))
        if impacts
        else Paragraph(text=NO_IMPACT)
    )
    return OfficialDocument(
        title=tables.title_of(comparison), blocks=tuple(blocks), header_note=_HEADER_NOTE, landscape=True
    )


def superior_document(comparison: SuperiorComparison) -> OfficialDocument:
    """Return a plan beside what ranks above it as an official document."""
    blocks: list[Block] = [Heading(level=1, text="对照范围"), Paragraph(text=f"本文件：{named(comparison.own)}")]
    blocks += [Paragraph(text=note) for note in comparison.notes]
    if comparison.sources:
        blocks.append(Table(header=tables.SOURCE_HEADER, rows=tables.source_rows(comparison), widths=(5, 2, 2)))
    blocks.append(Heading(level=1, text="不一致之处"))
    blocks.append(
        Table(header=tables.SUPERIOR_HEADER, rows=tables.superior_rows(comparison), widths=(1, 3, 7, 7, 6))
        if comparison.disagreements
        else Paragraph(text=NO_DISAGREEMENT)
    )
    return OfficialDocument(
        title=f"《{comparison.own.title}》与上位文件对照表",
        blocks=tuple(blocks),
        header_note=_HEADER_NOTE,
        landscape=True,
    )


def _clauses(comparison: VersionComparison) -> list[Block]:
    rows = tables.change_rows(comparison)
    if not rows:
        return [Paragraph(text=NO_CHANGE)]
    cells = tuple(
        (row.number, row.place, _runs(row.old, gone=True), _runs(row.new, gone=False), row.change) for row in rows
    )
    table = Table(header=tables.CHANGE_HEADER, rows=cells, widths=(1, 3, 8, 8, 5))
    return [Paragraph(text=_MARKS, small=True), table]


def _runs(pieces: Sequence[Piece], *, gone: bool) -> tuple[Run, ...]:
    found = tuple(
        Run(
            text=piece.text,
            strike=piece.marked and gone,
            bold=piece.marked and not gone,
            underline=piece.marked and not gone,
        )
        for piece in pieces
    )
    return found or (Run(text="—"),)
