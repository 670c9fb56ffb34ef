"""The script that sets everything up, in a folder of its own."""

from __future__ import annotations

import importlib.util
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house.source_files import PROJECT


@pytest.fixture()
def dev(tmp_path: Path) -> dict[str, Any]:
    """The names of a copy of dev.py that lives in an empty folder."""
    return runpy.run_path(str(shutil.copy(PROJECT / "dev.py", tmp_path)))


def test_environment_left_half_made_is_made_anew(dev: dict[str, Any], tmp_path: Path) -> None:
    assert dev["make_environment"]() == 0
    python = dev["python"]()
    [pip] = [path for path in (tmp_path / ".venv").rglob("site-packages/pip") if path.is_dir()]
    shutil.rmtree(pip)
    assert dev["make_environment"]() == 0
    assert subprocess.call([str(python), "-c", "import pip"]) == 0


def test_missing_ensurepip_is_named(
    dev: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else found(name))
    assert dev["make_environment"]() == 2
    assert "python3-venv" in capsys.readouterr().err
    assert not (tmp_path / ".venv").exists()


def test_unknown_command_prints_the_usage_on_any_console() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, PROJECT / "dev.py", "dmeo"], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 2
    assert b"dev.py demo" in done.stdout and done.stderr == b""
