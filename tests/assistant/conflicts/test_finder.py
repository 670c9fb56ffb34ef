"""Conflicts beside an answer, their rank, and how they are worded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answering.answerer import Answerer
from assistant.conflicts.json_shape import conflict_form
from assistant.conflicts.scanning import ConflictScan
from assistant.conflicts.wording import conflict_lines
from assistant.disagreements import ConflictKind
from kb.records import Filters
from tests.assistant.conflicts.conftest import MakeBase, plan

QUESTION = "青泽县乡镇人民政府接到险情报告后多长时间内向县应急管理局报告？"
CITY = "\n".join(
    [
        "临澜市险情报告办法", "", "临澜市人民政府", "2023年5月1日", "", "第一条 为规范险情报告，制定本办法。",
        "第二条 乡镇人民政府接到险情报告后，应当在30分钟内向县级应急管理部门报告。", "第三条 本办法自2023年6月1日起施行。",
    ]
)  # fmt: skip
COUNTY = plan(
    "青泽县防汛应急预案",
    "3 依据\n按照《临澜市险情报告办法》。\n4 报告\n乡镇人民政府接到险情报告后，应当在1小时内向县应急管理局报告。",
)


def test_answer_shows_both_sources_superior_first(make_base: MakeBase) -> None:
    answer = Answerer(make_base(COUNTY, CITY)).answer(QUESTION)
    (conflict,) = answer.conflicts
    assert conflict.kind is ConflictKind.LIMIT
    assert [(side.document_title, side.value, side.ranks) for side in conflict.sides] == [
        ("临澜市险情报告办法", "30分钟", ("上位文件",)),
        ("青泽县防汛应急预案", "1小时", ("本地文件", "施行较晚", "专项规定")),
    ]
    assert "请核实后决定" in conflict.note
    assert all(side.value in side.quote for side in conflict.sides)


def test_quotes_stand_where_the_sides_say(make_base: MakeBase) -> None:
    base = make_base(COUNTY, CITY)
    for side in Answerer(base).answer(QUESTION).conflicts[0].sides:
        assert base.document(side.document_id).text[side.start : side.end] == side.quote


def test_stricter_inferior_source_is_said_to_satisfy_both(make_base: MakeBase) -> None:
    turned = (COUNTY.replace("1小时", "10分钟"), CITY)
    (conflict,) = Answerer(make_base(*turned)).answer(QUESTION).conflicts
    assert "下位文件要求更严" in conflict.note


def test_sources_that_agree_are_left_alone(make_base: MakeBase) -> None:
    assert Answerer(make_base(COUNTY.replace("1小时", "半小时"), CITY)).answer(QUESTION).conflicts == ()


def test_answer_for_an_earlier_day_compares_only_what_held_then(make_base: MakeBase) -> None:
    answerer = Answerer(make_base(COUNTY, CITY))
    earlier = answerer.answer(QUESTION, filters=Filters(as_of=date(2023, 12, 1)))
    assert {citation.document_title for citation in earlier.citations} <= {"临澜市险情报告办法"}
    assert earlier.conflicts == ()


def test_lines_and_json_hold_both_sides(make_base: MakeBase) -> None:
    (conflict,) = Answerer(make_base(COUNTY, CITY)).answer(QUESTION).conflicts
    head, first, second = conflict_lines(conflict)
    assert head.startswith("〔依据不一致〕时限不一致")
    assert ("《临澜市险情报告办法》" in first, "30分钟" in first) == (True, True)
    assert ("《青泽县防汛应急预案》" in second, "1小时" in second) == (True, True)
    form = conflict_form(conflict)
    assert (form["kind"], form["kind_zh"]) == ("limit", "时限")
    assert [side["value"] for side in form["sides"]] == ["30分钟", "1小时"]  # type: ignore[attr-defined]


def test_unapproved_source_is_named_as_such_and_comes_last(make_base: MakeBase) -> None:
    base = make_base(COUNTY, CITY)
    documents = [
        replace(base.document(one.document_id), approved=one.metadata.title != "临澜市险情报告办法")
        for one in base.summaries()
    ]
    originals = {one.document_id: base.original(one.document_id) for one in documents}
    base.replace_documents(documents, originals, again=True)
    (conflict,) = ConflictScan(base).run()
    assert [side.approved for side in conflict.sides] == [True, False]
    assert "未经审核" in conflict.sides[1].ranks
