"""Every Chinese string of the page stands in strings.py or in the strings file of its area."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

from assistant.records import AnswerStatus
from assistant.ui import strings
from tests.house.source_files import tree_of

# emphasis.py holds patterns of Chinese text, nothing that is shown.
NOT_SHOWN = {"emphasis.py", *(path.name for path in Path(strings.__file__).parent.glob("strings*.py"))}
FOLDER = Path(strings.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def literals(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings."""
    tree = tree_of(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def test_modules_hold_no_chinese_literal() -> None:
    modules = [path for path in FOLDER.rglob("*.py") if path.name not in NOT_SHOWN]
    assert len(modules) > 10
    found = {path.name: text for path in modules for text in literals(path) if CHINESE.search(text)}
    assert found == {}


def test_assets_show_no_chinese_of_their_own() -> None:
    found = [path.name for path in (FOLDER / "assets").iterdir() if CHINESE.search(path.read_text(encoding="utf-8"))]
    assert found == []


def strings_named(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (strings file, name) for every use of a string in a module, whatever the file is called there."""
    tree = tree_of(path)
    called = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "assistant.ui"
        for alias in node.names
        if alias.name.startswith("strings")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in called:
            yield called[node.value.id], node.attr
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("assistant.ui.strings"):
            yield from (((node.module or "").rsplit(".", 1)[1], alias.name) for alias in node.names)


def test_every_name_used_exists_and_every_name_is_used() -> None:
    used = {one for path in FOLDER.rglob("*.py") for one in strings_named(path)}
    used |= {one for path in (FOLDER.parent / "commands").rglob("*.py") for one in strings_named(path)}
    for path in sorted(FOLDER.glob("strings*.py")):
        module = importlib.import_module(f"assistant.ui.{path.stem}")
        defined = {name for name in vars(module) if name.isupper()}
        here = {name for file, name in used if file == path.stem and name.isupper()}
        assert here <= defined, path.stem
        own = path.read_text(encoding="utf-8")
        assert {name for name in defined - here if own.count(name) < 2} == set(), path.stem


def test_every_answer_status_has_a_name() -> None:
    assert set(strings.STATUS) == {status.value for status in AnswerStatus}
