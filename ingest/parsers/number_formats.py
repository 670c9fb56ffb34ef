"""Show a number of a sheet as the spreadsheet program does (ECMA-376 Part 1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from ingest.parsers.date_formats import show_moment
from ingest.parsers.numerals import format_number

GENERAL = "General"
# Formats that a file names by number only; 27 to 36 and 50 to 58 are those of the Chinese edition.
BUILT_IN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "##0.0E+0", 49: "@",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
_LONGEST_FORMAT = 255
_QUOTED = re.compile(r'"[^"]*"|\\.')
_BRACKET = re.compile(r"\[([^\]]*)\]")
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_ELAPSED = re.compile(r"^(?:h+|m+|s+)$", re.IGNORECASE)
_MOMENT = re.compile(r"[ymdhsYMDHS]|上午/下午|AM/PM|aaa")
_CHINESE = {"DBNUM1": "chineseCountingThousand", "DBNUM2": "chineseLegalSimplified"}
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|([0#?])|(\.)|(,)|(%)|([Ee][+-])|(@)|(.)', re.DOTALL)
_FRACTION = re.compile(r"\?\s*/|/\s*\?")
_GENERAL_RE = re.compile(r'("[^"]*"|\\.)|general', re.IGNORECASE)
_MOST_DIGITS = 15


def show_number(value: float, code: str, *, epoch_1904: bool = False) -> str:
    """Return `value` under the number format `code`; a format that is not understood falls back to plain digits.

    Args:
        epoch_1904: Day 0 of the workbook is 1 January 1904 instead of 30 December 1899.
    """
    section, shown = _section(code[:_LONGEST_FORMAT], value)
    brackets = [part.upper() for part in _BRACKET.findall(_QUOTED.sub("", section))]
    pattern = _BRACKET.sub(lambda match: match[0] if _ELAPSED.match(match[1]) else _currency(match[1]), section)
    bare = _QUOTED.sub("", pattern)
    chinese = next((_CHINESE[part] for part in brackets if part in _CHINESE), "")
    if chinese and shown >= 0 and float(shown).is_integer() and not _MOMENT.search(_GENERAL_RE.sub("", bare)):
        written = format_number(int(shown), chinese)
        return f"一{written}" if written.startswith("十") else written  # 一十二, as the spreadsheet programs write it
    if not pattern.strip():
        return _plain(shown)
    if GENERAL.lower() in bare.lower():
        filled = _GENERAL_RE.sub(lambda match: match[1] or f'"{_plain(shown)}"', pattern)
        return "".join(text for kind, text in _tokens(filled) if kind in ("literal", "percent"))
    if _MOMENT.search(bare):
        return show_moment(value, pattern, epoch_1904=epoch_1904) or _plain(value)
    return _by_digits(shown, pattern)


def _section(code: str, value: float) -> tuple[str, float]:
    """Return the part of a;b;c;d that applies and the number to print in it, without sign where the part has one."""
    sections = _split_sections(code)
    for section in sections[:2]:
        conditions = [match for part in _BRACKET.findall(section) if (match := _CONDITION.match(part))]
        if conditions and _holds(value, conditions[0][1], float(conditions[0][2])):
            return section, value
    if any(_CONDITION.match(part) for section in sections[:2] for part in _BRACKET.findall(section)):
        return sections[min(len(sections) - 1, 2)], value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


@lru_cache(maxsize=512)
def _split_sections(code: str) -> tuple[str, ...]:
    pieces = [""]
    for match in re.finditer(r'"[^"]*"|\\.|.', code, re.DOTALL):
        if match[0] == ";":
            pieces.append("")
        else:
            pieces[-1] += match[0]
    return tuple(pieces)


def _holds(value: float, sign: str, bound: float) -> bool:
    return {
        "<": value < bound, "<=": value <= bound, ">": value > bound,
        ">=": value >= bound, "=": value == bound, "<>": value != bound,
    }[sign]  # fmt: skip


def _currency(bracket: str) -> str:
    """Return the sign of [$￥-804] as a literal; colours and languages print nothing."""
    return f'"{bracket[1:].split("-")[0]}"' if bracket.startswith("$") and '"' not in bracket else ""


def _plain(value: float) -> str:
    """Print all digits that the file holds; telephone and identity numbers never in powers of ten."""
    if float(value).is_integer() and abs(value) < 1e18:
        return str(int(value))
    text = f"{value:.{_MOST_DIGITS}g}"
    if "e" not in text:
        return text
    return format(Decimal(text), "f") if 1e-7 < abs(value) < 1e18 else text


def _by_digits(value: float, pattern: str) -> str:
    """Print by the places 0 # ? of `pattern`, with its literals where they stand (138-0000-0000 among them)."""
    stated = _tokens(pattern)
    kinds = [kind for kind, _ in stated]
    if "place" not in kinds and "text" not in kinds:
        return "".join(text for kind, text in stated if kind in ("literal", "percent"))
    if "place" not in kinds or "power" in kinds or _FRACTION.search(pattern):
        return _plain(value)
    tokens, grouped, thousands = _commas(stated)
    point = next((index for index, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    decimals = sum(kind == "place" for kind, _ in tokens[point:])
    try:
        scaled = _exact(abs(value)).scaleb(2 * kinds.count("percent") - 3 * thousands)
        rounded = format(scaled.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP), "f")
    except InvalidOperation:
        return _plain(value)
    whole, _, fraction = rounded.partition(".")
    negative = "-" if value < 0 and any(character in "123456789" for character in rounded) else ""
    return negative + _whole_part(tokens[:point], whole.lstrip("0"), grouped) + _fraction(tokens[point:], fraction)


def _exact(value: float) -> Decimal:
    return Decimal(int(value)) if float(value).is_integer() else Decimal(f"{value:.{_MOST_DIGITS}g}")


@lru_cache(maxsize=512)
def _tokens(pattern: str) -> tuple[tuple[str, str], ...]:
    """Split a format into (kind, text): literal, place, point, comma, percent, power, text."""
    names = ("literal", "literal", "place", "point", "comma", "percent", "power", "text", "literal")
    found: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(pattern):
        number = match.lastindex
        if number is not None:  # _x and *x print nothing
            found.append((names[number - 1], match[number]))
    return tuple(found)


def _commas(tokens: tuple[tuple[str, str], ...]) -> tuple[list[tuple[str, str]], bool, int]:
    """Take the commas out: between places they group thousands, after the last place each divides by 1000."""
    places = [index for index, (kind, _) in enumerate(tokens) if kind == "place"]
    kept = [token for token in tokens if token[0] != "comma"]
    commas = [index for index, (kind, _) in enumerate(tokens) if kind == "comma"]
    return kept, any(index < places[-1] for index in commas), sum(index > places[-1] for index in commas)


def _whole_part(tokens: list[tuple[str, str]], digits: str, grouped: bool) -> str:
    """Fill the places from the right; what is left over goes before the first place."""
    printed: list[str] = []
    remaining = digits
    count = 0
    first = next((index for index, (kind, _) in enumerate(tokens) if kind == "place"), 0)
    for index in range(len(tokens) - 1, -1, -1):
        kind, text = tokens[index]
        if kind != "place":
            printed.append(text)
            continue
        taken = remaining if index == first else remaining[-1:]
        remaining = remaining[: len(remaining) - len(taken)]
        taken = taken or ("0" if text == "0" else "")
        for digit in reversed(taken):
            printed.append("," if grouped and count and count % 3 == 0 else "")
            printed.append(digit)
            count += 1
    return "".join(reversed(printed))


def _fraction(tokens: list[tuple[str, str]], digits: str) -> str:
    """Print the places after the point; trailing zeros only where the format asks for them."""
    needed = len(digits.rstrip("0"))
    printed: list[str] = []
    place = 0
    for kind, text in tokens:
        if kind == "place":
            if place < needed or text == "0":
                printed.append(digits[place])
            place += 1
        elif kind != "point" or needed or any(mark == "0" for sort, mark in tokens if sort == "place"):
            printed.append(text)
    return "".join(printed)
