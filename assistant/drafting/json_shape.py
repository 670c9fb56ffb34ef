"""The JSON shape of a draft: part of the stable interface of `yubei draft --json`, and how a kept draft is stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.drafting.records import Basis, DraftItem, DraftSection, ItemKind, PlanDraft
from assistant.json_forms import citation_form
from assistant.records import Citation
from kb.errors import InputRefused
from kb.records import DocumentStatus

Form = dict[str, Any]


def draft_form(draft: PlanDraft) -> Form:
    """Return a draft; spans count characters of the document's text as stored."""
    return {
        "kind": draft.kind,
        "kind_name": draft.kind_name,
        "title": draft.title,
        "topic": draft.topic,
        "unit": draft.unit,
        "drafted_on": draft.drafted_on.isoformat(),
        "sections": [_section_form(section) for section in draft.sections],
        "missing_sources": list(draft.missing_sources),
        "notes": list(draft.notes),
        "citations": [citation_form(one) for one in draft.citations],
    }


def stored_body(draft: PlanDraft) -> str:
    """Return a draft as the text it is kept as; `draft_from_body` reads it again."""
    whole = asdict(draft)
    whole["drafted_on"] = draft.drafted_on.isoformat()
    return json.dumps(whole, ensure_ascii=False)


def draft_from_body(body: str) -> PlanDraft:
    """Return a kept draft.

    Raises:
        InputRefused: The text is no draft this version can read.
    """
    try:
        raw = json.loads(body)
        return PlanDraft(
            **{key: raw[key] for key in ("kind", "kind_name", "title", "topic", "unit")},
            sections=tuple(_section(one) for one in raw["sections"]),
            citations=tuple(_citation(one) for one in raw["citations"]),
            missing_sources=tuple(raw["missing_sources"]),
            notes=tuple(raw["notes"]),
            drafted_on=date.fromisoformat(raw["drafted_on"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputRefused("这份草稿的内容读不出来：它是另一个版本保存的，或已损坏。请重新起草。") from error


def _section_form(section: DraftSection) -> Form:
    return {
        "heading": section.heading,
        "level": section.level,
        "element": section.element_id,
        "attachment": section.attachment,
        "basis": [{"clause": one.clause, "citation": one.marker} for one in section.basis],
        "items": [_item_form(item) for item in section.items],
        "note": section.note,
    }


def _item_form(item: DraftItem) -> Form:
    return {
        "kind": item.kind.value,
        "text": item.text,
        "label": item.label,
        "name": item.name,
        "heading": item.heading,
        "caption": item.caption,
        "citations": list(item.markers),
    }


def _section(raw: Mapping[str, Any]) -> DraftSection:
    return DraftSection(
        heading=raw["heading"],
        level=raw["level"],
        element_id=raw["element_id"],
        items=tuple(
            DraftItem(**{**one, "kind": ItemKind(one["kind"]), "markers": tuple(one["markers"])})
            for one in raw["items"]
        ),
        basis=tuple(Basis(**one) for one in raw["basis"]),
        attachment=raw["attachment"],
        note=raw["note"],
    )


def _citation(raw: Mapping[str, Any]) -> Citation:
    lists = ("heading_path", "doubtful", "same_text_in")
    return Citation(
        **{**raw, **{key: tuple(raw[key]) for key in lists}, "status": DocumentStatus(raw["status"])},
    )
