"""Tables saved as text (.csv): commas, semicolons or tabs between the cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from ingest.decoding import decode
from ingest.parsers.sheets import MAX_SHEET_CELLS, Sheet, read_workbook
from ingest.parsers.text import loss_warning
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

MEDIA_TYPE = "text/csv"
_SEPARATORS = (",", "\t", ";", "，")
_SAMPLE_LINES = 20
_AS_TEXT = re.compile(r'^="([^"]*)"$')  # how exports keep the zeros of ="0571"


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse a .csv; every cell stays as it is written.

    Raises:
        FileRefused: The encoding cannot be recognised, or quotes are not closed.
    """
    decoded = decode(data)
    lines = decoded.text.split("\n")
    cells: dict[tuple[int, int], str] = {}
    cut = False
    try:
        for row, values in enumerate(csv.reader((line + "\n" for line in lines), delimiter=_separator(lines))):
            cut = len(cells) + len(values) > MAX_SHEET_CELLS
            if cut:
                break
            cells.update({(row, column): _AS_TEXT.sub(r"\1", value) for column, value in enumerate(values) if value})
    except csv.Error as error:
        raise FileRefused(
            "表格文字的引号或分隔符有误，请用表格软件打开并另存为 .xlsx 后重试。", outcome=OutcomeCode.UNREADABLE
        ) from error
    blocks, warnings = read_workbook([Sheet(name="", cells=cells, cut=cut)])
    return ParsedFile(media_type=MEDIA_TYPE, blocks=blocks, warnings=(*loss_warning(decoded.lost), *warnings))


def _separator(lines: Sequence[str]) -> str:
    """Return the separator that most of the first lines hold."""
    sample = [line for line in lines[:_SAMPLE_LINES] if line.strip()]
    return max(_SEPARATORS, key=lambda mark: sum(mark in line for line in sample))
