"""`yubei conflicts`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from tests.assistant.commands.conftest import Run

TEXTS = {
    "plan.txt": "青石县防汛应急预案\n\n青石县人民政府办公室\n2024年3月1日\n\n1 报告\n乡镇人民政府应当在30分钟内向县应急管理局报告险情。\n2 附则\n自2024年6月1日起施行。",
    "rules.txt": "青石县防汛工作规程\n\n青石县人民政府办公室\n2025年3月1日\n\n1 报告\n险情由乡镇人民政府在1小时内报告县应急管理局。\n2 附则\n自2025年6月1日起施行。",
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with two papers that disagree."""
    folder = tmp_path_factory.mktemp("conflicts")
    papers = folder / "papers"
    papers.mkdir()
    for name, text in TEXTS.items():
        (papers / name).write_text(text, encoding="utf-8")
    assert main(["ingest", str(papers), "--data", str(folder / "base")]) == 0
    return folder / "base"


def test_conflict_is_printed_with_both_sources(run: Run, base: Path) -> None:
    code, out, err = run("conflicts", "--data", base)
    assert code == 0
    assert "时限不一致" in out and "30分钟" in out and "1小时" in out
    assert [line[:3] for line in out.splitlines()[1:3]] == ["  甲", "  乙"]
    assert "共 1 处不一致" in err


def test_json_holds_kind_values_and_places(run: Run, base: Path) -> None:
    _, out, _ = run("conflicts", "--data", base, "--document", "防汛工作规程", "--json")
    (conflict,) = json.loads(out)
    assert conflict["kind"] == "limit"
    assert {side["value"] for side in conflict["sides"]} == {"30分钟", "1小时"}
    assert all(side["value"] in side["quote"] for side in conflict["sides"])


def test_unknown_document_is_refused_by_name(run: Run, base: Path) -> None:
    code, _, err = run("conflicts", "--data", base, "--document", "森林火灾")
    assert code == 1
    assert "森林火灾" in err
