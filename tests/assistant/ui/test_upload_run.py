"""Uploads: one batch at a time, progress, an end in every case."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from assistant.ui import strings
from assistant.ui.upload_run import UploadDesk, found_files
from assistant.wiring import Workbench
from ingest.records import OutcomeCode
from kb.errors import InputRefused


def make_files(folder: Path, count: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"制度{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(f"第{number}号值班制度\n第一条 第{number}组值班员每两小时报告一次。\n", encoding="utf-8")
    return paths


def test_batch_reports_progress_and_one_outcome_per_file(workbench: Workbench, tmp_path: Path) -> None:
    paths = make_files(tmp_path / "up", 3)
    (tmp_path / "up" / "空.txt").write_bytes(b"")
    stored = threading.Event()
    desk = UploadDesk(workbench.kb, workbench.settings, on_stored=stored.set)
    updates = list(desk.run([*paths, tmp_path / "up" / "空.txt"]))
    assert [update.finished for update in updates] == [False] * (len(updates) - 1) + [True]
    assert any(update.progress is not None for update in updates[:-1])
    last = updates[-1]
    assert [outcome.code for outcome in last.outcomes] == [OutcomeCode.ADDED] * 3 + [OutcomeCode.EMPTY]
    assert last.outcomes[0].source_uri == "upload/制度0.txt"
    assert last.failure == ""
    assert stored.wait(5)


def test_second_batch_is_refused_until_the_first_ends(workbench: Workbench, tmp_path: Path) -> None:
    desk = UploadDesk(workbench.kb, workbench.settings)
    first = desk.run(make_files(tmp_path / "a", 2))
    with pytest.raises(InputRefused, match=strings.UPLOAD_BUSY[:6]):
        desk.run(make_files(tmp_path / "b", 1))
    del first  # the page that started it is closed; the batch runs on
    desk.wait(60)
    assert {one.source_uri for one in workbench.kb.summaries()} >= {"upload/制度0.txt", "upload/制度1.txt"}
    *_, last = desk.run(make_files(tmp_path / "c", 1))
    assert last.finished


def test_failing_batch_ends_with_a_sentence_and_frees_the_desk(workbench: Workbench, tmp_path: Path) -> None:
    broken = UploadDesk(object(), workbench.settings)  # type: ignore[arg-type]
    paths = make_files(tmp_path / "a", 1)
    for _ in range(2):
        *_, last = broken.run(paths)
        assert last.finished
        assert "AttributeError" in last.failure


def test_equal_names_of_one_batch_stay_apart(tmp_path: Path) -> None:
    paths = [tmp_path / name / "通知.txt" for name in "abc"]
    for path in paths:
        path.parent.mkdir()
        path.write_text("通知", encoding="utf-8")
    assert [file.source_uri for file in found_files(paths)] == [
        "upload/通知.txt",
        "upload/通知(2).txt",
        "upload/通知(3).txt",
    ]
    assert [file.byte_count for file in found_files(paths)] == [6, 6, 6]
