"""Characters of symbol fonts as Unicode: ≥ from Symbol, ☑ and ① from the Wingdings fonts."""

from __future__ import annotations

from collections.abc import Iterator

UNKNOWN_SYMBOL = "\ufffd"
_PRIVATE = 0xF000

# Code (without the private-use offset) of the first character → the characters from there on.
_SYMBOL_RUNS = {
    0x41: "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
    0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
    0xA1: "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    0xE5: "∑",
    0xF2: "∫",
}
_WINGDINGS_RUNS = {
    0x21: "✏✂✁",
    0x28: "☎",
    0x2A: "✉",
    0x6C: "●❍■□□❑❒⬧⧫◆❖◆⌧",
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x9E: "·•▪○",
    0xA7: "▪□",
    0xAA: "✦★✶",
    0xD8: "➢",
    0xDF: "←→↑↓",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗√☒☑",
}
_WINGDINGS_2_RUNS = {
    0x4F: "✗√☒☑☒",
    0x6A: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x97: "●",
    0xA2: "■□",
}


def _table(runs: dict[int, str]) -> dict[int, str]:
    return {first + place: char for first, chars in runs.items() for place, char in enumerate(chars)}


_WINGDINGS = _table(_WINGDINGS_RUNS)
_WINGDINGS_2 = _table(_WINGDINGS_2_RUNS)
_UNNAMED_FONT = _WINGDINGS_2 | _WINGDINGS | {0xB7: "•"}  # the font is often lost, the boxes to tick remain
_FONTS = {
    "symbol": _table(_SYMBOL_RUNS),
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
}


def is_symbol_font(font: str) -> bool:
    """Tell whether characters of the font are not what their code says."""
    return font.lower() in _FONTS


def symbol(code: int, font: str) -> str:
    """Return the Unicode character of a symbol font's code; `UNKNOWN_SYMBOL` where it has none.

    Args:
        code: 0x6C or 0xF06C; both stand for the same character.
        font: Any font; a code above the private-use area of an ordinary font is the character itself.
    """
    known = _FONTS.get(font.lower())
    place = code - _PRIVATE if code >= _PRIVATE else code
    if known is None and not _PRIVATE <= code <= _PRIVATE + 0xFF:
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else UNKNOWN_SYMBOL
    found = (known or _UNNAMED_FONT).get(place)
    if found is None and known is _FONTS["symbol"] and 0x20 <= place < 0x7F:
        return chr(place)
    return found or UNKNOWN_SYMBOL


def as_unicode(text: str, font: str) -> str:
    """Return text set in `font` as it shows; private-use characters of unknown fonts stay as they are."""
    if not is_symbol_font(font) and not any("\uf000" <= char <= "\uf0ff" for char in text):
        return text
    return "".join(_shown(text, font))


def _shown(text: str, font: str) -> Iterator[str]:
    for char in text:
        private = "\uf000" <= char <= "\uf0ff"
        if not private and (ord(char) > 0xFF or char.isspace() or not is_symbol_font(font)):
            yield char
            continue
        known = symbol(ord(char), font)
        yield char if known == UNKNOWN_SYMBOL else known


def bullet(text: str, font: str) -> str:
    """Return the bullet of a list level; ● for one no font table knows."""
    shown = as_unicode(text, font)
    return "".join("●" if "\ue000" <= char <= "\uf8ff" else char for char in shown)
