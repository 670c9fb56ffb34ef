"""The served page over plain HTTP: what it names, what it gives away, how it starts and ends."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.builders import make_document
from tests.e2e.page_server import PROJECT, command, environment, free_port, served

pytestmark = pytest.mark.slow
FILE_DATA = {"meta": {"_type": "gradio.FileData"}}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with one small document, with relative paths in mind: served from its parent folder."""
    folder = tmp_path_factory.mktemp("http")
    (folder / "预案.txt").write_text(make_document().text, encoding="utf-8")
    arguments = command("ingest", folder / "预案.txt", "--data", folder / "base")
    subprocess.run(arguments, check=True, capture_output=True, cwd=PROJECT, env=environment(), timeout=120)
    return folder / "base"


@pytest.fixture(scope="module")
def client(data: Path) -> Iterator[httpx.Client]:
    with (
        served(Path("base"), data.parent / "log.txt", cwd=data.parent) as address,
        httpx.Client(base_url=address, timeout=30, trust_env=False) as opened,
    ):
        yield opened


def outside_hosts(text: str) -> set[str]:
    """Return the hosts a page names, this machine and name spaces of XML left out."""
    hosts = set(re.findall(r"https?://([\w.-]+)", text))
    return {host for host in hosts if host not in ("127.0.0.1", "localhost", "www.w3.org")}


def test_page_and_its_styles_name_no_outside_host(client: httpx.Client) -> None:
    page = client.get("/").text
    assert "gradio_config" in page
    assert outside_hosts(page) == set()
    assert outside_hosts(client.get("/theme.css").text) == set()
    assert "fonts.googleapis" not in page


def test_gradio_is_told_to_stay_closed(client: httpx.Client) -> None:
    config = client.get("/config").json()
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert client.get("/gradio_api/info").json()["named_endpoints"] == {}
    assert client.get("/monitoring").status_code in (403, 404)
    for path in ("/openapi.json", "/docs", "/redoc", "/gradio_api/mcp/sse"):
        assert client.get(path).status_code in (403, 404), path


def test_only_names_of_this_machine_are_answered(client: httpx.Client) -> None:
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 400


def test_files_of_the_machine_are_not_served(client: httpx.Client, data: Path) -> None:
    targets = [
        data / "yubei.db",
        data / "yubei.lock.json",
        data.parent / "预案.txt",
        next(path for path in (data / "originals").rglob("*") if path.is_file()),
        Path("/etc/passwd"),
        Path("yubei.db"),
        Path("../yubei.db"),
        Path("../../base/yubei.db"),
    ]
    for target in targets:
        response = client.get(f"/gradio_api/file={target.as_posix()}")
        assert response.status_code in (403, 404), target
        assert b"SQLite format" not in response.content


def upload(client: httpx.Client, content: bytes) -> httpx.Response:
    return client.post("/gradio_api/upload", files={"files": ("大.txt", content)})


def test_too_large_upload_is_refused(client: httpx.Client) -> None:
    assert upload(client, b"x" * (51 * 1024 * 1024)).status_code == 413
    assert upload(client, b"x").status_code == 200


def test_upload_handler_reads_no_path_of_the_clients_choosing(client: httpx.Client, data: Path) -> None:
    config = client.get("/config").json()
    names = {component["id"]: component["props"].get("elem_id") for component in config["components"]}
    call = next(
        one for one in config["dependencies"] if [names.get(item) for item in one["inputs"]][:1] == ["upload-files"]
    )
    for path in (data / "yubei.db", data.parent / "预案.txt", Path("/etc/hostname")):
        session = uuid.uuid4().hex
        body = {
            "data": [[{"path": path.as_posix(), **FILE_DATA}], ""],
            "fn_index": call["id"],
            "session_hash": session,
        }
        assert client.post("/gradio_api/queue/join", json=body).status_code == 200
        events = stream(client, session)
        assert events[-1]["msg"] == "process_completed"
        assert events[-1]["success"] is False
        assert "已入库" not in json.dumps(events, ensure_ascii=False)


def stream(client: httpx.Client, session: str) -> list[dict[str, object]]:
    """Return the events of a session up to the end of its call."""
    events: list[dict[str, object]] = []
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as lines:
        for line in lines.iter_lines():
            if line.startswith("data: "):
                events.append(json.loads(line.removeprefix("data: ")))
                if events[-1]["msg"] in ("process_completed", "close_stream"):
                    break
    return events


def test_second_server_is_refused_by_name_and_port_by_number(client: httpx.Client, data: Path) -> None:
    port = str(client.base_url.port)
    taken = serve("--data", data, "--port", port)
    assert taken.returncode == 1
    assert port in taken.stderr
    assert "--port" in taken.stderr
    locked = serve("--data", data, "--port", str(free_port()))
    assert locked.returncode == 1
    assert "正被另一个进程使用" in locked.stderr
    assert "yubei serve" in locked.stderr
    assert "Traceback" not in taken.stderr + locked.stderr


def serve(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("serve", *arguments),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=PROJECT,
        env=environment(),
        timeout=60,
        check=False,
    )


def test_ctrl_c_ends_cleanly_and_frees_the_base(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "base"
    shutil.copytree(data, copy, ignore=shutil.ignore_patterns("page-cache", "*.lock*", "*-wal", "*-shm"))
    for number in range(2):
        log = tmp_path / f"log{number}.txt"
        with served(copy, log) as address:
            assert httpx.get(address, trust_env=False).status_code == 200
        text = log.read_text(encoding="utf-8")
        assert "正在关闭" in text
        assert "Traceback" not in text
        assert not (copy / "page-cache").exists()
