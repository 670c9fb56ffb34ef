"""What of a Word document was not read, as sentences for its reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.parsers.docx_symbols import UNKNOWN_SYMBOL
from ingest.parsers.ooxml import Element, W, as_int
from ingest.records import Block

IMPORT = "import"
DEPTH = "depth"
SIZE = "size"

_SENTENCES = {
    IMPORT: "文中嵌入的 {} 个外部文档没有读取，请用 Word 打开，另存为普通 .docx 后重试。",
    DEPTH: "有 {} 处嵌套过深的表格或文本框没有读取，请在 Word 中改为并列后重试。",
    SIZE: "有 {} 个表格过大，只读取了前面的部分，请拆分后重试。",
}
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_SHAPE_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/picture}spPr"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/main}ext"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835}
_EMU_PER_POINT = 12_700
_WIDE = 227.0  # 8 cm: from here on a picture may be a chart, a table or a scanned page
_HIGH = 142.0  # 5 cm


class Losses:
    """Counts what is left out while a document is read."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def note(self, kind: str) -> None:
        """Count one loss: `IMPORT`, `DEPTH` or `SIZE`."""
        self._counts[kind] += 1

    def warnings(self, blocks: Sequence[Block], body: Element) -> tuple[str, ...]:
        """Return the sentences on what is missing in `blocks`, read from `body`."""
        found = [sentence.format(self._counts[kind]) for kind, sentence in _SENTENCES.items() if self._counts[kind]]
        unknown = sum(text.count(UNKNOWN_SYMBOL) for text in _texts(blocks))
        if unknown:
            found.append(f"有 {unknown} 个符号字体的字符无法识别，已用“{UNKNOWN_SYMBOL}”代替。")
        pictures = sum(width >= _WIDE and height >= _HIGH for width, height in _pictures(body))
        if pictures:
            found.append(f"文中有 {pictures} 幅较大的图片，图中的文字没有读取，请核对原件。")
        return tuple(found)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield block.text
        for row in block.rows:
            yield from row


def _pictures(body: Element) -> Iterator[tuple[float, float]]:
    """Yield width and height in points of the pictures, those of deleted runs left out."""
    for picture in body.iter(_PICTURE):
        extent = next(picture.find(_SHAPE_PROPERTIES).iter(_EXTENT), None) if _is_shown(picture) else None
        if extent is not None:
            yield as_int(extent.get("cx"), 0) / _EMU_PER_POINT, as_int(extent.get("cy"), 0) / _EMU_PER_POINT
    for shape in body.iter(_SHAPE):
        if shape.find(_IMAGE) is not None and _is_shown(shape):
            yield _style_size(shape.get("style", ""))


def _is_shown(element: Element) -> bool:
    hidden = any(True for _ in element.iterancestors(W + "del", W + "moveFrom", _FALLBACK))
    return not hidden and (element.tag != _PICTURE or element.find(_SHAPE_PROPERTIES) is not None)


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _style_size(style: str) -> tuple[float, float]:
    sizes = {name: float(value) * _POINTS[unit or "pt"] for name, value, unit in _LENGTH.findall(style[:1000])}
    return sizes.get("width", 0.0), sizes.get("height", 0.0)
