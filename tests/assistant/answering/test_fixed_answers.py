"""A fixed question is answered with the editor's words as long as they stand; near misses never are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.fixed_answers import FixedAnswers, key_of, shared
from assistant.feedback.fixing import fix_answer, place_of
from assistant.records import AnswerStatus, Turn
from assistant.wiring import Workbench, open_workbench
from kb.errors import DocumentNotFound, InputRefused
from kb.records import DocumentStatus, Filters
from kb.settings import Settings
from tests.builders import make_document, original_of

TITLE = "临澜市防汛应急预案"
TEXT = (
    "临澜市防汛应急预案\n1 总则\n2 应急响应\n市防汛抗旱指挥部接到报告后，应当在30分钟内启动Ⅱ级响应。\n"
    "二级响应由市防指指挥长批准启动。\n三级响应由常务副指挥长批准启动。\n市防汛办值班电话为0600-5550122。\n"
    "橙色预警30分钟内发布。\n红色预警15分钟内发布。"
)
QUOTE = "二级响应由市防指指挥长批准启动。"
QUESTION = "防汛二级响应由谁批准启动？"


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    with open_workbench(Settings(data_path=tmp_path / "data", workers=1), writable=True) as opened:
        document = make_document(TEXT, title=TITLE)
        opened.kb.replace_documents([document], {document.document_id: original_of(document)})
        yield opened


@pytest.fixture
def fixed(workbench: Workbench) -> Workbench:
    fix_answer(workbench.kb, [QUESTION, "防汛启动二级响应找谁批"], TITLE, QUOTE, "王编辑")
    return workbench


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "请问防汛二级响应由谁批准启动呢",
        "防汛二级响应由谁批准启动",
        "防汛启动二级响应找谁批？",
        "防汛 二级响应 由谁批准启动",
    ],
)
def test_the_question_and_its_wordings_get_the_words_with_their_source(fixed: Workbench, question: str) -> None:
    answer = fixed.answerer.answer(question)
    assert (answer.status, answer.fixed_by, answer.text) == (AnswerStatus.GROUNDED, "王编辑", f"{QUOTE}[1]")
    assert answer.notice.startswith("编辑核定（王编辑，")
    cited = answer.citations[0]
    assert TEXT[cited.start : cited.end] == cited.quote == QUOTE
    assert (cited.document_title, cited.status) == (TITLE, DocumentStatus.IN_FORCE)


@pytest.mark.parametrize(
    "question",
    [
        "防汛三级响应由谁批准启动？",
        "防汛一级响应由谁批准启动？",
        "地震二级响应由谁批准启动？",
        "抗旱二级响应由谁批准启动？",
        "森林火灾二级响应由谁批准启动？",
        "防汛二级响应由谁批准终止？",
        "防汛二级响应何时批准启动？",
        "防汛二级响应不由谁批准启动？",
        "防汛二级预警由谁批准启动？",
        "柳溪镇防汛二级响应由谁批准启动？",
        "2024年防汛二级响应由谁批准启动？",
        "防汛二级响应启动条件是什么？",
        "防汛二级响应启动后多久报告？",
        "防汛二级响应由谁宣布启动前的会商？",
        "防汛指挥长由谁批准？",
        "防汛二级和三级响应分别由谁批准启动？",
    ],
)
def test_near_misses_are_answered_as_before(fixed: Workbench, question: str) -> None:
    assert fixed.answerer.answer(question).fixed_by == ""


def test_a_follow_up_that_resolves_to_it_gets_it(fixed: Workbench) -> None:
    history = (Turn(question="x", resolved_question="防汛三级响应由谁批准启动？", answer_text=""),)
    assert fixed.answerer.answer("那二级呢？", history=history).fixed_by == "王编辑"


def test_a_narrowed_search_and_another_day_do_not_get_it(fixed: Workbench) -> None:
    assert fixed.answerer.answer(QUESTION, filters=Filters(region="青泽县")).fixed_by == ""
    assert fixed.answerer.answer(QUESTION, filters=Filters(as_of=date.today())).fixed_by == "王编辑"


def test_what_no_longer_stands_is_not_served_and_is_listed(fixed: Workbench) -> None:
    answers = FixedAnswers(fixed.kb)
    document_id = fixed.kb.summaries()[0].document_id
    assert [why for _, why in answers.stale()] == [""]
    fixed.kb.correct_metadata(document_id, "status", DocumentStatus.REPEALED, "王编辑")
    assert fixed.answerer.answer(QUESTION).fixed_by == ""
    assert [why for _, why in answers.stale()] == ["原文档已不是现行有效"]
    fixed.kb.reset_metadata(document_id, "status", "王编辑")
    assert fixed.answerer.answer(QUESTION).fixed_by == "王编辑"
    fixed.kb.remove_document(document_id)
    assert fixed.answerer.answer(QUESTION).fixed_by == ""
    assert [why for _, why in answers.stale()] == ["原文档已不在库中"]


def test_unapproved_and_changed_words_are_not_served(fixed: Workbench) -> None:
    document = fixed.kb.document(fixed.kb.summaries()[0].document_id)
    changed = replace(document, text=document.text.replace("市防指指挥长", "市长市长市长"), chunks=())
    changed = make_document(changed.text, title=TITLE)
    row = fixed.kb.catalog.journal.fixed()[0]
    fixed.kb.replace_documents([changed], {changed.document_id: original_of(changed)})
    fixed.kb.catalog.journal.add_fixed(replace(row, document_id=changed.document_id))
    assert [why for _, why in FixedAnswers(fixed.kb).stale()] == ["原文已改动", ""]
    fresh = make_document(TEXT + "\n附件", title="新上传", approved=False)
    fixed.kb.replace_documents([fresh], {fresh.document_id: original_of(fresh)})
    fixed.kb.catalog.journal.add_fixed(replace(row, document_id=fresh.document_id))
    assert FixedAnswers(fixed.kb).stale()[0][1] == "原文档未审核"


def test_an_answer_that_was_taken_back_is_gone_at_once(fixed: Workbench) -> None:
    assert fixed.answerer.answer(QUESTION).fixed_by == "王编辑"
    fixed.kb.catalog.journal.remove_fixed(1, "王编辑")
    assert fixed.answerer.answer(QUESTION).fixed_by == ""


@pytest.mark.parametrize(
    ("questions", "document", "quote", "said"),
    [
        ([" "], TITLE, QUOTE, "写出要核定的问题"),
        (["问" * 201], TITLE, QUOTE, "不超过 200 字"),
        ([QUESTION], "没有的预案", QUOTE, "没有“没有的预案”"),
        ([QUESTION], TITLE, "由市长批准启动。", "没有“由市长批准启动。”这段原文"),
        ([QUESTION], TITLE, "批准启动。", "出现 2 次"),
        ([QUESTION], TITLE, "长", "现在是 1 字"),
    ],
)
def test_what_cannot_be_fixed_is_refused(
    workbench: Workbench, questions: list[str], document: str, quote: str, said: str
) -> None:
    with pytest.raises((InputRefused, DocumentNotFound), match=said):
        fix_answer(workbench.kb, questions, document, quote, "王编辑")
    assert workbench.kb.catalog.journal.fixed() == []


def test_blanks_in_a_copied_quote_do_not_matter() -> None:
    span = place_of("由 市防指\n指挥长批准", "二级响应由市防指指挥长 批准启动。")
    assert "二级响应由市防指指挥长 批准启动。"[span.start : span.end] == "由市防指指挥长 批准"


def test_keys_leave_out_politeness_only() -> None:
    assert key_of("请问防汛二级响应由谁批准启动的呢？") == key_of("防汛二级响应由谁批准启动")
    assert key_of("由市长批准吗") != key_of("不由市长批准吗")
    assert shared("甲乙丙", "甲乙丙") == 1.0
    assert shared("甲", "甲") == 0.0
