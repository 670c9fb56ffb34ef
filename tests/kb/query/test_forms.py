"""Questions that take more than one look."""

from __future__ import annotations

import pytest

from kb.query import understand
from kb.records import AnswerKind


@pytest.mark.parametrize(
    ("text", "kind", "plain"),
    [
        ("总体应急预案是不是现行的", AnswerKind.STANDING, AnswerKind.YES_NO),
        ("安全生产法废止了吗", AnswerKind.STANDING, AnswerKind.OPEN),
        ("灭火器还有效吗", AnswerKind.OPEN, AnswerKind.OPEN),
        ("本办法适用于哪些单位", AnswerKind.LIST, AnswerKind.LIST),
        ("红色预警和橙色预警时限相差多久", AnswerKind.COMPUTATION, AnswerKind.LIMIT),
        ("长安汽车2021年销量同比增长多少", AnswerKind.NUMBER, AnswerKind.NUMBER),
        ("每年一共演练几次", AnswerKind.NUMBER, AnswerKind.NUMBER),
        ("一级和二级响应有什么不同", AnswerKind.COMPARISON, AnswerKind.LIST),
        ("红色和橙色预警分别由谁签发", AnswerKind.COMPARISON, AnswerKind.BODY),
        ("指挥部各成员单位职责是什么", AnswerKind.LIST, AnswerKind.LIST),
        ("安全生产法116条", AnswerKind.CLAUSE, AnswerKind.OPEN),
        ("第二十条旧的是怎么写的", AnswerKind.CLAUSE, AnswerKind.OPEN),
        ("安全生产法第八十三条规定多久上报", AnswerKind.LIMIT, AnswerKind.LIMIT),
    ],
)
def test_form_and_plain_kind(text: str, kind: AnswerKind, plain: AnswerKind) -> None:
    question = understand(text)
    assert (question.kind, question.plain_kind) == (kind, plain)


def test_levels_of_a_pair_are_both_read() -> None:
    assert understand("一级和二级响应谁批准").response_levels == (1, 2)
    assert understand("II 级响应谁批准").response_levels == (2,)
    assert understand("一级、二级重大危险源").response_levels == ()
