"""The command table, the documents that name commands, and the version agree with the program."""

from __future__ import annotations

import argparse
import importlib
import re
import runpy
import tomllib
from pathlib import Path

import pytest

from assistant.__main__ import build_parser
from assistant.commands import COMMANDS, Command
from tests.house.source_files import PROJECT, name_of

README = PROJECT / "README.md"
CHANGELOG = PROJECT / "CHANGELOG.md"
PROMISED = ("ingest", "ask", "search", "card", "serve", "reindex", "stats", "doctor")
DEV_COMMANDS = {"demo", "test", "setup", "check", "bench"}
FENCED = re.compile(r"```[^\n]*\n(.*?)```", re.S)
INLINE = re.compile(r"`([^`\n]+)`")


def command_texts(text: str) -> str:
    """Return what a document shows as code: fenced blocks and inline spans."""
    rest = FENCED.sub("\n", text)
    return "\n".join([*FENCED.findall(text), *INLINE.findall(rest)])


def documents() -> list[Path]:
    """Return the documents that tell users what to type."""
    return [path for path in (README, *sorted((PROJECT / "docs").glob("*.md"))) if path.is_file()]


def test_every_promised_command_is_there() -> None:
    assert set(PROMISED) <= {command.name for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_command_declares_its_options_and_runs(command: Command) -> None:
    module = importlib.import_module(command.module)
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    assert callable(module.run)
    assert parser.format_help().startswith("usage")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_of_command_is_printed(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser(command.name).parse_args([command.name, "--help"])
    assert ended.value.code == 0
    assert command.summary in capsys.readouterr().out


def test_documents_name_only_commands_that_exist() -> None:
    known = {command.name for command in COMMANDS}
    unknown = [
        f"{name_of(path)}: yubei {word}"
        for path in documents()
        for word in re.findall(r"(?:\byubei|-m assistant) +([a-z]+)", command_texts(path.read_text(encoding="utf-8")))
        if word not in known
    ]
    assert unknown == []


def test_documents_name_only_tasks_that_exist() -> None:
    unknown = [
        f"{name_of(path)}: dev.py {word}"
        for path in documents()
        for word in re.findall(r"dev\.py +([a-z]+)", command_texts(path.read_text(encoding="utf-8")))
        if word not in DEV_COMMANDS
    ]
    assert unknown == []


@pytest.mark.parametrize("name", sorted(DEV_COMMANDS))
def test_task_is_told_by_its_own_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    tasks = runpy.run_path(str(PROJECT / "dev.py"))
    assert tasks["main"](["--help"]) == 0
    assert f"python dev.py {name} " in capsys.readouterr().out


def test_readme_tells_the_two_commands() -> None:
    if not README.is_file():
        pytest.skip("the README is not written yet")
    shown = command_texts(README.read_text(encoding="utf-8"))
    assert "python dev.py demo" in shown
    assert "python dev.py test" in shown


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert re.search(r"^python3? dev\.py test$", (PROJECT / ".ci" / "run").read_text(encoding="utf-8"), re.M)


def test_newest_version_of_the_changelog_is_that_of_the_project() -> None:
    if not CHANGELOG.is_file():
        pytest.skip("the changelog is not written yet")
    versions = re.findall(r"^## \[?(\d+\.\d+\.\d+)", CHANGELOG.read_text(encoding="utf-8"), re.M)
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert versions[:1] == [project["version"]]
