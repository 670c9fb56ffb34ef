"""Read the styles and list definitions of a .docx."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.parsers.docx_symbols import bullet
from ingest.parsers.numbering import Level, ListInstance, override_level
from ingest.parsers.ooxml import Element, W, as_int, child_value, is_on

_HEADING_NAME = re.compile(r"^(?:heading|标题) ?([1-9])$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"^(?:toc|目录|WPSOffice手动目录) ?(?:[1-9]|heading)$|^目录标题$", re.IGNORECASE)
_BODY_LEVEL = 9
_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """A paragraph style with what it inherits already filled in.

    Attributes:
        outline_level: 1-based heading level, None for body text.
        num_id: List the style puts its paragraphs in, "" for none.
        list_level: Level stated with the list, None when the list names the style instead.
        numbered_style: Id of the style in the chain that states the list; list levels link to it.
        hidden: The style hides its text (w:vanish).
    """

    name: str = ""
    outline_level: int | None = None
    num_id: str = ""
    list_level: int | None = None
    numbered_style: str = ""
    is_title: bool = False
    is_contents: bool = False
    hidden: bool = False


def read_styles(root: Element | None) -> tuple[dict[str, ParagraphStyle], str]:
    """Return the paragraph styles by id and the id of the default one."""
    if root is None:
        return {}, ""
    elements = {style.get(W + "styleId", ""): style for style in root.iter(W + "style")}
    styles: dict[str, ParagraphStyle] = {}
    default = ""
    for style_id, element in elements.items():
        if element.get(W + "type") not in ("paragraph", None):
            continue
        styles[style_id] = _resolve(style_id, elements)
        if element.get(W + "default") in ("1", "true"):
            default = style_id
    return styles, default


def read_hidden_styles(root: Element | None) -> dict[str, bool]:
    """Return character style id → whether its text is hidden."""
    elements = {item.get(W + "styleId", ""): item for item in root.iter(W + "style")} if root is not None else {}
    return {
        style_id: _is_hidden(_chain(style_id, elements), elements)
        for style_id, element in elements.items()
        if element.get(W + "type") == "character"
    }


def _chain(style_id: str, elements: Mapping[str, Element]) -> list[str]:
    """Return the style and those it is based on, nearest first."""
    chain: list[str] = []
    current: str | None = style_id
    while current and current in elements and current not in chain and len(chain) < _MAX_CHAIN:
        chain.append(current)
        current = child_value(elements[current], "basedOn")
    return chain


def _is_hidden(chain: list[str], elements: Mapping[str, Element]) -> bool:
    stated = (elements[link].find(W + "rPr") for link in chain)
    nearest = next((item for item in stated if item is not None and item.find(W + "vanish") is not None), None)
    return is_on(nearest, "vanish")


def _resolve(style_id: str, elements: Mapping[str, Element]) -> ParagraphStyle:
    chain = _chain(style_id, elements)
    names = [child_value(elements[link], "name") or "" for link in chain]
    num_id, list_level, numbered = _inherited_list(chain, elements)
    return ParagraphStyle(
        name=names[0],
        outline_level=_inherited_outline(chain, names, elements),
        num_id=num_id,
        list_level=list_level,
        numbered_style=numbered,
        is_title=names[0].lower() in ("title", "标题", "文档标题"),
        is_contents=any(_CONTENTS_NAME.match(name) for name in names),
        hidden=_is_hidden(chain, elements),
    )


def _inherited_list(chain: list[str], elements: Mapping[str, Element]) -> tuple[str, int | None, str]:
    num_id, list_level, numbered = "", None, ""
    for link in chain:
        properties = elements[link].find(f"{W}pPr/{W}numPr")
        if properties is None:
            continue
        if list_level is None and child_value(properties, "ilvl") is not None:
            list_level = as_int(child_value(properties, "ilvl"), 0)
        stated = child_value(properties, "numId")
        if stated is not None:
            num_id, numbered = stated, link
            break
    return num_id, list_level, numbered


def _inherited_outline(chain: list[str], names: list[str], elements: Mapping[str, Element]) -> int | None:
    for link, name in zip(chain, names, strict=True):
        stated = child_value(elements[link].find(W + "pPr"), "outlineLvl")
        if stated is not None:
            level = as_int(stated, _BODY_LEVEL)
            return level + 1 if 0 <= level < _BODY_LEVEL else None
        heading = _HEADING_NAME.match(name)
        if heading:
            return int(heading.group(1))
    return None


def read_numbering(root: Element | None, style_root: Element | None) -> dict[str, ListInstance]:
    """Return the list instances by numId, overrides applied and style links followed."""
    if root is None:
        return {}
    abstracts = {element.get(W + "abstractNumId", ""): element for element in root.findall(W + "abstractNum")}
    numbers = root.findall(W + "num")
    owners = {number.get(W + "numId", ""): child_value(number, "abstractNumId") or "" for number in numbers}
    linked = _list_styles(abstracts, owners, style_root)
    levels: dict[str, dict[int, Level]] = {}
    instances: dict[str, ListInstance] = {}
    for number in numbers:
        num_id = number.get(W + "numId", "")
        abstract_id = _linked_abstract(owners[num_id], abstracts, linked)
        if abstract_id in abstracts:
            if abstract_id not in levels:
                levels[abstract_id] = _levels(abstracts[abstract_id])
            instances[num_id] = _with_overrides(number, abstract_id, levels[abstract_id])
    return instances


def _list_styles(
    abstracts: Mapping[str, Element], owners: Mapping[str, str], style_root: Element | None
) -> dict[str, str]:
    """Return numbering style id → the definition of its list: by its numId, else the one that names it (styleLink)."""
    linked = {link: key for key, item in abstracts.items() if (link := child_value(item, "styleLink"))}
    for style in style_root.findall(W + "style") if style_root is not None else ():
        if style.get(W + "type") == "numbering":
            owner = owners.get(child_value(style.find(f"{W}pPr/{W}numPr"), "numId") or "", "")
            if owner:
                linked[style.get(W + "styleId", "")] = owner
    return linked


def _linked_abstract(abstract_id: str, abstracts: Mapping[str, Element], linked: Mapping[str, str]) -> str:
    """Follow w:numStyleLink to the definition that carries the levels."""
    seen: set[str] = set()
    while abstract_id in abstracts and abstract_id not in seen:
        seen.add(abstract_id)
        target = linked.get(child_value(abstracts[abstract_id], "numStyleLink") or "", "")
        if not target:
            break
        abstract_id = target
    return abstract_id


def _with_overrides(number: Element, abstract_id: str, levels: dict[int, Level]) -> ListInstance:
    starts: dict[int, int] = {}
    for override in number.findall(W + "lvlOverride"):
        level_number = as_int(override.get(W + "ilvl"), 0)
        replacement = override.find(W + "lvl")
        if replacement is not None:
            levels = override_level(levels, level_number, _level(replacement))
        start = child_value(override, "startOverride")
        if start is not None:
            starts[level_number] = as_int(start, 1)
    return ListInstance(abstract=abstract_id, levels=levels, start_overrides=starts)


def _levels(abstract: Element) -> dict[int, Level]:
    return {as_int(level.get(W + "ilvl"), 0): _level(level) for level in abstract.findall(W + "lvl")}


def _level(element: Element) -> Level:
    restart = child_value(element, "lvlRestart")
    number_format = _number_format(element)
    text = child_value(element, "lvlText") or ""
    fonts = element.find(W + "rPr")
    if number_format == "bullet":
        text = bullet(text, child_value(fonts, "rFonts", "ascii") or child_value(fonts, "rFonts", "hAnsi") or "")
    return Level(
        start=as_int(child_value(element, "start"), 0),
        number_format=number_format,
        text=text,
        suffix=child_value(element, "suff") or "tab",
        restart=as_int(restart, 0) if restart is not None else None,
        legal=is_on(element, "isLgl"),
        style=child_value(element, "pStyle") or "",
        hidden=is_on(element.find(W + "rPr"), "vanish"),
    )


def _number_format(level: Element) -> str:
    stated = level.find(W + "numFmt")
    if stated is None:  # newer formats stand in mc:AlternateContent with a decimal fall-back
        stated = next(iter(level.iter(W + "numFmt")), None)
    if stated is None:
        return "decimal"
    kind = str(stated.get(W + "val", "decimal"))
    return str(stated.get(W + "format", "decimal")) if kind == "custom" else kind
