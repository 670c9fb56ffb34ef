"""Old Word and WPS documents and RTF (.doc .wps .rtf): the only file that uses anydoc.

What anydoc cannot open is handed to LibreOffice where that is installed. anydoc is called for local
conversion only; its hosted text recognition is never asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from ingest.parsers import libreoffice
from ingest.parsers.cleaning import clean_cell, clean_line
from ingest.parsers.docx_tables import cell_text
from ingest.parsers.numerals import format_number
from ingest.parsers.printed_numbers import FollowedNumbers, MarkedNumbers, PrintedNumbers, ReaderLabels
from ingest.parsers.rtf_numbers import mark_numbers
from ingest.parsers.tables import MAX_CELLS, GridCell, fill_grid, table_block
from ingest.parsers.word97_numbers import read_printed
from ingest.records import Block, BlockKind, OutcomeCode, ParsedFile
from kb.errors import FileRefused

_MEDIA_TYPES = {
    "doc": "application/msword",
    "rtf": "application/rtf",
}
_NUMBERED = {
    "decimal": "decimal",
    "lower_alpha": "lowerLetter",
    "upper_alpha": "upperLetter",
    "lower_roman": "lowerRoman",
    "upper_roman": "upperRoman",
}
_MAX_HEADING_LENGTH = 80  # longer "headings" are clauses that carry an outline level
_MAX_DEPTH = 12
_UNSURE_NUMBERS = "有自动编号没能确认（可能缺失，或第一章读成第1章），引用编号前请核对原件，或另存为 .docx 后重新导入。"
_UNCLOSED = "文件结尾缺失，只读取了前面的部分，请重新获取完整的文件。"


def parse(data: bytes, name: str) -> ParsedFile:
    """Parse a .doc, .wps or .rtf; what it is follows from the bytes.

    Raises:
        FileRefused: Locked by a password, damaged, too large, or of a version that nothing here reads.
    """
    import anydoc

    kind = _kind_of(data)
    readable, numbers = _with_numbers(data, kind)
    try:
        document = anydoc.to_document(readable, kind)
    except anydoc.EncryptedError as error:
        raise FileRefused("文件设有打开密码，请去除密码后重试。", outcome=OutcomeCode.ENCRYPTED) from error
    except anydoc.ResourceLimitError as error:
        raise FileRefused("文件展开后过大或嵌套过深，为安全起见没有读取。", outcome=OutcomeCode.REFUSED) from error
    except anydoc.ConvertError:
        return libreoffice.parse(data, name, _MEDIA_TYPES[kind])
    notes = {note.id: note.blocks for note in document.notes}
    walker = _Walker(notes, numbers)
    blocks = tuple(walker.walk(document.blocks, 0))
    unclosed = kind == "rtf" and not data.rstrip(b"\x00\r\n\t ").endswith(b"}")
    noted = ((_UNSURE_NUMBERS, numbers.unsure), (_UNCLOSED, unclosed))
    warnings = tuple(warning for warning, applies in noted if applies)
    return ParsedFile(media_type=_MEDIA_TYPES[kind], blocks=blocks, warnings=warnings)


def _kind_of(data: bytes) -> Literal["doc", "rtf"]:
    return "rtf" if data.startswith(b"{\\rtf") else "doc"


def _with_numbers(data: bytes, kind: str) -> tuple[bytes, PrintedNumbers]:
    """Return the bytes to read and who knows the automatic numbers of what is read from them."""
    if kind == "rtf" and (marked := mark_numbers(data)) is not None:
        return marked[0], MarkedNumbers(unsure=marked[1])
    if kind == "doc" and (printed := read_printed(data)) is not None:
        return data, FollowedNumbers(printed)
    return data, ReaderLabels()


class _Walker:
    """Turns the blocks of an anydoc document into ours, in order; each footnote follows its paragraph."""

    def __init__(self, notes: Mapping[str, Sequence[Any]], numbers: PrintedNumbers) -> None:
        self._notes = notes
        self._numbers = numbers

    def walk(self, blocks: Iterable[Any], depth: int, label: str = "") -> Iterator[Block]:
        """Yield blocks; `label` is the number that anydoc gives to the first paragraph."""
        if depth > _MAX_DEPTH:
            raise FileRefused("文件内部嵌套层数过多，为安全起见没有读取。", outcome=OutcomeCode.REFUSED)
        for block in blocks:
            if block.kind in ("heading", "paragraph"):
                yield from self._paragraph(block, label)
                label = ""
            elif block.kind == "list":
                for item_label, item in _labelled(block.list):
                    yield from self.walk(item.blocks, depth + 1, label=item_label)
            elif block.kind == "table":
                yield from self._table(block.table, depth)
            else:
                yield from self.walk(block.blocks or (), depth + 1)
                yield from (Block(kind=BlockKind.PARAGRAPH, text=line) for line in _lines(block.text or ""))

    def _paragraph(self, block: Any, label: str) -> Iterator[Block]:
        if block.kind == "heading":
            label, text = self._heading(block.content, label)
        else:
            text = _text(block.content)
        lines = _lines(self._numbered(text, label))
        joined = clean_cell("\n".join(lines))
        if block.kind == "heading" and 0 < len(joined) <= _MAX_HEADING_LENGTH:
            yield Block(kind=BlockKind.HEADING, text=joined, heading_level=block.level)
        else:
            yield from (Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines)
        for note in _note_ids(block.content):
            text = _flat(self._notes.get(note, ()), 0, _plainly)
            if text:
                yield Block(kind=BlockKind.PARAGRAPH, text=f"注：{text}")

    def _heading(self, content: Sequence[Any], label: str) -> tuple[str, str]:
        """Return (number, text): anydoc writes the number of a style before the text of a heading."""
        text = _text(content)
        first = _text(content[:1]) if content else ""
        rest = text[len(first) :]
        if label or not first.endswith(" ") or not rest.strip() or self._numbers.knows(text):
            return label, text
        return first, rest

    def _numbered(self, text: str, label: str) -> str:
        number, rest = self._numbers.take(text, label)
        return number + rest.lstrip() if rest.strip() else ""

    def _table(self, table: Any, depth: int) -> Iterator[Block]:
        if table.kind == "layout":
            for row in table.grid:
                for slot in row:
                    yield from self.walk(slot.cell.blocks if slot.cell is not None else (), depth + 1)
            return
        if sum(len(row) for row in table.grid) > MAX_CELLS:
            raise FileRefused("文件里的表格过大，请拆分后重试。", outcome=OutcomeCode.TOO_LARGE)
        rows = [[self._cell(slot.cell) for slot in row if slot.cell is not None] for row in table.grid]
        block = table_block(fill_grid(rows), marked=table.header_rows)
        if block is not None:
            yield block

    def _cell(self, cell: Any) -> GridCell:
        text = _flat(cell.blocks, 0, self._numbered)
        return GridCell(text=text, row_span=max(cell.row_span, 1), column_span=max(cell.col_span, 1))


def _labelled(source: Any) -> Iterator[tuple[str, Any]]:
    """Yield each item of a list with the number that anydoc prints before it and the gap; "" for bullets."""
    number_format = _NUMBERED.get(source.marker, "")
    for place, item in enumerate(source.items):
        label = clean_line(item.marker_label or "").replace("?", "")
        if not label and number_format:
            label = format_number(source.start + place, number_format) + "."
        yield f"{label} " if label else "", item


def _plainly(text: str, label: str) -> str:
    return label + text


def _flat(blocks: Iterable[Any], depth: int, numbered: Callable[[str, str], str], label: str = "") -> str:
    """Return all the text of some blocks in one line, nested tables and lists included."""
    if depth > _MAX_DEPTH:
        return ""
    pieces: list[str] = []
    for block in blocks:
        if block.content:
            pieces.append(numbered(_text(block.content), label))
            label = ""
        elif block.list is not None:
            pieces.extend(_flat(item.blocks, depth + 1, numbered, number) for number, item in _labelled(block.list))
        elif block.table is not None:
            slots = (slot for row in block.table.grid for slot in row if slot.cell is not None)
            pieces.extend(_flat(slot.cell.blocks, depth + 1, numbered) for slot in slots)
        else:
            pieces.append(_flat(block.blocks, depth + 1, numbered) if block.blocks else block.text or "")
    return cell_text([clean_cell(piece) for piece in pieces])


def _lines(text: str) -> list[str]:
    return [line for line in map(clean_line, text.split("\n")) if line]


def _text(content: Iterable[Any] | None) -> str:
    pieces: list[str] = []
    for inline in content or ():
        if inline.kind == "link":
            pieces.append(_text(inline.content))
        elif inline.kind == "line_break":
            pieces.append("\n")
        elif inline.kind == "checkbox":
            pieces.append("☑" if inline.checked else "□")
        elif inline.kind in ("text", "math"):
            pieces.append(inline.text or "")
    return "".join(pieces)


def _note_ids(content: Iterable[Any] | None) -> Iterator[str]:
    for inline in content or ():
        if inline.kind == "note_ref" and inline.note_id:
            yield inline.note_id
