"""Traces, feedback and fixed answers: stored, bounded, found again, and absent from older bases."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kb.catalog import CATALOG_NAME, Catalog
from kb.catalog.journal_records import FeedbackRow, FixedRow, TraceRow
from kb.catalog.schema import MIGRATIONS, migrate
from kb.errors import InputRefused, StoreReadOnly

NOW = datetime.now(UTC).replace(microsecond=0)


def trace(number: int, *, at: datetime = NOW) -> TraceRow:
    return TraceRow(
        trace_id=f"{number:016x}",
        at=at,
        question=f"问题{number}",
        resolved=f"问题{number}",
        status="grounded",
        seconds=0.1,
        detail="{}",
    )


def said(trace_id: str, verdict: str = "wrong") -> FeedbackRow:
    return FeedbackRow(
        at=NOW, trace_id=trace_id, question="谁批准？", verdict=verdict, reason="数字不对", note="应为30"
    )


def test_traces_are_found_again_newest_first(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True) as catalog:
        catalog.journal.add_traces([trace(1), trace(2)], keep_days=90, keep_rows=100)
        before = catalog.changes_token()
        catalog.journal.add_traces([trace(3)], keep_days=90, keep_rows=100)
        assert catalog.changes_token() == before
        assert catalog.journal.trace(trace(2).trace_id) == trace(2)
        assert catalog.journal.trace("none") is None
        assert [one.question for one in catalog.journal.traces(2)] == ["问题3", "问题2"]


def test_old_and_surplus_traces_are_dropped_but_for_those_with_open_feedback(tmp_path: Path) -> None:
    old = NOW - timedelta(days=91)
    with Catalog.open(tmp_path, writable=True) as catalog:
        journal = catalog.journal
        journal.add_feedback(said(trace(1).trace_id))
        journal.add_traces(
            [trace(1, at=old), trace(2, at=old), trace(3), trace(4), trace(5)], keep_days=90, keep_rows=2
        )
        assert [one.question for one in journal.traces()] == ["问题5", "问题4", "问题1"]
        journal.settle_feedback(1, "王编辑")
        journal.add_traces([], keep_days=90, keep_rows=2)
        assert [one.question for one in journal.traces()] == ["问题5", "问题4"]


def test_feedback_is_settled_and_opened_again(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True) as catalog:
        journal = catalog.journal
        journal.add_feedback(said("a" * 16))
        journal.add_feedback(said("b" * 16, "useful"))
        assert [(one.feedback_no, one.verdict) for one in journal.feedback()] == [(2, "useful"), (1, "wrong")]
        journal.settle_feedback(1, "王编辑")
        assert [one.feedback_no for one in journal.feedback(done=False)] == [2]
        settled = journal.feedback(done=True)[0]
        assert settled.done_by == "王编辑"
        assert settled.done_at is not None
        journal.settle_feedback(1, "王编辑", done=False)
        assert journal.feedback(done=True) == []
        with pytest.raises(InputRefused, match="99"):
            journal.settle_feedback(99, "王编辑")
        assert [entry.action for entry in catalog.audit_entries()] == ["feedback", "feedback"]


def test_saying_it_again_replaces_what_was_said(tmp_path: Path) -> None:
    with Catalog.open(tmp_path, writable=True) as catalog:
        catalog.journal.add_feedback(said("a" * 16))
        catalog.journal.add_feedback(said("a" * 16, "useful"))
        assert [one.verdict for one in catalog.journal.feedback()] == ["useful"]


def test_fixed_answers_are_kept_and_taken_back(tmp_path: Path) -> None:
    row = FixedRow(
        questions=("谁批准？", "由谁批准"),
        document_id="d" * 32,
        start=3,
        end=9,
        quote="由市长批准。",
        editor="王编辑",
        at=NOW,
    )
    with Catalog.open(tmp_path, writable=True) as catalog:
        empty = catalog.journal.fixed_token()
        number = catalog.journal.add_fixed(row)
        kept = catalog.journal.fixed()
        assert [(one.fixed_no, one.questions, one.quote) for one in kept] == [(number, row.questions, row.quote)]
        assert catalog.journal.fixed_token() != empty
        catalog.journal.remove_fixed(number, "王编辑")
        assert catalog.journal.fixed() == []
        with pytest.raises(InputRefused, match=str(number)):
            catalog.journal.remove_fixed(number, "王编辑")


def test_a_base_of_schema_2_is_read_with_an_empty_journal(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / CATALOG_NAME, isolation_level=None) as raw:
        migrate(raw, MIGRATIONS[:2])
    raw.close()
    with Catalog.open(tmp_path, writable=False) as catalog:
        assert (catalog.journal.traces(), catalog.journal.feedback(), catalog.journal.fixed()) == ([], [], [])
        assert catalog.journal.trace("a") is None
        assert catalog.journal.fixed_token() == (0, 0)
        with pytest.raises(StoreReadOnly):
            catalog.journal.add_traces([trace(1)], keep_days=1, keep_rows=1)
