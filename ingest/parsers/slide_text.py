"""Lines of a text body on a slide, with the automatic numbers that it prints (ECMA-376 Part 1, 20.1.10.61)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.parsers.cleaning import clean_line
from ingest.parsers.numerals import format_number
from ingest.parsers.ooxml import Element, as_int

_LEVELS = 9
_SCHEME = re.compile(r"^(.*?)(Period|ParenR|ParenBoth|Plain|Minus)$")
_STEMS = {
    "arabic": "decimal", "arabicDb": "decimalFullWidth", "romanUc": "upperRoman", "romanLc": "lowerRoman",
    "alphaUc": "upperLetter", "alphaLc": "lowerLetter", "circleNumDb": "decimalEnclosedCircle",
    "circleNumWdWhite": "decimalEnclosedCircle", "circleNumWdBlack": "decimalEnclosedCircle",
    "ea1Chs": "chineseCountingThousand", "ea1Cht": "chineseCountingThousand",
    "ea1JpnChsDb": "chineseCountingThousand", "ea1JpnKor": "japaneseCounting",
}  # fmt: skip
_AROUND = {"Period": ("", "."), "ParenR": ("", ")"), "ParenBoth": ("(", ")"), "Plain": ("", ""), "Minus": ("", "-")}
_NO_GAP_AFTER = tuple("、）)．.。：:】〕")


def of_name(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a local name below `element`, in order."""
    return iter(element.iter(f"{{*}}{name}"))


def named(element: Element, name: str) -> Element | None:
    """Return the child of a local name, None when there is none."""
    return element.find(f"{{*}}{name}")


class SlideText:
    """The paragraphs of a text body, numbered.

    Attributes:
        lines: Without white space at the ends, none empty.
        unsure_numbers: A number has a form that is not reproduced here.
    """

    def __init__(self, body: Element) -> None:
        self.lines: list[str] = []
        self.unsure_numbers = False
        self._counts: dict[int, tuple[str, int]] = {}
        for paragraph in of_name(body, "p"):
            self._add(paragraph)

    def _add(self, paragraph: Element) -> None:
        lines = [line for line in map(clean_line, _text(paragraph).split("\n")) if line]
        if lines:  # a paragraph without text prints and counts no number
            lines[0] = self._number(named(paragraph, "pPr")) + lines[0]
            self.lines.extend(lines)

    def _number(self, properties: Element | None) -> str:
        level = as_int(properties.get("lvl"), 0) if properties is not None else 0
        for deeper in range(level + 1, _LEVELS):
            self._counts.pop(deeper, None)
        automatic = named(properties, "buAutoNum") if properties is not None else None
        if automatic is None:
            self._counts.pop(level, None)
            return ""
        scheme = f"{automatic.get('type', '')} {automatic.get('startAt', '1')}"
        before, count = self._counts.get(level, ("", 0))
        count = count + 1 if before == scheme else as_int(automatic.get("startAt"), 1)
        self._counts[level] = (scheme, count)
        return self._printed(automatic.get("type", ""), count)

    def _printed(self, scheme: str, count: int) -> str:
        match = _SCHEME.match(scheme)
        number_format = _STEMS.get(match[1]) if match is not None else None
        if match is None or number_format is None:
            self.unsure_numbers = True
            return f"{count}."
        opening, closing = _AROUND[match[2]]
        closing = "．" if match[1] == "ea1JpnChsDb" and closing else closing
        printed = opening + format_number(count, number_format) + closing
        return printed if printed.endswith(_NO_GAP_AFTER) else f"{printed} "


def _text(paragraph: Element) -> str:
    pieces: list[str] = []
    for child in paragraph:
        local = child.tag.rpartition("}")[2]
        if local == "br":
            pieces.append("\n")
        elif local == "r" or (local == "fld" and not child.get("type", "").startswith(("slidenum", "datetime"))):
            pieces.extend(text.text or "" for text in child if text.tag.endswith("}t"))
        elif local not in ("pPr", "endParaRPr"):
            pieces.extend(text.text or "" for text in of_name(child, "t"))  # formulas
    return "".join(pieces).replace("\v", "\n")
