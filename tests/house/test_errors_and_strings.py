"""Errors form one tree with Chinese sentences; what the page shows comes from one file; logs are English."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

from kb import errors
from kb.errors import YubeiError
from tests.house.source_files import PACKAGES, functions_of, name_of, python_files, string_constants, tree_of

CHINESE = re.compile(r"[\u4e00-\u9fff]")
STRINGS = re.compile(r"assistant/ui/strings(?:_[a-z]+)*\.py")  # one file, or one for each area
# Files of patterns that find words in a text to mark them; they show nothing of their own.
PATTERN_FILES = {"assistant/ui/rendering/emphasis.py", "assistant/ui/rendering/markup.py"}
LOG_CALLS = {"debug", "info", "warning", "error", "exception", "critical"}
ERRORS = [one for _, one in inspect.getmembers(errors, inspect.isclass) if one.__module__ == "kb.errors"]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_error_is_part_of_the_tree_and_says_what_it_means(error: type[Exception]) -> None:
    assert issubclass(error, YubeiError)
    assert (error.__doc__ or "").strip().endswith((".", "is.")) or "Attributes:" in (error.__doc__ or "")
    assert error.__name__ in (errors.__doc__ or "")


def test_the_tree_in_the_docstring_names_no_other_error() -> None:
    drawn = set(re.findall(r"^[│├└─ ]*([A-Z][A-Za-z]+)", errors.__doc__ or "", re.M)) - {"Every"}
    assert drawn == {error.__name__ for error in ERRORS}


def test_an_error_carries_its_chinese_sentence() -> None:
    error = errors.StoreFull("磁盘已满，请清理后重试。")
    assert error.message_zh == "磁盘已满，请清理后重试。"
    assert str(error) == "磁盘已满，请清理后重试。"


def test_every_raised_error_of_ours_is_written_in_chinese() -> None:
    names = {error.__name__ for error in ERRORS}
    english = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files(*PACKAGES)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Raise) and _is_english(node.exc, names)
    ]
    assert english == []


def test_strings_of_the_page_live_in_files_of_their_own() -> None:
    elsewhere = [
        f"{name_of(path)}:{line}: {text[:30]}"
        for path in python_files("assistant/ui")
        if not STRINGS.fullmatch(name_of(path)) and name_of(path) not in PATTERN_FILES
        for line, text in string_constants(path)
        if CHINESE.search(text)
    ]
    assert elsewhere == []


def test_logs_are_written_in_english() -> None:
    chinese = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files(*PACKAGES)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and _logs_chinese(node)
    ]
    assert chinese == []


def test_docstrings_are_written_in_english() -> None:
    chinese = [
        f"{name_of(path)}:{function.lineno}"
        for path in python_files(*PACKAGES)
        for function in functions_of(path)
        if CHINESE.match((ast.get_docstring(function) or "")[:1])
    ]
    assert chinese == []


@pytest.mark.parametrize("path", python_files(*PACKAGES), ids=name_of)
def test_module_says_what_it_is_for(path: Path) -> None:
    empty = not path.read_text(encoding="utf-8").strip()
    assert (path.name == "__init__.py" and empty) or ast.get_docstring(tree_of(path))


def _is_english(raised: ast.expr | None, names: set[str]) -> bool:
    """True when one of our errors is raised with a literal sentence that holds no Chinese."""
    if not (isinstance(raised, ast.Call) and isinstance(raised.func, ast.Name) and raised.func.id in names):
        return False
    literal = [
        node.value
        for argument in raised.args
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return bool(literal) and not CHINESE.search("".join(literal))


def _logs_chinese(call: ast.Call) -> bool:
    if not (isinstance(call.func, ast.Attribute) and call.func.attr in LOG_CALLS and call.args):
        return False
    first = call.args[0]
    return isinstance(first, ast.Constant) and bool(CHINESE.search(str(first.value)))
