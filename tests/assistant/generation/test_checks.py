"""The sentence checks on their own: equal values pass in any spelling, other ones do not."""

from __future__ import annotations

import pytest

from assistant.answering.generation.checks import problem_of, tidy
from kb.records import DocumentStatus, DocumentSummary, Evidence, Metadata
from tests.builders import FIXED_TIME, make_chunk

SOURCE = (
    "市防汛抗旱指挥部接到报告后，应当在三十分钟内启动Ⅱ级响应，并在1小时内向市人民政府报告，电话0600-5550125。"
    "转移人员200人以上的，由指挥长批准。救援人员不得单独下水搜救。依据临政发〔2025〕6号第五十六条，自2025年9月10日起施行，"
    "氨浓度达到25ppm时撤离，安排救灾资金50万元。"
)


def evidence(text: str = SOURCE) -> Evidence:
    summary = DocumentSummary(
        document_id="0" * 32, work_id="w", source_uri="a.txt", file_name="a.txt", media_type="text/plain", byte_count=1,
        character_count=1, chunk_count=1, metadata=Metadata(title="临澜市防汛应急预案"), standing=DocumentStatus.IN_FORCE,
        superseded_by="", ingested_at=FIXED_TIME, approved=True,
    )  # fmt: skip
    return Evidence(rank=1, score=1.0, chunk=make_chunk(text), document=summary)


@pytest.mark.parametrize(
    "sentence",
    [
        "市防汛抗旱指挥部应当在30分钟内启动二级响应。",
        "市防汛抗旱指挥部应当在半小时内启动II级响应。",
        "并在60分钟内向市人民政府报告。",
        "转移人员200人以上的由指挥长批准。",
        "救援人员不得单独下水搜救。",
        "依据临政发〔2025〕6号第56条。",
        "自2025年9月10日起施行。",
        "2025年施行。",
        "氨浓度达到25ppm时撤离。",
        "安排救灾资金500000元。",
        "报告电话0600-5550125。",
    ],
)
def test_true_sentence_passes_in_any_spelling(sentence: str) -> None:
    assert problem_of(sentence, [evidence()]) == ""


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("应当在40分钟内启动Ⅱ级响应。", "value"),
        ("应当在三十小时内启动Ⅱ级响应。", "value"),
        ("应当在30分钟内启动Ⅲ级响应。", "value"),
        ("报告电话0600-5550126。", "value"),
        ("转移人员200人以下的由指挥长批准。", "bound"),
        ("救援人员可以单独下水搜救。", "ban"),
        ("严禁市防汛抗旱指挥部启动Ⅱ级响应。", "negation"),
        ("依据临政发〔2024〕6号第五十六条。", "value"),
        ("依据第五十七条。", "value"),
        ("自2025年9月11日起施行。", "value"),
        ("氨浓度达到50ppm时撤离。", "value"),
        ("安排救灾资金50亿元。", "value"),
        ("并在1小时内向县人民政府报告。", "body"),
        ("“应当在三十分钟内启动Ⅰ级响应并报告”。", "quote"),
        ("居民应储备饮用水、手电筒与药品。", "wording"),
    ],
)
def test_changed_sentence_is_named_with_its_reason(sentence: str, reason: str) -> None:
    assert reason in problem_of(sentence, [evidence()])


def test_sentence_without_evidence_is_refused() -> None:
    assert problem_of("应当在30分钟内启动。", []) == "no known marker"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("1. 应当报告[1]。", "应当报告。"),
        ("（2）应当**报告**[1][2]。", "应当报告。"),
        ("1.5米以内不得进入[1]。", "1.5米以内不得进入。"),
        ("见![图](http://attack.example/a.png)附件[1]。", "见附件。"),
        ("<b>应当</b>报告[官网](http://attack.example)。", "应当报告。"),
    ],
)
def test_a_sentence_loses_markup_and_keeps_its_figures(raw: str, text: str) -> None:
    assert tidy(raw) == text


@pytest.mark.parametrize("link", ["attack.example/p", "[图]: x", "javascript:alert", "mailto:a@b", "![图", "a.com"])
def test_what_could_become_a_link_is_not_shown(link: str) -> None:
    assert problem_of(f"应当在30分钟内启动Ⅱ级响应{link}。", [evidence(SOURCE + link)]) == "a link"
