"""Files and functions stay small; names say something; nothing unfinished and no place of a machine is left in them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.source_files import PACKAGES, PROJECT, functions_of, name_of, own_texts, python_files

FILE_LINES = 400
USUAL_FILE_LINES = 300
LONGER_FILES = 3  # of those between the two limits; more of them means that splitting was put off
FUNCTION_LINES = 40
EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "base",
    "manager",
    "handler",
    "processor",
    "data",
    "info",
}
# Written in pieces so that this file does not hold what it looks for.
UNFINISHED = re.compile(
    "|".join((r"\bTO" "DO\b", r"\bFIX" "ME\b", r"\bX" "XX\b", r"\bHA" "CK\b", r"raise NotImplemented" "Error"))
)
MACHINE_PATHS = re.compile(
    "|".join((r"(?<![\w.~])/wo" r"rk/", r"(?<![\w.])/tm" r"p/", r"(?<![\w.])/ro" r"ot/", r"/ho" r"me/\w"))
)
VENDORED = re.compile(
    r"Permission is hereby " r"granted|Licensed under the " r"Apache License|GNU (?:LESSER )?GENERAL " r"PUBLIC"
)


def test_no_file_is_longer_than_the_hard_limit() -> None:
    lengths = {name_of(path): _line_count(path) for path in python_files(*PACKAGES)}
    assert len(lengths) > 100
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


def test_hardly_any_file_is_longer_than_the_usual_limit() -> None:
    longer = [name_of(path) for path in python_files(*PACKAGES) if _line_count(path) > USUAL_FILE_LINES]
    assert len(longer) <= LONGER_FILES, longer


def test_no_function_is_longer_than_forty_lines() -> None:
    longer = {
        f"{name_of(path)}:{function.lineno} {function.name}": length
        for path in python_files(*PACKAGES, "benchmarks", "training", "tools")
        for function in functions_of(path)
        if (length := (function.end_lineno or function.lineno) - function.lineno + 1) > FUNCTION_LINES
    }
    assert longer == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = [name_of(path) for path in python_files(*PACKAGES, "benchmarks", "tests") if path.stem in EMPTY_NAMES]
    assert empty == []


def test_nothing_unfinished_is_left() -> None:
    assert _found(UNFINISHED, python_files(*PACKAGES, "tests", "benchmarks", "training", "tools")) == []


def test_no_file_names_a_place_of_one_machine() -> None:
    assert _found(MACHINE_PATHS, own_texts()) == []


def test_no_source_was_taken_over_with_its_licence_head() -> None:
    licences = {PROJECT / "LICENSE", PROJECT / "NOTICE"}
    assert _found(VENDORED, [path for path in own_texts() if path not in licences]) == []


def _line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _found(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Return "file:line: text" of each line that matches."""
    return [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
