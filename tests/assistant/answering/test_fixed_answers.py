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
    assert key_of("防汛二级响应由谁批准启动") == key_of("谁批准启动防汛Ⅱ级响应？")
    assert key_of("红色预警信息应该多长时间内发布") == key_of("红色预警信息多久内发布")
    assert key_of("县防办报告市防办要多久") != key_of("市防办报告县防办要多久")
    assert key_of("甲向乙报告") != key_of("乙向甲报告")
    assert shared("甲乙丙", "甲乙丙") == 1.0
    assert shared("甲", "甲") == 0.0


WORDINGS = {
    "防汛二级响应由谁批准启动？": ("防汛二级响应应当由谁批准启动", "谁批准启动防汛二级响应", "防汛Ⅱ级响应由谁批准启动"),
    "红色预警信息多久内发布？": ("红色预警信息多长时间内发布", "红色预警信息应该多久内发布"),
    "柳溪镇值班电话是多少？": ("柳溪镇的值班电话多少", "柳溪镇值班电话号码是多少"),
    "液氨泄漏后先干什么？": ("液氨泄漏后首先干什么", "液氨泄漏后先做啥"),
    "单位负责人接到事故报告后多久上报？": ("单位负责人接到报告后多久上报", "单位负责人接到事故报告后应多久上报"),
}
OTHERS = (
    *(f"防汛二级响应由谁{what}" for what in ("提出启动", "批准终止", "宣布启动", "批准调整")),
    *(f"{matter}二级响应由谁批准启动" for matter in ("抗旱", "救助", "地震")),
    *(f"红色预警信息多久内{what}" for what in ("解除", "叫应", "传播", "首次播出")),
    *("红色预警信号多久内发布", "红色预警信息多久滚动播出", "橙色预警信息多久内发布"),
    *(f"柳溪镇{where}电话是多少" for where in ("卫生院", "派出所", "镇长")),
    *("柳溪镇值班人员是多少", "柳岸村值班电话是多少", "液氨泄漏前先干什么", "液氨泄漏后最后干什么"),
    *("甲醇泄漏后先干什么", "液氨泄漏后不能干什么", "液氨泄漏后值班员先干什么"),
    *(f"{who}接到事故报告后多久上报" for who in ("现场人员", "单位安全员", "单位副负责人")),
    *(f"单位负责人接到事故报告后{what}" for what in ("多久续报", "多久到场", "向谁上报", "多久不上报")),
)


def test_other_wordings_are_known_and_other_questions_are_not(workbench: Workbench) -> None:
    for question in WORDINGS:
        fix_answer(workbench.kb, [question], TITLE, QUOTE, "王编辑")
    answers = FixedAnswers(workbench.kb)

    def served(question: str) -> bool:
        return answers.answer(workbench.kb.understand(question), Filters()) is not None

    assert [one for wordings in WORDINGS.values() for one in wordings if not served(one)] == []
    assert [one for one in OTHERS if served(one)] == []
