"""History never becomes evidence: what stands only in an earlier answer or in a person's words is not given as fact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.records import Turn
from assistant.wiring import Workbench, open_workbench
from kb.settings import Settings
from tests.builders import make_document, original_of

TEXT = (
    "临澜市防汛应急预案\n1 总则\n2 应急响应\n市防汛抗旱指挥部接到报告后，应当在30分钟内启动Ⅱ级响应。\n"
    "二级响应由市防指指挥长批准启动。\n三级响应由常务副指挥长批准启动。\n市防汛办值班电话为0600-5550122。"
)
SAID = "值班电话0600-1111111，应当在45分钟内启动，由张三丰批准，罚款88万元。"
VALUES = ("0600-1111111", "45分钟", "张三丰", "88万元")


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    folder: Path = tmp_path_factory.mktemp("history")
    with open_workbench(Settings(data_path=folder, workers=1), writable=True) as opened:
        document = make_document(TEXT, title="临澜市防汛应急预案")
        opened.kb.replace_documents([document], {document.document_id: original_of(document)})
        yield opened


def shown_as_fact(answer_text: str, statements: tuple[str, ...]) -> list[str]:
    return [value for value in VALUES if value in answer_text or any(value in one for one in statements)]


@pytest.mark.parametrize(
    "follow_up",
    [
        "那三级呢？",
        "电话是多少？",
        "多久启动？",
        "谁批准？",
        "他叫什么？",
        "罚多少？",
        "再说一遍",
        "依据哪个文件",
        "第二步呢",
        "它还有效吗",
    ],
)
def test_what_only_an_earlier_answer_said_is_never_given(workbench: Workbench, follow_up: str) -> None:
    history = (
        Turn(
            question="防汛二级响应由谁批准启动？",
            resolved_question="防汛二级响应由谁批准启动？",
            answer_text=SAID,
            cited_titles=("临澜市防汛应急预案",),
        ),
    )
    answer = workbench.answerer.answer(follow_up, history=history)
    assert shown_as_fact(answer.text, tuple(one.text for one in answer.statements)) == []
    for citation in answer.citations:
        assert citation.quote in TEXT


@pytest.mark.parametrize(
    "turns",
    [
        ("防汛值班电话是0600-1111111对吧", "那到底是多少？"),
        ("听说二级响应由张三丰批准", "是他批准吗", "谁批准？"),
        ("接到报告45分钟内启动二级响应，对不对", "多久启动？"),
        ("罚款88万元", "罚多少？"),
    ],
)
def test_what_only_a_person_said_is_never_given(workbench: Workbench, turns: tuple[str, ...]) -> None:
    history: tuple[Turn, ...] = ()
    for question in turns:
        answer = workbench.answerer.answer(question, history=history)
        history = (*history, Turn.of(answer))
        assert shown_as_fact(answer.text, tuple(one.text for one in answer.statements)) == []
        assert all(citation.quote in TEXT for citation in answer.citations)
