"""The sample corpus on disk is the one that its lists describe."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
MANIFEST = CORPORA / "MANIFEST.toml"
DOC_TYPES = {
    *("plan_overall", "plan_special", "plan_dept", "plan_town", "plan_village", "normative"),
    *("drill_plan", "drill_script", "drill_eval", "work_report", "investigation"),
}


def entries() -> list[dict[str, str]]:
    return list(tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["document"])


def read_text(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ("utf-16",) if content[:2] == b"\xff\xfe" else ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError(f"{path.name}: no known encoding fits")


def test_every_document_is_listed_with_its_checksum() -> None:
    listed = {entry["path"]: entry["sha256"] for entry in entries()}
    present = {
        path.relative_to(CORPORA).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in CORPORA.rglob("*")
        if path.is_file() and path != MANIFEST
    }
    assert listed == present


def test_the_government_half_has_every_kind_of_document_and_format() -> None:
    listed = [entry for entry in entries() if entry["path"].startswith("government/")]
    assert {entry["doc_type"] for entry in listed} == DOC_TYPES
    assert {Path(entry["path"]).suffix for entry in listed} == {".docx", ".pdf", ".md", ".txt", ".html"}


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
def test_telephone_numbers_are_from_the_fictional_range(suffix: str) -> None:
    texts = {path.name: read_text(path) for path in CORPORA.rglob(f"*{suffix}")}
    numbers = [
        (name, number)
        for name, text in texts.items()
        for number in re.findall(r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9})(?!\d)", text)
    ]
    assert numbers
    assert [(name, number) for name, number in numbers if not re.fullmatch(r"0600-555\d{4}", number)] == []


def test_the_two_versions_of_the_warning_rules_differ_as_documented() -> None:
    old, new = sorted((CORPORA / "government").glob("*预警信息发布管理办法*"))
    assert "红色预警信息，30分钟内" in read_text(old)
    assert "红色预警信息，15分钟内" in read_text(new)
    assert "（临政发〔2019〕14号）同时废止" in read_text(new)
