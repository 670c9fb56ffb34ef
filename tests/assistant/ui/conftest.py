"""A workbench over a base of one document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.wiring import Workbench, open_workbench
from kb.settings import Settings
from tests.builders import make_document, original_of

FLOOD = (
    "临澜市防汛应急预案\n"
    "1 总则\n"
    "为做好洪水灾害的预防和处置工作，制定本预案。\n"
    "2 应急响应\n"
    "市防汛抗旱指挥部接到报告后，应当在30分钟内启动Ⅱ级响应，并向市人民政府报告。\n"
    "市防汛抗旱指挥部办公室值班电话为0600-5550122。"
)


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    settings = Settings(data_path=tmp_path / "data", workers=1)
    with open_workbench(settings, writable=True) as opened:
        document = make_document(FLOOD, title="临澜市防汛应急预案", approved=False)
        opened.kb.replace_documents([document], {document.document_id: original_of(document)})
        yield opened


@pytest.fixture
def document_id(workbench: Workbench) -> str:
    """The id of the one document of the base."""
    return workbench.kb.summaries()[0].document_id
