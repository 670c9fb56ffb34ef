"""What every parser does to the characters of a paragraph or cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Controls, zero-width and direction marks, variation selectors, and the tag characters in which a whole sentence can be
# hidden: what nobody sees must not be searched, quoted or given to a model.
_INVISIBLE = dict.fromkeys(
    [*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD, 0x061C,
     *range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
     *range(0xFE00, 0xFE10), 0xFEFF, *range(0xFFF0, 0xFFFC), *range(0xD800, 0xE000), *range(0xE0000, 0xE1000)],
)  # fmt: skip
# Characters of the block "CJK Radicals Supplement" that fonts of PDF files give instead of the ideograph of that shape.
_RADICALS = {
    **dict(
        zip(
            "⺅⺉⺓⺔⺕⺖⺘⺙⺛⺝⺟⺠⺡⺢⺣⺤⺦⺨⺩⺪⺬⺭⺮⺯⺰⺲⺶⺹⺼⺽⺾",
            "亻刂幺彑彐忄扌攵旡月母民氵氺灬爫丬犭王疋示礻竹糹纟罒羊耂月臼艹",
            strict=True,
        )
    ),
    **dict(
        zip(
            "⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻳",
            "虎衤覀西见角讠贝足车辶阝钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾齐齿龙龜龟",
            strict=True,
        )
    ),
}
_SAME_SHAPE = {
    code: normal
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA), *range(0xFB00, 0xFB07))
    if (normal := unicodedata.normalize("NFKC", chr(code))) != chr(code)
}
_SAME_SHAPE.update((ord(radical), ideograph) for radical, ideograph in _RADICALS.items())
_REPLACED = {**_INVISIBLE, **_SAME_SHAPE}
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NEEDS_TRANSLATION = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2e80-\u2fd5"
    r"\ud800-\udfff\uf900-\ufb06\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
# Bullets of the Wingdings and Symbol fonts, which come through as private-use characters.
_SYMBOL_BULLET = re.compile(r"^[\uf06c\uf06e\uf070\uf071\uf075\uf076\uf077\uf0a7\uf0b2\uf0b7\uf0d8\uf0e8\uf0fc]\s*")
_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u3400-\u9fff〇]) (?=[\u3400-\u9fff〇])")


def clean_line(text: str) -> str:
    """Drop invisible characters, turn each run of blanks into one space, strip the ends, name a leading bullet.

    Radicals and compatibility characters become the ideographs they look like (U+2F42 文), ligatures their letters.
    """
    if _NEEDS_TRANSLATION.search(text):
        text = text.translate(_REPLACED)
    text = _BLANKS.sub(" ", text).strip()
    return _SYMBOL_BULLET.sub("● ", text) if "\uf000" <= text[:1] <= "\uf0ff" else text


def confirmed_title(stated: str, first_lines: Iterable[str]) -> str:
    """Return a title from file properties when the first lines say it too, else "".

    Word processors and converters leave file names, tool names and older titles in the properties.
    """
    wanted = re.sub(r"\s", "", stated)
    return stated if len(wanted) >= 4 and wanted in re.sub(r"\s", "", "".join(first_lines)) else ""


def clean_cell(text: str) -> str:
    """Clean a table cell; lines inside a cell are joined (without a space between ideographs)."""
    joined = clean_line(text.replace("\r", " ").replace("\n", " "))
    return _BETWEEN_IDEOGRAPHS.sub("", joined) if "\n" in text else joined
