"""What documents say, so that no distractor is true."""

from __future__ import annotations

import pytest

from assistant.study.questions.truths import Truths, contained, distinct, overlap
from kb.records import Document
from tests.builders import make_document


@pytest.fixture(scope="module")
def truths() -> Truths:
    """Two documents that speak of the same report."""
    first = "县人民政府接到险情报告后，应当在60分钟内向市人民政府报告。坏的5日内修好。"
    second = "县人民政府接到险情报告以后，应当在2小时内向市人民政府报告险情。"
    documents: list[Document] = [make_document(first, title="甲县预案"), make_document(second, title="乙县预案")]
    return Truths(documents)


def test_the_same_matter_in_other_words_and_units_is_found(truths: Truths) -> None:
    before, after = "县人民政府接到险情报告后，应当在", "内向市人民政府报告"
    assert truths.says_filled(before, "1小时", after)
    assert truths.says_filled(before, "120分钟", after)
    assert not truths.says_filled(before, "3小时", after)


def test_another_matter_does_not_count(truths: Truths) -> None:
    assert not truths.says_filled("演练结束后，组织单位应当在", "5日", "内形成评估报告")


def test_whole_statements_are_found_without_regard_to_spaces(truths: Truths) -> None:
    assert truths.says("坏的 5日内修好")
    assert not truths.says("坏的7日内修好")


def test_options_are_compared_by_value_and_by_containment() -> None:
    assert not distinct(["60分钟", "1小时"])
    assert distinct(["60分钟", "2小时", "市水务局"])
    assert contained("人民政府", "市人民政府") and not contained("市水务局", "市气象局")
    assert overlap("组织抢险救援", "负责组织抢险救援工作") == 1.0
