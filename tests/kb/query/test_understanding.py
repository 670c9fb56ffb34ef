"""Understanding questions."""

from __future__ import annotations

import pytest

from kb.errors import InputRefused
from kb.query import MAX_QUESTION_CHARACTERS, understand
from kb.records import AnswerKind

TITLES = (
    "中华人民共和国突发事件应对法",
    "中华人民共和国安全生产法",
    "中华人民共和国宪法",
    "中华人民共和国水法",
    "生产安全事故应急预案管理办法",
    "突发事件应急预案管理办法",
    "临澜市防汛抗旱应急预案",
    "临澜市突发事件总体应急预案",
    "临澜市突发事件预警信息发布管理办法（2019年）",
    "临澜市突发事件预警信息发布管理办法（2024年修订）",
    "青泽县柳溪镇突发事件应急预案",
    "石桥村山洪灾害防御与转移避险应急预案",
    "临澜恒泰化工有限公司综合应急预案",
    "建筑市场管理条例",
    "行政区划管理条例",
)


def test_spoken_question_about_a_fire() -> None:
    question = understand("着火了先干啥")
    assert (question.text, question.normalized) == ("着火了先干啥", "火灾先干啥")
    assert question.kind is AnswerKind.STEPS
    assert question.hazards == ("fire",)
    assert question.phases == ("initial_response",)
    assert question.terms[0] == "火灾"
    assert {"先期处置", "初期扑救", "报警"} <= set(question.terms)


def test_hazards_phases_and_roles() -> None:
    question = understand("厂里煤气漏了，保安怎么办")
    assert (question.hazards, question.roles) == (("gas_leak",), ("保安/门卫",))
    assert question.phases == ("reporting", "initial_response")
    assert question.normalized == "厂里燃气泄漏,保安怎么办"


def test_aliases_nearest_to_the_expression_stand_first() -> None:
    assert understand("停电了怎么办").terms[:2] == ("公共设施和设备事故", "大面积停电")
    assert understand("氨罐漏了往哪跑").terms[:3] == ("危险化学品事故", "氨泄漏", "液氨泄漏")


def test_situation_without_question_word_asks_what_to_do() -> None:
    question = understand("罐区起火")
    assert (question.kind, question.text) == (AnswerKind.STEPS, "罐区起火")
    assert "先期处置" in question.terms
    assert understand("商场火灾").kind is AnswerKind.OPEN
    assert understand("某企业仓库起火，" * 5).kind is AnswerKind.OPEN


def test_question_with_formal_words_is_widened_little() -> None:
    assert understand("洪涝灾害的分级标准").terms == ("洪水", "内涝")
    assert understand("规章的制定程序").terms == ()


@pytest.mark.parametrize("spelling", ["二级响应谁批准", "Ⅱ级响应谁批准", "II级响应谁批准", "2级响应谁批准"])
def test_spellings_of_a_level_are_one_question(spelling: str) -> None:
    question = understand(spelling)
    assert (question.normalized, question.response_level, question.kind) == ("二级响应谁批准", 2, AnswerKind.BODY)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("启动Ⅳ级应急响应的条件", 4),
        ("防汛一级应急响应由谁宣布", 1),
        ("响应升到三级要报告谁", 3),
        ("二级谁批准", 2),
        ("二级预警谁发布", None),
        ("红色预警怎么办", None),
        ("一级重大危险源怎么管", None),
        ("通到哪一级", None),
        ("最末一级网格", None),
        ("8级大风怎么办", None),
        ("统一级别", None),
        ("需要国家一级及以上施工资质吗", None),
        ("一、二、三级水利水电枢纽", None),
        ("重大事故怎么报", None),
    ],
)
def test_only_levels_of_the_response_are_response_levels(text: str, level: int | None) -> None:
    assert understand(text).response_level == level


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("第十九条怎么说", "第十九条"),
        ("突发事件应对法第19条规定了什么", "第十九条"),
        ("《安全生产法》第一百一十六条", "第一百一十六条"),
        ("第 三十二 条", "第三十二条"),
        ("第十九条之一", "第十九条之一"),
        ("安全生产法116条", "第一百一十六条"),
        ("第一章讲什么", ""),
        ("三条措施", ""),
    ],
)
def test_clauses(text: str, clause: str) -> None:
    assert understand(text).clause == clause


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("《中华人民共和国突发事件应对法》第三条", ("中华人民共和国突发事件应对法",)),
        ("突发事件应对法第三条", ("中华人民共和国突发事件应对法",)),
        ("按《安全生产法》怎么罚", ("中华人民共和国安全生产法",)),
        ("应急预案管理办法第三十二条", ("突发事件应急预案管理办法", "生产安全事故应急预案管理办法")),
        ("生产安全事故应急预案管理办法", ("生产安全事故应急预案管理办法",)),
        ("防汛预案里谁是总指挥", ("临澜市防汛抗旱应急预案",)),
        ("总体应急预案什么时候发布", ("临澜市突发事件总体应急预案",)),
        (
            "预警信息发布管理办法有什么变化",
            ("临澜市突发事件预警信息发布管理办法（2019年）", "临澜市突发事件预警信息发布管理办法（2024年修订）"),
        ),
        ("临澜市总体应急预案", ("临澜市突发事件总体应急预案",)),
        ("郑州市总体应急预案", ("郑州市总体应急预案",)),
        ("《没有的办法》第一条", ("没有的办法",)),
        ("宪法第三条", ("中华人民共和国宪法",)),
        ("污水法子", ()),
        ("安全生产法律法规有哪些", ()),
        ("综合应急预案的编制要素", ()),
        ("应急预案怎么编", ()),
    ],
)
def test_document_names_are_brought_to_titles(text: str, names: tuple[str, ...]) -> None:
    assert understand(text, titles=TITLES).document_names == names


@pytest.mark.parametrize(
    ("text", "years", "places"),
    [
        ("永城市2022年演练了多少次", ("2022",), ("永城市",)),
        ("二〇二一年和2022年度的支出", ("2021", "2022"), ()),
        ("GB/T 29639-2020的要求", (), ()),
        ("X县山岳救援队多少人", (), ("X县",)),
        ("临澜市青泽县柳溪镇的防汛责任人", (), ("临澜市", "青泽县", "柳溪镇")),
        ("石桥村往哪转移", (), ("石桥村",)),
        ("永城县乡两级救援队伍", (), ("永城",)),
        ("全市应急队伍", (), ()),
        ("建筑市场和行政区划怎么管", (), ()),
    ],
)
def test_years_and_places(text: str, years: tuple[str, ...], places: tuple[str, ...]) -> None:
    question = understand(text, titles=TITLES)
    assert (question.years, question.places) == (years, places)


@pytest.mark.parametrize("text", ["", "  \n\u3000", "\x00"])
def test_empty_question_is_refused(text: str) -> None:
    with pytest.raises(InputRefused, match="问题是空的"):
        understand(text)


@pytest.mark.parametrize("text", ["？？？！！", "12345", "😀😀", "……——", "\u200b\u200b。"])
def test_question_without_letters_is_refused_with_what_was_read(text: str) -> None:
    with pytest.raises(InputRefused, match="没有汉字或字母"):
        understand(text)


def test_question_beyond_the_limit_is_refused_with_its_length() -> None:
    with pytest.raises(InputRefused, match="20,001 个字符，超过 20,000"):
        understand("火" * (MAX_QUESTION_CHARACTERS + 1))


def test_longest_question_is_understood() -> None:
    question = understand(("发生火灾怎么办，" * 2_500)[:MAX_QUESTION_CHARACTERS])
    assert (len(question.text), question.hazards, question.kind) == (20_000, ("fire",), AnswerKind.STEPS)


def test_half_characters_of_a_broken_encoding_do_no_harm() -> None:
    assert understand("火灾\ud800怎么办").text == "火灾\ufffd怎么办"
    with pytest.raises(InputRefused):
        understand("\udce6\udcb0")
