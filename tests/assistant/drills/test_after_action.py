"""The evaluation says what was done, late, wrong and missed, proposes points, and prints as a report."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

from assistant.drills.after_action.evaluating import evaluate, grade_of, points_of
from assistant.drills.after_action.report import report_document
from assistant.drills.run.records import EventKind, Mark, Marking, Standing
from assistant.drills.run.replaying import marking_form, replay
from assistant.official_documents.records import Paragraph, Sources, Table, words_of
from kb.catalog.drill_run_records import DrillEventRow, ImprovementRow
from tests.assistant.drills.run_kit import KIT

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


class Log:
    """Writes a log by minutes."""

    def __init__(self) -> None:
        self.events: list[DrillEventRow] = []

    def add(self, kind: EventKind, minute: float, who: str = "", **detail: object) -> Log:
        row = DrillEventRow(
            run_id="r1",
            at=START + timedelta(minutes=minute),
            kind=kind,
            who=who,
            detail=json.dumps({"minute": minute, **detail}, ensure_ascii=False),
            event_no=len(self.events) + 1,
        )
        self.events.append(row)
        return self

    def act(self, minute: float, who: str, role: str, text: str, mark: Mark, action_id: str = "") -> Log:
        marking = marking_form(Marking(mark=mark, action_id=action_id, score=1.0))
        return self.add(EventKind.ACTED, minute, who, role=role, text=text, marking=marking)


def finished() -> Log:
    log = Log().add(EventKind.JOINED, 0, "赵一", role="操作工").add(EventKind.JOINED, 0, "钱二", role="班长")
    log.add(EventKind.STARTED, 0, "周导调", pace=1.0).add(EventKind.INJECTED, 0, inject_id="i1")
    log.act(1, "赵一", "操作工", "关阀", Mark.RIGHT, "a1").act(2, "赵一", "操作工", "报告值班室", Mark.RIGHT, "a2")
    log.add(EventKind.INJECTED, 5, inject_id="i2").add(EventKind.NOTED, 6, "周导调", text="警戒线拉得慢")
    return log


def evaluated(log: Log):  # type: ignore[no-untyped-def]
    state = replay("r1", KIT, log.events, START + timedelta(minutes=60))
    return evaluate(KIT, state, "液氨泄漏桌面演练")


def test_missed_clauses_lower_the_points_of_their_objective() -> None:
    after = evaluated(finished().add(EventKind.ENDED, 20, "周导调"))
    assert (after.called, after.right, [one.action.action_id for one in after.missed]) == (3, 2, ["a3"])
    assert {one.objective.objective_id: one.points for one in after.objectives} == {"report": 5, "handle": 1}
    assert [one.what for one in after.proposals] == ["未完成：班长“清点人数”。"]
    assert (after.grade, after.minutes) == ("中", 20.0)


def test_strengths_name_the_limit_and_the_time_taken() -> None:
    after = evaluated(finished().add(EventKind.ENDED, 20, "周导调"))
    assert after.strengths == ("操作工“向值班室报告”：要求3分钟内，用时2分钟。",)


def test_late_and_forbidden_acts_are_proposed_for_improvement_with_their_times() -> None:
    log = finished().act(14, "钱二", "班长", "清点人数", Mark.LATE, "a3")
    log.act(15, "赵一", "操作工", "一个人进去找", Mark.FORBIDDEN, "b1").add(EventKind.ENDED, 20, "周导调")
    after = evaluated(log)
    assert [one.what for one in after.proposals] == [
        "做了预案禁止的事：“一个人进去找”。",
        "超过时限：班长“清点人数”（要求5分钟内，用时9分钟）。",
    ]
    assert [one.clause.quote for one in after.proposals if one.clause] == ["严禁单独进入泄漏区", "清点人数"]
    assert after.grade == "差"


def test_the_timeline_is_in_order_and_holds_injects_acts_and_remarks() -> None:
    rows = evaluated(finished()).timeline
    assert [(one.minute, one.who, one.what) for one in rows] == [
        (0.0, "情景注入", "2号罐阀门泄漏"),
        (1.0, "赵一（操作工）", "关阀"),
        (2.0, "赵一（操作工）", "报告值班室"),
        (5.0, "情景注入", "现场有人没有出来"),
        (6.0, "周导调（观察）", "警戒线拉得慢"),
    ]


def test_a_persons_rating_goes_before_the_programs() -> None:
    log = (
        finished().add(EventKind.RATED, 9, "周导调", objective_id="handle", points=3, note="").add(EventKind.ENDED, 20)
    )
    handle = next(one for one in evaluated(log).objectives if one.objective.objective_id == "handle")
    assert (handle.proposed, handle.points) == (1, 3)


def test_points_and_grades_by_their_rules() -> None:
    assert [points_of(4, 4, 0), points_of(4, 2, 0), points_of(4, 2, 2), points_of(4, 0, 4)] == [5, 3, 1, 0]
    assert [grade_of(10, 10, 0, False), grade_of(10, 7, 1, False), grade_of(10, 6, 0, False)] == ["优", "良", "中"]
    assert [grade_of(10, 4, 0, False), grade_of(10, 10, 0, True), grade_of(0, 0, 0, False)] == ["差", "差", ""]


def test_the_report_lists_every_missed_clause_with_its_source_and_blanks_for_owner_and_day() -> None:
    after = evaluated(finished().add(EventKind.ENDED, 20, "周导调"))
    report = report_document(after, (), today=date(2026, 3, 2))
    cells = [
        words_of(cell) for block in report.blocks if isinstance(block, Table) for row in block.rows for cell in row
    ]
    assert "清点人数" in cells and "【待补充：责任人】" in cells and "【待补充：完成日期】" in cells
    assert "未完成：班长“清点人数”。[1]" in cells
    sources = next(block for block in report.blocks if isinstance(block, Sources))
    assert sources.items == ("《现场处置方案》液氨泄漏：“清点人数”",)
    said = " ".join(words_of(block.text) for block in report.blocks if isinstance(block, Paragraph))
    assert "按要求完成2项（67%）" in said and "须评估组确认" in said


def test_entered_improvements_take_the_place_of_the_proposed_ones() -> None:
    after = evaluated(finished().add(EventKind.ENDED, 20, "周导调"))
    row = ImprovementRow(
        run_id="r1", document_id="d", what="补训清点", made_by="周", at=START, owner="钱二", due=date(2026, 4, 1)
    )
    report = report_document(after, (row,))
    table = [block for block in report.blocks if isinstance(block, Table)][-1]
    assert table.rows == (("1", "补训清点", "钱二", "2026-04-01", "未办结"),)


def test_a_run_that_goes_on_counts_what_is_open_as_not_done_yet() -> None:
    after = evaluated(finished())
    assert not after.missed
    assert [one.standing for one in after.late] == [Standing.OVERDUE]
