"""What is in one cell of an .xlsx: shared strings, number formats, places (ECMA-376 Part 1, 18.3.1.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.parsers.number_formats import BUILT_IN, GENERAL, show_number
from ingest.parsers.ooxml import Element, OfficePackage, S, as_int
from ingest.parsers.sheet_tables import Range
from ingest.parsers.sheets import MAX_CELL_CHARACTERS
from ingest.records import OutcomeCode
from kb.errors import FileRefused

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$", re.IGNORECASE)
_MAX_STRINGS = 2_000_000
_MAX_STRING_CHARACTERS = 60_000_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUTH = {"1": "TRUE", "0": "FALSE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReader:
    """Reads cells of one workbook.

    Attributes:
        formats: Number format codes by style number of a cell.
    """

    strings: Sequence[str]
    formats: Sequence[str]
    epoch_1904: bool = False

    def read(self, cell: Element) -> tuple[str, bool]:
        """Return the text of a `c` element as displayed, and whether its formula was saved without a result."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return string_text(cell.find(S + "is")), False
        stored = cell.find(S + "v")
        value = (stored.text or "") if stored is not None else ""
        if not value:
            return "", cell.find(S + "f") is not None and kind != "str"
        return self._show(kind, value, cell.get("s", "")), False

    def _show(self, kind: str, value: str, style: str) -> str:
        if kind == "s":
            number = as_int(value, -1)
            return self.strings[number] if 0 <= number < len(self.strings) else ""
        if kind == "b":
            return _TRUTH.get(value, value)
        if kind == "e":
            return ""  # #REF! and the like are no content
        if kind != "n":
            return _unescaped(value)
        try:
            number_value = float(value)
        except ValueError:
            return value
        place = as_int(style, 0)
        code = self.formats[place] if 0 <= place < len(self.formats) else GENERAL
        if abs(number_value) >= 2**53 and re.fullmatch(r"-?\d+", value):
            return value  # an identity number longer than a float holds
        return show_number(number_value, code, epoch_1904=self.epoch_1904)


def read_strings(package: OfficePackage, part: str) -> list[str]:
    """Return the shared strings in order.

    Raises:
        FileRefused: Damaged, or more text than any honest workbook holds (TOO_LARGE).
    """
    strings: list[str] = []
    total = 0
    for _, element in package.stream(part, S + "sst", (S + "si",)):
        if element.tag != S + "si":
            continue
        text = string_text(element)
        total += len(text)
        if total > _MAX_STRING_CHARACTERS or len(strings) >= _MAX_STRINGS:
            raise FileRefused("工作簿里的文字过多，请拆分后重试。", outcome=OutcomeCode.TOO_LARGE)
        strings.append(text)
    return strings


def string_text(element: Element | None) -> str:
    """Return the text of a rich or plain string without its phonetic guide."""
    if element is None:
        return ""
    direct = element.find(S + "t")
    runs = [] if direct is not None else [run.find(S + "t") for run in element.iterchildren(S + "r")]
    pieces = [direct] if direct is not None else runs
    return _unescaped("".join(piece.text or "" for piece in pieces if piece is not None))[:MAX_CELL_CHARACTERS]


def read_formats(styles: Element | None) -> list[str]:
    """Return the number format code of every cell style."""
    cell_styles = styles.find(S + "cellXfs") if styles is not None else None
    if styles is None or cell_styles is None:
        return []
    own: Mapping[int, str] = {
        as_int(element.get("numFmtId"), 0): element.get("formatCode", GENERAL) for element in styles.iter(S + "numFmt")
    }
    numbers = [as_int(style.get("numFmtId"), 0) for style in cell_styles.iterchildren(S + "xf")]
    return [own.get(number) or BUILT_IN.get(number, GENERAL) for number in numbers]


def place_of(reference: str, row: int, column: int) -> tuple[int, int]:
    """Return the 0-based (row, column) of "B3"; the place given when there is no reference."""
    match = _PLACE.match(reference)
    if match is None:
        return max(row, 0), column
    number = 0
    for letter in match[1].upper():
        number = number * 26 + ord(letter) - 64
    return int(match[2]) - 1, number - 1


def range_of(reference: str) -> tuple[Range, ...]:
    """Return the one range of "A1:C2", nothing when it is not a range."""
    first, separator, last = reference.partition(":")
    if not separator or not _PLACE.match(first) or not _PLACE.match(last):
        return ()
    (top, left), (bottom, right) = place_of(first, 0, 0), place_of(last, 0, 0)
    return ((top, left, bottom, right),) if top <= bottom and left <= right else ()


def _unescaped(text: str) -> str:
    """Undo _x000D_, by which characters that XML cannot hold are written."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
