"""Many texts at once give what each gives alone."""

from __future__ import annotations

import pytest

from kb.text import default_tokenizer, normalize
from kb.text.many import SEPARATOR, join_texts, normalize_joined

ODD = (
    "",
    " \n",
    "应急处置卡",
    "Ⅱ级响应、ii级响应和3级响应，GB/T 29639—2020",
    "液氨 ABC１２３号第十九条之一，30分钟内",
    "é 名字 ПРИВЕТ和中文",
    "İstanbul ﬁre ㍿ ㎡ 10² ½",
    "カ\u3099 \u0301开头的组合符",
    "含有\x00和\x02的文字\x01",
    "\ufeff零\u200b宽\u00ad字",
    "𠮷野家 〇 ① ⅷ",
    "一",
    "a",
    "甲 乙丙",
)
PLAIN = "第{}条 各级人民政府应当在{}小时内启动Ⅳ级响应，拨打0735-8888{:03d}。"


def texts() -> list[str]:
    plain = [PLAIN.format(number, number, number) for number in range(100)]
    return [text for pair in zip(plain, ODD * 7, strict=False) for text in pair]


def test_normal_forms_of_joined_texts_are_those_of_the_texts() -> None:
    given = [text for text in [*texts(), "\ud800 孤立代理"] if "\x00" not in text]
    assert normalize_joined(join_texts(given)).split(SEPARATOR) == [normalize(text) for text in given]


def test_lines_hold_the_words_and_pairs_of_each_text() -> None:
    tokenizer = default_tokenizer()
    given = texts()
    lines = tokenizer.lines(given)
    assert [words.split() for words, _ in lines] == [tokenizer.words(text) for text in given]
    assert [pairs.split() for _, pairs in lines] == [tokenizer.bigrams(text) for text in given]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_few_texts(count: int) -> None:
    tokenizer = default_tokenizer()
    given = list(ODD[2 : 2 + count])
    assert [words.split() for words, _ in tokenizer.lines(given)] == [tokenizer.words(text) for text in given]
