"""Collect the visible text of a Word paragraph as it reads with all changes accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.parsers.docx_fields import FieldStack
from ingest.parsers.docx_math import M, linear, raised
from ingest.parsers.docx_symbols import UNKNOWN_SYMBOL, as_unicode, is_symbol_font, symbol
from ingest.parsers.ooxml import Element, W, child_value, is_on

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DIAGRAM_PART = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_TEXT_BOX = W + "txbxContent"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DROPPED = {
    W + name
    for name in (
        "del moveFrom pPr rPr delText delInstrText rt rubyPr commentReference annotationRef fldData sdtPr sdtEndPr"
        " footnoteRef endnoteRef"
    ).split()
}
_LITERALS = {W + "tab": " ", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": "", W + "ptab": " "}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_RUN, _RUN_PROPERTIES, _TEXT = W + "r", W + "rPr", W + "t"
_INSTRUCTION, _FIELD = W + "instrText", W + "fldChar"
_MATHS = (M + "oMath", M + "oMathPara")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunText:
    """The text of a paragraph and what hangs on it.

    Attributes:
        text: Line breaks are "\\n".
        boxes: w:txbxContent elements in order.
        notes: "footnote:2", "endnote:1" in order of reference.
        diagrams: Relation ids of the diagrams (SmartArt) in order.
    """

    text: str
    boxes: tuple[Element, ...] = ()
    notes: tuple[str, ...] = ()
    diagrams: tuple[str, ...] = ()


@dataclass(slots=True)
class _Collected:
    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run is formatted, as far as it decides what is read."""

    font: str = ""
    raised: bool = False
    hidden: bool = False


_SHOWN = _Look()
_HIDDEN = _Look(hidden=True)


class RunReader:
    """Reads the paragraphs of one story in order; fields may reach from one into the next."""

    def __init__(self, hidden_styles: Mapping[str, bool] | None = None) -> None:
        """`hidden_styles`: character style id → its text is hidden."""
        self._hidden_styles = hidden_styles or {}
        self._fields = FieldStack()

    def read(self, paragraph: Element, *, hidden: bool = False) -> RunText:
        """Read a w:p; deleted text, hidden text, field instructions and comments are left out.

        Args:
            hidden: The style of the paragraph hides its text.
        """
        found = _Collected()
        self._collect(paragraph, _HIDDEN if hidden else _SHOWN, found)
        self._fields.end_paragraph()
        return RunText(
            text="".join(found.pieces),
            boxes=tuple(found.boxes),
            notes=tuple(found.notes),
            diagrams=tuple(found.diagrams),
        )

    def _collect(self, element: Element, look: _Look, found: _Collected) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                run = self._look(child.find(_RUN_PROPERTIES), look)
                self._collect(child, run, found)
            elif tag in _DROPPED:
                continue
            elif tag == _INSTRUCTION:
                self._fields.instruct(child.text or "")
            elif tag == _FIELD:
                self._write(self._fields.mark(child), look, found)
            elif not self._fields.shows or (look.hidden and element.tag == _RUN):
                continue
            else:
                self._visible(child, look, found)

    def _visible(self, child: Element, look: _Look, found: _Collected) -> None:
        tag = child.tag
        if tag == _TEXT:
            self._write(_run_text(child, look), look, found)
        elif tag in _MATHS:
            self._write(linear(child), look, found)
        elif tag == _TEXT_BOX:
            found.boxes.append(child)
        elif tag == _WORD_ART:
            self._write(f"\n{child.get('string', '')}\n", look, found)
        elif tag == _DIAGRAM:
            found.diagrams.append(child.get(_DIAGRAM_PART, ""))
        elif tag == _MC + "AlternateContent":
            self._collect(_chosen(child), look, found)
        elif tag in _NOTES:
            found.notes.append(f"{_NOTES[tag]}:{child.get(W + 'id', '')}")
        else:
            self._write(_literal(child), look, found)
            self._collect(child, look, found)

    def _write(self, text: str, look: _Look, found: _Collected) -> None:
        if text and not look.hidden:
            found.pieces.append(text)
            self._fields.note_text()

    def _look(self, properties: Element | None, paragraph: _Look) -> _Look:
        """`paragraph` is hidden by its style; a character style toggles that, the run itself overrides (17.7.3)."""
        if properties is None or not len(properties):
            return _HIDDEN if paragraph.hidden else _SHOWN
        hidden = paragraph.hidden != self._hidden_styles.get(child_value(properties, "rStyle") or "", False)
        if properties.find(W + "vanish") is not None:
            hidden = is_on(properties, "vanish")
        return _Look(
            font=child_value(properties, "rFonts", "ascii") or child_value(properties, "rFonts", "hAnsi") or "",
            raised=child_value(properties, "vertAlign") == "superscript",
            hidden=hidden,
        )


def _run_text(element: Element, look: _Look) -> str:
    text = element.text or ""
    if element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    if look.raised:
        return raised(text)
    return as_unicode(text, look.font) if is_symbol_font(look.font) else text


def _chosen(alternate: Element) -> Element:
    """Take the first branch that holds text; the others repeat the same content."""
    branches = list(alternate)
    for branch in branches:
        if any(True for _ in branch.iter(W + "t", _DIAGRAM)):
            return branch
    return branches[0] if branches else alternate


def _literal(element: Element) -> str:
    if element.tag == W + "br":
        return "" if element.get(W + "type") in ("page", "column") else "\n"
    if element.tag != W + "sym":
        return _LITERALS.get(element.tag, "")
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return UNKNOWN_SYMBOL
    return symbol(code, element.get(W + "font", ""))
