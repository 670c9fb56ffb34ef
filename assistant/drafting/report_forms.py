"""The forms of reports as data: 首报, 续报, 终报 with their chapters, slots, clauses and limits of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.checking.checklists import source_of
from assistant.checking.records import Source
from kb.errors import InputRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One thing a report says.

    Attributes:
        check: How a value that was typed is looked at: when, count, phone, who, text.
        material: Where a person gets it from.
    """

    slot_id: str
    name: str
    check: str
    material: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of a report; `element_id` is that of the checklist info_report, "" for none."""

    heading: str
    slots: tuple[Slot, ...]
    sources: tuple[Source, ...]
    element_id: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit of time, for some audiences, as a short Chinese sentence with the clause it comes from."""

    text: str
    source: Source
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """A kind of report.

    Attributes:
        title: Pattern of the title with {topic}.
    """

    form_id: str
    name: str
    title: str
    chapters: tuple[Chapter, ...]
    limits: tuple[Limit, ...]

    def slots(self, audience: str) -> tuple[Slot, ...]:
        """Return what a report for an audience says, in order."""
        return tuple(slot for one in self.chapters if not one.only or audience in one.only for slot in one.slots)


@cache
def all_forms() -> tuple[ReportForm, ...]:
    """Read the forms that ship with the project."""
    return tuple(_form(one, _raw()) for one in _raw()["forms"])


@cache
def audiences() -> Mapping[str, str]:
    """Return who may report, id → Chinese name."""
    return {one["id"]: one["name"] for one in _raw()["audiences"]}


def form_called(name: str) -> ReportForm | None:
    """Return the form a person names (首报, first), None for other names."""
    wanted = name.strip().removesuffix("骨架").removesuffix("报告") or name
    return next((one for one in all_forms() if wanted in (one.form_id, one.name)), None)


def audience_called(name: str) -> str:
    """Return the id of an audience that a person names.

    Raises:
        InputRefused: Nobody is called so.
    """
    wanted = name.strip()
    for key, title in audiences().items():
        if wanted == key or (len(wanted) > 1 and wanted in title):
            return key
    known = "、".join(f"{key}（{title}）" for key, title in audiences().items())
    raise InputRefused(f"没有“{wanted}”这一类报告单位。可用：{known}。")


@cache
def _raw() -> dict[str, Any]:
    file = resources.files("assistant") / "drafting" / "data" / "report_forms.yaml"
    raw: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return raw


def _form(raw: dict[str, Any], whole: dict[str, Any]) -> ReportForm:
    return ReportForm(
        form_id=raw["id"],
        name=raw["name"],
        title=raw["title"],
        chapters=tuple(_chapter(whole["chapters"][key], raw["id"]) for key in raw["chapters"]),
        limits=tuple(
            Limit(text=one["text"], source=source_of(one["source"]), only=tuple(one["only"]))
            for one in whole["limits"]
            if raw["id"] in one["forms"]
        ),
    )


def _chapter(raw: dict[str, Any], form_id: str) -> Chapter:
    slots = tuple(
        Slot(slot_id=one["id"], name=one["name"], check=one["check"], material=one["from"])
        for one in raw["slots"]
        if form_id in one.get("forms", [form_id])
    )
    return Chapter(
        heading=raw["heading"],
        slots=slots,
        sources=tuple(source_of(one) for one in raw["sources"]),
        element_id=raw.get("element", ""),
        only=tuple(raw.get("only", ())),
    )
