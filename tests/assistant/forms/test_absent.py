"""A question about a document that the base does not hold is refused by its name."""

from __future__ import annotations

import pytest

from assistant.answering.forms.absent import absent_document
from kb.query import understand

TITLES = ("临澜市突发事件预警信息发布管理办法", "临澜市防汛抗旱应急预案")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("应急预案管理办法第三十二条", "应急预案管理办法"),
        ("危险化学品安全管理条例还有效吗？", "危险化学品安全管理条例"),
        ("突发事件应对法什么时候施行", "突发事件应对法"),
    ],
)
def test_a_name_that_no_title_answers_to_is_kept(question: str, named: str) -> None:
    understood = understand(question, titles=TITLES)
    assert understood.document_names == (named,)
    answer = absent_document(understood, [], [])
    assert answer is not None and f"《{named}》" in answer.missing


@pytest.mark.parametrize("question", ["第十条怎么说", "本办法第三条", "预案什么时候修订", "防汛二级响应谁批准"])
def test_no_document_is_made_up(question: str) -> None:
    understood = understand(question, titles=TITLES)
    assert understood.document_names == ()
    assert absent_document(understood, [], []) is None
