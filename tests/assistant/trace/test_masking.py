"""Numbers of persons are hidden, service numbers and landlines stay."""

from __future__ import annotations

import pytest

from assistant.trace.masking import masked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("我是张三，电话13800138000，洪水来了", "我是张三，电话138********，洪水来了"),
        ("打138-0013-8000或139 0013 9000", "打138********或139********"),
        ("+8613800138000", "+86138********"),
        ("手机１３８００１３８０００", "手机１３８********"),
        ("身份证110101199003071234报名", "身份证110101********报名"),
        ("身份证11010119900307123X", "身份证110101********"),
        ("值班电话0600-5550122和119", "值班电话0600-5550122和119"),
        ("文号20250101138001380001 不是手机", "文号20250101138001380001 不是手机"),
    ],
)
def test_numbers_of_persons_are_hidden(text: str, kept: str) -> None:
    assert masked(text, 100) == kept


def test_long_texts_are_cut() -> None:
    assert masked("问" * 30, 10) == "问" * 9 + "…"
