"""Standing and repeals."""

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


@pytest.mark.parametrize(
    ("clause", "titles"),
    [
        ("本法自2004年1月1日起施行，《中华人民共和国居民身份证条例》同时废止。", ("中华人民共和国居民身份证条例",)),
        (
            "2000年公布的《关于商品和服务实行明码标价的规定》、2001年公布的《禁止价格欺诈行为的规定》同时废止。",
            ("关于商品和服务实行明码标价的规定", "禁止价格欺诈行为的规定"),
        ),
        ("《甲办法》第三条、《乙规定》同时废止。", ("乙规定",)),
        ("公安部以前制定的规定与本规定不一致的，同时废止。", ()),
        ("依照《甲条例》领取的证件停止使用。", ()),
    ],
)
def test_repeals(clause: str, titles: tuple[str, ...]) -> None:
    assert read_lines(f"某办法\n第一条 甲。\n第二条 乙。\n第三条 {clause}").repeals == titles
