"""Drills entered by hand stand newest first, and one taken back stays in the table but counts no more."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kb.catalog import Catalog
from kb.catalog.drills_held_records import HeldDrillRow
from kb.errors import InputRefused, StoreReadOnly

NOW = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


def drill(name: str, day: date) -> HeldDrillRow:
    return HeldDrillRow(
        name=name,
        day=day,
        form="桌面",
        organiser="保卫部",
        made_by="周导调",
        at=NOW,
        plan_document_id="d" * 32,
        plan_work_id="w1",
        plan_title="现场处置方案",
        participants=12,
        problems=("报告超时", "警戒线晚到"),
        improvements=("重新训练",),
    )


def test_drills_come_back_as_entered_newest_first(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True) as catalog:
        catalog.drills_held.add(drill("春季", date(2026, 3, 1)))
        number = catalog.drills_held.add(drill("秋季", date(2026, 9, 1)))
    with Catalog.open(tmp_path, writable=False) as catalog:
        first, second = catalog.drills_held.held()
    assert (first.name, second.name) == ("秋季", "春季")
    assert first.held_no == number
    assert first.problems == ("报告超时", "警戒线晚到")
    assert first.participants == 12
    assert first.day == date(2026, 9, 1)


def test_a_withdrawn_drill_stays_in_the_table_only(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True) as catalog:
        number = catalog.drills_held.add(drill("春季", date(2026, 3, 1)))
        catalog.drills_held.withdraw(number, "韩编辑")
        assert catalog.drills_held.held() == []
        (kept,) = catalog.drills_held.held(withdrawn=True)
        assert kept.withdrawn_by == "韩编辑"
        with pytest.raises(InputRefused, match="撤回"):
            catalog.drills_held.withdraw(number, "韩编辑")
        assert catalog.audit_entries(limit=1)[0].action == "drill_withdrawn"


def test_a_base_open_for_reading_takes_no_entry(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True):
        pass
    with Catalog.open(tmp_path, writable=False) as catalog, pytest.raises(StoreReadOnly):
        catalog.drills_held.add(drill("春季", date(2026, 3, 1)))
