"""Names of documents and clauses."""

from __future__ import annotations

import pytest

from kb.retrieval.naming import holds_clause, named_rows, title_key
from tests.builders import make_chunk

TITLES = (
    "中华人民共和国安全生产法（2021修正）",
    "突发事件应急预案管理办法",
    "生产安全事故应急预案管理办法",
    "生产安全事故应急条例",
    "临澜市防汛应急预案",
)
KEYS = [title_key(title) for title in TITLES]


def test_titles_are_compared_without_prefix_edition_and_marks() -> None:
    assert KEYS[0] == title_key("《安全生产法》") == "安全生产法"
    assert title_key("中华人民共和国") == "中华人民共和国"


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("安全生产法", [0]),
        ("中华人民共和国安全生产法", [0]),
        ("应急预案管理办法", [1, 2]),
        ("生产安全事故应急条例", [3]),
        ("防汛应急预案", [4]),
        ("临澜市防汛应急预案全文", [4]),
        ("道路交通安全法", []),
        ("法", []),
    ],
)
def test_a_name_stands_for_titles(name: str, rows: list[int]) -> None:
    assert named_rows([name], KEYS) == rows


def test_documents_that_are_not_allowed_have_no_name() -> None:
    assert named_rows(["安全生产法"], ["", *KEYS[1:]]) == []


@pytest.mark.parametrize(
    ("text", "headings", "clause", "held"),
    [
        ("第十九条 县级以上人民政府……", (), "第十九条", True),
        ("## 第十九条 县级以上人民政府", (), "第十九条", True),
        ("《安全生产法》第十九条 全员责任制", (), "第十九条", True),
        ("第十八条 其他。\n第十九条 县级以上人民政府", (), "第十九条", True),
        ("（一）制定方案；", ("第三章 应急", "第十九条"), "第十九条", True),
        ("依照本法第十九条的规定处罚。", (), "第十九条", False),
        ("第十九条之一 新增条款", (), "第十九条", False),
        ("第十九条之一 新增条款", (), "第十九条之一", True),
        ("第十条 其他", (), "第十九条", False),
        ("第一百〇一条 本法", (), "第一百零一条", True),
        ("第一○一条 本法", (), "第一百零一条", True),
        ("（一）本法", ("第一百〇一条",), "第一百零一条", True),
        ("第一百〇一条 本法", (), "第一百零二条", False),
    ],
)
def test_a_chunk_holds_the_clause_that_begins_in_it(
    text: str, headings: tuple[str, ...], clause: str, held: bool
) -> None:
    assert holds_clause(make_chunk(text, heading_path=headings), clause) is held
