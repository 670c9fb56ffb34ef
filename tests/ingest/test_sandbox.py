from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.loading import find_files, hash_file
from ingest.parsers import libreoffice
from ingest.records import OutcomeCode
from ingest.sandbox import ParsedItem, ParserPool, WorkItem
from ingest.sandbox.limits import CONVERSION, PARSING, RECOGNITION, Limits
from ingest.sandbox.process import ParserProcess, environment_of_children
from ingest.sandbox.watching import resident_bytes

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FIXTURES = Path(__file__).parent / "fixtures"
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


CONNECT = """
try:
    one = _socket.socket(family, _socket.SOCK_STREAM)
    one.connect(address)
    print("connected")
except OSError as error:
    print(type(error).__name__)
"""


def connects(preparation: str) -> str:
    """Run `preparation` in a new process, then connect below Python's own socket class to a server here."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        address = server.getsockname()
        code = f"import _socket\nfrom ingest.sandbox import network\n{preparation}\n"
        code += f"family, address = _socket.AF_INET, {address!r}\n{CONNECT}"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return run.stdout.strip()


def test_python_sockets_are_refused_everywhere() -> None:
    code = (
        "import socket\nfrom ingest.sandbox import network\nassert 'python' in network.leave(local_sockets=False)\n"
        "try:\n    socket.socket()\nexcept PermissionError:\n    print('refused')\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "refused"


@LINUX
def test_without_guards_the_server_here_is_reached() -> None:
    assert connects("pass") == "connected"


@LINUX
def test_the_call_filter_alone_keeps_native_code_off_the_network() -> None:
    assert connects("assert network.refuse_system_calls(local_sockets=False)") == "PermissionError"
    assert connects("assert network.refuse_system_calls(local_sockets=True)") == "PermissionError"


@LINUX
def test_the_namespace_alone_keeps_native_code_off_the_network() -> None:
    found = connects("print('no right') if not network.enter_namespace() else None")
    if found.startswith("no right"):
        pytest.skip("this kernel gives no private network namespace")
    assert found == "OSError"


@LINUX
@pytest.mark.parametrize(("allowed", "result"), [("True", "made"), ("False", "PermissionError")])
def test_local_sockets_only_where_the_limits_allow_them(allowed: str, result: str) -> None:
    code = (
        f"import _socket\nfrom ingest.sandbox import network\nnetwork.leave(local_sockets={allowed})\n"
        "try:\n    _socket.socket(_socket.AF_UNIX)\n    print('made')\n"
        "except OSError as error:\n    print(type(error).__name__)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == result


@LINUX
def test_a_parser_process_says_what_keeps_it_off_the_network() -> None:
    process = ParserProcess(PARSING)
    process.kill()
    assert set(process.guards) >= {"filter", "python"}


def test_memory_in_use_is_watched_on_every_platform(tmp_path: Path) -> None:
    write(tmp_path, "a_big.txt", "应急预案\n" * 4_000_000)
    write(tmp_path, "b_good.txt", "第一条 好文件。")
    results = run(tmp_path, ParserPool(1, Limits(resident_bytes=150 * 1024 * 1024)))
    assert results["a_big.txt"].outcome is OutcomeCode.TOO_LARGE
    assert "内存" in results["a_big.txt"].reason
    assert results["b_good.txt"].document is not None


def test_memory_in_use_is_that_of_the_process() -> None:
    code = "import sys; filled = bytearray(90_000_000); print('ready', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert 90_000_000 < resident_bytes(process.pid) < 200_000_000
        process.kill()


def test_processor_time_is_limited(tmp_path: Path) -> None:
    write(tmp_path, "slow.html", "<html><body><table>" + ("<tr>" + "<td>格</td>" * 200 + "</tr>") * 6000)
    (result,) = run(tmp_path, ParserPool(1, Limits(cpu_seconds=1, wall_seconds=20.0))).values()
    assert result.outcome is OutcomeCode.TIMED_OUT
    assert "秒" in result.reason


def test_a_module_in_the_folder_one_stands_in_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("orjson", "logging", "socket", "ingest", "lxml"):
        write(tmp_path, f"{name}.py", "open('executed', 'w').close(); raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    document = tmp_path / "plan.txt"
    document.write_text("第一条 内容。", encoding="utf-8")
    (file,) = find_files([document])
    item = WorkItem(number=0, file=file, document_id=hash_file(file))
    (result,) = ParserPool(1).parse([item], NOW)
    assert result.document is not None
    assert not (tmp_path / "executed").exists()


def test_a_parser_process_is_not_given_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("YUBEI_LLM_API_KEY", "SOME_API_KEY", "ACCESS_TOKEN", "DB_PASSWORD"):
        monkeypatch.setenv(name, "hidden")
    monkeypatch.setenv("HARMLESS_SETTING", "seen")
    given = environment_of_children("somewhere")
    assert "hidden" not in given.values()
    assert (given["HARMLESS_SETTING"], given["TMPDIR"]) == ("seen", "somewhere")


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch, documents = tmp_path / "scratch", tmp_path / "documents"
    scratch.mkdir()
    documents.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    write(documents, "a_slow.html", "<html><body><table>" + ("<tr>" + "<td>格</td>" * 200 + "</tr>") * 6000)
    write(documents, "b_good.txt", "第一条 好文件。")
    results = run(documents, ParserPool(1, Limits(wall_seconds=1.0)))
    assert results["a_slow.html"].outcome is OutcomeCode.TIMED_OUT
    assert list(scratch.iterdir()) == []


def test_stopping_does_not_wait_for_the_file_at_work(tmp_path: Path) -> None:
    write(tmp_path, "a_good.txt", "第一条 好文件。")
    write(tmp_path, "b_slow.html", "<html><body><table>" + ("<tr>" + "<td>格</td>" * 250 + "</tr>") * 9000)
    results = ParserPool(1).parse(items_in(tmp_path), NOW)
    assert next(results).document is not None
    begun = time.monotonic()
    results.close()
    assert time.monotonic() - begun < 2.0


def test_recognition_and_conversion_have_larger_limits_of_their_own() -> None:
    assert Limits(memory_bytes=2**30, resident_bytes=2**30, cpu_seconds=30, wall_seconds=60.0) == PARSING
    for larger in (RECOGNITION, CONVERSION):
        assert larger.memory_bytes > PARSING.memory_bytes
        assert larger.resident_bytes <= larger.memory_bytes
    assert (RECOGNITION.file_bytes, RECOGNITION.local_sockets) == (PARSING.file_bytes, False)
    assert CONVERSION.wall_seconds > PARSING.wall_seconds


@LINUX
@pytest.mark.slow
@pytest.mark.skipif(not libreoffice.program(), reason="LibreOffice is not installed")
def test_libreoffice_works_within_the_limits_of_a_conversion(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\nfrom ingest.parsers import libreoffice\n"
        "from ingest.sandbox import network\nfrom ingest.sandbox.limits import CONVERSION, allow_cpu, confine\n"
        "network.leave(local_sockets=CONVERSION.local_sockets)\nconfine(CONVERSION)\nallow_cpu(CONVERSION.cpu_seconds)\n"
        f"data = Path({str(FIXTURES / 'plan.rtf')!r}).read_bytes()\n"
        "print(len(libreoffice.parse(data, 'plan.rtf', 'application/rtf').blocks))\n"
    )
    environment = environment_of_children(str(tmp_path))
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=110,
        env=environment,
        cwd=tmp_path,
    )
    assert int(run.stdout) >= 5
    assert list(tmp_path.iterdir()) == []
