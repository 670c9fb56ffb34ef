"""Laws that the text primitives keep for every text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.text import (
    default_tokenizer,
    format_numeral,
    normalize,
    normalize_with_offsets,
    parse_number,
    sentence_spans,
    source_span,
)

CHINESE = "应急预案第十九条一二三级Ⅱ①㈠（）“”《》。；，！？：\n 　ABcd０１２%年月日小时人万元½²ﬁ\u200b\u0301…—-〔〕"
TEXTS = st.one_of(st.text(max_size=60), st.text(alphabet=CHINESE, max_size=80))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_normal_form_is_stable(text: str) -> None:
    normal = normalize(text)
    assert normalize(normal) == normal


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_offsets_agree_with_the_normal_form(text: str) -> None:
    normal, offsets = normalize_with_offsets(text)
    assert normal == normalize(text)
    assert len(offsets) == len(normal) + 1
    assert offsets[-1] == len(text)
    assert list(offsets) == sorted(offsets)
    for position, char in enumerate(normal):
        span = source_span(offsets, position, position + 1)
        assert char in normalize(text[span.start : span.end])


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_sentences_cover_the_text_once(text: str) -> None:
    spans = sentence_spans(text)
    covered = [position for span in spans for position in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert {position for position, char in enumerate(text) if not char.isspace()} <= set(covered)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)


@given(st.integers(min_value=0, max_value=9999))
def test_numerals_read_back(number: int) -> None:
    assert parse_number(format_numeral(number)) == number


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_tokens_do_not_depend_on_the_width_of_letters(text: str) -> None:
    tokenizer = default_tokenizer()
    assert tokenizer.words(text) == tokenizer.words(normalize(text))
    assert tokenizer.bigrams(text) == tokenizer.bigrams(normalize(text))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_tokens_are_never_blank(text: str) -> None:
    tokenizer = default_tokenizer()
    assert all(token.strip() for token in (*tokenizer.words(text), *tokenizer.bigrams(text)))
