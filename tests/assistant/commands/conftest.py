"""A small base on disk, filled through the command line itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.__main__ import main

PLAN = """青石镇山洪灾害应急预案
青政发〔2025〕8号
（青石镇人民政府2025年4月1日印发，自印发之日起施行）
一、信息报告
（一）报告时限
村民委员会发现山洪险情后，应当在10分钟内电话报告镇值班室。镇值班室接到报告后，应当在20分钟内报告县防汛办。
二、应急响应
（一）先期处置
1. 村主任立即组织危险区群众转移到青石小学安置点。
2. 网格员逐户通知，不得遗漏老人和儿童。
"""
NOTE = """青石镇2025年防汛工作总结
一、主要成效
全年组织演练3次，参加群众420人次，转移避险群众86人。
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def filled_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two documents, ingested by `yubei ingest`; not to be written to."""
    folder = tmp_path_factory.mktemp("commands")
    papers = folder / "papers"
    papers.mkdir()
    (papers / "plan.md").write_text(PLAN, encoding="utf-8")
    (papers / "note.txt").write_text(NOTE, encoding="utf-8")
    assert main(["ingest", str(papers), "--data", str(folder / "base")]) == 0
    return folder / "base"


@pytest.fixture()
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `yubei …`; returns (exit code, standard output, standard error)."""

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call
