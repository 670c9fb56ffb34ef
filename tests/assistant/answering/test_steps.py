"""A question for one step is read from the sources again and cut down to that step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.turns.steps import chinese, only_step, step_question
from assistant.records import Answer, AnswerStatus, Citation, ProcedureStep
from kb.records import DocumentStatus


def citation(marker: int) -> Citation:
    return Citation(
        marker=marker,
        document_id="0" * 32,
        document_title="现场处置方案",
        source_uri="plan.docx",
        heading_path=(),
        quote="关阀",
        start=0,
        end=2,
        page=None,
        status=DocumentStatus.IN_FORCE,
        chunk_id=f"{marker}",
    )


ANSWER = Answer(
    question="液氨泄漏先干什么",
    resolved_question="液氨泄漏先干什么",
    status=AnswerStatus.GROUNDED,
    text="1. 撤离[1]\n2. 关阀[2]",
    steps=(
        ProcedureStep(order=1, action="撤离", markers=(1,)),
        ProcedureStep(order=2, action="关阀", markers=(2,)),
    ),
    citations=(citation(1), citation(2)),
)


def test_question_for_a_step_has_the_whole_question_in_it() -> None:
    asked = step_question("液氨泄漏先干什么，第二步是什么？")
    assert asked is not None
    assert (asked.base, asked.number) == ("液氨泄漏先干什么", 2)
    assert step_question("第二步是什么") is None
    assert step_question("演练分几步") is None


def test_only_the_step_and_its_source_are_left() -> None:
    cut = only_step(ANSWER, 2)
    assert cut.text == "2. 关阀[2]"
    assert [step.order for step in cut.steps] == [2]
    assert [one.marker for one in cut.citations] == [2]


def test_a_step_that_is_not_there_is_said() -> None:
    assert only_step(ANSWER, 3).notice == "依据里只有 2 步，以下是全部步骤"
    assert only_step(ANSWER, 3).steps == ANSWER.steps
    plain = replace(ANSWER, steps=(), notice="所引文档有的尚未经编辑审核")
    assert only_step(plain, 1).notice == "依据里没有分出步骤，以下是全部内容；所引文档有的尚未经编辑审核"


@pytest.mark.parametrize(("number", "written"), [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "20")])
def test_numbers_of_steps(number: int, written: str) -> None:
    assert chinese(number) == written
