"""A growing reply gives each sentence out once, when nothing can be added to it."""

from __future__ import annotations

import json

import pytest

from assistant.answering.generation.replies import ReplyReader, ReplySentence


def read(reply: str, size: int) -> list[tuple[str, tuple[int, ...]]]:
    """Return (text, sources) of what a reader gives out for a reply in pieces of `size` characters."""
    reader = ReplyReader()
    found: list[ReplySentence] = []
    for start in range(0, len(reply), size):
        found += reader.feed(reply[start : start + size])
    return [(one.text, one.sources) for one in [*found, *reader.finish()]]


WORDS = "<think>先想。再想[7]。</think>1. 应当报告[1]。不得迟报。[2][3]\n值班电话见附件【4】"
FORM = json.dumps(
    {"sentences": [{"text": "应当报告。不得迟报。", "sources": [1, 2, 1]}, {"text": "见附件", "sources": []}]},
    ensure_ascii=False,
)


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_words_are_cut_into_sentences_with_the_markers_behind_them(size: int) -> None:
    assert read(WORDS, size) == [
        ("1. 应当报告[1]。", (1,)),
        ("不得迟报。[2][3]", (2, 3)),
        ("值班电话见附件【4】", (4,)),
    ]


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize("wrapped", ["{}", "```json\n{}\n```", "<think>好</think>\n{}"])
def test_the_form_is_read_as_its_objects_arrive(size: int, wrapped: str) -> None:
    reply = wrapped.replace("{}", FORM)
    assert read(reply, size) == [("应当报告。", (1, 2)), ("不得迟报。", (1, 2)), ("见附件", ())]


@pytest.mark.parametrize(
    "reply",
    [
        '{"sentences": "应当报告[1]。"}',
        '{"sentences": [17, "应当报告[1]。"]}',
        '{"sentences": [{"text": 3, "sources": [1]}]}',
        '{"answer": "应当报告[1]。"}',
        '{"sentences": [{"text": "应当报告。", "sources": [1]',
    ],
)
def test_what_does_not_fit_the_form_is_left_out(reply: str) -> None:
    assert read(reply, 4) == []


def test_numbers_that_are_none_are_no_sources() -> None:
    reply = '{"sentences": [{"text": "应当报告。", "sources": ["1", true, 2.0, 2]}]}'
    assert read(reply, 1000) == [("应当报告。", (2,))]


def test_what_is_being_said_is_pending_until_the_next_sentence_begins() -> None:
    reader = ReplyReader()
    assert reader.feed("应当报告。") == [] and reader.pending == "应当报告。"
    assert reader.feed("[1]") == [] and reader.pending == "应当报告。[1]"
    assert [one.text for one in reader.feed("不得")] == ["应当报告。[1]"] and reader.pending == "不得"
