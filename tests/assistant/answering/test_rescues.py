"""May I go in to save somebody: the bans for this kind of accident, those of no other, or a refusal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.rescues import asks_to_go_in
from assistant.records import AnswerStatus
from kb.records import Metadata
from tests.assistant.answering.small_base import answering_from

ONSITE = """1 有限空间中毒窒息现场处置方案
1.1 现场处置措施
监护人立即呼救，向池内通风。
1.2 注意事项
（1）严禁未通风、未检测进入有限空间。
（2）严禁未佩戴正压式空气呼吸器下池救人。
（3）作业前检测时间距离进入不得超过30分钟。
2 触电现场处置方案
2.1 现场处置措施
触电者从高处坠落的，监护人保护颈椎，不随意搬动。
2.2 注意事项
（1）严禁断电前用手拉触电者。
（2）无关人员不得进入配电室。"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    plan = Metadata(title="恒泰公司现场处置方案", doc_type="plan_unit_onsite")
    with answering_from(tmp_path_factory.mktemp("rescues"), {ONSITE: plan}) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    ["有人在反应釜里晕倒了，我能不能先进去拉他？", "污水池里两个工友没动静了，要不要下去把人捞上来"],
)
def test_tank_gets_the_bans_of_confined_spaces_alone(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert answer.status is AnswerStatus.GROUNDED
    assert [one.text for one in answer.statements] == [
        "严禁未通风、未检测进入有限空间。",
        "严禁未佩戴正压式空气呼吸器下池救人。",
    ]


def test_electric_shock_gets_its_own_ban(answerer: Answerer) -> None:
    answer = answerer.answer("电工被电倒了，可以直接用手拉他吗")
    assert [one.text for one in answer.statements] == ["严禁断电前用手拉触电者。"]


def test_accident_without_a_rule_is_refused(answerer: Answerer) -> None:
    answer = answerer.answer("有人掉进河里了，我能不能跳下去救他")
    assert answer.refused
    assert "没有依据不等于可以进入" in answer.missing


def test_accident_not_told_gets_every_ban_with_a_warning(answerer: Answerer) -> None:
    answer = answerer.answer("有人喊不应了，能不能过去把他救出来")
    assert answer.status is AnswerStatus.PARTIAL
    assert "没有写明是哪种险情" in answer.missing
    assert "严禁未佩戴正压式空气呼吸器下池救人。" in [one.text for one in answer.statements]


@pytest.mark.parametrize("question", ["触电了怎么急救", "能不能进入有限空间作业", "响应由谁批准", "有人受伤要不要报告"])
def test_other_questions_go_the_ordinary_way(question: str) -> None:
    assert not asks_to_go_in(question)
