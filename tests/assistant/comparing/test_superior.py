"""A plan beside the plans and laws above it."""

from __future__ import annotations

from dataclasses import replace

from assistant.comparing.json_shape import superior_form
from assistant.comparing.superior import compare_with_superior
from assistant.comparing.superior_records import Relation
from assistant.comparing.wording import superior_lines
from kb.records import Document
from tests.assistant.comparing.texts import document_of
from tests.assistant.conflicts.conftest import MakeBase, plan

OVERALL = plan(
    "临澜市突发事件总体应急预案",
    "4 信息报告\n乡镇人民政府接报后应当立即报告区县人民政府，最迟不超过30分钟。\n区县人民政府接报后，30分钟内电话报告市人民政府。\n"
    "5 应急响应\n5.1 Ⅲ级响应\n由分管副市长批准启动。",
)
LAW = "\n".join(
    [
        "生产安全事故报告和调查处理条例", "", "国务院", "2007年4月9日", "",
        "第一条 为了规范生产安全事故的报告和调查处理，根据《中华人民共和国安全生产法》，制定本条例。",
        "第九条 单位负责人接到报告后，应当于1小时内向事故发生地县级以上人民政府有关部门报告。", "第四十六条 本条例自2007年6月1日起施行。",
    ]
)  # fmt: skip
OWN = "临澜市火灾事故应急预案\n临澜市人民政府\n1 依据\n依据《生产安全事故报告和调查处理条例》编制。\n2 报告\n{report}\n3 响应\nⅢ级响应由{who}批准启动。"


def own(report: str, who: str = "分管副市长") -> str:
    return OWN.format(report=report, who=who)


def city_plan(text: str) -> Document:
    """Return a plan of the city for fires."""
    read = document_of(text, "临澜市火灾事故应急预案")
    known = replace(read.metadata, doc_type="plan_special", region="临澜市", level="city", hazards=("fire",))
    return replace(read, metadata=known)


def test_looser_than_the_law_is_serious(make_base: MakeBase) -> None:
    base = make_base(OVERALL, LAW)
    text = own("单位负责人接到报告后应当在3小时内向事发地区县应急管理部门报告。")
    found = compare_with_superior(base, city_plan(text))
    (one,) = [item for item in found.disagreements if "条例" in item.above.title]
    assert one.relation is Relation.LOOSER_THAN_LAW
    assert (one.own.value, one.above.value, one.matter) == ("3小时内", "1小时内", "报告（事故单位）")
    assert "严重" in one.note
    assert base.document(one.above.document_id).text[one.above.span.start : one.above.span.end] == one.above.quote


def test_stricter_is_allowed_and_said_so(make_base: MakeBase) -> None:
    text = own("单位负责人接到报告后应当在30分钟内向事发地区县应急管理部门报告。")
    found = compare_with_superior(make_base(LAW), city_plan(text))
    (one,) = found.disagreements
    assert one.relation is Relation.STRICTER
    assert found.against == ()
    assert "允许" in "\n".join(superior_lines(found))


def test_other_body_than_the_overall_plan(make_base: MakeBase) -> None:
    text = own("区县人民政府接报后，30分钟内电话报告市人民政府。", "市消防救援支队支队长、市应急管理局局长")
    found = compare_with_superior(make_base(OVERALL), city_plan(text))
    (one,) = found.disagreements
    assert (one.relation, one.matter) == (Relation.OTHER, "批准（Ⅲ级响应）")
    assert one.above.value == "分管副市长"


def test_plan_that_agrees_has_no_disagreement(make_base: MakeBase) -> None:
    text = own("区县人民政府接报后，半小时内电话报告市人民政府。")
    found = compare_with_superior(make_base(OVERALL, LAW), city_plan(text))
    assert found.disagreements == ()
    assert "没有发现与上位文件不一致" in "\n".join(superior_lines(found))
    assert superior_form(found)["disagreements"] == []


def test_without_anything_above_it_says_so(make_base: MakeBase) -> None:
    text = own("区县人民政府接报后，30分钟内电话报告市人民政府。")
    found = compare_with_superior(
        make_base(LAW.replace("生产安全事故报告和调查处理条例", "河道采砂条例")), city_plan(text)
    )
    assert found.sources == ()
    assert "没有找到" in found.notes[0]


def test_named_superior_is_the_only_one(make_base: MakeBase) -> None:
    base = make_base(OVERALL, LAW)
    chosen = next(one for one in base.summaries() if "条例" in one.metadata.title)
    text = own("区县人民政府接报后，60分钟内电话报告市人民政府。")
    found = compare_with_superior(base, city_plan(text), base.document(chosen.document_id))
    assert [one.summary.metadata.title for one in found.sources] == [chosen.metadata.title]
