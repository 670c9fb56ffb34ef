"""What players type is marked against the plan: paraphrases, wrong roles, bans, and early actions that are not late."""

from __future__ import annotations

from assistant.drills.run.marking import PlanMarker
from assistant.drills.run.records import Mark
from tests.assistant.drills.run_kit import KIT


def test_other_words_for_the_same_deed_are_found_with_their_evidence() -> None:
    marking = PlanMarker()(KIT, "把切断阀关了", "操作工", 1.0, {"a1": 0.0}, frozenset())
    assert (marking.mark, marking.action_id) == (Mark.RIGHT, "a1")
    assert any("切断阀" in one for one in marking.evidence)


def test_the_same_words_of_another_role_are_marked_so() -> None:
    assert PlanMarker()(KIT, "关闭紧急切断阀", "班长", 1.0, {"a1": 0.0}, frozenset()).mark is Mark.WRONG_ROLE


def test_an_action_that_nothing_called_for_yet_is_never_late() -> None:
    assert PlanMarker()(KIT, "清点人数", "班长", 90.0, {}, frozenset()).mark is Mark.RIGHT
    assert PlanMarker()(KIT, "清点人数", "班长", 90.0, {"a3": 5.0}, frozenset()).mark is Mark.LATE


def test_what_the_plan_does_not_know_is_unmatched() -> None:
    assert PlanMarker()(KIT, "给食堂订二十份盒饭", "班长", 1.0, {}, frozenset()).mark is Mark.UNMATCHED


def test_who_runs_ahead_has_to_do_first_what_stands_in_the_same_message() -> None:
    marker = PlanMarker()
    assert marker(KIT, "向值班室报告", "操作工", 1.0, {}, frozenset()).mark is Mark.WRONG_ORDER
    assert marker(KIT, "向值班室报告", "操作工", 1.0, {}, frozenset({"a1"})).mark is Mark.RIGHT
