"""Collect the visible text of a Word paragraph as it reads with all changes accepted."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.parsers.ooxml import Element, W, is_on

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT_BOX = W + "txbxContent"
_DROPPED = {
    W + name
    for name in (
        "del moveFrom pPr rPr instrText delText rt commentReference annotationRef fldData sdtPr sdtEndPr footnoteRef endnoteRef"
    ).split()
}
_LITERALS = {W + "tab": " ", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": "", W + "ptab": " "}
# Private-use characters of the Wingdings fonts that forms use as check boxes.
_SYMBOLS = {"F0A8": "□", "F06F": "□", "F0A3": "□", "F0FE": "☑", "F052": "☑", "F0FC": "√", "F0FD": "☒", "F0E0": "→"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunText:
    """The text of a paragraph and what hangs on it.

    Attributes:
        text: Line breaks are "\\n".
        boxes: w:txbxContent elements in order.
        notes: "footnote:2", "endnote:1" in order of reference.
    """

    text: str
    boxes: tuple[Element, ...] = ()
    notes: tuple[str, ...] = ()


def read_runs(paragraph: Element) -> RunText:
    """Read a w:p; deleted text, hidden text, field codes and comments are left out."""
    pieces: list[str] = []
    boxes: list[Element] = []
    notes: list[str] = []
    _collect(paragraph, pieces, boxes, notes)
    return RunText(text="".join(pieces), boxes=tuple(boxes), notes=tuple(notes))


def _collect(element: Element, pieces: list[str], boxes: list[Element], notes: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in (W + "t", _MATH_TEXT):
            pieces.append(child.text or "")
        elif tag in _DROPPED or (tag == W + "r" and is_on(child.find(W + "rPr"), "vanish")):
            continue
        elif tag == _TEXT_BOX:
            boxes.append(child)
        elif tag == _MC + "AlternateContent":
            _collect(_chosen(child), pieces, boxes, notes)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            kind = "footnote" if tag.endswith("}footnoteReference") else "endnote"
            notes.append(f"{kind}:{child.get(W + 'id', '')}")
        else:
            pieces.append(_literal(child))
            _collect(child, pieces, boxes, notes)


def _chosen(alternate: Element) -> Element:
    """Take the first choice with a text box or text; the fall-back repeats the same content."""
    return next(iter(alternate), alternate)


def _literal(element: Element) -> str:
    if element.tag == W + "br":
        return "" if element.get(W + "type") in ("page", "column") else "\n"
    if element.tag == W + "sym":
        return _SYMBOLS.get(element.get(W + "char", "").upper(), "")
    return _LITERALS.get(element.tag, "")
