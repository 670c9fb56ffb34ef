"""Drill runs are logs that only grow; improvements are assigned and settled; older bases hold none."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kb.catalog import CATALOG_NAME, Catalog
from kb.catalog.drill_run_records import DrillEventRow, DrillRunRow, ImprovementRow
from kb.catalog.schema import MIGRATIONS, migrate
from kb.errors import InputRefused, StoreReadOnly

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def run(run_id: str) -> DrillRunRow:
    return DrillRunRow(
        run_id=run_id,
        title="液氨泄漏桌面演练",
        document_id="d" * 32,
        kit="{}",
        director_code="246810",
        made_by="周导调",
        created_at=NOW,
        seen_at=NOW,
    )


def event(run_id: str, kind: str, minutes: int) -> DrillEventRow:
    return DrillEventRow(run_id=run_id, at=NOW + timedelta(minutes=minutes), kind=kind, who="周导调", detail="{}")


def improvement(what: str, due: date | None = None) -> ImprovementRow:
    return ImprovementRow(run_id="a1", document_id="d" * 32, what=what, made_by="周导调", at=NOW, due=due)


def test_a_run_is_found_again_with_its_log_after_a_restart(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True) as catalog:
        catalog.drill_runs.add(run("a1"))
        catalog.drill_runs.add(run("b2"))
        catalog.drill_runs.append([event("a1", "started", 1), event("a1", "injected", 2)])
        catalog.drill_runs.append([event("b2", "started", 3)])
    with Catalog.open(tmp_path, writable=False) as catalog:
        assert [one.run_id for one in catalog.drill_runs.runs()] == ["b2", "a1"]
        kinds = [(one.kind, one.at) for one in catalog.drill_runs.events("a1")]
        assert kinds == [("started", NOW + timedelta(minutes=1)), ("injected", NOW + timedelta(minutes=2))]
        assert catalog.drill_runs.run("a1").seen_at == NOW + timedelta(minutes=2)


def test_events_after_a_number_are_the_new_ones(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True) as catalog:
        catalog.drill_runs.add(run("a1"))
        catalog.drill_runs.append([event("a1", "started", 1)])
        last = catalog.drill_runs.events("a1")[-1].event_no
        catalog.drill_runs.append([event("a1", "ended", 9)])
        assert [one.kind for one in catalog.drill_runs.events("a1", last)] == ["ended"]


def test_being_seen_never_goes_back(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True) as catalog:
        catalog.drill_runs.add(run("a1"))
        catalog.drill_runs.seen("a1", NOW + timedelta(minutes=5))
        catalog.drill_runs.seen("a1", NOW + timedelta(minutes=2))
        assert catalog.drill_runs.run("a1").seen_at == NOW + timedelta(minutes=5)


def test_open_improvements_come_by_due_day_and_settled_ones_apart(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True) as catalog:
        runs = catalog.drill_runs
        runs.add_improvements(
            [improvement("补训呼救"), improvement("补充电话", date(2026, 5, 1)), improvement("改时限")]
        )
        first = {one.what: one.improvement_no for one in runs.improvements()}
        runs.assign_improvement(first["改时限"], "王编辑", date(2026, 4, 1), "周导调")
        runs.settle_improvement(first["补训呼救"], "周导调")
        assert [(one.what, one.owner) for one in runs.improvements(done=False)] == [
            ("改时限", "王编辑"),
            ("补充电话", ""),
        ]
        assert [(one.what, one.done_by) for one in runs.improvements(done=True)] == [("补训呼救", "周导调")]
        with pytest.raises(InputRefused, match="办结"):
            runs.assign_improvement(first["补训呼救"], "李四", None, "周导调")
        runs.settle_improvement(first["补训呼救"], "周导调", done=False)
        assert len(runs.improvements(done=False)) == 3
        assert {entry.action for entry in catalog.audit_entries()} == {"improve"}


def test_an_unknown_run_is_refused_and_a_reader_writes_nothing(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True) as catalog, pytest.raises(InputRefused, match="没有编号"):
        catalog.drill_runs.run("zz")
    with Catalog.open(tmp_path, writable=False) as catalog, pytest.raises(StoreReadOnly):
        catalog.drill_runs.add(run("a1"))


def test_a_base_of_an_earlier_schema_holds_no_drills(tmp_path: Path) -> None:
    raw = sqlite3.connect(tmp_path / CATALOG_NAME, isolation_level=None)
    migrate(raw, MIGRATIONS[:3])
    raw.close()
    with Catalog.open(tmp_path, writable=False) as catalog:
        assert catalog.drill_runs.runs() == []
        assert catalog.drill_runs.improvements() == []
