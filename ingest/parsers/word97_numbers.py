"""Automatic numbers of a Word 97-2003 binary document, paragraph by paragraph, as Word prints them."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.parsers.compound_file import read_streams
from ingest.parsers.numbering import Level, ListInstance, NumberingState
from ingest.parsers.word97_lists import UNKNOWN_FORMAT, read_lists
from ingest.parsers.word97_text import ListPlace, WordFile, read_paragraphs

_STREAMS = ("WordDocument", "0Table", "1Table", "Data")
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedParagraph:
    """A paragraph with the number printed before it and the gap that follows the number; "" for none.

    Attributes:
        sure: The number is what Word prints; False for kinds of number that are not reproduced here.
    """

    text: str
    number: str
    sure: bool = True


def read_printed(data: bytes) -> tuple[PrintedParagraph, ...] | None:
    """Return the paragraphs of the main text in order; None when the file cannot be followed."""
    try:
        file = WordFile(read_streams(data, _STREAMS))
        instances = read_lists(file)
        counting = NumberingState(instances)
        return tuple(
            _joined(paragraph.text)
            if paragraph.deleted
            else _printed(paragraph.text, paragraph.place, instances, counting)
            for paragraph in read_paragraphs(file)
        )
    except (struct.error, ValueError, IndexError):
        return None


def _joined(text: str) -> PrintedParagraph:
    """Return a paragraph whose end a tracked change deletes: Word prints it as the beginning of the next."""
    shown = without_fields(text)
    return PrintedParagraph(text=shown, number="", sure=not shown.strip())


def _printed(
    text: str, place: ListPlace, instances: Mapping[str, ListInstance], counting: NumberingState
) -> PrintedParagraph:
    shown = without_fields(text)
    if not place.instance:
        return PrintedParagraph(text=shown, number="", sure=not place.old)
    num_id = str(place.instance)
    instance = instances.get(num_id)
    level = place.level
    if level is None:
        level = counting.level_of_style(num_id, str(place.style)) or 0
    sure = instance is not None and not _has_unknown(instance.levels, level)
    return PrintedParagraph(text=shown, number=counting.advance(num_id, level), sure=sure)


def _has_unknown(levels: Mapping[int, Level], level: int) -> bool:
    own = levels.get(level)
    if own is None:
        return False
    named = [place for place in range(level + 1) if place == level or f"%{place + 1}" in own.text]
    return any(levels[place].number_format == UNKNOWN_FORMAT for place in named if place in levels)


def without_fields(text: str) -> str:
    """Leave out the codes of fields, keep their results."""
    if _FIELD_BEGIN not in text:
        return text
    kept: list[str] = []
    codes: list[bool] = []
    for character in text:
        if character == _FIELD_BEGIN:
            codes.append(True)
        elif character == _FIELD_RESULT and codes:
            codes[-1] = False
        elif character == _FIELD_END and codes:
            codes.pop()
        elif not any(codes):
            kept.append(character)
    return "".join(kept)
