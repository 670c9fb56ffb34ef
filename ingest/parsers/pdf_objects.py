"""What is drawn on a PDF page beside its characters: rulings, filled areas, images, and how each text is painted.

Everything is in points in the coordinates of the page itself (origin at the lower left, before /Rotate).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as raw

MAX_OBJECTS = 60_000
_MAX_DEPTH = 8
_MAX_SEGMENTS = 4_000  # a path with more is a drawing, not the frame of a table
_THIN = 3.5  # points; a filled rectangle up to this thick is a line
_SHORTEST = 0.5
_SLANT = 1.0
_WIDEST_RING = 22.0
_MANY_CORNERS = 20
_LIGHT = 245  # a text whose three colours reach this is suspected to be white on white
_FAINT = 12  # opacity of 255
_OPAQUE = 250

Matrix = tuple[float, float, float, float, float, float]
Rect = tuple[float, float, float, float]  # left, bottom, right, top
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPaint:
    """How a text object is painted; `order` counts the objects of the page in drawing order.

    Attributes:
        unpainted: Render mode "invisible" or "clip": the layer that text recognition puts under a scan.
        light: Painted nearly white.
        faint: Painted, but as good as transparent.
        nested: Inside a form or a marked layer that a viewer may switch off.
    """

    order: int
    unpainted: bool
    light: bool
    faint: bool
    nested: bool


@dataclass(slots=True, kw_only=True)
class DrawnObjects:
    """Objects of one page.

    Attributes:
        lines: Rulings: straight lines and thin areas.
        areas: (place in drawing order, bounds) of what covers anything drawn before it.
        shapes: Bounds of outlined, curved or white shapes: boxes of a chart, unless text runs across their edges.
        rings: Bounds of small circles, such as those around a number.
        paints: Address of a text object → how it is painted.
    """

    lines: list[Rect] = field(default_factory=list)
    areas: list[tuple[int, Rect]] = field(default_factory=list)
    shapes: list[Rect] = field(default_factory=list)
    rings: list[Rect] = field(default_factory=list)
    images: list[Rect] = field(default_factory=list)
    paints: dict[int, TextPaint] = field(default_factory=dict)
    complete: bool = True


def read_objects(page: Any) -> DrawnObjects:
    """Walk the objects of a page (pypdfium2 handle), into forms up to eight deep and 60,000 objects in all."""
    found = DrawnObjects()
    for order, (one, kind, matrix, depth) in enumerate(_walk(page)):
        if order >= MAX_OBJECTS:
            found.complete = False
            break
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            found.paints[address(one)] = _paint(one, order, depth)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _read_path(found, one, order, matrix)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(one, matrix)
            if box is not None:
                found.images.append(box)
                found.areas.append((order, box))
    return found


def address(handle: Any) -> int:
    """Return the address behind a handle; pdfium hands out a new handle with every call."""
    return ctypes.addressof(handle.contents)


def _walk(page: Any) -> Iterator[tuple[Any, int, Matrix, int]]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _expand(raw.FPDFPage_GetObject(page, index), _UPRIGHT, 0)


def _expand(one: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix, int]]:
    kind = raw.FPDFPageObj_GetType(one)
    if kind != raw.FPDF_PAGEOBJ_FORM:
        yield one, kind, matrix, depth
        return
    inner = _times(_matrix(one), matrix)
    if depth < _MAX_DEPTH:
        for index in range(raw.FPDFFormObj_CountObjects(one)):
            yield from _expand(raw.FPDFFormObj_GetObject(one, index), inner, depth + 1)


def _matrix(one: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, found):
        return _UPRIGHT
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved_rect(box: Rect, matrix: Matrix) -> Rect:
    if matrix is _UPRIGHT:
        return box
    corners = [_moved(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _bounds(one: Any, matrix: Matrix) -> Rect | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(one, left, bottom, right, top):
        return None
    return _moved_rect((left.value, bottom.value, right.value, top.value), matrix)


def _colour(read: Any, one: Any) -> tuple[int, int, int, int] | None:
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not read(one, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value, alpha.value


def _paint(one: Any, order: int, depth: int) -> TextPaint:
    mode = raw.FPDFTextObj_GetTextRenderMode(one)
    outlined = mode in (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP)
    read = raw.FPDFPageObj_GetStrokeColor if outlined else raw.FPDFPageObj_GetFillColor
    colour = _colour(read, one) or (0, 0, 0, 255)
    return TextPaint(
        order=order,
        unpainted=mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP),
        light=min(colour[:3]) >= _LIGHT,
        faint=colour[3] <= _FAINT,
        nested=depth > 0 or _in_layer(one),
    )


def _in_layer(one: Any) -> bool:
    count = raw.FPDFPageObj_CountMarks(one)
    if count <= 0:
        return False
    name = ctypes.create_string_buffer(16)
    size = ctypes.c_ulong()
    for index in range(count):
        mark = raw.FPDFPageObj_GetMark(one, index)
        as_units = ctypes.cast(name, ctypes.POINTER(raw.FPDF_WCHAR))
        if raw.FPDFPageObjMark_GetName(mark, as_units, 16, size) and name.raw[:4] == b"O\0C\0":
            return True
    return False


def _read_path(found: DrawnObjects, one: Any, order: int, matrix: Matrix) -> None:
    """Add a path as rulings (lines, thin areas, frames) or as a filled area."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    box = _bounds(one, matrix)
    if box is None or not raw.FPDFPath_GetDrawMode(one, fill, stroke) or not (fill.value or stroke.value):
        return
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) <= _THIN:
        if max(width, height) >= _SHORTEST:
            found.lines.append(box)
        return
    colour = _colour(raw.FPDFPageObj_GetFillColor, one) or (0, 0, 0, 255)
    if fill.value and colour[3] >= _OPAQUE:
        found.areas.append((order, box))
    if max(width, height) <= _WIDEST_RING and abs(width - height) <= _THIN and _is_curved(one):
        found.rings.append(box)
    elif stroke.value or min(colour[:3]) >= _LIGHT:
        found.shapes.append(box)
    if (stroke.value or min(colour[:3]) < _LIGHT) and 1 < raw.FPDFPath_CountSegments(one) <= _MAX_SEGMENTS:
        found.lines.extend(_straight_parts(one, matrix) if stroke.value else _thin_parts(one, matrix))


def _is_curved(one: Any) -> bool:
    """Tell whether a path has curves, or so many corners that it looks like it."""
    count = raw.FPDFPath_CountSegments(one)
    kinds = (raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(one, index)) for index in range(min(count, 8)))
    return count > _MANY_CORNERS or raw.FPDF_SEGMENT_BEZIERTO in kinds


def _subpaths(one: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of every subpath without curves, the first repeated at the end of a closed one."""
    matrix = _times(_matrix(one), matrix)
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(one)):
        segment = raw.FPDFPath_GetPathSegment(one, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append(_moved(x.value, y.value, matrix))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _straight_parts(one: Any, matrix: Matrix) -> Iterator[Rect]:
    for points in _subpaths(one, matrix):
        for (x0, y0), (x1, y1) in pairwise(points):
            if (abs(x0 - x1) <= _SLANT) != (abs(y0 - y1) <= _SLANT):
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _thin_parts(one: Any, matrix: Matrix) -> Iterator[Rect]:
    """Several lines drawn as thin rectangles of one filled path."""
    for points in _subpaths(one, matrix):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
            yield min(xs), min(ys), max(xs), max(ys)
