"""Old Word and WPS documents, RTF and slides (.doc .wps .rtf .pptx): the only file that uses anydoc.

What anydoc cannot open is handed to LibreOffice where that is installed. anydoc is called for local
conversion only; its hosted text recognition is never asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from ingest.parsers import libreoffice
from ingest.parsers.cleaning import clean_cell, clean_line
from ingest.parsers.numerals import format_number
from ingest.parsers.tables import MAX_CELLS, GridCell, fill_grid, table_block
from ingest.records import Block, BlockKind, OutcomeCode, ParsedFile
from kb.errors import FileRefused

_MEDIA_TYPES = {
    "doc": "application/msword",
    "rtf": "application/rtf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
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
# anydoc prints Chinese list numerals as figures and loses some signs around them.
_CHINESE_LABEL = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_UNSURE_NUMBERS = "自动编号可能与原件不同（第一章可能读成第1章），引用编号前请核对原件，或另存为 .docx 后重新导入。"
_UNCLOSED = "文件结尾缺失，只读取了前面的部分，请重新获取完整的文件。"


def parse(data: bytes, name: str) -> ParsedFile:
    """Parse a .doc, .wps, .rtf or .pptx; what it is follows from the bytes.

    Raises:
        FileRefused: Locked by a password, damaged, too large, or of a version that nothing here reads.
    """
    import anydoc

    kind = _kind_of(data)
    try:
        document = anydoc.to_document(data, kind)
    except anydoc.EncryptedError as error:
        raise FileRefused("文件设有打开密码，请去除密码后重试。", outcome=OutcomeCode.ENCRYPTED) from error
    except anydoc.ResourceLimitError as error:
        raise FileRefused("文件展开后过大或嵌套过深，为安全起见没有读取。", outcome=OutcomeCode.REFUSED) from error
    except anydoc.ConvertError as error:
        if kind == "pptx":
            raise FileRefused(
                "幻灯片已损坏或不完整，请用 PowerPoint 或 WPS 打开修复并另存后重试。", outcome=OutcomeCode.UNREADABLE
            ) from error
        return libreoffice.parse(data, name, _MEDIA_TYPES[kind])
    notes = {note.id: note.blocks for note in document.notes}
    walker = _Walker(notes)
    blocks = tuple(walker.walk(document.blocks, 0))
    unclosed = kind == "rtf" and not data.rstrip(b"\x00\r\n\t ").endswith(b"}")
    noted = ((_UNSURE_NUMBERS, walker.unsure_numbers), (_UNCLOSED, unclosed))
    warnings = tuple(warning for warning, applies in noted if applies)
    return ParsedFile(media_type=_MEDIA_TYPES[kind], blocks=blocks, warnings=warnings)


def _kind_of(data: bytes) -> Literal["doc", "rtf", "pptx"]:
    if data.startswith(b"PK"):
        return "pptx"
    return "rtf" if data.startswith(b"{\\rtf") else "doc"


class _Walker:
    """Turns the blocks of an anydoc document into ours, in order; each footnote follows its paragraph."""

    def __init__(self, notes: Mapping[str, Sequence[Any]]) -> None:
        self._notes = notes
        self.unsure_numbers = False

    def walk(self, blocks: Iterable[Any], depth: int, number: str = "") -> Iterator[Block]:
        """Yield blocks; `number` goes before the first paragraph."""
        if depth > _MAX_DEPTH:
            raise FileRefused("文件内部嵌套层数过多，为安全起见没有读取。", outcome=OutcomeCode.REFUSED)
        for block in blocks:
            if block.kind in ("heading", "paragraph"):
                yield from self._paragraph(block, number)
                number = ""
            elif block.kind == "list":
                yield from self._list(block.list, depth)
            elif block.kind == "table":
                yield from self._table(block.table, depth)
            elif block.kind == "block_quote":
                yield from self.walk(block.blocks or (), depth + 1)
            elif block.text:
                yield from (Block(kind=BlockKind.PARAGRAPH, text=line) for line in _lines(block.text))

    def _paragraph(self, block: Any, number: str) -> Iterator[Block]:
        lines = _lines(_text(block.content))
        if lines:
            lines[0] = number + lines[0]
        joined = clean_cell("\n".join(lines))
        if block.kind == "heading" and 0 < len(joined) <= _MAX_HEADING_LENGTH:
            yield Block(kind=BlockKind.HEADING, text=joined, heading_level=block.level)
        else:
            yield from (Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines)
        for note in _note_ids(block.content):
            text = _flat(self._notes.get(note, ()), 0)
            if text:
                yield Block(kind=BlockKind.PARAGRAPH, text=f"注：{text}")

    def _list(self, source: Any, depth: int) -> Iterator[Block]:
        for number, item in _numbered(source):
            self.unsure_numbers = self.unsure_numbers or _is_unsure(item.marker_label or "")
            yield from self.walk(item.blocks, depth + 1, number=number)

    def _table(self, table: Any, depth: int) -> Iterator[Block]:
        if table.kind == "layout":
            for row in table.grid:
                for slot in row:
                    yield from self.walk(slot.cell.blocks if slot.cell is not None else (), depth + 1)
            return
        if sum(len(row) for row in table.grid) > MAX_CELLS:
            raise FileRefused("文件里的表格过大，请拆分后重试。", outcome=OutcomeCode.TOO_LARGE)
        rows = [[_cell(slot.cell) for slot in row if slot.cell is not None] for row in table.grid]
        block = table_block(fill_grid(rows), marked=table.header_rows)
        if block is not None:
            yield block


def _numbered(source: Any) -> Iterator[tuple[str, Any]]:
    """Yield each item of a list with the number printed before it and the gap; "" for bullets."""
    number_format = _NUMBERED.get(source.marker, "")
    for place, item in enumerate(source.items):
        label = clean_line(item.marker_label or "").replace("?", "")
        if not label and number_format:
            label = format_number(source.start + place, number_format) + "."
        yield f"{label} " if label else "", item


def _is_unsure(label: str) -> bool:
    return "?" in label or _CHINESE_LABEL.search(label) is not None


def _cell(cell: Any) -> GridCell:
    return GridCell(text=_flat(cell.blocks, 0), row_span=max(cell.row_span, 1), column_span=max(cell.col_span, 1))


def _flat(blocks: Iterable[Any], depth: int) -> str:
    """Return all the text of some blocks in one line, nested tables and lists included."""
    if depth > _MAX_DEPTH:
        return ""
    pieces: list[str] = []
    for block in blocks:
        if block.content:
            pieces.append(_text(block.content))
        elif block.list is not None:
            pieces.extend(number + _flat(item.blocks, depth + 1) for number, item in _numbered(block.list))
        elif block.table is not None:
            slots = (slot for row in block.table.grid for slot in row if slot.cell is not None)
            pieces.extend(_flat(slot.cell.blocks, depth + 1) for slot in slots)
        else:
            pieces.append(_flat(block.blocks, depth + 1) if block.blocks else block.text or "")
    return clean_cell("\n".join(piece for piece in pieces if piece))


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
