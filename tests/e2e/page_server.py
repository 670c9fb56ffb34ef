"""A served page over a small base, and Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.wiring import open_workbench
from kb.records import Document
from kb.settings import Settings
from tests.builders import original_of

PROJECT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = (
    "government/临澜市防汛抗旱应急预案.pdf",
    "government/石桥村山洪灾害防御与转移避险应急预案.md",
    "government/临澜市突发事件预警信息发布管理办法（2019年）.md",
    "government/临澜市突发事件预警信息发布管理办法（2024年修订）.txt",
    "enterprise/临澜恒泰化工有限公司现场处置方案.docx",
    "enterprise/临澜恒泰化工有限公司应急通讯录.html",
    "enterprise/临澜恒泰化工有限公司应急物资装备清单.docx",
)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 90


def environment() -> dict[str, str]:
    """Return the environment of a command: no settings of this machine, output in UTF-8."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("YUBEI_", "GRADIO_"))}
    return {**kept, "PYTHONUTF8": "1", "PYTHONPATH": str(PROJECT)}


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of `yubei` with this interpreter."""
    return [sys.executable, "-m", "assistant", *map(str, arguments)]


def free_port() -> int:
    """Return a port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fill_base(data: Path, corpora: Path) -> None:
    """Ingest the sample documents the tests speak of."""
    paths = [corpora / name for name in DOCUMENTS]
    subprocess.run(
        command("ingest", *paths, "--data", data),
        check=True,
        capture_output=True,
        cwd=PROJECT,
        env=environment(),
        timeout=300,
    )


@contextmanager
def served(data: Path, log: Path, *, cwd: Path = PROJECT) -> Iterator[str]:
    """Serve a base; give the address; end the server as Ctrl-C does and check that it ends cleanly."""
    address = f"http://127.0.0.1:{free_port()}/"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command("serve", "--data", data, "--port", address.rsplit(":", 1)[1].strip("/")),
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=environment(),
        )
        try:
            wait_for(address, server, log)
            yield address
            server.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGINT)
            assert server.wait(timeout=60) == 0 or sys.platform == "win32", log.read_text(encoding="utf-8")
        finally:
            if server.poll() is None:
                server.kill()
                server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the page answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the page did not come up:\n{log.read_text(encoding='utf-8')}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless Chromium of this machine; skip where there is none."""
    path = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no Chromium found (looked for {', '.join(CHROMIUM_NAMES)})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*CHROMIUM_OPTIONS])
        yield browser
        browser.close()


SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@contextmanager
def page_at(address: str, size: str) -> Iterator[Page]:
    """Open the page in one of `SIZES`; check at the end that its scripts failed nowhere."""
    with chromium() as browser:
        opened = browser.new_page(viewport=SIZES[size])  # type: ignore[arg-type]
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.goto(address)
        yield opened
        assert errors == []


@contextmanager
def served_document(document: Document, folder: Path) -> Iterator[str]:
    """Serve a base that holds one document; give the address."""
    with open_workbench(Settings(data_path=folder / "base", workers=1), writable=True) as workbench:
        workbench.kb.replace_documents([document], {document.document_id: original_of(document)})
    with served(folder / "base", folder / "log.txt") as where:
        yield where
