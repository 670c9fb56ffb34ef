"""Answers are kept behind the reader's back: nobody waits, nothing is lost, nothing of a person is kept."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.records import Answer
from assistant.trace.forms import row_of, trace_form, trace_from
from assistant.trace.making import checks_of, trace_of
from assistant.trace.records import TraceCheck
from assistant.trace.telling import lines_of
from assistant.wiring import Workbench, open_workbench
from kb.catalog.journal import text_of
from kb.settings import Settings
from tests.builders import FIXED_TIME, make_document, original_of

TEXT = "临澜市防汛应急预案\n1 总则\n市防汛抗旱指挥部接到报告后，应当在30分钟内启动Ⅱ级响应。\n市防汛办值班电话为0600-5550122。"
RECORD_SECONDS = 0.002


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    with open_workbench(Settings(data_path=tmp_path / "data", workers=1), writable=True) as opened:
        document = make_document(TEXT, title="临澜市防汛应急预案")
        opened.kb.replace_documents([document], {document.document_id: original_of(document)})
        yield opened


@pytest.fixture
def answer(workbench: Workbench) -> Answer:
    return workbench.answerer.answer("防汛办值班电话是多少？我的手机13800138000")


def test_an_answer_is_kept_with_its_sources_and_checks(workbench: Workbench, answer: Answer) -> None:
    assert workbench.recorder is not None
    workbench.recorder.record(answer)
    workbench.recorder.flush()
    row = workbench.kb.catalog.journal.trace(answer.trace_id)
    assert row is not None
    kept = trace_from(row)
    assert "138********" in kept.question
    assert "13800138000" not in row.detail + row.question + row.resolved
    assert kept.text == answer.text.replace("13800138000", "138********")
    source, citation = kept.sources[0], answer.citations[0]
    assert (source.document_id, source.start, source.end) == (citation.document_id, citation.start, citation.end)
    assert source.standing == "in_force"
    total = len(answer.citations)
    assert kept.checks[:2] == (
        TraceCheck(name="quotes", passed=total, total=total),
        TraceCheck(name="in_force", passed=total, total=total),
    )
    assert workbench.recorder.lost == 0


def test_recording_takes_no_time(workbench: Workbench, answer: Answer) -> None:
    assert workbench.recorder is not None
    taken = []
    for number in range(50):
        one = replace(answer, trace_id=f"{number:016x}")
        started = time.perf_counter()
        workbench.recorder.record(one)
        taken.append(time.perf_counter() - started)
    assert sorted(taken)[25] < RECORD_SECONDS
    workbench.recorder.flush()
    assert len(workbench.kb.catalog.journal.traces(100)) == 50


def test_what_waits_is_written_when_the_base_is_closed(tmp_path: Path) -> None:
    settings = Settings(data_path=tmp_path / "data", workers=1)
    with open_workbench(settings, writable=True) as workbench:
        answer = workbench.answerer.answer("防汛办值班电话是多少？")
        assert workbench.recorder is not None
        workbench.recorder.record(answer)
    with open_workbench(settings) as reader:
        assert reader.recorder is None
        assert [one.trace_id for one in reader.kb.catalog.journal.traces()] == [answer.trace_id]


def test_nothing_is_kept_when_switched_off(tmp_path: Path) -> None:
    with open_workbench(Settings(data_path=tmp_path / "data", trace_days=0), writable=True) as workbench:
        assert workbench.recorder is None


def test_a_quote_that_does_not_stand_in_its_source_is_seen(answer: Answer) -> None:
    total = len(answer.citations)
    assert checks_of(answer, lambda _document_id: "别的文字")[0] == TraceCheck(name="quotes", passed=0, total=total)


def test_dropped_sentences_are_counted(answer: Answer) -> None:
    worded = replace(answer, generated=True, dropped_count=2, model_id="m", prompt_id="answer@1", statements=())
    assert checks_of(worded)[-1] == TraceCheck(name="sentences", passed=0, total=2)
    told = list(lines_of(trace_of(worded, FIXED_TIME)))
    assert "方式：大模型 m（提示词 answer@1）" in told
    assert "大模型的句子通过依据核对：0/2" in told


def test_a_trace_survives_its_way_through_the_journal(answer: Answer) -> None:
    trace = trace_of(answer, FIXED_TIME)
    assert trace_from(row_of(trace)) == trace
    assert json.loads(json.dumps(trace_form(trace)))["sources"][0]["marker"] == 1
    assert text_of(trace.at) == "2026-03-01T08:00:00.000+00:00"
