"""ingest, search, card, stats, remove, reindex, verify, backup, restore on a base on disk."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.assistant.commands.conftest import NOTE, PLAN, Run


@pytest.fixture()
def own_base(filled_base: Path, tmp_path: Path) -> Path:
    """A copy of the base that a test may change."""
    return Path(shutil.copytree(filled_base, tmp_path / "own"))


def test_ingest_names_every_file_and_what_to_do(run: Run, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "plan.md").write_text(PLAN, encoding="utf-8")
    (papers / "empty.txt").write_bytes(b"")
    (papers / "photo.xyz").write_bytes(b"\x00\x01\x02")
    code, out, _ = run("ingest", papers, tmp_path / "missing.txt", "--data", tmp_path / "base", "--json")
    report = json.loads(out)
    outcomes = {Path(item["source_uri"]).name: item for item in report["files"]}
    assert code == 0
    assert outcomes["plan.md"]["code"] == "added" and outcomes["plan.md"]["chunk_count"] > 0
    assert outcomes["empty.txt"]["code"] == "empty"
    assert outcomes["photo.xyz"]["code"] == "unsupported"
    assert outcomes["missing.txt"]["code"] == "unreadable"
    assert all(item["reason"] for name, item in outcomes.items() if name != "plan.md")
    assert sum(report["counts"].values()) == 4


def test_ingest_of_nothing_usable_exits_with_1(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("ingest", tmp_path / "missing.txt", "--data", tmp_path / "base")
    assert code == 1
    assert "无法读取" in out and "missing.txt" in out


def test_search_prints_chunks_with_falling_scores(run: Run, filled_base: Path) -> None:
    code, out, _ = run("search", "山洪 转移", "--top-k", 5, "--data", filled_base, "--json")
    found = json.loads(out)
    assert code == 0 and [item["rank"] for item in found] == list(range(1, len(found) + 1))
    assert [item["score"] for item in found] == sorted((item["score"] for item in found), reverse=True)
    assert all(item["text"] in PLAN + NOTE for item in found)


def test_search_refuses_a_count_out_of_range(run: Run, filled_base: Path) -> None:
    code, _, err = run("search", "山洪", "--top-k", 0, "--data", filled_base)
    assert code == 1 and "--top-k" in err and "0" in err


def test_card_is_drafted_and_exported(run: Run, filled_base: Path, tmp_path: Path) -> None:
    target = tmp_path / "card.docx"
    arguments = ("card", "--position", "村主任", "--hazard", "山洪", "--docx", target, "--data", filled_base, "--json")
    code, out, _ = run(*arguments)
    card = json.loads(out)
    steps = [line for line in card["lines"] if line["field"] == "step"]
    assert code == 0
    assert steps[0]["text"] == "立即组织危险区群众转移到青石小学安置点。" and steps[0]["markers"]
    assert target.read_bytes()[:2] == b"PK"


def test_card_without_hazard_gives_one_sentence(run: Run, filled_base: Path) -> None:
    code, out, err = run("card", "--position", "值班员", "--data", filled_base)
    assert code == 1 and out == "" and "险情" in err


def test_stats_list_the_documents(run: Run, filled_base: Path) -> None:
    _, out, _ = run("stats", "--data", filled_base, "--json")
    report = json.loads(out)
    assert {item["title"] for item in report["documents"]} == {"青石镇山洪灾害应急预案", "青石镇2025年防汛工作总结"}
    assert report["statistics"]["document_count"] == 2


def test_removed_document_is_found_no_more(run: Run, own_base: Path) -> None:
    code, out, _ = run("remove", "青石镇山洪灾害应急预案", "--data", own_base)
    assert code == 0 and "已删除《青石镇山洪灾害应急预案》" in out
    _, out, _ = run("search", "网格员逐户通知", "--data", own_base, "--json")
    assert all("网格员" not in item["text"] for item in json.loads(out))
    code, _, err = run("remove", "青石镇山洪灾害应急预案", "--data", own_base)
    assert code == 1 and "没有这样的文档" in err


def test_one_file_is_one_document_from_whatever_folder_it_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for town, minutes in (("甲镇", 30), ("乙镇", 10)):
        plan = tmp_path / town / "plan.txt"
        plan.parent.mkdir()
        plan.write_text(f"{town}山洪应急预案\n一、信息报告\n村主任在{minutes}分钟内报告镇值班室。\n", encoding="utf-8")
        monkeypatch.chdir(plan.parent)
        assert run("ingest", "plan.txt", "--data", "../base")[0] == 0
    plan = tmp_path / "甲镇" / "plan.txt"
    plan.write_text(plan.read_text(encoding="utf-8").replace("30", "15"), encoding="utf-8")
    assert "已替换旧版 1" in run("ingest", tmp_path, "--data", "../base")[1]
    _, out, _ = run("search", "村主任报告镇值班室", "--data", "../base", "--json")
    assert {item["text"][-16:] for item in json.loads(out)} == {
        "村主任在15分钟内报告镇值班室。",
        "村主任在10分钟内报告镇值班室。",
    }
    assert run("verify", "--data", "../base")[0] == 0
    assert run("remove", "plan.txt", "--data", "../base")[0] == 0  # a path before a name that two documents have


def test_verify_finds_and_repairs_a_lost_index(run: Run, own_base: Path) -> None:
    assert run("verify", "--data", own_base)[0] == 0
    shutil.rmtree(own_base / "projections")
    code, out, _ = run("verify", "--data", own_base, "--json")
    report = json.loads(out)
    assert code == 1 and report["healthy"] is False
    assert {check["part"] for check in report["checks"] if not check["healthy"]} == {"lexical", "vectors"}
    code, out, _ = run("verify", "--repair", "--data", own_base, "--json")
    report = json.loads(out)
    assert code == 0 and report["healthy"] is True and report["repaired"] is True


def test_verify_says_that_a_changed_original_needs_a_backup(run: Run, own_base: Path) -> None:
    original = next(path for path in (own_base / "originals").rglob("*") if path.is_file())
    original.chmod(0o644)
    original.write_bytes(b"changed")
    code, out, _ = run("verify", "--data", own_base)
    assert code == 1 and "✕ 原文件" in out and "yubei restore" in out


def test_backup_comes_back_whole(run: Run, own_base: Path, tmp_path: Path) -> None:
    code, out, _ = run("backup", tmp_path / "copy", "--data", own_base)
    assert code == 0 and "文档 2 份" in out
    code, out, _ = run("restore", tmp_path / "copy", "--data", tmp_path / "again")
    assert code == 0 and "文档 2 份" in out
    _, out, _ = run("search", "网格员逐户通知", "--data", tmp_path / "again", "--json")
    assert "网格员" in json.loads(out)[0]["text"]
    assert run("verify", "--data", tmp_path / "again")[0] == 0


def test_backup_never_overwrites(run: Run, own_base: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    code, _, err = run("backup", tmp_path / "copy", "--data", own_base)
    assert code == 1 and "已存在" in err
    code, _, err = run("restore", tmp_path / "copy", "--data", own_base)
    assert code == 1 and err.count("\n") == 1


def test_reindex_leaves_equal_vectors_alone(run: Run, own_base: Path) -> None:
    code, out, _ = run("reindex", "--data", own_base)
    assert code == 0 and "新算 0 段" in out
    code, _, err = run("reindex", "--encoder", own_base / "no-model", "--data", own_base)
    assert code == 1 and "no-model" in err


def test_empty_path_does_not_mean_the_current_folder(run: Run, tmp_path: Path) -> None:
    code, out, err = run("ingest", "", "--data", tmp_path / "base")
    assert code == 2 and out == "" and "路径是空的" in err
    assert not (tmp_path / "base").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")
def test_names_that_steer_terminals_are_printed_as_one_plain_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[31mb.xyz").write_bytes(b"x")
    _, out, _ = run("ingest", tmp_path, "--data", tmp_path / "base")
    assert len(out.splitlines()) == 2
    assert "a␊\ufffd[31mb.xyz" in out and "\x1b" not in out


def test_base_without_documents_says_how_to_fill_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("ingest", tmp_path / "empty.txt", "--data", tmp_path / "base")[0] == 1
    for command in (("ask", "火灾怎么办"), ("search", "火灾"), ("card", "火灾处置卡")):
        code, _, err = run(*command, "--data", tmp_path / "base")
        assert code == 0 and "yubei ingest" in err
    code, out, _ = run("stats", "--data", tmp_path / "base")
    assert code == 0 and out.splitlines()[0] == "文档：0 份"


def test_stats_are_printed_in_chinese(run: Run, filled_base: Path) -> None:
    _, out, _ = run("stats", "--data", filled_base)
    lines = out.splitlines()
    assert lines[0] == "文档：2 份" and "词索引已是最新" in out
    assert lines[-1] == "按状态：现行 2"


def test_card_is_named_and_its_gaps_too(run: Run, filled_base: Path) -> None:
    _, out, _ = run("card", "--position", "宇航员", "--hazard", "山洪", "--data", filled_base)
    assert out.startswith("宇航员·山洪 应急处置卡（草稿")
    assert "✕ 联络电话：" in out
