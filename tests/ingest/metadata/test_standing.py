"""Standing that a document states of itself."""

from __future__ import annotations

import pytest

from kb.records import DocumentStatus
from tests.ingest.metadata.reading import read_lines


@pytest.mark.parametrize(
    ("text", "file_name", "status"),
    [
        ("某市应急预案\n（征求意见稿）\n1 总则", "预案.docx", DocumentStatus.DRAFT),
        ("某市应急预案（送审稿）\n1 总则", "预案.docx", DocumentStatus.DRAFT),
        ("某市应急预案\n1 总则", "某市应急预案（草案）.docx", DocumentStatus.DRAFT),
        ("某市管理办法（已废止）\n第一条 甲。", "办法.docx", DocumentStatus.REPEALED),
        ("某市管理办法\n有效性：失效\n第一条 甲。", "办法.docx", DocumentStatus.REPEALED),
        ("某市管理办法\n有效性: 有效\n第一条 甲。", "办法.docx", DocumentStatus.IN_FORCE),
        ("某市管理办法\n第一条 审议草案应当公开。", "办法.docx", DocumentStatus.IN_FORCE),
    ],
)
def test_status(text: str, file_name: str, status: DocumentStatus) -> None:
    assert read_lines(text, file_name).status is status
