"""A base that holds nothing but a report of work gives headings, blanks and the list of what is missing; no step at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.drafting.drafter import draft_plan
from assistant.drafting.layouts import all_layouts
from assistant.drafting.records import ItemKind
from assistant.wiring import open_workbench
from kb.knowledge_base import KnowledgeBase
from kb.records import Document
from kb.settings import Settings
from tests.assistant.drafting.conftest import fill


@pytest.fixture(scope="module")
def reports_only(
    tmp_path_factory: pytest.TempPathFactory, sources: dict[str, tuple[Document, bytes]]
) -> Iterator[KnowledgeBase]:
    folder: Path = tmp_path_factory.mktemp("reports")
    with open_workbench(Settings(data_path=folder, workers=1), writable=True) as opened:
        fill(opened.kb, [sources["清河县应急管理局2025年工作总结.txt"]])
        yield opened.kb


PLANS = [one.checklist.checklist_id for one in all_layouts() if one.checklist.checklist_id != "work_summary"]


@pytest.mark.parametrize("kind", PLANS)
def test_skeleton_is_empty_and_names_what_is_missing(reports_only: KnowledgeBase, kind: str) -> None:
    draft = draft_plan(reports_only, kind, "液氨泄漏", "清河县应急管理局")
    assert {item.kind for one in draft.sections for item in one.items} == {ItemKind.BLANK}
    assert all(one.blanks for one in draft.answered)
    assert draft.citations == ()
    assert draft.missing_sources
    assert "库内没有可用的预案、制度或清单" in "".join(draft.notes)
