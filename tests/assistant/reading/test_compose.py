"""Answers composed from scored units: cells of rows, whole lists, phones of one office, nothing beside the point."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.answering.reading.compose import Composition, compose
from assistant.answering.reading.question_words import question_words
from assistant.answering.reading.scoring import score_units
from kb.query.understanding import understand
from kb.records import ChunkKind, Evidence
from tests.assistant.reading.evidence import make_evidence


def even(words: Sequence[str]) -> dict[str, float]:
    return dict.fromkeys(words, 3.0)


def nothing_alike(question: str, texts: Sequence[str]) -> list[float]:
    return [0.0] * len(texts)


def composed(asked: str, *evidence: Evidence) -> Composition:
    question = understand(asked, titles=())
    words = question_words(question, even, even)
    stored: Callable[[str], str] = {item.chunk.document_id: item.chunk.text for item in evidence}.__getitem__
    return compose(question, words, score_units(question, words, evidence, nothing_alike), stored)


def texts(composition: Composition) -> list[str]:
    return [extract.text for extract in composition.answer]


CONTACTS = """单位 | 岗位 | 电话
应急值班室 | 值班员 | 0600-5556110
中控室 | 值班员 | 0600-5556112
南门值班室 | 门卫 | 0600-5556115"""


def test_contact_list_answers_with_the_row_asked_for_and_no_neighbour() -> None:
    answer = composed("中控室电话多少？", make_evidence(CONTACTS, kind=ChunkKind.TABLE))
    assert texts(answer) == ["中控室 | 值班员 | 0600-5556112"]


def test_row_comes_with_the_headings_of_its_columns() -> None:
    table = "级别 | 启动条件 | 批准人\nⅡ级 | 受伤、中毒1至2人 | 总指挥\nⅢ级 | 班组能够控制 | 当班班长"
    answer = composed("Ⅲ级响应由谁批准？", make_evidence(table, kind=ChunkKind.TABLE))
    assert texts(answer) == ["Ⅲ级 | 班组能够控制 | 当班班长"]
    assert [extract.text for extract in answer.context] == ["级别 | 启动条件 | 批准人"]


def test_long_row_is_cut_to_its_name_and_the_cells_that_answer() -> None:
    duties = (
        "负责现场警戒、人员清点、车辆引导、物资登记、影像记录、舆情收集、后勤保障、交接班登记和其他临时交办事项，" * 2
    )
    table = f"组别 | 职责 | 到场时限\n警戒组 | {duties} | 接到通知后3分钟内\n救护组 | 救治伤员 | 5分钟内"
    answer = composed("警戒组接到通知后几分钟内到场？", make_evidence(table, kind=ChunkKind.TABLE))
    assert texts(answer)[0] == "警戒组"
    assert "接到通知后3分钟内" in texts(answer)
    assert "救护组" not in " ".join(texts(answer))


def test_list_question_gets_every_item_with_the_announcing_sentence() -> None:
    text = "事故报告应当包括下列内容：\n（一）单位概况；\n（二）时间和地点；\n（三）简要经过；\n（四）已经采取的措施。\n报告后出现新情况的，应当补报。"
    answer = composed("事故报告要写哪些内容？", make_evidence(text))
    assert texts(answer) == [
        "事故报告应当包括下列内容：",
        "（一）单位概况；",
        "（二）时间和地点；",
        "（三）简要经过；",
        "（四）已经采取的措施。",
    ]


def test_list_goes_on_in_the_chunks_that_were_not_found() -> None:
    whole = "指挥部采取下列措施：\n（一）划定警戒区；\n（二）疏散群众；\n（三）开放避难场所。"
    found = make_evidence(whole[: whole.index("（二）")])
    question = understand("指挥部采取哪些措施？", titles=())
    words = question_words(question, even, even)
    answer = compose(question, words, score_units(question, words, [found], nothing_alike), lambda _id: whole)
    assert texts(answer)[-2:] == ["（二）疏散群众；", "（三）开放避难场所。"]


def test_sentence_that_lists_as_many_as_asked_answers_alone() -> None:
    text = "一、完善物资储备体系。\n一是建立保障体系。采用政府集中储存、部门专业储存、市场协议储存等方式，保障供应。\n二是建立中心体系。储备2400万元的物资。"
    answer = composed("物资采取哪三种方式储存？", make_evidence(text))
    assert any("政府集中储存、部门专业储存、市场协议储存" in one for one in texts(answer))


def test_number_of_the_office_whose_label_fits_best_is_given() -> None:
    text = "指挥部办公室电话0600-5550127。\n气象台电话0600-5550130。"
    assert texts(composed("指挥部办公室电话是多少？", make_evidence(text))) == ["指挥部办公室电话0600-5550127。"]


@pytest.mark.parametrize("asked", ["综合应急预案讲了什么？", "总则在哪里？"])
def test_contents_page_never_answers(asked: str) -> None:
    contents = make_evidence("1 总则 ............ 1\n2 应急组织体系 ……………… 3", path=("目录",))
    assert composed(asked, contents) == Composition(answer=())


TEAMS = "队伍 | 人数 | 驻地\n水务抢险队 | 60人 | 城南\n森林消防大队 | 120人 | 青泽\n危化救援队 | 48人 | 园区"


def test_table_asked_for_as_a_list_gives_every_row() -> None:
    answer = composed("有哪些队伍，各有哪些人数？", make_evidence(TEAMS, kind=ChunkKind.TABLE))
    assert texts(answer) == TEAMS.split("\n")


def test_long_table_asked_for_as_a_list_gives_the_column_asked_for() -> None:
    rows = [f"第{n}处置组 | 职责{n}：" + "现场处置与信息报送" * 4 for n in "一二三四五六七"]
    table = "\n".join(["工作组 | 职责", *rows])
    answer = composed("设立哪些工作组？", make_evidence(table, kind=ChunkKind.TABLE))
    assert texts(answer) == [f"第{n}处置组" for n in "一二三四五六七"]


def test_second_thing_asked_for_is_given_with_the_sentence_beside() -> None:
    text = "企业应当在10分钟内电话通报响应中心。书面材料30分钟内补报。"
    both = composed("企业多久通报响应中心，书面呢？", make_evidence(text))
    spans = [extract.text for extract in (*both.answer, *both.context)]
    assert spans == ["企业应当在10分钟内电话通报响应中心。", "书面材料30分钟内补报。"]
    one = composed("企业多久通报响应中心？", make_evidence(text))
    assert texts(one) == ["企业应当在10分钟内电话通报响应中心。"]


def test_heading_that_echoes_the_question_is_passed_over() -> None:
    text = "（4）蓝色预警\n预计24小时内可能出现中度影响的，为一般级。"
    answer = composed("蓝色预警是什么情况？", make_evidence(text, path=("3.2 预警分级",)))
    assert texts(answer) == ["预计24小时内可能出现中度影响的，为一般级。"]
