"""How the sentence that announces a list becomes a question."""

from __future__ import annotations

import pytest

from assistant.study.questions.selecting import asking, for_choice, for_words, group_of


@pytest.mark.parametrize(
    ("lead", "choice", "words"),
    [
        ("应急预案的编制应当符合下列基本要求：", "应急预案的编制应当符合下列哪些基本要求？（　　）", "应急预案的编制应当符合哪些基本要求？"),
        ("有下列情形之一的，应急预案应当及时修订：", "出现下列哪些情形时，应急预案应当及时修订？（　　）", "出现哪些情形时，应急预案应当及时修订？"),
        ("领导小组办公室设在保障科，主要职责是：", "领导小组办公室设在保障科，其主要职责是（　　）。", "领导小组办公室设在保障科，其主要职责有哪些？"),
        ("入境的交通运输工具有下列情形之一的，有权阻止其入境：", "入境的交通运输工具出现下列哪些情形时，有权阻止其入境？（　　）", "入境的交通运输工具出现哪些情形时，有权阻止其入境？"),
        ("报警内容包括：", "报警内容包括（　　）。", "报警内容包括哪些？"),
    ],
)  # fmt: skip
def test_leads_become_questions(lead: str, choice: str, words: str) -> None:
    question = asking(lead)
    assert for_choice(question) == choice
    assert for_words(question) == words


def test_a_lead_that_cannot_be_turned_makes_no_question() -> None:
    assert asking("按照以下原则和下列方式办理：") == ""
    assert asking("现将有关事项通知如下：") == ""


def test_lists_of_one_group_have_items_of_one_form() -> None:
    assert group_of("履行下列职责") == group_of("依法承担下列义务")
    assert group_of("履行下列职责") != group_of("提交下列材料")


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ("有下列情形之一的人员，不得开办娱乐场所：", "有哪些情形的人员，不得开办娱乐场所？"),
        ("当满足以下一个或多个条件时，响应终止：", "当满足哪些条件时，响应终止？"),
        ("政府应当采取下列一项或者多项应急处置措施：", "政府应当采取哪些应急处置措施？"),
        ("预案将以下四类事故列入适用范围：", "预案将哪些事故列入适用范围？"),
        ("经营者进行有奖销售不得存在下列情形：", "经营者进行有奖销售不得存在哪些情形？"),
    ],
)
def test_conditions_of_a_noun_and_counts_read_as_chinese(lead: str, words: str) -> None:
    assert for_words(asking(lead)) == words


def test_a_lead_that_is_nothing_but_a_count_makes_no_question() -> None:
    assert asking("动物疫病分为下列三类：") == ""
