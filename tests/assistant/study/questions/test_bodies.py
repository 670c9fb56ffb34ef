"""Who acts in a statement, and which names exclude each other."""

from __future__ import annotations

import pytest

from assistant.study.questions.bodies import actors, exclusive, offices_like, same_family


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县水利局应当组织巡查", ["县水利局"]),
        ("一般突发事件由区县人民政府组织指挥", ["区县人民政府"]),
        ("确需用火的，应当经县级人民政府批准", ["县级人民政府"]),
        ("罐区操作工关闭泄漏点两侧手动阀", ["罐区操作工"]),
        ("有关部门应当配合", []),
        ("主管部门应当配合", []),
        ("经济综合主管部门负责协调", ["经济综合主管部门"]),
    ],
)
def test_named_actors_are_found(text: str, names: list[str]) -> None:
    assert [actor.name for actor in actors(text)] == names


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("市水务局", "市气象局", True),
        ("县级以上人民政府", "设区的市级人民政府", False),
        ("市指挥部", "市指挥部办公室", False),
        ("县级以上人民政府", "县级以上人民政府应急管理部门", False),
        ("市长", "分管副市长", True),
    ],
)
def test_names_exclude_each_other_only_when_certain(one: str, other: str, apart: bool) -> None:
    assert exclusive(one, other) is apart


def test_distractors_are_of_one_family() -> None:
    assert same_family("当班班长", ["市水务局", "应急值班员", "医疗救护组"]) == ["应急值班员"]


def test_departments_take_the_level_of_the_right_one() -> None:
    found = offices_like("县级以上人民政府林业主管部门")
    assert found and all(name.startswith("县级以上人民政府") for name in found)
    assert offices_like("当班班长") == []
