"""Help, wrong usage, and the table of commands."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from assistant.__main__ import COMMANDS, build_parser
from tests.assistant.commands.conftest import Run

PROJECT = Path(__file__).resolve().parents[3]


def test_help_names_every_command_in_chinese(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0 and out.startswith("用法：yubei")
    for command in COMMANDS:
        assert command.name in out and command.summary in out


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_its_own_help(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"yubei {command}" in out and "显示本说明" in out


def test_unknown_command_is_named_with_those_there_are(run: Run) -> None:
    code, out, err = run("aks", "问题")
    assert code == 2 and out == ""
    assert "没有“aks”这个命令" in err and "ask" in err and err.startswith("用法：")


def test_wrong_values_are_named(run: Run) -> None:
    code, _, err = run("ask", "问题", "--as-of", "去年")
    assert code == 2 and "去年" in err and "2024-11-01" in err
    code, _, err = run("search")
    assert code == 2 and "还缺少" in err


def test_help_imports_no_command_and_no_library() -> None:
    program = (
        "import sys\nfrom assistant.__main__ import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('LOADED', sorted({'numpy', 'pydantic', 'yaml', 'assistant.commands.ask'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=True)
    assert done.stdout.decode("utf-8").splitlines()[-1] == "LOADED []"


def test_console_command_points_at_main() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["scripts"]["yubei"] == "assistant.__main__:main"
    assert build_parser("ask").prog == "yubei"
