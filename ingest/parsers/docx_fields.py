"""Fields of a Word document (w:fldChar): what they show, their instructions left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.parsers.numerals import format_number
from ingest.parsers.ooxml import Element, W, as_int, child_value, is_on

_MAX_NESTED = 50
_OVERLAY = re.compile(r"^\s*eq\s.*?\\o", re.IGNORECASE)
_LAST_ARGUMENT = re.compile(r"[,;，；]\s*([^,;，；]*?)\s*\)\s*$")
_CIRCLE = re.compile(r"\\o[^(]*\(\s*[○〇◯]\s*[,;，；]")


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False
    has_text: bool = False


class FieldStack:
    """The fields open at a place of the document; they may reach over paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def shows(self) -> bool:
        """Text here is printed: it is no part of an instruction."""
        return all(entry.in_result for entry in self._open)

    def note_text(self) -> None:
        """Remember that the innermost field has a stored result."""
        if self._open:
            self._open[-1].has_text = True

    def instruct(self, text: str) -> None:
        """Take a piece of the instruction of the innermost field (w:instrText)."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction.append(text)

    def mark(self, character: Element) -> str:
        """Follow a w:fldChar and return what it prints itself: form boxes, characters laid over each other."""
        kind = character.get(W + "fldCharType")
        if kind == "begin" and len(self._open) < _MAX_NESTED:
            self._open.append(_Field())
            return _form_value(character.find(W + "ffData"))
        if kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            if self.shows and not ended.has_text:
                return overlay(" ".join(ended.instruction))
        return ""

    def end_paragraph(self) -> None:
        """Close the fields whose instruction does not end with the paragraph, so that none swallows the rest."""
        self._open = [entry for entry in self._open if entry.in_result]


def overlay(instruction: str) -> str:
    """Return what an EQ field with \\o shows: `eq \\o\\ac(○,1)` is ①, with a phonetic guide the word itself."""
    found = _LAST_ARGUMENT.search(instruction) if _OVERLAY.match(instruction) else None
    if found is None:
        return ""
    shown = found.group(1).strip()
    if not _CIRCLE.search(instruction):
        return shown
    return format_number(int(shown), "decimalEnclosedCircle") if shown.isascii() and shown.isdecimal() else shown


def _form_value(form: Element | None) -> str:
    if form is None:
        return ""
    box = form.find(W + "checkBox")
    if box is not None:
        ticked = is_on(box, "checked") if box.find(W + "checked") is not None else is_on(box, "default")
        return "☑" if ticked else "□"
    choices = form.find(W + "ddList")
    entries = [entry.get(W + "val", "") for entry in choices.findall(W + "listEntry")] if choices is not None else []
    place = as_int(child_value(choices, "result") or child_value(choices, "default"), 0)
    return entries[place] if 0 <= place < len(entries) else ""
