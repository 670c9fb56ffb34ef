"""Plants changes into the text of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from benchmarks.change_seeds import Seed
from kb.text import format_numeral, normalize, parse_number

_ARTICLE = re.compile(r"^第([零〇一二三四五六七八九十百]+)条")
_REFERENCE = re.compile(r"(?<!》)第([零〇一二三四五六七八九十百]+)条")


def planted_text(text: str, seeds: Sequence[Seed]) -> str:
    """Return a text with the changes; articles put in or taken out give later ones and references to them new numbers."""
    lines = text.split("\n")
    for seed in seeds:
        lines = _ACTS[seed.act](lines, seed)
    return "\n".join(lines)


def _replace(lines: list[str], seed: Seed) -> list[str]:
    text = "\n".join(lines)
    if text.count(seed.old) != 1:
        raise ValueError(f"{seed.old!r} stands {text.count(seed.old)} times")
    return text.replace(seed.old, seed.new).split("\n")


def _remove(lines: list[str], seed: Seed) -> list[str]:
    at = _line(lines, seed.old)
    return [*lines[:at], *lines[at + 1 :]]


def _add(lines: list[str], seed: Seed) -> list[str]:
    at = _line(lines, seed.at)
    return [*lines[: at + 1], seed.new, *lines[at + 1 :]]


def _move(lines: list[str], seed: Seed) -> list[str]:
    line = lines[_line(lines, seed.old)]
    return _add(_remove(lines, seed), Seed(act="add", kind=seed.kind, new=line, at=seed.at))


def _split(lines: list[str], seed: Seed) -> list[str]:
    at = _line(lines, seed.old)
    first, found, rest = lines[at].partition(seed.at)
    if not found:
        raise ValueError(f"{seed.at!r} does not stand in the line")
    return [*lines[:at], first.rstrip("，,；。") + "。", f"{seed.new}{found}{rest}", *lines[at + 1 :]]


def _add_article(lines: list[str], seed: Seed) -> list[str]:
    at = _line(lines, seed.at)
    end = next((place for place in range(at + 1, len(lines)) if _begins_part(lines[place])), len(lines))
    number = _number(lines[at])
    later = _renumbered(lines, number + 1, 1)
    return [*later[:end], f"第{format_numeral(number + 1)}条 {seed.new}", *later[end:]]


def _remove_article(lines: list[str], seed: Seed) -> list[str]:
    at = next(place for place, line in enumerate(lines) if re.match(rf"{seed.old}[\s　]", line))
    end = next((place for place in range(at + 1, len(lines)) if _begins_part(lines[place])), len(lines))
    number = _number(lines[at])
    return _renumbered([*lines[:at], *lines[end:]], number, -1)


def _renumbered(lines: Sequence[str], first: int, by: int) -> list[str]:
    """Return the lines with articles from a number on, and references to them, counted further."""

    def counted(found: re.Match[str]) -> str:
        number = int(parse_number(found[1]))
        return f"第{format_numeral(number + by)}条" if number >= first else found.group()

    return [_REFERENCE.sub(counted, line) for line in lines]


def _line(lines: Sequence[str], beginning: str) -> int:
    found = [place for place, line in enumerate(lines) if line.startswith(beginning)]
    if len(found) != 1:
        raise ValueError(f"{len(found)} lines begin with {beginning!r}")
    return found[0]


def _begins_part(line: str) -> bool:
    return _ARTICLE.match(line) is not None or bool(re.match(r"^[#\s]*第[零〇一二三四五六七八九十百]+[编章节]", line))


def _number(line: str) -> int:
    found = _ARTICLE.match(normalize(line))
    if found is None:
        raise ValueError(f"no article: {line[:20]!r}")
    return int(parse_number(found[1]))


_ACTS: dict[str, Callable[[list[str], Seed], list[str]]] = {
    "replace": _replace,
    "remove": _remove,
    "add": _add,
    "move": _move,
    "split": _split,
    "add_article": _add_article,
    "remove_article": _remove_article,
}
