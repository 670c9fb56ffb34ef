"""What a question sets against each other, and which figure of a sentence belongs to a side."""

from __future__ import annotations

from assistant.answering.forms.operands import called, told
from assistant.answering.forms.quantities import quantities_in
from assistant.answering.forms.sides import sides_of
from kb.query import understand

ROOMS = "安置点：北坡中学（可容纳400人）、镇文化站（可容纳250人）、石岭小学（可容纳220人）。"


def test_what_the_first_name_belongs_to_holds_for_the_second() -> None:
    sides = sides_of(understand("北河厂氯气泄漏的疏散距离和警戒距离相差多少米？"))
    assert [side.label for side in sides] == ["北河厂氯气泄漏的疏散距离", "北河厂氯气泄漏的警戒距离"]
    assert all("多少" in side.question and "相差" not in side.question for side in sides)


def test_of_a_list_the_figure_beside_the_name_is_taken() -> None:
    assert [one.quote for one in told("石岭小学能安置", ROOMS, "people")] == ["220人"]
    assert [one.quote for one in told("北坡中学能安置", ROOMS, "people")] == ["400人"]


def test_figures_that_no_name_tells_apart_stay_together() -> None:
    assert [one.quote for one in told("学校", "第一所100人、第二所200人。", "people")] == ["100人", "200人"]
    assert quantities_in("每班58人")[0].dimension == "people"
    assert called("从业人员", []) == []
