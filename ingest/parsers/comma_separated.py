"""Tables saved as text (.csv): commas, semicolons or tabs between the cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.decoding import decode
from ingest.parsers.sheets import MAX_SHEET_CELLS, Sheet, read_workbook
from ingest.parsers.text import loss_warning
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

MEDIA_TYPE = "text/csv"
_SEPARATORS = ("\t", ";", ",", "，", "|")
_SAMPLE_LINES = 30
_STATED_SEPARATOR = re.compile(
    r'^"?sep=([\t;,，|])"?$', re.IGNORECASE
)  # a first line that spreadsheet programs understand
_QUOTED = re.compile(r'"[^"]*"?')
_POWER_OF_TEN = re.compile(r"^\d(?:\.\d+)?E\+\d{2}$", re.IGNORECASE)
_AS_TEXT = re.compile(r'^="([^"]*)"$')  # how exports keep the zeros of ="0571"


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse a .csv; every cell stays as it is written.

    Raises:
        FileRefused: The encoding cannot be recognised, or quotes are not closed.
    """
    decoded = decode(data)
    lines = decoded.text.split("\n")
    stated = _STATED_SEPARATOR.match(lines[0].strip("\r "))
    lines = lines[1:] if stated else lines
    separator = stated[1] if stated else _separator(lines)
    cells: dict[tuple[int, int], str] = {}
    cut = False
    try:
        for row, values in enumerate(csv.reader((line + "\n" for line in lines), delimiter=separator)):
            cut = len(cells) + len(values) > MAX_SHEET_CELLS
            if cut:
                break
            cells.update({(row, column): _AS_TEXT.sub(r"\1", value) for column, value in enumerate(values) if value})
    except csv.Error as error:
        raise FileRefused(
            "表格文字的引号或分隔符有误，请用表格软件打开并另存为 .xlsx 后重试。", outcome=OutcomeCode.UNREADABLE
        ) from error
    blocks, warnings = read_workbook([Sheet(name="", cells=cells, cut=cut)])
    warnings = (*loss_warning(decoded.lost), *warnings, *_shortened(cells.values()))
    return ParsedFile(media_type=MEDIA_TYPE, blocks=blocks, warnings=warnings)


def _shortened(values: Iterable[str]) -> tuple[str, ...]:
    """Report numbers whose last digits a spreadsheet program left out when it saved the text."""
    found = [value for value in values if _POWER_OF_TEN.match(value)]
    if not found:
        return ()
    return (
        f"有 {len(found)} 个数字保存成了科学计数（如 {found[0]}），末尾几位已丢失，"
        "请在原表中把该列设为文本后重新导出，或直接导入 .xlsx。",
    )


def _separator(lines: Sequence[str]) -> str:
    """Return the mark that cuts most of the first lines into equally many cells; commas when none does."""
    sample = [_QUOTED.sub("", line) for line in lines[:_SAMPLE_LINES] if line.strip()]

    def regularity(mark: str) -> tuple[int, int]:
        counts = Counter(count for line in sample if (count := line.count(mark)))
        return max(((lines_alike, cells) for cells, lines_alike in counts.items()), default=(0, 0))

    best = max(_SEPARATORS, key=regularity)
    return best if regularity(best) > (0, 0) else ","
