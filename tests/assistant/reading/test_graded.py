"""What stands at exactly one level or colour: rows, lines and sections, from answers over a small base."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.reading.graded import asked_grade, asks_for_graded
from assistant.answering.reading.grades import cell_grade, line_grades
from assistant.records import AnswerStatus
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.query import understand
from kb.records import Metadata
from kb.settings import load_settings
from tests.assistant.reading.test_answers import assembled

BRIDGE = """1 总则
1.1 适用范围
本预案适用于Ⅱ级桥梁事故和需要支持的Ⅱ级以下桥梁事故。
2 应急响应
2.1 响应条件
级别 | 名称 | 启动条件 | 宣布人
I级 | 特别重大 | 桥梁垮塌造成30人以上死亡 | 省指挥部
Ⅱ级 | 重大 | 桥梁垮塌造成10人以上30人以下死亡 | 市指挥部
III级 | 较大 | 桥梁垮塌造成3人以上10人以下死亡 | 县指挥部
2.2 响应启动
（1）Ⅱ级响应由市长批准启动；
（2）Ⅲ级响应由分管副市长批准启动。
3 预警
3.1 预警发布
（1）红色预警
大桥即将垮塌的，发布红色预警。
（2）蓝色预警
桥面出现裂缝的，发布蓝色预警。
3.2 预警措施
蓝色预警：养护站加密巡查，每日报告一次。
红色预警：封闭桥梁，疏导车辆绕行。"""
ROAD = """1 应急响应
1.1 响应分级
根据严重程度，高速公路应急响应分为特别重大、重大、较大、一般四级。
1.2 分级标准
（1）重大级：造成高速公路双幅中断24小时以上的。
（2）较大级：造成高速公路双幅中断6小时以上的。"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    settings = load_settings(data_path=tmp_path_factory.mktemp("graded"))
    texts = {
        BRIDGE: Metadata(title="青泽县桥梁事故应急预案", doc_type="plan_special"),
        ROAD: Metadata(title="澜江高速公路突发事件应急预案", doc_type="plan_special"),
    }
    documents = [assembled(text, metadata) for text, metadata in texts.items()]
    originals = {one.document_id: text.encode() for one, text in zip(documents, texts, strict=True)}
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents(documents, originals)
        yield Answerer(base)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("桥梁事故Ⅰ级响应的启动条件是什么？", "桥梁垮塌造成30人以上死亡"),
        ("桥梁事故达到什么条件启动二级响应？", "桥梁垮塌造成10人以上30人以下死亡"),
        ("桥梁事故III 级响应的条件是什么？", "桥梁垮塌造成3人以上10人以下死亡"),
    ],
)
def test_the_row_of_the_level_comes_with_its_column_headings(answerer: Answerer, question: str, row: str) -> None:
    answer = answerer.answer(question)
    answering = [one.text for one in answer.statements if not one.context]
    assert len(answering) == 1 and row in answering[0]
    assert [one.text for one in answer.statements if one.context] == ["级别 | 名称 | 启动条件 | 宣布人"]


def test_a_colour_is_answered_by_the_text_below_its_heading_not_by_the_heading(answerer: Answerer) -> None:
    answer = answerer.answer("桥梁蓝色预警是什么情况？")
    assert [one.text for one in answer.statements] == ["桥面出现裂缝的，发布蓝色预警。"]


def test_measures_of_a_colour_are_told_from_its_conditions(answerer: Answerer) -> None:
    answer = answerer.answer("桥梁红色预警时采取什么措施？")
    assert [one.text for one in answer.statements] == ["红色预警：封闭桥梁，疏导车辆绕行。"]


def test_grades_by_name_are_a_scale_of_their_own(answerer: Answerer) -> None:
    answer = answerer.answer("高速公路较大级突发事件的标准是什么？")
    assert answer.status is AnswerStatus.GROUNDED
    assert answer.statements[0].text == "较大级：造成高速公路双幅中断6小时以上的。"


def test_who_approves_is_told_without_the_other_levels(answerer: Answerer) -> None:
    answer = answerer.answer("桥梁事故二级响应谁批准？")
    assert "Ⅱ级响应由市长批准启动；" in answer.text
    assert "Ⅲ级" not in answer.text


def test_a_question_of_two_levels_names_no_single_grade() -> None:
    assert asked_grade(understand("一级响应和二级响应的条件有什么不同")) == ""
    assert asked_grade(understand("II 级响应是什么情况")) == "二级"
    assert asked_grade(understand("重大危险源分几级")) == ""


def test_who_and_how_long_are_no_questions_for_conditions() -> None:
    assert not asks_for_graded(understand("二级响应谁批准"))
    assert not asks_for_graded(understand("红色预警多久发布"))
    assert not asks_for_graded(understand("Ⅱ级预警的启动程序是什么"))
    assert asks_for_graded(understand("蓝色预警是什么情况"))


def test_cells_and_lines_state_grades_only_where_they_are_named() -> None:
    assert [cell_grade(one) for one in ("Ⅳ", "II 级", "重大级", "红色", "3人以上")] == [
        "四级",
        "二级",
        "重大",
        "红色",
        "",
    ]
    assert line_grades("（2）二级响应级别（橙色）：重大事故") == {"二级", "橙色"}
    assert line_grades("Ⅲ级、Ⅳ级预警由市级负责") == {"三级", "四级"}
