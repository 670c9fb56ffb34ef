from __future__ import annotations

import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.loading import find_files, hash_file
from ingest.records import OutcomeCode
from ingest.sandbox import ParsedItem, ParserPool, WorkItem
from ingest.sandbox.limits import Limits

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this limit exists on Linux only")


def write(folder: Path, name: str, content: str | bytes) -> None:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def items_in(folder: Path) -> list[WorkItem]:
    return [
        WorkItem(number=number, file=file, document_id=hash_file(file))
        for number, file in enumerate(find_files([folder]))
    ]


def run(folder: Path, pool: ParserPool) -> dict[str, ParsedItem]:
    items = items_in(folder)
    return {items[result.number].file.path.name: result for result in pool.parse(items, NOW)}


def test_documents_come_back_with_their_text_and_time(tmp_path: Path) -> None:
    for number in range(40):
        write(tmp_path, f"{number:02d}.md", f"# 预案{number}\n\n第一条 第{number}号预案的内容。")
    results = run(tmp_path, ParserPool(2))
    assert len(results) == 40
    document = results["07.md"].document
    assert document is not None
    assert "第7号预案的内容。" in document.text
    assert document.ingested_at == NOW
    assert document.source_uri == (tmp_path / "07.md").as_posix()
    assert all(chunk.text == document.text[chunk.start : chunk.end] for chunk in document.chunks)


def test_a_slow_file_times_out_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path, "a_slow.html", "<html><body><table>" + ("<tr>" + "<td>格</td>" * 200 + "</tr>") * 6000)
    write(tmp_path, "b_good.txt", "第一条 好文件。")
    results = run(tmp_path, ParserPool(1, Limits(wall_seconds=1.5)))
    slow = results["a_slow.html"]
    assert (slow.document, slow.outcome) == (None, OutcomeCode.TIMED_OUT)
    assert "1.5 秒" in slow.reason
    assert results["b_good.txt"].document is not None


@LINUX
def test_a_file_that_needs_too_much_memory_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a_big.txt", "应急预案\n" * 4_000_000)
    write(tmp_path, "b_good.txt", "第一条 好文件。")
    results = run(tmp_path, ParserPool(1, Limits(memory_bytes=180 * 1024 * 1024)))
    big = results["a_big.txt"]
    assert big.outcome in (OutcomeCode.TOO_LARGE, OutcomeCode.UNREADABLE)
    assert "内存" in big.reason
    assert results["b_good.txt"].document is not None


def test_a_file_changed_after_hashing_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "第一版的内容。")
    items = items_in(tmp_path)
    write(tmp_path, "a.txt", "第二版的内容。")
    (result,) = ParserPool(1).parse(items, NOW)
    assert result.outcome is OutcomeCode.UNREADABLE
    assert "被改动" in result.reason


def test_stopping_early_leaves_no_process_behind(tmp_path: Path) -> None:
    for number in range(200):
        write(tmp_path, f"{number}.txt", f"第一条 第{number}号文件的内容。")
    pool = ParserPool(2)
    results = pool.parse(items_in(tmp_path), NOW)
    assert next(results).document is not None
    results.close()
    assert len(run(tmp_path, pool)) == 200  # the pool can be used again


def test_nothing_to_parse_starts_nothing() -> None:
    assert list(ParserPool(2).parse([], NOW)) == []


@pytest.mark.parametrize("module", ["socket", "_socket"])
@LINUX
def test_a_confined_process_reaches_no_network(module: str) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        code = (
            "from ingest.sandbox.limits import confine\n"
            "confine(2**30)\n"
            f"import {module} as sockets\n"
            "try:\n"
            "    one = sockets.socket(sockets.AF_INET, sockets.SOCK_STREAM)\n"
            f"    one.connect(('127.0.0.1', {server.getsockname()[1]}))\n"
            "    print('connected')\n"
            "except OSError as error:\n"
            "    print(type(error).__name__)\n"
        )
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    if module == "_socket" and run.stdout.strip() == "connected":
        pytest.skip("this kernel gives no private network namespace")
    assert run.stdout.strip() in ("PermissionError", "OSError", "ConnectionRefusedError")
