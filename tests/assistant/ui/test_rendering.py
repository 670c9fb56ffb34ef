"""Answers, sources, cards, lists and progress as HTML."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.records import (
    Answer,
    AnswerStatus,
    Card,
    CardField,
    CardLine,
    CardProblem,
    Citation,
    ProcedureStep,
    Statement,
)
from assistant.ui import strings
from assistant.ui.rendering.answer_html import conversation_html, turn_html
from assistant.ui.rendering.card_html import card_html
from assistant.ui.rendering.library_html import confirm_html, library_html, matching, progress_html, upload_html
from assistant.ui.rendering.source_html import WINDOW, source_html
from assistant.ui.upload_run import UploadUpdate
from ingest.records import FileOutcome, OutcomeCode, Progress
from kb.records import ChunkKind, DocumentStatus, DocumentSummary, Evidence, Metadata
from tests.builders import make_chunk, make_document

HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>"
TAG = re.compile(r"<[^>]*>")


def shown(markup: str) -> str:
    return html.unescape(TAG.sub("", markup))


def harmless(markup: str) -> bool:
    return "<script" not in markup and "<img" not in markup and 'x"><' not in markup


def make_citation(**changes: object) -> Citation:
    citation = Citation(
        marker=1,
        document_id="a" * 32,
        document_title="临澜市防汛应急预案",
        source_uri="预案.txt",
        heading_path=("4 应急响应", "4.2 响应启动"),
        quote="应当在30分钟内启动Ⅱ级响应",
        start=10,
        end=23,
        page=7,
        status=DocumentStatus.IN_FORCE,
        chunk_id="a:0-40",
        document_number="临政发〔2025〕12号",
    )
    return replace(citation, **changes)  # type: ignore[arg-type]


def make_answer(**changes: object) -> Answer:
    answer = Answer(
        question="多久启动？",
        resolved_question="多久启动？",
        status=AnswerStatus.GROUNDED,
        text="应当在30分钟内启动Ⅱ级响应[1]",
        statements=(Statement(text="应当在30分钟内启动Ⅱ级响应", markers=(1,)),),
        citations=(make_citation(),),
        as_of=date.today(),
        seconds=0.04,
    )
    return replace(answer, **changes)  # type: ignore[arg-type]


def make_summary(**changes: object) -> DocumentSummary:
    summary = DocumentSummary(
        document_id="a" * 32,
        work_id="w",
        source_uri="upload/预案.txt",
        file_name="预案.txt",
        media_type="text/plain",
        byte_count=10,
        character_count=100,
        chunk_count=7,
        metadata=Metadata(title="临澜市防汛应急预案", issuer="临澜市人民政府", document_number="临政发〔2025〕12号"),
        standing=DocumentStatus.IN_FORCE,
        superseded_by="",
        ingested_at=make_document().ingested_at,
        approved=True,
    )
    return replace(summary, **changes)  # type: ignore[arg-type]


def test_answer_shows_statement_marker_and_source() -> None:
    made = turn_html(make_answer())
    assert "应当在30分钟内启动Ⅱ级响应[1]" in shown(made)
    assert f'data-document="{"a" * 32}" data-start="10" data-end="23"' in made
    assert "《临澜市防汛应急预案》现行临政发〔2025〕12号　4 应急响应 › 4.2 响应启动　第7页" in shown(made)
    assert strings.STATUS["grounded"] in made
    assert "以" not in shown(made).split("秒")[0], "today's answer names no day"


def test_answer_for_another_day_and_old_or_unapproved_sources_say_so() -> None:
    day = date.today() - timedelta(days=900)
    citation = make_citation(status=DocumentStatus.SUPERSEDED, approved=False)
    made = turn_html(make_answer(as_of=day, citations=(citation,), notice="所引文本有的不是现行有效文本"))
    assert f"以 {day.isoformat()} 有效文本为准" in shown(made)
    assert '<span class="badge old">被替代</span><span class="badge old">未审核</span>' in made
    assert "所引文本有的不是现行有效文本" in shown(made)


def test_steps_keep_their_order_and_say_who_when_and_to_whom() -> None:
    steps = (
        ProcedureStep(order=1, action="关闭阀门", actor="操作工", limit="3分钟内", markers=(1,)),
        ProcedureStep(order=2, action="报告", report_to="中控室"),
    )
    made = turn_html(make_answer(steps=steps))
    assert shown(made).index("关闭阀门[1]谁操作工时限3分钟内") < shown(made).index("报告报告中控室")
    assert '<li value="1">' in made
    assert '<li value="2">' in made


def test_marker_without_citation_is_no_button() -> None:
    made = turn_html(make_answer(statements=(Statement(text="甲", markers=(9,)),)))
    assert "[9]" not in shown(made)


def test_refusal_shows_what_is_missing_and_the_nearest_passages() -> None:
    evidence = Evidence(rank=1, score=0.1, chunk=make_chunk(), document=make_summary())
    made = turn_html(
        make_answer(
            status=AnswerStatus.NO_EVIDENCE,
            text="未找到依据。",
            statements=(),
            citations=(),
            nearest=(evidence,),
            missing="没有关于核电站的内容",
        )
    )
    assert strings.REFUSAL in shown(made)
    assert "说明：没有关于核电站的内容" in shown(made)
    assert strings.NEAREST in shown(made)
    assert strings.EXTRACTED not in shown(made)


def test_nearest_clauses_are_labelled_as_no_more_than_that() -> None:
    made = turn_html(make_answer(status=AnswerStatus.PARTIAL, closest=True, missing="未找到直接回答"))
    assert strings.CLOSEST in shown(made) and strings.STATUS["partial"] not in shown(made)
    assert shown(made).index("说明：未找到直接回答") < shown(made).index("应当在30分钟内启动Ⅱ级响应[1]")


def test_conversation_shows_examples_first_and_drafts_as_unchecked() -> None:
    assert all(example in shown(conversation_html([])) for example in strings.EXAMPLES)
    pending = conversation_html([make_answer()], pending="下一问", draft="草稿")
    assert shown(pending).index("多久启动") < shown(pending).index("下一问")
    assert strings.CHECKING in shown(pending)


def test_endless_question_is_cut_on_the_page() -> None:
    made = shown(conversation_html([], pending="水" * 20_000))
    assert "（共 20000 字）" in made
    assert len(made) < 500


def test_hostile_text_stays_text_everywhere() -> None:
    metadata = Metadata(title=HOSTILE, issuer=HOSTILE, document_number=HOSTILE)
    summary = make_summary(
        metadata=metadata, source_uri=HOSTILE, file_name=HOSTILE, approved=False, warnings=(HOSTILE,)
    )
    document = make_document(f"{HOSTILE}\n1 总则\n{HOSTILE}", title=HOSTILE)
    evidence = Evidence(rank=1, score=0.1, chunk=make_chunk(HOSTILE, heading_path=(HOSTILE,)), document=summary)
    citation = make_citation(
        document_title=HOSTILE, heading_path=(HOSTILE,), quote=HOSTILE, document_number=HOSTILE, document_id=HOSTILE
    )
    answer = make_answer(
        question=HOSTILE,
        resolved_question=HOSTILE + "?",
        text=HOSTILE,
        statements=(Statement(text=HOSTILE, markers=(1,)),),
        citations=(citation,),
        nearest=(evidence,),
        missing=HOSTILE,
        notice=HOSTILE,
    )
    step = ProcedureStep(order=1, action=HOSTILE, actor=HOSTILE, limit=HOSTILE, report_to=HOSTILE, markers=(1,))
    outcome = FileOutcome(source_uri=HOSTILE, code=OutcomeCode.UNREADABLE, reason=HOSTILE)
    progress = Progress(stage=HOSTILE, done=1, total=2, unit=HOSTILE, rate=1.0, current=HOSTILE)
    pieces = [
        turn_html(answer),
        turn_html(replace(answer, steps=(step,))),
        conversation_html([], pending=HOSTILE, draft=HOSTILE),
        source_html(document, summary, 0, 5),
        library_html([summary]),
        confirm_html(HOSTILE, summary),
        upload_html(UploadUpdate(progress=progress, outcomes=(outcome,))),
        upload_html(UploadUpdate(outcomes=(outcome,), finished=True, failure=HOSTILE)),
        card_html(make_card(HOSTILE)),
    ]
    assert [piece for piece in pieces if not harmless(piece)] == []
    assert all("alert(1)" in shown(piece) for piece in pieces)


def make_card(text: str) -> Card:
    line = CardLine(field=CardField.STEP, text=text, markers=(1,))
    return Card(
        unit=text,
        position=text,
        hazard=text,
        site=text,
        family=text,
        lines=(line, CardLine(field=CardField.PHONE, text=text, blank=True)),
        citations=(make_citation(document_title=text),),
        problems=(
            CardProblem(rule_id="a", field=CardField.STEP, message=text, blocking=False, source=text),
            CardProblem(rule_id="b", field=CardField.PHONE, message="缺电话", blocking=True, source="CARD"),
        ),
        drafted_on=date(2026, 1, 2),
    )


def test_card_numbers_steps_marks_blanks_and_puts_blocking_problems_first() -> None:
    made = card_html(make_card("关闭30号阀"))
    assert '<section class="field step"><h3>处置步骤</h3><ol><li>关闭30号阀' in made
    assert '<li class="blank">' in made
    assert made.index('class="blocking"') < made.index('class="advice"')


def test_source_marks_exactly_the_span_and_keeps_the_text() -> None:
    document = make_document()
    start = document.text.index("30分钟")
    made = source_html(document, make_summary(), start, start + 4)
    assert '<mark class="quoted">30分钟</mark>' in made
    text = made.split('tabindex="0">')[1].split("</div></article>")[0]
    assert shown(text) == document.text
    assert "<b>1 总则</b>" in made


def test_source_shows_a_table_with_the_quote_marked_in_its_cells() -> None:
    rows = "岗位 | 电话\n值班室 | 0600-5550122\n库房 | 0600-5550123"
    document = make_document(f"1 通讯录\n{rows}\n以上号码每季核对。")
    table = make_chunk(rows, document_id=document.document_id, start=document.text.index(rows), kind=ChunkKind.TABLE)
    document = replace(document, chunks=(table,))
    start = document.text.index("值班室")
    made = source_html(document, make_summary(), start, document.text.index("5550122"))
    assert "<tr><td>岗位</td><td>电话</td></tr>" in made
    assert (
        '<td><mark class="quoted">值班室</mark></td><td><mark class="quoted">0600-</mark>5550122</td></tr>'
        "<tr><td>库房</td><td>0600-5550123</td></tr></tbody></table>以上号码每季核对。"
    ) in made


def test_quote_over_several_lines_is_one_mark() -> None:
    document = make_document()
    start, end = document.text.index("1 总则"), document.text.index("2 应急响应")
    made = source_html(document, make_summary(), start, end)
    assert made.count("<mark") == 1
    assert shown(made.split('<mark class="quoted">')[1].split("</mark>")[0]) == document.text[start:end]


def test_source_cuts_a_long_document_and_says_so() -> None:
    document = make_document("\n".join(f"第{number}行文字" for number in range(12_000)))
    middle = len(document.text) // 2
    made = source_html(document, make_summary(), middle, middle + 3)
    assert made.count(strings.SOURCE_CUT) == 2
    assert len(shown(made)) < 2 * WINDOW + 500


def test_source_span_outside_the_text_is_clamped() -> None:
    document = make_document()
    assert "<mark" not in source_html(document, make_summary(), 10**9, 10**9 + 5)
    assert "<mark" not in source_html(document, make_summary(), 50, 10)
    assert shown(source_html(document, make_summary(), -5, 4)).count(document.text[:4]) >= 1


def test_library_puts_unapproved_first_with_approve_and_remove() -> None:
    approved, fresh = make_summary(), make_summary(document_id="b" * 32, approved=False)
    made = library_html([approved, fresh])
    assert made.index("b" * 32) < made.index("a" * 32)
    assert made.count('data-event="apply"') == 1
    assert made.count('data-event="delete"') == 2
    assert "共 2 份文档" in shown(made)


def test_library_says_when_nothing_matches_and_when_it_is_cut() -> None:
    assert strings.LIBRARY_NONE in library_html([])
    many = [make_summary(document_id=f"{number:032x}") for number in range(205)]
    made = library_html(many)
    assert made.count("<li>") == 200
    assert "共 205 份文档，只显示前 200 份" in shown(made)


def test_search_wants_every_word_in_title_number_issuer_or_name() -> None:
    flood, fire = make_summary(), make_summary(metadata=Metadata(title="森林火灾预案", issuer="临澜市林业局"))
    assert matching([flood, fire], "临澜 防汛") == [flood]
    assert matching([flood, fire], "临政发〔2025〕") == [flood]
    assert matching([flood, fire], "  ") == [flood, fire]
    assert matching([flood, fire], "地震") == []


def test_progress_tells_rate_and_remaining_time() -> None:
    step = Progress(stage="解析入库", done=3, total=4, unit="个文件", rate=2.0, remaining_seconds=1.4, current="甲.txt")
    made = progress_html(step)
    assert 'style="width:75%"' in made
    assert "解析入库 3/4　2.0 个文件/秒　剩余约 1 秒　甲.txt" in shown(made)
    assert "剩余" not in shown(progress_html(replace(step, done=4, remaining_seconds=0.0)))


def test_finished_upload_counts_the_outcomes() -> None:
    outcomes = (
        FileOutcome(source_uri="upload/甲.txt", code=OutcomeCode.ADDED, chunk_count=3),
        FileOutcome(source_uri="upload/乙.txt", code=OutcomeCode.ADDED, chunk_count=2),
        FileOutcome(source_uri="upload/丙.pdf", code=OutcomeCode.EMPTY, reason="文件是空的。"),
    )
    made = upload_html(UploadUpdate(outcomes=outcomes, finished=True))
    assert "3 个文件处理完毕：已入库 2，空文件 1。" in shown(made)
    assert "丙.pdf空文件文件是空的。" in shown(made)
