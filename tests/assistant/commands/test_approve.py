"""`yubei approve` on a base on disk whose files were ingested as not yet approved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.commands.conftest import PLAN, Run

TITLE = "青石镇山洪灾害应急预案"
QUESTION = "村民委员会发现山洪险情后多长时间报告镇值班室"


@pytest.fixture()
def waiting_base(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base with one document that waits for approval."""
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    monkeypatch.setenv("YUBEI_INGEST_APPROVED", "false")
    assert run("ingest", tmp_path / "plan.md", "--data", tmp_path / "base")[0] == 0
    return tmp_path / "base"


def test_what_waits_is_listed_marked_and_approved_under_a_name(run: Run, waiting_base: Path) -> None:
    _, listed, _ = run("approve", "--data", waiting_base)
    assert f"《{TITLE}》" in listed and "共 1 份文档等待审核" in listed
    _, answered, _ = run("ask", QUESTION, "--data", waiting_base)
    assert "已审核的文档中没有依据" in answered and "未审核）「" in answered and "10分钟" in answered
    code, refused, _ = run("ask", QUESTION, "--approved-only", "--data", waiting_base)
    assert code == 0 and "未找到依据" in refused
    code, said, _ = run("approve", TITLE, "--editor", "王审核", "--data", waiting_base)
    assert code == 0 and f"《{TITLE}》已审核通过（王审核），今天的效力：现行" in said
    _, again, _ = run("ask", QUESTION, "--data", waiting_base)
    assert "未审核" not in again and "10分钟" in again
    assert "没有等待审核的文档" in run("approve", "--data", waiting_base)[1]
    assert "王审核 审核通过" in run("correct", TITLE, "--data", waiting_base)[1]
    assert "此前已审核" in run("approve", TITLE, "--editor", "王审核", "--data", waiting_base)[1]


def test_nobody_approves_without_a_name_nor_what_is_not_stored(run: Run, waiting_base: Path) -> None:
    code, _, said = run("approve", TITLE, "--data", waiting_base)
    assert code == 1 and "审核人姓名" in said
    code, _, said = run("approve", TITLE, "没有的文件", "--editor", "王审核", "--data", waiting_base)
    assert code == 1 and "没有这样的文档" in said
    assert "共 1 份文档等待审核" in run("approve", "--data", waiting_base)[1]


def test_files_of_the_command_line_count_as_approved_by_default(run: Run, filled_base: Path) -> None:
    assert "没有等待审核的文档" in run("approve", "--data", filled_base)[1]
