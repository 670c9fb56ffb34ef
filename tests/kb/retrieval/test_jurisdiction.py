"""Whose law a candidate is, its rank, its trade, and penalties asked for or not."""

from __future__ import annotations

import pytest

from kb.query import understand
from kb.records import Evidence, Metadata, Question
from kb.retrieval.jurisdiction import UNKNOWN, Home, applying_here, authority, home_of, jurisdiction_signals
from tests.builders import make_chunk
from tests.kb.retrieval.summaries import make_summary

MIXED = Home(mixed=True)


def signals(question: str, metadata: Metadata, home: Home = UNKNOWN, text: str = "应当及时报告。") -> dict[str, float]:
    """Return the signals of a chunk without headings."""
    return jurisdiction_signals(asked(question), make_chunk(text, heading_path=()), metadata, home)


def asked(text: str) -> Question:
    """Return the question understood without knowing any document."""
    return understand(text)


def test_the_province_of_most_documents_is_the_own_one() -> None:
    ours = [make_summary(region="浙江省杭州市"), make_summary(region="浙江省"), make_summary(region="浙江省宁波市")]
    assert home_of([*ours, make_summary(region="河南省")]) == Home(place="浙江省")
    assert home_of([*ours, *(make_summary(region=f"{name}省") for name in ("河南", "山东", "广东"))]) == MIXED


def test_a_place_that_no_list_knows_says_nothing_about_home() -> None:
    assert home_of([make_summary(region="临澜市"), make_summary(region="石桥村"), make_summary()]) == UNKNOWN


def test_the_setting_decides_about_home() -> None:
    documents = [make_summary(region="河南省"), make_summary(region="河南省郑州市")]
    assert home_of(documents, "余杭区") == Home(place="浙江省杭州市余杭区")


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("浙江省", 0.0),
        ("浙江省杭州市", 0.0),
        ("浙江省杭州市余杭区", 0.0),
        ("浙江省宁波市", -1.0),
        ("河南省", -1.0),
        ("", 0.0),
    ],
)
def test_law_of_other_places_stands_behind(region: str, expected: float) -> None:
    found = signals("应急预案多久评估", Metadata(region=region), Home(place="浙江省杭州市余杭区"))
    assert found["elsewhere"] == expected


def test_without_an_own_place_national_law_goes_before_that_of_any_province() -> None:
    assert signals("应急预案多久评估", Metadata(region="河南省", doc_type="local_reg"), MIXED)["elsewhere"] == -1.0
    assert signals("应急预案多久评估", Metadata(region="河南省", doc_type="plan_special"), MIXED)["elsewhere"] == 0.0
    assert signals("应急预案多久评估", Metadata(level="national"), MIXED)["elsewhere"] == 0.0


def test_a_report_is_about_its_place_whoever_asks() -> None:
    report = Metadata(region="河南省", doc_type="work_report")
    assert signals("去年开展演练多少次", report, MIXED)["elsewhere"] == 0.0


def test_a_place_in_the_question_is_judged_elsewhere() -> None:
    assert signals("河南省的应急预案多久评估", Metadata(region="河南省"), MIXED)["elsewhere"] == 0.0


def test_rank_falls_from_law_to_rules() -> None:
    ranks = [authority(Metadata(doc_type=kind, level="national")) for kind in ("law", "admin_reg", "dept_rule", "x")]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == 4
    assert authority(Metadata(doc_type="local_reg", level="province")) < ranks[-1]


def test_a_document_of_another_trade_stands_behind() -> None:
    mine = Metadata(title="煤矿安全生产条例")
    assert signals("主要负责人的职责有哪些", mine)["sector"] == -1.0
    assert signals("煤矿主要负责人的职责有哪些", mine)["sector"] == 0.0
    assert signals("井下瓦斯超限怎么办", mine)["sector"] == 0.0
    assert signals("主要负责人的职责有哪些", Metadata(title="安全生产法"))["sector"] == 0.0


def test_penalties_are_for_those_who_ask_for_them() -> None:
    penalty = "违反本条例规定，未设置警示标志的，责令限期改正，处5万元以下的罚款。"
    assert signals("没有设置警示标志怎么处罚", Metadata(), text=penalty)["sanction"] == 1.0
    assert signals("警示标志有什么要求", Metadata(), text=penalty)["sanction"] == -1.0
    assert signals("警示标志有什么要求", Metadata())["sanction"] == 0.0


def found(region: str, score: float, elsewhere: float) -> Evidence:
    """A piece of evidence of a place."""
    return Evidence(
        rank=1,
        score=score,
        chunk=make_chunk("每年十一月一日起为防火期。", heading_path=()),
        document=make_summary(region=region),
        parts=(("elsewhere", elsewhere),),
    )


def test_law_of_other_places_is_left_out_beside_law_that_applies() -> None:
    kept = applying_here(
        [found("重庆市", 3.0, -1.0), found("", 2.9, 0.0), found("山东省", 2.8, -1.0), found("", 1.0, 0.0)]
    )
    assert [(one.document.metadata.region, one.rank) for one in kept] == [("", 1), ("", 2)]


def test_where_nothing_of_ones_own_is_near_one_other_place_stays() -> None:
    kept = applying_here(
        [found("重庆市", 3.0, -1.0), found("山东省", 2.9, -1.0), found("", 1.0, 0.0), found("重庆市", 0.9, -1.0)]
    )
    assert [one.document.metadata.region for one in kept] == ["重庆市", "", "重庆市"]
    assert [one.rank for one in kept] == [1, 2, 3]


def test_evidence_that_all_applies_stays_as_it_is() -> None:
    assert applying_here([found("浙江省", 1.0, 0.0)]) == [found("浙江省", 1.0, 0.0)]
    assert applying_here([]) == []


def test_a_plan_is_meant_by_the_name_of_its_unit() -> None:
    here = Home(place="浙江省")
    hotel = Metadata(title="西安新兴紫楹台酒店有限公司生产安全事故应急预案", level="enterprise", region="陕西省西安市")
    assert signals("紫楹台酒店触电了怎么办", hotel, here)["elsewhere"] == 0.0
    assert signals("生产安全事故应急预案多久演练", hotel, here)["elsewhere"] == -1.0
    roads = Metadata(title="广西高速公路突发事件应急预案", region="广西壮族自治区", doc_type="plan_special")
    assert signals("高速公路四级响应由谁发布", roads, here)["elsewhere"] == 0.0
    assert signals("突发事件四级响应由谁发布", roads, here)["elsewhere"] == -1.0
