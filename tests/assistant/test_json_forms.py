"""The JSON of answers and cards: the names other programs rely on."""

from __future__ import annotations

import json
from datetime import date

from assistant.json_forms import answer_form, card_form
from assistant.records import Answer, AnswerStatus, Card, CardField, CardLine, CardProblem, Citation, Statement
from kb.records import DocumentStatus

CITATION = Citation(
    marker=1,
    document_id="d",
    document_title="青石镇山洪灾害应急预案",
    source_uri="plan.md",
    heading_path=("一、 信息报告", "（一） 报告时限"),
    quote="10分钟内",
    start=5,
    end=10,
    page=None,
    status=DocumentStatus.IN_FORCE,
    chunk_id="d:0-20",
)
BATCH_FIELDS = {"id", "question", "answer", "status", "refused", "citations", "seconds"}
CITATION_FIELDS = {"document_title", "source_uri", "heading_path", "quote", "start", "end", "page", "status"}


def test_answer_has_the_fields_of_the_batch_contract() -> None:
    answer = Answer(
        question="多久",
        resolved_question="多久报告",
        status=AnswerStatus.GROUNDED,
        text="10分钟内[1]",
        statements=(Statement(text="10分钟内", markers=(1,)),),
        citations=(CITATION,),
        as_of=date(2026, 11, 22),
        seconds=0.01234567,
    )
    form = json.loads(json.dumps(answer_form(answer, identifier="q1"), ensure_ascii=False))
    assert form.keys() >= BATCH_FIELDS and form["citations"][0].keys() >= CITATION_FIELDS
    assert (form["id"], form["status"], form["refused"], form["seconds"]) == ("q1", "grounded", False, 0.0123)
    assert form["citations"][0]["heading_path"] == ["一、 信息报告", "（一） 报告时限"]
    assert form["as_of"] == "2026-11-22" and form["citations"][0]["status"] == "in_force"


def test_refusal_is_marked() -> None:
    answer = Answer(question="多久", resolved_question="多久", status=AnswerStatus.NO_EVIDENCE, text="未找到依据。")
    form = answer_form(answer)
    assert form["refused"] is True and form["status"] == "no_evidence" and form["citations"] == [] and "id" not in form


def test_card_keeps_its_lines_in_order_with_markers_and_findings() -> None:
    problem = CardProblem(rule_id="too-long", field=CardField.STEP, message="过长", blocking=True, source="篇幅")
    card = Card(
        unit="青石镇",
        position="村主任",
        hazard="山洪",
        site="",
        family="值班与指挥",
        lines=(
            CardLine(field=CardField.STEP, text="立即转移。", markers=(1,)),
            CardLine(field=CardField.PHONE, text="【待补充：电话】", blank=True),
        ),
        citations=(CITATION,),
        problems=(problem,),
        drafted_on=date(2026, 11, 22),
    )
    form = json.loads(json.dumps(card_form(card), ensure_ascii=False))
    assert [line["field"] for line in form["lines"]] == ["step", "phone"]
    assert form["lines"][0]["markers"] == [1] and form["lines"][1]["blank"] is True
    assert form["problems"] == [
        {"rule_id": "too-long", "field": "step", "message": "过长", "blocking": True, "source": "篇幅"}
    ]
    assert form["drafted_on"] == "2026-11-22" and form["citations"][0]["marker"] == 1
