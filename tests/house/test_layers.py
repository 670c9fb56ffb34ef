"""The contracts about who may import whom hold, and importing stays light."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest

from tests.house.source_files import PACKAGES, PROJECT, name_of, python_files

HEAVY = (
    "chromadb",
    "torch",
    "gradio",
    "llama_index",
    "sentence_transformers",
    "transformers",
    "tantivy",
    "jieba",
    "docx",
)


def test_import_contracts_are_kept() -> None:
    check = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    done = subprocess.run(
        [sys.executable, "-c", check], cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert "0 broken" in done.stdout


def test_every_vendor_library_has_a_contract() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    fenced = {name for contract in settings["contracts"] for name in contract.get("forbidden_modules", ())}
    expected = {
        "chromadb",
        "sentence_transformers",
        "jieba",
        "rjieba",
        "tantivy",
        "llama_index",
        "gradio",
        "docx",
        "pypdfium2",
    }
    assert expected - fenced == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_package_loads_no_heavy_library(package: str) -> None:
    modules = [
        ".".join(path.relative_to(PROJECT).with_suffix("").parts)
        for path in python_files(package)
        if path.name not in {"__init__.py", "__main__.py"}
        and not name_of(path).startswith(("assistant/ui/", "kb/llama_index_bridge"))
    ]
    program = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip() == "[]"
