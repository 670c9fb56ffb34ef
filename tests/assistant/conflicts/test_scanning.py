"""What is a conflict and what only looks like one, over whole documents."""

from __future__ import annotations

import pytest

from assistant.conflicts.scanning import ConflictScan
from assistant.disagreements import Conflict, ConflictKind
from tests.assistant.conflicts.conftest import MakeBase, plan

PLAN, RULES = "青泽县防汛应急预案", "青泽县防汛工作规程"


def found(make_base: MakeBase, first: str, second: str, titles: tuple[str, str] = (PLAN, RULES)) -> list[Conflict]:
    """Return the conflicts between two documents with one section each."""
    texts = [plan(title, f"4 有关要求\n{clause}") for title, clause in zip(titles, (first, second), strict=True)]
    return list(ConflictScan(make_base(*texts)).run())


@pytest.mark.parametrize(
    ("kind", "first", "second", "values"),
    [
        (ConflictKind.LIMIT, "乡镇人民政府应当在30分钟内向县应急管理局报告险情。", "险情由乡镇人民政府在1小时内报告县应急局。", {"30分钟", "1小时"}),
        (ConflictKind.NUMBER, "县防汛仓库储备冲锋舟不少于10艘。", "县防汛仓库应当储备冲锋舟6艘以上。", {"10艘", "6艘"}),
        (ConflictKind.AMOUNT, "因灾倒塌住房每户补助2万元。", "因灾倒塌住房每户补助标准为15000元。", {"2万元", "15000元"}),
        (ConflictKind.PHONE, "县防汛办值班电话：0379-66231001。", "县防汛抗旱指挥部办公室值班电话0379-66231010。", {"0379-66231001", "0379-66231010"}),
        (ConflictKind.LEVEL, "转移安置500人以上的，启动二级防汛响应。", "转移安置500人以上，启动三级防汛响应。", {"二级", "三级"}),
        (ConflictKind.BODY, "二级防汛响应由县长批准启动。", "启动二级防汛响应，由常务副县长批准。", {"县长", "常务副县长"}),
        (ConflictKind.ADVICE, "电石仓库进水着火时，严禁用水扑救。", "电石仓库进水着火时，应当用水扑救。", {"严禁用水扑救", "应当用水扑救"}),
        (ConflictKind.ADVICE, "山洪来临时，群众应向高处转移。", "山洪来临时，群众应向低洼处转移。", {"高处", "低洼"}),
    ],
)  # fmt: skip
def test_each_kind_of_conflict_is_found_with_both_values(
    make_base: MakeBase, kind: ConflictKind, first: str, second: str, values: set[str]
) -> None:
    conflicts = found(make_base, first, second)
    assert [one.kind for one in conflicts] == [kind]
    assert {side.value for side in conflicts[0].sides} == values
    assert {side.quote for side in conflicts[0].sides} == {first, second}


def test_steps_in_another_order_are_found(make_base: MakeBase) -> None:
    lists = (
        "应急排险步骤：\n（1）关闭泄洪闸门；\n（2）撤离下游群众；\n（3）封锁道路。",
        "应急排险步骤：\n（1）撤离下游群众；\n（2）关闭泄洪闸门。",
    )
    conflicts = found(make_base, *lists)
    assert [one.kind for one in conflicts] == [ConflictKind.ORDER]
    assert {side.value for side in conflicts[0].sides} == {
        "关闭泄洪闸门 → 撤离下游群众 → 封锁道路", "撤离下游群众 → 关闭泄洪闸门",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("乡镇人民政府应当在30分钟内向县应急管理局报告险情。", "乡镇人民政府应当在半小时内向县应急局报告险情。"),
        ("事发单位应当在1小时内初报。", "事发单位应当每4小时续报一次。"),
        ("村民委员会发现险情后10分钟内报告。", "乡镇人民政府发现险情后30分钟内报告。"),
        ("一级响应启动后，成员单位20分钟内到岗。", "二级响应启动后，成员单位30分钟内到岗。"),
        ("县防汛仓库储备冲锋舟10艘。", "县防汛仓库储备橡皮艇6艘。"),
        ("县防汛办值班电话：0379-66231001。", "县防汛办传真：0379-66231010。"),
        ("县防汛办值班电话：0379-66231001、0379-66231010。", "县防汛办值班电话：0379-66231010。"),
        ("二级防汛响应由县长批准启动。", "启动二级防汛响应，由县人民政府主要负责人批准。"),
        ("电气设备未断电时，严禁用水扑救。", "电气设备确认断电后，可以用水扑救。"),
        ("应当先切断电源，再施救伤员。", "切断电源后方可施救伤员。"),
        ("电石着火时，严禁用水扑救。", "木材着火时，应当用水扑救。"),
        ("本预案至少每3年演练一次。", "本规程至少每2年演练一次。"),
    ],
)
def test_what_only_looks_like_a_conflict_is_none(make_base: MakeBase, first: str, second: str) -> None:
    assert found(make_base, first, second) == []


def test_two_counties_rule_for_themselves(make_base: MakeBase) -> None:
    clauses = ("乡镇人民政府应当在30分钟内报告险情。", "乡镇人民政府应当在1小时内报告险情。")
    assert found(make_base, *clauses, titles=(PLAN, "云溪县防汛应急预案")) == []
    assert len(found(make_base, *clauses)) == 1


def test_superseded_version_disagrees_with_nothing(make_base: MakeBase) -> None:
    old = plan(PLAN, "4 报告\n乡镇人民政府应当在30分钟内报告险情。", year=2018)
    new = plan(PLAN, "4 报告\n乡镇人民政府应当在1小时内报告险情。", year=2024)
    other = plan(RULES, "4 报告\n乡镇人民政府应当在1小时内报告险情。", year=2024)
    assert list(ConflictScan(make_base(old, new, other)).run()) == []


def test_only_the_chosen_document_is_compared(make_base: MakeBase) -> None:
    values = ("30分钟", "1小时", "2小时")
    base = make_base(
        *(
            plan(f"青泽县{name}", f"4 报告\n乡镇人民政府应当在{value}内报告险情。")
            for name, value in zip(("防汛应急预案", "防汛工作规程", "防汛值班规定"), values, strict=True)
        )
    )
    chosen = next(one.document_id for one in base.summaries() if one.metadata.title == "青泽县防汛值班规定")
    conflicts = list(ConflictScan(base).run((chosen,)))
    assert len(conflicts) == 2
    assert all(chosen in {side.document_id for side in one.sides} for one in conflicts)
    assert len(list(ConflictScan(base).run())) == 3
