"""Every Chinese string of the page stands in strings.py or in the strings file of its area."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from assistant.records import AnswerStatus
from assistant.ui import strings

# emphasis.py holds patterns of Chinese text, nothing that is shown.
NOT_SHOWN = {"emphasis.py", *(path.name for path in Path(strings.__file__).parent.glob("strings*.py"))}
FOLDER = Path(strings.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def literals(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
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


def test_every_name_used_exists_and_every_name_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    used = set(re.findall(r"strings\.([A-Z_]+)", code))
    defined = {name for name in vars(strings) if name.isupper()}
    assert used <= defined
    own = (FOLDER / "strings.py").read_text(encoding="utf-8")
    assert {name for name in defined - used if own.count(name) < 2} == set()


def test_every_answer_status_has_a_name() -> None:
    assert set(strings.STATUS) == {status.value for status in AnswerStatus}
