"""Figures of a run against counts made by hand."""

from __future__ import annotations

import pytest

from assistant.evaluation.figures import ablation_figures, answer_figures, kind_figures
from assistant.evaluation.orders import ORDERS, RANKED, READER, WORDS, read_order, reciprocal_rank_fusion
from assistant.evaluation.question_run import QuestionRun
from assistant.evaluation.records import Asked, EvalQuestion, GoldSpan, Match, Place
from assistant.evaluation.report import passage_lines, question_form, question_lines, table, wrong_lines
from assistant.evaluation.thresholds import THRESHOLDS, require_measurable, shortfalls
from assistant.records import Answer, AnswerStatus, Citation
from kb.errors import InputRefused
from kb.records import DocumentStatus

SPAN = GoldSpan(document="a", quote="q")
BY_KEY = {one.key: one for one in THRESHOLDS}


def citation(marker: int, start: int) -> Citation:
    """Make a citation of five characters."""
    return Citation(
        marker=marker,
        document_id="d",
        document_title="",
        source_uri="",
        heading_path=(),
        quote="五个字的话",
        start=start,
        end=start + 5,
        page=None,
        status=DocumentStatus.IN_FORCE,
        chunk_id="",
    )


def asked(
    *,
    match: Match = Match.ALL,
    right: bool = False,
    refused: bool = False,
    seconds: float = 0.01,
    quotes: tuple[int, int, int] = (0, 0, 0),
    found: tuple[str, ...] = (),
    passage: bool = False,
) -> Asked:
    """Make a result; `quotes` are how many citations there are, at their place, right."""
    unanswerable = match is Match.REFUSE
    status = AnswerStatus.NO_EVIDENCE if refused else AnswerStatus.GROUNDED
    answer = Answer(
        question="问",
        resolved_question="问",
        status=status,
        text="答",
        seconds=seconds,
        citations=tuple(citation(number + 1, 10 * number) for number in range(quotes[0])),
    )
    question = EvalQuestion(
        question_id="1",
        text="问",
        answers=() if unanswerable else ("答",),
        match=match,
        kind="unanswerable" if unanswerable else "number",
        spans=() if unanswerable else (SPAN,),
    )
    return Asked(
        question=question,
        answer=answer,
        right=right,
        citations_at_place=quotes[1],
        citations_right=quotes[2],
        rankings={WORDS: found, RANKED: found, READER: found},
        passage_right={WORDS: passage, RANKED: passage},
    )


NOT_ACCEPTED = Asked(
    question=EvalQuestion(question_id="9", text="", answers=("答",), match=Match.ALL, spans=(SPAN,)),
    answer=None,
    right=False,
    citations_at_place=0,
    citations_right=0,
    rankings={},
    passage_right={},
)
RESULTS = (
    asked(right=True, quotes=(2, 2, 2), found=("span-0",), seconds=0.010, passage=True),
    asked(right=True, quotes=(2, 1, 1), found=("other-0", "span-0"), seconds=0.020),
    asked(refused=True, found=("other-0",), seconds=0.030),
    NOT_ACCEPTED,
    asked(match=Match.REFUSE, refused=True, right=True, seconds=0.040),
    asked(match=Match.REFUSE, quotes=(1, 1, 0), seconds=0.050),
)


def test_answers() -> None:
    figures = answer_figures(RESULTS)
    assert figures == {
        "questions": 6,
        "answerable": 4,
        "right": 2,
        "answer_accuracy": 2 / 4,
        "wrongly_refused": 1 / 4,
        "unanswerable": 2,
        "refusal_precision": 1 / 2,
        "refusal_recall": 1 / 2,
        "citations": 5,
        "citations_at_place": 4 / 5,
        "citation_precision": 3 / 5,
        "p50_ms": pytest.approx(30.0),
        "p95_ms": pytest.approx(40.0),
    }


def test_nothing_to_judge_is_no_figure() -> None:
    figures = answer_figures([asked(match=Match.REFUSE)])
    assert (figures["answer_accuracy"], figures["citation_precision"], figures["refusal_precision"]) == (
        None,
        None,
        None,
    )
    assert figures["refusal_recall"] == 0.0


def test_ablations_count_questions_without_result_as_zero() -> None:
    figures = ablation_figures(RESULTS)
    assert tuple(figures) == ORDERS
    assert figures[WORDS]["hit@1"] == 1 / 4
    assert figures[WORDS]["RR@10"] == pytest.approx((1 + 1 / 2) / 4)
    assert figures["vectors"]["hit@10"] == 0.0
    assert (figures[WORDS]["answer_accuracy"], figures[READER]["answer_accuracy"]) == (1 / 4, 2 / 4)


def test_kinds() -> None:
    assert kind_figures(RESULTS) == {"number": (2, 3), "unanswerable": (1, 2)}


def test_fusion_by_hand() -> None:
    # b: 1/62 + 1/61, a: 1/61 + 1/63, c: 1/62
    assert reciprocal_rank_fusion([["a", "b"], ["b", "c", "a"]]) == ["b", "a", "c"]
    assert reciprocal_rank_fusion([[2], [1]]) == [1, 2]


def test_what_is_read_comes_before_what_is_ranked() -> None:
    ranked = [Place(document_id="d", start=100, end=200)]
    answer = asked(quotes=(2, 2, 2)).answer
    quotes = [Place(document_id="d", start=0, end=5), Place(document_id="d", start=10, end=15)]
    assert read_order(answer, ranked) == [*quotes, *ranked]
    assert read_order(asked(refused=True).answer, ranked) == ranked
    assert read_order(None, ranked) == ranked


def test_table_is_aligned_with_chinese_two_columns_wide() -> None:
    assert table([["指标", "x"], ["hit@1", "数"]]) == ["指标   x", "hit@1  数"]


def test_report_shows_figures_and_what_is_missing() -> None:
    run = QuestionRun(asked=RESULTS, missing=("甲.docx",))
    text = "\n".join(question_lines(run))
    assert "甲.docx" in text
    assert "50.0 %" in text
    assert "2/4 题" in text
    assert "只用向量" in text
    assert wrong_lines(run)[:3] == ["1 问", "  应答：答", "  实答：答"]


def test_form_holds_every_figure() -> None:
    form = question_form(QuestionRun(asked=RESULTS, missing=()))
    assert form["answer_accuracy"] == 0.5
    assert form["hit@1"] == 0.25
    assert form["kinds"] == {"number": {"right": 2, "asked": 3}, "unanswerable": {"right": 1, "asked": 2}}
    assert isinstance(form["answers"], list)
    assert [row["right"] for row in form["answers"]] == [True, True, False, False, True, False]


def test_passage_table() -> None:
    measures = dict.fromkeys(("nDCG@10", "RR@10", "R@5", "R@10", "hit@1", "hit@5", "hit@10"), 0.5)
    lines = passage_lines({**measures, "queries": 1200, "seconds": 3.25})
    assert lines[1].split() == ["nDCG@10", "0.500"]
    assert lines[-2].split() == ["问题数", "1,200"]


def test_limits_that_are_missed_are_named() -> None:
    limits = {
        BY_KEY["answer_accuracy"]: 0.9,
        BY_KEY["hit@1"]: 0.5,
        BY_KEY["p95_ms"]: 200.0,
        BY_KEY["wrongly_refused"]: 0.05,
    }
    missed = shortfalls({"answer_accuracy": 0.75, "hit@1": 0.5, "p95_ms": 250.0, "wrongly_refused": None}, limits)
    assert [sentence.split()[0] for sentence in missed] == ["未达标：回答正确率", "未达标：用时", "未达标：误拒率"]
    assert "0.750，要求不低于 0.9" in missed[0]
    assert "要求不高于 200" in missed[1]


def test_limits_about_answers_do_not_fit_passages() -> None:
    require_measurable({BY_KEY["hit@5"]: 0.9})
    with pytest.raises(InputRefused, match="--min-right"):
        require_measurable({BY_KEY["answer_accuracy"]: 0.9})
