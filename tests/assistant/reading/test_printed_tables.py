"""The labels of blank forms and the rows of tables that give an order."""

from __future__ import annotations

from assistant.answering.reading.printed_tables import form_labels, ordered_rows
from assistant.answering.reading.question_words import question_words
from kb.query import understand
from kb.records import ChunkKind, Document, Evidence, Metadata
from tests.assistant.reading.evidence import make_evidence
from tests.assistant.reading.test_answers import assembled

FORM = """隐患登记表
JL-07 编号：
检查单位 |  | 检查时间 |
隐患部位 |  | 责任人 |
整改情况 | 签字： 年 月 日 | 签字： 年 月 日"""
ORDERED = """表1 锅炉爆管处置
步骤 | 内容 | 负责人 | 时限
1 | 紧急停炉 | 司炉工 | 立即
2 | 报告值长 | 司炉工 | 3分钟内
3 | 疏散人员 | 值长 | 10分钟内"""


def test_the_labels_of_a_form_are_given_once_and_in_order_without_what_is_filled_in() -> None:
    found = make_evidence(FORM, title="隐患登记表", path=(), kind=ChunkKind.TABLE, hazards=())
    labels = form_labels(understand("隐患登记表里要填哪些内容"), [found])
    assert [one.text for one in labels] == ["检查单位", "检查时间", "隐患部位", "责任人", "整改情况"]
    assert all(found.chunk.text[one.start - found.chunk.start :].startswith(one.text) for one in labels)


def test_another_form_gives_no_labels() -> None:
    found = make_evidence(FORM, title="隐患登记表", path=(), kind=ChunkKind.TABLE, hazards=())
    assert form_labels(understand("培训签到表要填什么"), [found]) == []
    assert form_labels(understand("隐患登记表由谁保存"), [found]) == []


def ordered(question: str) -> list[tuple[str, str, str]]:
    """Return action, actor and limit of the rows a question gets from the boiler's table."""
    item: Evidence = make_evidence(
        ORDERED, title="锅炉事故处置方案", path=("2 处置",), kind=ChunkKind.TABLE, hazards=()
    )
    document: Document = assembled(ORDERED, Metadata(title="锅炉事故处置方案"))
    asked = understand(question)
    words = question_words(asked, lambda terms: dict.fromkeys(terms, 1.0), lambda terms: dict.fromkeys(terms, 1.0))
    rows = ordered_rows(asked, words, [item], [document])
    return [(row.extract.text, row.actor, row.limit) for row in rows]


def test_rows_of_a_table_of_steps_come_with_who_and_within_how_long() -> None:
    assert ordered("锅炉爆管处置的步骤是什么") == [
        ("1 | 紧急停炉 | 司炉工 | 立即", "司炉工", "立即"),
        ("2 | 报告值长 | 司炉工 | 3分钟内", "司炉工", "3分钟内"),
        ("3 | 疏散人员 | 值长 | 10分钟内", "值长", "10分钟内"),
    ]


def test_a_table_of_another_matter_or_a_question_for_no_order_gives_no_rows() -> None:
    assert ordered("电梯困人救援的步骤是什么") == []
    assert ordered("锅炉爆管由谁处置") == []
