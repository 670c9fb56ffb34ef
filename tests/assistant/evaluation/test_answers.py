"""What counts as a right answer and as a citation that carries it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.evaluation.answers import at_place, carries, clause_places, holds, is_right
from assistant.evaluation.records import Match, Place
from assistant.records import Answer, AnswerStatus, Citation, ProcedureStep
from kb.records import DocumentStatus
from tests.builders import make_document

DOCUMENT = make_document()
QUOTE = "应当在30分钟内启动Ⅱ级响应"
START = DOCUMENT.text.index(QUOTE)


def answered(text: str, *, status: AnswerStatus = AnswerStatus.GROUNDED, steps: int = 0) -> Answer:
    """Make an answer."""
    made = tuple(ProcedureStep(order=order, action="转移") for order in range(1, steps + 1))
    return Answer(question="问", resolved_question="问", status=status, text=text, steps=made)


def cited(quote: str = QUOTE, start: int = START) -> Citation:
    """Make a citation of the document."""
    return Citation(
        marker=1,
        document_id=DOCUMENT.document_id,
        document_title=DOCUMENT.metadata.title,
        source_uri=DOCUMENT.source_uri,
        heading_path=(),
        quote=quote,
        start=start,
        end=start + len(quote),
        page=None,
        status=DocumentStatus.IN_FORCE,
        chunk_id="",
    )


@pytest.mark.parametrize(
    ("text", "answers", "match", "expected"),
    [
        ("应当在 30 分钟内报告。[1]", ["30分钟"], Match.ALL, True),
        ("消防站 | ３辆[2]", ["消防站3辆"], Match.ALL, True),
        ("30分钟内报告市政府", ["30分钟", "县政府"], Match.ALL, False),
        ("30分钟内报告市政府", ["30分钟", "县政府"], Match.ANY, True),
        ("市政府", ["30分钟", "县政府"], Match.ANY, False),
        ("未找到依据。", [], Match.REFUSE, False),
        ("任何话", [], Match.ALL, False),
    ],
)
def test_text_holds_what_is_expected(text: str, answers: list[str], match: Match, expected: bool) -> None:
    assert holds(text, answers, match) is expected


def test_an_answer_may_be_220_characters_long_without_its_markers() -> None:
    longest = "30分钟" + "长" * 216
    assert len(longest) == 220
    assert is_right(answered(longest + "[1]"), ["30分钟"], Match.ALL)
    assert not is_right(answered(longest + "长"), ["30分钟"], Match.ALL)
    assert is_right(answered(longest + "长", steps=2), ["30分钟"], Match.ALL)
    listed = replace(answered(longest + "长"), resolved_question="成员单位有哪些")
    assert is_right(listed, ["30分钟"], Match.ALL)
    assert not is_right(listed, ["30分钟"], Match.ALL, short_lists=True)


def test_refusing_is_right_only_where_it_is_expected() -> None:
    refusal = answered("未找到依据。", status=AnswerStatus.NO_EVIDENCE)
    assert is_right(refusal, [], Match.REFUSE)
    assert not is_right(refusal, ["未找到依据"], Match.ALL)
    assert not is_right(answered("30分钟"), [], Match.REFUSE)


def test_a_quote_must_be_the_text_at_its_offsets() -> None:
    assert at_place(cited(), DOCUMENT)
    assert not at_place(cited(start=START + 1), DOCUMENT)
    assert not at_place(cited(quote="应当在40分钟内启动Ⅱ级响应"), DOCUMENT)
    assert not at_place(cited(start=len(DOCUMENT.text)), DOCUMENT)


@pytest.mark.parametrize(
    ("quote", "answers", "expected"),
    [
        (QUOTE, ["30 分钟"], True),  # holds an answer
        ("Ⅱ级", ["启动Ⅱ级响应"], True),  # is part of one
        ("级", ["启动Ⅱ级响应"], False),  # one character is part of too much
        (QUOTE, ["市防汛抗旱指挥部"], False),
    ],
)
def test_a_citation_carries_the_answer_by_its_words(quote: str, answers: list[str], expected: bool) -> None:
    assert carries(cited(quote), answers, []) is expected


def test_a_citation_carries_the_answer_by_its_place() -> None:
    def gold(start: int, end: int) -> Place:
        return Place(document_id=DOCUMENT.document_id, start=start, end=end)

    assert carries(cited(), ["别的"], [gold(START - 5, START + 1)])
    assert not carries(cited(), ["别的"], [gold(START - 5, START)])
    assert not carries(cited(), ["别的"], [Place(document_id="f" * 32, start=START, end=START + 5)])


def test_the_clause_of_a_place_is_its_innermost_section() -> None:
    place = Place(document_id=DOCUMENT.document_id, start=START, end=START + 3)
    (clause,) = clause_places([place], lambda _: DOCUMENT)
    assert DOCUMENT.text[clause.start : clause.end].startswith("2 应急响应")
    assert clause.end == len(DOCUMENT.text)
    title = Place(document_id=DOCUMENT.document_id, start=0, end=3)
    assert clause_places([title], lambda _: DOCUMENT) == [title]
