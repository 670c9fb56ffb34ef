"""Which sections may be a procedure."""

from __future__ import annotations

import pytest

from assistant.answering.reading.procedure import may_hold_steps
from kb.query import understand
from kb.records import Metadata, SectionKind
from tests.assistant.reading.test_answers import assembled

TEXT = (
    "第四章 地震应急救援\n第三十四条 国务院地震主管部门应当组织编制区划图，并报国务院批准后实施。\n"
    "第三十五条 学校应当每年组织学生开展地震疏散演练，发现隐患应当立即整改。\n"
)


@pytest.mark.parametrize(("doc_type", "expected"), [("law", False), ("local_reg", False), ("plan_special", True)])
def test_a_chapter_of_a_law_is_no_procedure(doc_type: str, expected: bool) -> None:
    document = assembled(TEXT, Metadata(title="防震减灾条例", doc_type=doc_type))
    [chapter] = [section for section in document.sections if section.kind is SectionKind.CHAPTER]
    assert may_hold_steps(understand("地震了学生怎么疏散"), document, chapter) is expected
