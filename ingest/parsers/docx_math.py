"""Write an equation of a Word document on one line: a fraction as 1/2, a power as 10³ or x^(n+1)."""

from __future__ import annotations

from collections.abc import Callable

from ingest.parsers.ooxml import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_MAX_DEPTH = 40
_PLAIN = frozenset("0123456789.")


def raised(text: str) -> str:
    """Return text in superscript: raised digits where they exist (m³, 10⁻⁵), unchanged otherwise."""
    bare = text.strip()
    return bare.translate(_RAISED) if bare and all(char in "0123456789+-−" for char in bare) else text


def linear(element: Element, depth: int = 0) -> str:
    """Return an m:oMath, or a part of one, as one line of text."""
    if depth > _MAX_DEPTH:
        return ""
    if element.tag == M + "t":
        return element.text or ""
    write = _WRITERS.get(str(element.tag))
    if write is not None:
        return write(element, depth + 1)
    return "".join(linear(child, depth + 1) for child in element)


def _part(element: Element, name: str, depth: int) -> str:
    found = element.find(M + name)
    return "" if found is None else linear(found, depth)


def _fraction(element: Element, depth: int) -> str:
    return f"{_grouped(_part(element, 'num', depth))}/{_grouped(_part(element, 'den', depth))}"


def _scripts(element: Element, depth: int) -> str:
    return _part(element, "e", depth) + _part(element, "sub", depth) + _power(_part(element, "sup", depth))


def _root(element: Element, depth: int) -> str:
    return f"{_part(element, 'deg', depth)}√{_grouped(_part(element, 'e', depth))}"


def _sum(element: Element, depth: int) -> str:
    limits = _part(element, "sub", depth) + _power(_part(element, "sup", depth))
    return (_property(element, "naryPr", "chr") or "∫") + limits + _part(element, "e", depth)


def _power(text: str) -> str:
    shown = raised(text)
    return shown if shown != text or not text else f"^{_grouped(text)}"


def _grouped(text: str) -> str:
    return text if len(text) < 2 or set(text) <= _PLAIN or text.isalpha() else f"({text})"


def _delimited(element: Element, depth: int) -> str:
    opening = _property(element, "dPr", "begChr")
    closing = _property(element, "dPr", "endChr")
    inner = "|".join(linear(child, depth) for child in element.findall(M + "e"))
    return f"{'(' if opening is None else opening}{inner}{')' if closing is None else closing}"


def _property(element: Element, properties: str, name: str) -> str | None:
    found = element.find(f"{M}{properties}/{M}{name}")
    return None if found is None else str(found.get(M + "val", ""))


_WRITERS: dict[str, Callable[[Element, int], str]] = {
    M + "f": _fraction,
    M + "sSup": _scripts,
    M + "sSubSup": _scripts,
    M + "rad": _root,
    M + "nary": _sum,
    M + "d": _delimited,
}
