"""What to do and whom to call is told by rules, never by a report of what was done once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import content_pieces
from kb.records import Metadata
from tests.assistant.answering.small_base import answering_from

PLAN = """3 信息报告
3.1 信息接报
发生火灾的，发现人立即拨打119报警，向消防救援支队说明地址。
应急值班员10分钟内用电话通知园区应急响应中心0600-5551600。"""
REPORT = """二、事故经过和应急处置
（一）应急处置
2时57分，报警人拨打电话0600-5559999报告事故，园区值班室未接听。
3时00分，厂长组织员工撤离。"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    texts = {
        PLAN: Metadata(title="恒泰公司综合应急预案", doc_type="plan_unit"),
        REPORT: Metadata(title="宏达家具厂火灾事故调查报告", doc_type="investigation"),
    }
    with answering_from(tmp_path_factory.mktemp("instructions"), texts) as opened:
        yield opened


@pytest.mark.parametrize(
    "question", ["报告事故的电话打哪个号，消防和园区都要报吗", "出了事故向消防和园区报告打什么电话"]
)
def test_numbers_come_from_rules_and_for_every_body_named(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert {one.document_title for one in answer.citations} == {"恒泰公司综合应急预案"}
    assert "119" in answer.text
    assert "0600-5551600" in answer.text


def test_who_asks_for_the_record_gets_it(answerer: Answerer) -> None:
    answer = answerer.answer("宏达家具厂火灾调查报告里报警人拨打的电话是多少")
    assert "0600-5559999" in answer.text


def test_decimal_stays_one_number() -> None:
    assert content_pieces("发生4.8级地震启动几级响应")[0].startswith("发生4.8级地震")
    assert plain("4.3级地震") == "4.3级地震"
    assert plain("3级响应") == "三级响应"
