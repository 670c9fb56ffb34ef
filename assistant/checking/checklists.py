"""The checklists as data: which elements a document of each type has to hold, each with its clause and mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.checking.records import Checklist, Element, Need, Point, Source
from kb.errors import InputRefused
from kb.records import Metadata
from kb.taxonomy import Mark, default_taxonomy

FILES = ("unit", "government", "drills", "reports")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


@cache
def all_checklists() -> tuple[Checklist, ...]:
    """Read the checklists that ship with the project, in their order."""
    folder = resources.files("assistant") / "checking" / "data"
    return tuple(
        _checklist(raw)
        for name in FILES
        for raw in yaml.safe_load((folder / f"checklists_{name}.yaml").read_text(encoding="utf-8"))["checklists"]
    )


def checklists_for(metadata: Metadata) -> tuple[Checklist, ...]:
    """Return the lists for a document by its type and title, that of its type first; () when there is none."""
    by_type = [one for one in all_checklists() if metadata.doc_type and metadata.doc_type in one.doc_types]
    by_title = [one for one in all_checklists() if one.title and re.search(one.title, metadata.title)]
    return tuple(dict.fromkeys([*by_type, *by_title]))


def checklists_called(name: str) -> tuple[Checklist, ...]:
    """Return the lists a person names by id, by Chinese name or by the name of a document type.

    Raises:
        InputRefused: Nothing is called so; the sentence lists what there is.
    """
    wanted = _plain(name)
    types = {one.type_id for one in default_taxonomy().doc_types if wanted in (one.type_id, _plain(one.name))}
    found = tuple(
        one
        for one in all_checklists()
        if wanted in (one.checklist_id, one.name, _plain(one.name)) or types.intersection(one.doc_types)
    )
    if not found:
        known = "、".join(f"{one.checklist_id}（{_plain(one.name)}）" for one in all_checklists())
        raise InputRefused(f"没有“{name}”这一类的检查表。可用：{known}。")
    exact = tuple(one for one in found if wanted in (one.checklist_id, one.name))
    return exact or found


def source_of(raw: dict[str, Any]) -> Source:
    """Read a source as the data files write it: clause, mark and, where needed, a remark."""
    return Source(clause=raw["clause"], mark=Mark(raw["mark"]), remark=raw.get("remark", ""))


def _plain(name: str) -> str:
    return _BRACKETS.sub("", name).strip()


def _checklist(raw: dict[str, Any]) -> Checklist:
    return Checklist(
        checklist_id=raw["id"],
        name=raw["name"],
        doc_types=tuple(raw["doc_types"]),
        basis=tuple(source_of(one) for one in raw["basis"]),
        elements=tuple(_element(one) for one in raw["elements"]),
        title=raw.get("title", ""),
        skip_parts=raw.get("skip_parts", ""),
        may_simplify=raw.get("may_simplify", False),
        cross_checks=tuple(raw.get("cross_checks", ())),
    )


def _element(raw: dict[str, Any]) -> Element:
    return Element(
        element_id=raw["id"],
        name=raw["name"],
        need=Need(raw["need"]),
        headings=tuple(raw["headings"]),
        points=tuple(_point(one) for one in raw["points"]),
        sources=tuple(source_of(one) for one in raw["sources"]),
        when=raw.get("when", ""),
        levels=tuple(raw.get("levels", ())),
        met_by=raw.get("met_by", ""),
        title=raw.get("title", ""),
        scope=raw.get("scope", ""),
        enough=raw.get("enough", 0),
        by_reference=raw.get("by_reference", False),
        advised=tuple(raw.get("advised", ())),
        note=raw.get("note", ""),
    )


def _point(raw: dict[str, Any]) -> Point:
    cues, strong = tuple(raw.get("cues", ())), tuple(raw.get("strong", ()))
    return Point(name=raw["name"], cues=cues if cues or strong else words_of(raw["name"]), strong=strong)


def words_of(name: str) -> tuple[str, ...]:
    """Return patterns for a point that has no cues of its own: its words, long ones also with a gap inside."""
    words: Sequence[str] = [word for word in re.split(r"[/、，,与和及或;；:：\s]+", _plain(name)) if len(word) > 1]
    ends = [(re.escape(word[:2]), re.escape(word[-2:])) for word in words if len(word) > 3]
    gapped = [f"{first}[^。\\n]{{0,8}}{last}|{last}[^。\\n]{{0,4}}{first}" for first, last in ends]
    return (*map(re.escape, words), *gapped) or (re.escape(name),)
