"""Values filled into form fields and free text notes: shown on the page, but no part of its text for pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as raw

from ingest.parsers.pdf_objects import Rect

_MAX_ANNOTATIONS = 5_000
_MAX_BYTES = 20_000
_UNSEEN = 0x02 | 0x20  # flags Hidden and NoView


def field_texts(page: Any) -> Iterator[tuple[str, Rect]]:
    """Yield the text and place (left, bottom, right, top in page coordinates) of every filled field and free text note.

    Comments that open in a window of their own are not content and stay out, like the comments of a Word file.
    """
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            words = _shown_words(annotation)
            box = raw.FS_RECTF()
            if words and raw.FPDFAnnot_GetRect(annotation, box):
                yield words, (box.left, box.bottom, box.right, box.top)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _shown_words(annotation: Any) -> str:
    if raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
        return ""
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _string(annotation, b"Contents")
    return _string(annotation, b"V") if kind == raw.FPDF_ANNOT_WIDGET else ""


def _string(annotation: Any, key: bytes) -> str:
    """Return a text entry in one line; names (the state of a check box) are not text and give ""."""
    if raw.FPDFAnnot_GetValueType(annotation, key) != raw.FPDF_OBJECT_STRING:
        return ""
    size = min(raw.FPDFAnnot_GetStringValue(annotation, key, None, 0), _MAX_BYTES)
    if size <= 2:
        return ""
    units = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(units, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return " ".join(units.raw.decode("utf-16-le", "ignore").split("\x00")[0].split())
