"""Which words of a question an answer should speak about."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering.reading.question_words import NO_WORD, is_loose, question_words
from kb.query import understand

UNKNOWN = 7.0
HELD = ("粮食", "失业率", "积水", "响应", "应急")


def weigh(words: Sequence[str]) -> dict[str, float]:
    return {word: 3.0 if word in HELD else UNKNOWN for word in words if word != NO_WORD} | {NO_WORD: UNKNOWN}


@pytest.mark.parametrize(
    ("question", "kept", "dropped"),
    [
        ("吉林去年打了多少粮食？", "粮食", "去年"),
        ("吉林把失业率压在多少？", "失业率", "压在"),
        ("那次应急响应最后什么时候结束的？", "响应", "最后"),
        ("天津消掉了几个积水点？", "积水", "消掉"),
    ],
)
def test_words_that_furnish_a_question_are_not_asked_of_a_passage(question: str, kept: str, dropped: str) -> None:
    words = question_words(understand(question), weigh, weigh).words
    assert kept in words and dropped not in words


def test_what_only_asks_is_not_cut_out_of_other_words() -> None:
    words = question_words(understand("办法要求审签后多少分钟内发布红色预警？"), weigh, weigh).words
    assert "审签" in words and "求审" not in words


def test_a_word_the_base_holds_is_never_a_wrong_cut() -> None:
    assert is_loose("组来", UNKNOWN, UNKNOWN)
    assert not is_loose("组来", 3.0, UNKNOWN)
    assert not is_loose("碱液", UNKNOWN, UNKNOWN)
    assert not is_loose("竹节草", UNKNOWN, UNKNOWN)


@pytest.mark.parametrize("word", ["马上", "立刻", "赶紧", "赶快"])
def test_at_once_is_no_word_that_a_passage_must_hold(word: str) -> None:
    words = question_words(
        understand(f"要不要{word}转移群众"), lambda ws: dict.fromkeys(ws, 3.0), lambda ws: dict.fromkeys(ws, 3.0)
    )
    assert word not in words.words
    assert "转移" in words.words
