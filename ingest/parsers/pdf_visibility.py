"""Which characters of a page nobody can see: text hidden there must not be taken for content.

Left out are: text painted transparent, smaller than a point, white on white, covered by a later area, or in a layer
that is switched off; and invisible text (render mode 3), unless it is the layer that text recognition laid over a scan.
Doubtful cases are decided on the drawn page: what leaves no mark there cannot be read there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from ingest.parsers.pdf_objects import DrawnObjects, TextPaint, address

_SMALLEST = 1.0  # points; lower characters cannot be read
_SCAN_SHARE = 0.5  # of the page that an image must cover to be a scan
_PIXELS_A_POINT = 2.0
_LONGEST = 2_400
_MARK = 24  # difference of grey levels (of 255) that a glyph leaves at least
_PAPER = 240
_FEWEST_PLAIN = 5

Mask = NDArray[np.bool_]
Boxes = NDArray[np.float32]


@dataclass(slots=True, kw_only=True)
class Seen:
    """`hidden` has one entry for every character; `scan_layer`: kept text is an invisible layer over a scan."""

    hidden: Mask
    scan_layer: bool = False


def hidden_characters(
    page: pdfium.PdfPage,
    text_page: pdfium.PdfTextPage,
    text: str,
    boxes: Boxes,
    objects: DrawnObjects,
    *,
    layers: bool,
) -> Seen:
    """Tell which characters of a page cannot be seen.

    Args:
        boxes: left, bottom, right, top in page coordinates.
        layers: The file may have layers that can be switched off.
    """
    hidden: Mask = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) < _SMALLEST
    if not _needs_a_look(objects, layers=layers):
        return Seen(hidden=hidden)
    paints = _paint_of_each(text_page, len(text), objects)
    hidden |= _mask(paints, lambda paint: paint.faint)
    unpainted = _mask(paints, lambda paint: paint.unpainted)
    scan_layer = bool(unpainted.any()) and _is_scan(page, objects) and int(unpainted.sum()) * 2 > len(text)
    if not scan_layer:
        hidden |= unpainted
    doubtful = _mask(paints, lambda paint: paint.light or (layers and paint.nested)) | _covered(paints, boxes, objects)
    doubtful &= ~hidden & ~unpainted
    if doubtful.any():
        light = _mask(paints, lambda paint: paint.light)
        hidden |= _without_mark(page, boxes, doubtful, light, plain=~hidden & ~unpainted & ~doubtful)
    return Seen(hidden=hidden, scan_layer=scan_layer)


def _needs_a_look(objects: DrawnObjects, *, layers: bool) -> bool:
    first = min((paint.order for paint in objects.paints.values()), default=0)
    if any(order > first for order, _ in objects.areas):
        return True
    return any(
        paint.unpainted or paint.light or paint.faint or (layers and paint.nested) for paint in objects.paints.values()
    )


def _paint_of_each(text_page: pdfium.PdfTextPage, count: int, objects: DrawnObjects) -> list[TextPaint | None]:
    handles = map(raw.FPDFText_GetTextObject, repeat(text_page.raw), range(count))
    return [objects.paints.get(address(handle)) if handle else None for handle in handles]


def _mask(paints: list[TextPaint | None], wanted: Callable[[TextPaint], bool]) -> Mask:
    return np.fromiter((paint is not None and wanted(paint) for paint in paints), dtype=np.bool_, count=len(paints))


def _is_scan(page: pdfium.PdfPage, objects: DrawnObjects) -> bool:
    width, height = page.get_size()
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in objects.images)
    return bool(covered >= width * height * _SCAN_SHARE)


def _covered(paints: list[TextPaint | None], boxes: Boxes, objects: DrawnObjects) -> Mask:
    orders = np.fromiter((paint.order if paint else 1 << 30 for paint in paints), dtype=np.int64, count=len(paints))
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    covered: Mask = np.zeros(len(paints), dtype=bool)
    for order, (left, bottom, right, top) in objects.areas:
        covered |= (orders < order) & (x > left) & (x < right) & (y > bottom) & (y < top)
    return covered


def _without_mark(page: pdfium.PdfPage, boxes: Boxes, doubtful: Mask, light: Mask, *, plain: Mask) -> Mask:
    """Return the doubtful characters whose place on the drawn page shows nothing.

    Where the plain characters leave no mark either (a font that cannot be drawn here), only light text on light
    paper is judged.
    """
    hidden: Mask = np.zeros(len(boxes), dtype=bool)
    drawing = _Drawing(page)
    control = [drawing.contrast(boxes[index]) for index in np.flatnonzero(plain)[:200]]
    marks = len(control) < _FEWEST_PLAIN or sum(one >= _MARK for one in control) * 2 > len(control)
    for index in np.flatnonzero(doubtful):
        if light[index]:
            hidden[index] = drawing.darkest(boxes[index]) >= _PAPER
        elif marks and len(control) >= _FEWEST_PLAIN:
            hidden[index] = drawing.contrast(boxes[index]) < _MARK
    return hidden


class _Drawing:
    """A grey picture of a page."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        scale = min(_PIXELS_A_POINT, _LONGEST / max(width, height, 1.0))
        self._page = page
        bitmap = page.render(scale=scale, grayscale=True, draw_annots=False, rotation=-page.get_rotation() % 360)
        pixels = bitmap.to_numpy()
        self._pixels = pixels[:, :, 0] if pixels.ndim == 3 else pixels
        self._left, self._bottom, _, self._top = page.get_bbox()
        self._scale = scale

    def contrast(self, box: NDArray[np.float32]) -> int:
        cut = self._cut(box)
        return int(cut.max()) - int(cut.min()) if cut.size else 255

    def darkest(self, box: NDArray[np.float32]) -> int:
        cut = self._cut(box)
        return int(cut.min()) if cut.size else 0

    def _cut(self, box: NDArray[np.float32]) -> NDArray[np.uint8]:
        """The picture of a box, without its rim, where the neighbours and rulings are."""
        left, bottom, right, top = (float(side) for side in box)
        rim = min(right - left, top - bottom) * 0.1
        columns = slice(*self._range(left + rim - self._left, right - rim - self._left))
        rows = slice(*self._range(self._top - top + rim, self._top - bottom - rim))
        return np.asarray(self._pixels[rows, columns], dtype=np.uint8)

    def _range(self, first: float, last: float) -> tuple[int, int]:
        return max(int(first * self._scale), 0), max(int(last * self._scale) + 1, 0)
