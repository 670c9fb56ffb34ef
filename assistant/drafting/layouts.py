"""Layouts as data: the chapters of each type of plan in their order, each part answering an element of its checklist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.checking.checklists import all_checklists, source_of
from assistant.checking.records import Checklist, Element, Source
from kb.errors import InputRefused
from kb.taxonomy import Mark

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
PLAIN_ORDER = Source(clause="按检查表的次序", mark=Mark.CUSTOM)
PLAIN_SOURCE = "本单位现行文件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of a layout.

    Attributes:
        level: 1 or 2; 0 before the first chapter.
        element_id: "" for a chapter that only holds others.
        material: Which kind of material fills it, in Chinese.
        own_only: Another unit's words are of no use in it, not even to look at.
        about_hazard: It is about the one hazard of the plan.
        in_chapter: Heading of the chapter it lies in, "" for a chapter.
        also: Other headings under which plans say the same.
        if_named: It belongs only to plans whose title names what its element is about.
    """

    heading: str
    level: int
    element_id: str = ""
    material: str = PLAIN_SOURCE
    own_only: bool = False
    about_hazard: bool = False
    attachment: bool = False
    in_chapter: str = ""
    also: tuple[str, ...] = ()
    if_named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The parts of a type of document in their order.

    Attributes:
        title: Pattern of the title with {unit} and {topic}.
        order: Where the order of the chapters comes from.
        one_occasion: Such a document tells of one drill, one year, one check; an older one gives no words to a new one.
    """

    checklist: Checklist
    title: str
    order: Source
    parts: tuple[Part, ...]
    one_occasion: bool = False

    @property
    def name(self) -> str:
        """What the type is called."""
        return self.checklist.name

    def element(self, element_id: str) -> Element:
        """Return an element of its checklist."""
        return next(one for one in self.checklist.elements if one.element_id == element_id)


@cache
def all_layouts() -> tuple[Layout, ...]:
    """Read the layouts that ship with the project, plans first."""
    file = resources.files("assistant") / "drafting" / "data" / "layouts.yaml"
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    lists = {one.checklist_id: one for one in all_checklists()}
    return (
        *(_layout(one, lists[one["id"]]) for one in raw["layouts"]),
        *(_plain_layout(one, lists[one["id"]]) for one in raw["plain"]),
    )


def layout_called(name: str) -> Layout:
    """Return the layout a person names by id or by its Chinese name.

    Raises:
        InputRefused: Nothing or more than one type is called so; the sentence lists what there is.
    """
    wanted = plain_name(name)
    exact = [one for one in all_layouts() if name.strip() in (one.checklist.checklist_id, one.name)]
    found = exact or [one for one in all_layouts() if plain_name(one.name) == wanted]
    found = found or [one for one in all_layouts() if len(wanted) > 1 and wanted in one.name]
    if len(found) == 1:
        return found[0]
    known = "、".join(f"{one.checklist.checklist_id}（{one.name}）" for one in found or all_layouts())
    if found:
        raise InputRefused(f"“{name}”可以指几类文档：{known}。请写出其中一个编号。")
    raise InputRefused(f"不会起草“{name}”这一类文档。可用：{known}，以及 电话快报、首报、续报、终报。")


def chosen_parts(layout: Layout, sections: Sequence[str]) -> tuple[Part, ...]:
    """Return the parts a person asks for by heading or by element id, with their chapters; all without any.

    Raises:
        InputRefused: A name is no heading of this type.
    """
    wanted: set[str] = set()
    for name in (one.strip() for one in sections if one.strip()):
        found = [one.heading for one in layout.parts if name in (one.heading, one.element_id, one.in_chapter)]
        found = found or [one.heading for one in layout.parts if len(name) > 1 and name in one.heading]
        if not found:
            known = "、".join(one.heading for one in layout.parts)
            raise InputRefused(f"{layout.name}没有“{name}”这一节。可用：{known}。")
        wanted.update(found)
    chapters = {one.in_chapter for one in layout.parts if one.heading in wanted}
    return tuple(one for one in layout.parts if not wanted or one.heading in wanted | chapters)


def plain_name(name: str) -> str:
    """Return a name without what stands in brackets."""
    return _BRACKETS.sub("", name).strip()


def _layout(raw: dict[str, Any], checklist: Checklist) -> Layout:
    parts = [*_head(raw.get("head", {})), *_chapters(raw["chapters"])]
    parts += [_part(one, 1, attachment=True) for one in raw.get("attachments", ())]
    return Layout(checklist=checklist, title=raw["title"], order=source_of(raw["order"]), parts=tuple(parts))


def _plain_layout(raw: dict[str, Any], checklist: Checklist) -> Layout:
    parts = tuple(
        Part(heading=_plain_heading(one), level=1, element_id=one.element_id, about_hazard=True)
        for one in checklist.elements
    )
    once = raw.get("once", False)
    return Layout(checklist=checklist, title=raw["title"], order=PLAIN_ORDER, parts=parts, one_occasion=once)


def _plain_heading(element: Element) -> str:
    """Return a heading its own checklist knows: the name of the element, or the first heading of the list."""
    name = plain_name(element.name)
    return name if name in element.headings else element.headings[0] if element.headings else name


def _head(raw: dict[str, str]) -> Iterator[Part]:
    for heading, key in (("封面", "cover"), ("批准页", "approval")):
        if key in raw:
            yield Part(
                heading=heading, level=0, element_id=raw[key], material="本单位编号规则和签发记录", own_only=True
            )


def _chapters(raw: Sequence[dict[str, Any]]) -> Iterator[Part]:
    for chapter in raw:
        yield _part(chapter, 1)
        for one in chapter.get("parts", ()):
            yield _part(one, 2, in_chapter=chapter["heading"])


def _part(raw: dict[str, Any], level: int, *, attachment: bool = False, in_chapter: str = "") -> Part:
    return Part(
        heading=raw["heading"],
        level=level,
        element_id=raw.get("element", ""),
        material=raw.get("from", PLAIN_SOURCE),
        own_only=raw.get("own_only", False),
        about_hazard=raw.get("hazard", False),
        attachment=attachment,
        in_chapter=in_chapter,
        also=tuple(raw.get("also", ())),
        if_named=raw.get("if_named", False),
    )
