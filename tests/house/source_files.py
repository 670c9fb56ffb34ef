"""The project's own source files, for tests about how it is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("kb", "ingest", "assistant")
TEXT_SUFFIXES = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".js", ".css", ".html", ".json", ".lock", ".jsonl"}
OWN_FOLDERS = (*PACKAGES, "tests", "benchmarks", "tools", "training", "docs", ".ci")


def name_of(path: Path) -> str:
    """Return a path as it is written in the project."""
    return path.relative_to(PROJECT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """Return the Python files below these folders, sorted."""
    return sorted(path for folder in folders for path in (PROJECT / folder).rglob("*.py"))


def own_texts() -> list[Path]:
    """Return every text file that people wrote: code, data, documents, settings; not the sample corpora."""
    below = [path for folder in OWN_FOLDERS for path in (PROJECT / folder).rglob("*") if path.is_file()]
    found = below + [path for path in PROJECT.iterdir() if path.is_file()]
    return sorted(
        path
        for path in found
        if (path.suffix in TEXT_SUFFIXES or path.parent.name == ".ci") and "__pycache__" not in path.parts
    )


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    text = path.read_text(encoding="utf-8")
    try:
        return ast.parse(text, filename=str(path))
    except SystemError:  # CPython 3.11 counts its depth for all threads: another one was parsing at the same moment
        return ast.parse(text, filename=str(path))


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a file, nested ones too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def docstrings_of(path: Path) -> set[int]:
    """Return the ids of the constants that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree_of(path))
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def string_constants(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of every string of a file but docstrings."""
    docstrings = docstrings_of(path)
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value
