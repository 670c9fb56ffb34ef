"""`yubei doctor`: what is in place, and the proof that nothing leaves the machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.commands.offline_proof import Bar, OutsideCall
from tests.assistant.commands.conftest import Run


def test_healthy_base_is_reported_part_by_part(run: Run, filled_base: Path) -> None:
    code, out, _ = run("doctor", "--data", filled_base, "--json")
    report = json.loads(out)
    parts = {finding["part"]: finding["message"] for finding in report["findings"]}
    assert code == 0 and report["healthy"] is True
    assert "256维" in parts["句向量模型"] and "文档 2 份" in parts["知识库"]
    assert "未配置" in parts["大模型"] and "chromadb" in parts


def test_half_configured_endpoint_is_reported(run: Run, filled_base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUBEI_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    code, out, _ = run("doctor", "--data", filled_base)
    assert code == 1 and "✕ 大模型" in out and "YUBEI_LLM_MODEL" in out


def test_damaged_catalogue_is_reported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "yubei.db").write_bytes(b"no database at all" * 100)
    code, out, _ = run("doctor", "--data", tmp_path)
    assert code == 1 and "✕ 知识库" in out


def test_missing_base_is_no_fault(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("doctor", "--data", tmp_path)
    assert code == 0 and "yubei ingest" in out


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.connect", (None, ("192.0.2.1", 443))),
        ("socket.getaddrinfo", ("models.example", 443)),
        ("socket.gethostbyname", ("models.example",)),
        ("socket.sendto", (None, ("192.0.2.1", 53))),
    ],
)
def test_bar_counts_and_refuses_calls_to_other_machines(event: str, arguments: tuple[object, ...]) -> None:
    bar = Bar(closed=True)
    with pytest.raises(OutsideCall):
        bar(event, arguments)
    assert len(bar.attempts) == 1 and event in bar.attempts[0]


def test_bar_lets_this_machine_through() -> None:
    bar = Bar(closed=True)
    bar("socket.connect", (None, ("127.0.0.1", 7860)))
    bar("socket.connect", (None, "/run/local.sock"))
    bar("open", ("192.0.2.1",))
    assert bar.attempts == []


def test_bar_stops_a_real_connection() -> None:
    program = (
        "import socket, sys\nfrom assistant.commands.offline_proof import Bar\n"
        "bar = Bar(closed=True)\nsys.addaudithook(bar)\n"
        "try:\n    socket.create_connection(('192.0.2.1', 9), timeout=1)\n"
        "except RuntimeError:\n    print('REFUSED', len(bar.attempts))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=30, check=True)
    assert done.stdout.split() == [b"REFUSED", b"1"]


@pytest.mark.slow()
def test_whole_route_is_gone_without_a_connection(filled_base: Path) -> None:
    command = [sys.executable, "-m", "assistant", "doctor", "--offline", "--json", "--data", str(filled_base)]
    done = subprocess.run(command, capture_output=True, timeout=240, check=False)
    report = json.loads(done.stdout.decode("utf-8"))
    offline = next(finding for finding in report["findings"] if finding["part"] == "离线")
    assert offline["healthy"] is True, offline["message"]
    assert "0 次" in offline["message"]
