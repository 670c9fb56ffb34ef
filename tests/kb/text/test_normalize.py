"""The normal form of text."""

from __future__ import annotations

import pytest

from kb.records import Span
from kb.text import document_number_key, normalize, normalize_with_offsets, source_span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＧＢ／Ｔ　２９６３９", "gb/t 29639"),
        ("Ⅱ级ⅳ级", "Ⅱ级Ⅳ级"),
        ("①3人⑳", "①3人⑳"),
        ("⑴⒈㈠", "(1)1.(一)"),
        ("10²m³½", "10²m³½"),
        ("“引”‘文’", "\"引\"'文'"),
        ("119‐110－120—", "119-110-120—"),
        ("应\u200b急\ufeff预\u00ad案", "应急预案"),
        ("㎡℃№…", "m2°cno..."),
        ("（一），：；！？。", "(一),:;!?。"),
        ("〔2024〕﹝5﹞", "〔2024〕〔5〕"),
        ("é e\u0301 ﬁ ｶﾞ", "é é fi ガ"),
        ("", ""),
    ],
)
def test_normal_form(text: str, expected: str) -> None:
    assert normalize(text) == expected


def test_offsets_lead_back_through_growth_and_loss() -> None:
    text = "A㈠\u200b应…急"
    normal, offsets = normalize_with_offsets(text)
    assert normal == "a(一)应...急"
    assert list(offsets) == [0, 1, 1, 1, 3, 4, 4, 4, 5, 6]
    assert source_span(offsets, 2, 3) == Span(start=1, end=3)
    assert source_span(offsets, 4, 6) == Span(start=3, end=5)


def test_offsets_of_plain_text_are_the_positions() -> None:
    normal, offsets = normalize_with_offsets("应急预案Ａ")
    assert (normal, list(offsets)) == ("应急预案a", [0, 1, 2, 3, 4, 5])


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (0, 9), (-1, 1)])
def test_source_span_refuses_what_is_no_range(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no range"):
        source_span(range(5), start, end)


@pytest.mark.parametrize(
    "number",
    ["国办发〔2024〕5号", "国办发[2024]5号", "国办发﹝2024﹞ 5 号", "国办发【2024】第5号", "国办发（２０２４）5号"],
)
def test_spellings_of_a_document_number_are_equal(number: str) -> None:
    assert document_number_key(number) == "国办发〔2024〕5号"
