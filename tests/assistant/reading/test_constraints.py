"""What a question names must be what the source speaks of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.reading.constraints import (
    asked_places,
    contradicts,
    fitting_evidence,
    is_rival,
    levels_in,
    missing_constraints,
)
from assistant.answering.reading.plain import plain
from kb.query import understand
from tests.assistant.reading.evidence import make_evidence


def lacking(question: str, text: str, **details: object) -> list[str]:
    evidence = make_evidence(text, **details)  # type: ignore[arg-type]
    return missing_constraints(understand(question), evidence, lambda _: evidence.chunk.text)


def test_other_level_is_missing_and_the_same_level_in_other_signs_is_not() -> None:
    assert lacking("防汛二级响应由谁批准", "Ⅲ级响应由分管副市长批准。") == ["没有关于二级的内容，找到的是三级的"]
    for sign in ("Ⅱ级", "II级", "Ⅱ 级", "2级", "二级"):
        assert lacking("防汛二级响应由谁批准", f"{sign}响应由市长批准。") == []


def test_level_in_the_heading_counts() -> None:
    assert lacking("防汛二级响应由谁批准", "由指挥长批准启动。", path=("4.4 Ⅱ 级响应", "4.4.2 批准")) == []


def test_year_that_the_source_does_not_speak_of_is_missing() -> None:
    assert lacking("2023年开展演练多少次", "2024年开展演练110次。") == ["没有2023年的内容，找到的是2024年的"]
    assert lacking("2024年开展演练多少次", "2024年开展演练110次。") == []


def test_plan_for_another_hazard_never_answers() -> None:
    missing = lacking(
        "防汛二级响应由谁批准", "Ⅱ级响应由市长批准。", title="临澜市地震应急预案", hazards=("earthquake",)
    )
    assert missing == ["没有关于洪涝灾害的内容，找到的是地震灾害的"]


def test_general_plan_may_answer_for_every_hazard() -> None:
    assert lacking("防汛二级响应由谁批准", "Ⅱ级响应由市长批准。", title="临澜市总体应急预案", hazards=()) == []


def test_passages_with_the_quoted_term_come_alone_when_there_are_any() -> None:
    question = understand("“五进”都进哪儿")
    with_term = make_evidence('推进安全宣传"五进"。')
    without = make_evidence("推进安全宣传进企业。", rank=2)
    assert fitting_evidence(question, [without, with_term], lambda _: "") == ([with_term], "")
    assert fitting_evidence(question, [without], lambda _: "") == ([without], "")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("二级响应谁批准", "Ⅲ级响应由分管副市长批准。"),
        ("红色预警多久发布", "橙色预警30分钟内发布。"),
        ("临澜市防汛办电话是多少", "澜东区防汛办 0600-5551122"),
    ],
)
def test_sentence_about_another_level_colour_or_place_is_dropped(question: str, text: str) -> None:
    assert contradicts(understand(question, titles=("临澜市防汛抗旱应急预案",)), text)


def test_sentence_naming_the_level_among_others_stays() -> None:
    assert not contradicts(understand("二级响应谁批准"), "Ⅰ级、Ⅱ级响应由市长批准。")


def test_fitting_evidence_says_what_the_best_lacks_when_none_fits() -> None:
    evidence = [make_evidence("2024年处置63起。"), make_evidence("全年处置11起。", rank=2)]
    found, missing = fitting_evidence(understand("2021年处置多少起"), evidence, lambda _: "")
    assert (found, missing) == ([], "没有2021年的内容，找到的是2024年的")


def test_levels_are_read_from_plain_text() -> None:
    assert levels_in(plain("Ⅰ级、II 级和四级响应，十二级大风")) == {1, 2, 4}


def test_document_named_in_the_question_answers_alone() -> None:
    question = understand("《临澜市防汛抗旱应急预案》规定多久报告一次", titles=("临澜市防汛抗旱应急预案",))
    named = replace(make_evidence("每4小时报告一次。", rank=2), parts=(("named", 1.0),))
    other = replace(make_evidence("每2小时报告一次。", title="临澜市总体应急预案", hazards=()), parts=(("named", 0.0),))
    assert fitting_evidence(question, [other, named], lambda _: "") == ([named], "")


def test_a_count_of_levels_names_no_level() -> None:
    assert levels_in(plain("预警响应级别分为 4 级。")) == set()
    assert levels_in(plain("响应分为四级，一级最高。")) == {1}
    assert levels_in(plain("分为Ⅰ级、Ⅱ级、Ⅲ级。")) == {1, 2, 3}
    assert levels_in(plain("分为二级、三级响应。")) == {2, 3}


def test_a_report_of_another_province_that_mentions_the_place_elsewhere_tells_nothing_of_it() -> None:
    chunk = make_evidence("去年台风期间转移群众18万人。", title="2026年云南省政府工作报告", region="云南省")
    whole = "云南省与上海市签订协议。去年台风期间转移群众18万人。"
    asked = understand("上海去年台风转移了多少群众？")
    assert missing_constraints(asked, chunk, lambda _: whole) == ["没有关于上海的内容，找到的是云南省的"]
    named = make_evidence("去年台风来时与上海合作转移群众18万人。", title="2026年云南省政府工作报告", region="云南省")
    assert missing_constraints(asked, named, lambda _: whole) == []


@pytest.mark.parametrize(
    ("place", "own", "rival"),
    [
        ("白岩镇", "青泽县柳溪镇突发事件应急预案", True),
        ("青泽县", "临澜市防汛抗旱应急预案", False),
        ("广西", "广西壮族自治区高速公路突发事件应急预案", False),
        ("吉林省", "2026年上海市政府工作报告", True),
    ],
)
def test_places_of_one_rank_are_rivals(place: str, own: str, rival: bool) -> None:
    assert is_rival(place, own) is rival


def test_a_town_that_nobody_lists_is_a_place_where_the_question_begins_with_it() -> None:
    own = {"title": "青泽县柳溪镇突发事件应急预案", "hazards": ()}
    assert lacking("柳溪镇常住人口有多少？", "本镇常住人口1.86万人。", **own) == []
    assert len(lacking("白岩镇常住人口有多少？", "本镇常住人口1.86万人。", **own)) == 1
    assert asked_places(understand("各乡镇多久报一次？")) == ()
    assert "永城县" not in asked_places(understand("永城县级总体预案是哪四类？"))


def test_what_a_part_says_of_itself_does_not_answer_for_the_whole() -> None:
    asked = understand("临澜市常住人口有多少万？")
    assert contradicts(asked, "本镇辖9个行政村，常住人口1.86万人。")
    assert not contradicts(asked, "本市常住人口402万人。")
    assert not contradicts(asked, "临澜市常住人口402万人，本镇1.86万人。")
    assert not contradicts(understand("柳溪镇常住人口有多少？"), "本镇常住人口1.86万人。")
