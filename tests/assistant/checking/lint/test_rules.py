"""The rule table: every rule that is used is described, every description is used; order and families of findings."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

import assistant.checking.lint as package
from assistant.checking.checker import check_document
from assistant.checking.lint.rules import kind_of, lint, rules
from assistant.checking.records import Severity
from kb.records import Metadata
from kb.taxonomy import Mark
from tests.assistant.checking.plans import TODAY, findings_of, plan_of
from tests.builders import make_document


def test_rules_of_the_code_and_of_the_table_are_the_same() -> None:
    folder = Path(next(iter(package.__path__)))
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    used = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', code)) & set(rules())
    named = set(re.findall(r'rule_id=f?"([a-z]+(?:-[a-z]+)+)', code))
    assert named <= set(rules())
    assert used | named == set(rules())


def test_every_rule_advises_and_marks_its_source() -> None:
    for rule in rules().values():
        assert rule.advice and rule.family
        assert rule.source is None or rule.source.mark in Mark
    assert {rule.severity for rule in rules().values()} == set(Severity)


def test_findings_come_in_the_order_of_the_text_with_their_own_source() -> None:
    found = findings_of("1 总则\n依据GB/T 29639-2013编制。\n2 报告\n向安监局报告，见附件7。")
    assert [one.rule_id for one in found if one.rule_id in ("repealed-basis", "former-name", "dangling-reference")] == [
        "repealed-basis",
        "former-name",
        "dangling-reference",
    ]
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)
    name = next(one for one in found if one.rule_id == "former-name")
    assert name.source is not None and name.source.mark is Mark.KNOWLEDGE
    basis = next(one for one in found if one.rule_id == "repealed-basis")
    assert basis.source is not None and basis.source.clause == "GB/T 29639-2020 前言"


@pytest.mark.parametrize(
    ("doc_type", "level", "kind"),
    [
        ("plan_unit_onsite", "", "unit"),
        ("plan_special", "city", "government"),
        ("plan_special", "enterprise", "unit"),
        ("law", "national", ""),
    ],
)
def test_kind_of_plan(doc_type: str, level: str, kind: str) -> None:
    assert kind_of(plan_of("1 总则\n文字。", doc_type=doc_type, level=level)) == kind


def test_law_is_not_told_to_name_bodies() -> None:
    assert lint(plan_of("第一条 应当及时向有关部门报告。", doc_type="law", level="national"), TODAY) == ()


@pytest.mark.parametrize(
    "text", ["一" * 40_000, "1" * 40_000, "Ⅰ级、Ⅱ级、" * 6_000, "见附件" * 10_000, " " * 20_000 + "重大"]
)
def test_stuffed_text_is_read_in_little_time(text: str) -> None:
    document = make_document(
        f"某公司综合应急预案\n{text}",
        title="某公司综合应急预案",
        metadata=Metadata(doc_type="plan_unit_comprehensive", level="enterprise"),
    )
    begun = time.perf_counter()
    check_document(document, today=TODAY)
    assert time.perf_counter() - begun < 15
