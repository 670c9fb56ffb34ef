"""The ledger of drills: what it shows, who may change it, and that nothing typed becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.drills.held.due import due_plans
from assistant.drills.held.ledger import drill_records
from assistant.drills.held.records import DrillRecord
from assistant.drills.run.desk import DrillDesk
from assistant.drills.run.marking import PlanMarker
from assistant.drills.run.records import Phase
from assistant.ui.drill_ledger_panel import LedgerHandler, day_of
from assistant.ui.drill_review import ReviewHandler
from assistant.ui.rendering.ledger_html import ledger_html, months_svg, open_html, record_html
from assistant.wiring import Workbench
from kb.catalog.drill_run_records import ImprovementRow
from kb.errors import InputRefused
from tests.assistant.drills.run_kit import KIT

TODAY = date(2026, 11, 23)


@pytest.fixture
def handler(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> LedgerHandler:
    told: list[str] = []
    monkeypatch.setattr("assistant.ui.failures.gr.Warning", lambda message, **_: told.append(message))
    monkeypatch.setattr("assistant.ui.failures.gr.Info", lambda message, **_: told.append(message))
    made = LedgerHandler(workbench)
    made.told = told  # type: ignore[attr-defined]
    return made


def entered(handler: LedgerHandler, **changed: Any) -> tuple[object, object, object]:
    given = {
        "plan": "",
        "name": "秋季<b>演练</b>",
        "day": "2026-10-10",
        "forms": ["桌面", "外星"],
        "organiser": "保卫部",
        "people": 0,
        "problems": "广播不清\n<script>",
        "improvements": "",
        "by": "周导调",
        "request": None,
        **changed,
    }
    return handler.enter(*given.values())


def test_a_run_that_nobody_registered_says_that_it_does_not_count() -> None:
    run = DrillRecord(record_id="run-a1", name="试跑", day=TODAY, form="桌面", organiser="", plan_ids=(), counted=False)
    assert "未登记，不计入期限" in record_html(run, {})
    assert "未登记" not in record_html(replace(run, counted=True), {})


def test_every_label_of_the_months_lies_inside_the_chart() -> None:
    rows = [{"month": f"20{26 + at // 12}-{at % 12 + 1:02d}", "held": 1, "due": 0} for at in range(25)]
    drawn = months_svg(rows, TODAY)
    width = float(re.findall(r'viewBox="0 0 (\d+)', drawn)[0])
    assert max(float(one) for one in re.findall(r'<text x="([\d.]+)"', drawn)) + 60 < width


def test_an_entry_is_shown_escaped_and_can_be_withdrawn(handler: LedgerHandler, workbench: Workbench) -> None:
    ledger, _, _ = entered(handler)
    assert "秋季&lt;b&gt;演练&lt;/b&gt;" in str(ledger)
    assert "<script>" not in str(ledger)
    (row,) = workbench.kb.catalog.drills_held.held()
    assert (row.form, row.participants, row.problems) == ("桌面", None, ("广播不清", "<script>"))
    event: Any = SimpleNamespace(index=row.held_no)
    request: Any = None
    ledger, _, _ = handler.withdraw(event, "周导调", request)
    assert "秋季" not in str(ledger)


@pytest.mark.parametrize("changed", [{"day": "明天"}, {"day": "2999-01-01"}, {"plan": "../../etc"}, {"name": ""}])
def test_a_made_up_request_stores_nothing(
    handler: LedgerHandler, workbench: Workbench, changed: dict[str, object]
) -> None:
    entered(handler, **changed)
    assert workbench.kb.catalog.drills_held.held() == []


def test_a_made_up_button_withdraws_nothing(handler: LedgerHandler, workbench: Workbench) -> None:
    entered(handler)
    event: Any = SimpleNamespace(index="1; DROP TABLE drills_held")
    request: Any = None
    handler.withdraw(event, "周导调", request)
    assert len(workbench.kb.catalog.drills_held.held()) == 1


def test_the_ledger_lists_plans_with_their_day(workbench: Workbench) -> None:
    records = drill_records(workbench.kb)
    shown = ledger_html(due_plans(workbench.kb, TODAY, records), records, TODAY, {})
    assert 'class="drill-months"' in shown
    assert shown.count("<rect") >= 50


def test_open_improvements_stand_by_unit_and_late_ones_are_marked() -> None:
    row = ImprovementRow(
        run_id="",
        document_id="d1",
        what="补发<对讲机>",
        made_by="周",
        at=datetime(2026, 1, 1, tzinfo=UTC),
        owner="保卫部",
        due=date(2026, 2, 1),
        improvement_no=7,
    )
    shown = open_html([row], {"d1": "甲公司"}, TODAY)
    assert "甲公司（1）" in shown
    assert "补发&lt;对讲机&gt;" in shown
    assert '<span class="caution">2026-02-01</span>' in shown
    assert open_html([], {}, TODAY) == ""


def test_a_day_is_an_iso_date() -> None:
    assert day_of("2026-09-16") == date(2026, 9, 16)
    with pytest.raises(InputRefused, match="无效"):
        day_of("昨天")


def test_only_who_has_the_code_registers_a_run(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("assistant.ui.failures.gr.Warning", lambda message, **_: told.append(message))
    monkeypatch.setattr("assistant.ui.failures.gr.Info", lambda message, **_: told.append(message))
    desk = DrillDesk(workbench.kb.catalog.drill_runs, PlanMarker())
    review = ReviewHandler(workbench, desk)
    run = desk.set_up(KIT, "桌面推演", "周导调")
    desk.start(run.run_id, run.director_code, "周导调")
    review.register(run.run_id, run.director_code, "周导调")
    desk.end(run.run_id, run.director_code, "周导调")
    review.register(run.run_id, "", "周导调")
    assert workbench.kb.catalog.drills_held.held() == []
    assert "还没有结束" in told[0]
    review.register(run.run_id, run.director_code, "周导调")
    (held,) = workbench.kb.catalog.drills_held.held()
    assert (held.name, held.form, held.made_by) == ("桌面推演", "桌面", "周导调")
    assert desk.state(run.run_id).phase is Phase.ENDED
