"""Steps whose order a plan lays down."""

from __future__ import annotations

import random
from pathlib import Path

from assistant.study.questions.material import material_of
from assistant.study.questions.ordering import order_questions
from assistant.study.questions.truths import Truths
from tests.assistant.study.questions.material import document

HEAD = "青石县防汛应急预案\n青石县人民政府办公室\n1 应急响应\n1.1 应急处置程序\n"
STEPS = (
    "县水利局核实险情并记录时间。",
    "指挥长批准启动应急响应并签发命令。",
    "抢险队伍携带装备赶到险工险段。",
    "专家组查看堤防后提出抢护方案。",
)


def _orders(folder: Path, steps: tuple[str, ...]) -> list[tuple[str, ...]]:
    lines = "\n".join(f"（{number}）{step}" for number, step in enumerate(steps, start=1))
    plan = document(folder, HEAD + lines)
    return [draft.right for draft in order_questions(material_of(plan), Truths([plan]), random.Random(1))]


def test_four_steps_are_asked_in_their_order(tmp_path: Path) -> None:
    assert _orders(tmp_path, STEPS) == [tuple(step.rstrip("。") for step in STEPS)]


def test_what_may_come_at_any_time_is_no_step(tmp_path: Path) -> None:
    assert _orders(tmp_path, (*STEPS[:3], "情况变化，值班员立即续报县人民政府。")) == []
    assert _orders(tmp_path, (*STEPS[:3], "险情没有得到控制，指挥长提高响应级别。")) == []


def test_groups_that_work_side_by_side_are_not_put_in_order(tmp_path: Path) -> None:
    steps = (
        "县水利局核实险情并记录时间。",
        "指挥长批准启动应急响应。",
        "医疗救护组到堤脚待命。",
        "通信联络组在路口引导车辆。",
    )
    assert _orders(tmp_path, steps) == []
