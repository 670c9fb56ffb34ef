"""Real questions to the sample documents, from files to answers, cards and the command line."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.cards.request import CardRequest
from assistant.records import Answer, AnswerStatus, Card, CardField
from assistant.wiring import Workbench
from benchmarks.answer_eval import judge, plain
from kb.errors import DocumentNotFound
from kb.records import DocumentStatus, Filters
from tests.conftest import PROJECT

# One suite, one base: the workers of a parallel run would each make their own.
pytestmark = pytest.mark.xdist_group("sample_base")

GOLD = PROJECT / "benchmarks" / "gold" / "sample_questions.jsonl"
# Of every kind and from enterprise, city, township and village; each was answered rightly when it was chosen.
CHOSEN = (
    *("SG005", "SG009", "SG012", "SG026", "SG041", "SG043", "SG061", "SG072", "SG082", "SG094"),
    *("SG096", "SG110", "SG120", "SG126", "SG138", "SG139", "SG155", "SG161", "SG188", "SG195"),
)
RIGHT_AT_LEAST = 14
RULES_2019 = "临澜市突发事件预警信息发布管理办法（2019年）.md"
RULES_2024 = "临澜市突发事件预警信息发布管理办法（2024年修订）.txt"
RED_WARNING = "红色预警信息多久内发布？"
LIFTED = "预警解除决定作出后多久发布？"
PHONE = re.compile(r"(?<!\d)(?:\d{4}-\d{7,8}|1\d{10})(?!\d)")


@pytest.fixture(scope="module")
def gold() -> dict[str, dict[str, object]]:
    """The gold questions by id."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {row["id"]: row for row in rows}


def cited_files(answer: Answer) -> set[str]:
    """Return the names of the files an answer cites."""
    return {Path(citation.source_uri).name for citation in answer.citations}


def test_easy_questions_are_answered(sample_workbench: Workbench, gold: dict[str, dict[str, object]]) -> None:
    judged = [judge(gold[key], sample_workbench.answerer.answer(str(gold[key]["question"]))) for key in CHOSEN]
    wrong = [f"{one.row['question']} → {one.answer.text}" for one in judged if not one.right]
    assert len(judged) - len(wrong) >= RIGHT_AT_LEAST, "\n".join(wrong)


@pytest.mark.parametrize("key", CHOSEN)
def test_every_statement_of_an_answer_points_at_its_span(
    sample_workbench: Workbench, gold: dict[str, dict[str, object]], key: str
) -> None:
    answer = sample_workbench.answerer.answer(str(gold[key]["question"]))
    if answer.status is AnswerStatus.NO_EVIDENCE:
        assert (answer.citations, answer.statements, answer.steps) == ((), (), ())
        assert answer.nearest[0].rank == 1
        return
    by_marker = {citation.marker: citation for citation in answer.citations}
    assert sorted(by_marker) == list(range(1, len(by_marker) + 1))
    for citation in answer.citations:
        text = sample_workbench.kb.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote
        assert citation.status is DocumentStatus.IN_FORCE
    for part in (*answer.statements, *answer.steps):
        assert part.markers
        assert set(part.markers) <= set(by_marker)


@pytest.mark.parametrize(
    "question",
    [
        RED_WARNING,
        LIFTED,
        "老办法还能用吗：红色预警信息什么时限内发布？",
        "《临澜市突发事件预警信息发布管理办法》对红色预警怎么规定？",
    ],
)
def test_today_the_replaced_rules_are_never_cited(sample_workbench: Workbench, question: str) -> None:
    answer = sample_workbench.answerer.answer(question)
    assert RULES_2019 not in cited_files(answer)
    assert {citation.status for citation in answer.citations} <= {DocumentStatus.IN_FORCE}


def test_today_the_revised_rules_are_cited(sample_workbench: Workbench) -> None:
    answer = sample_workbench.answerer.answer(LIFTED)
    assert cited_files(answer) == {RULES_2024}
    assert "30分钟" in plain(answer.text)
    assert "15分钟" in plain(sample_workbench.answerer.answer(RED_WARNING).text)


def test_in_2020_the_rules_of_2019_were_in_force(sample_workbench: Workbench) -> None:
    answer = sample_workbench.answerer.answer(RED_WARNING, filters=Filters(as_of=date(2020, 1, 1)))
    assert cited_files(answer) == {RULES_2019}
    assert "30分钟" in plain(answer.text)
    assert {citation.status for citation in answer.citations} == {DocumentStatus.IN_FORCE}


def test_what_the_documents_do_not_hold_is_refused(sample_workbench: Workbench) -> None:
    answer = sample_workbench.answerer.answer("禽流感疫情扑杀补偿标准是多少？")
    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert answer.text.startswith("未找到依据")
    assert answer.citations == ()


@pytest.fixture(scope="module")
def ammonia_card(sample_workbench: Workbench) -> Card:
    """The card of an operator of the tank farm for leaking ammonia."""
    return sample_workbench.card_drafter.draft(CardRequest(position="罐区操作工", hazard="液氨泄漏"))


def test_card_has_cited_steps(ammonia_card: Card) -> None:
    steps = [line for line in ammonia_card.lines if line.field is CardField.STEP and not line.blank]
    markers = {citation.marker for citation in ammonia_card.citations}
    assert len(steps) >= 3
    assert all(line.markers and set(line.markers) <= markers for line in steps)
    assert "上风方向" in "".join(line.text for line in steps)


def test_card_shows_only_phones_that_stand_in_its_quotes(ammonia_card: Card) -> None:
    quotes = {citation.marker: plain(citation.quote) for citation in ammonia_card.citations}
    shown = [(line, phone) for line in ammonia_card.lines for phone in PHONE.findall(line.text)]
    assert "0600-5556112" in {phone for _, phone in shown}
    for line, phone in shown:
        assert any(phone in quotes[marker] for marker in line.markers), line.text


def test_card_quotes_are_spans_of_stored_documents(sample_workbench: Workbench, ammonia_card: Card) -> None:
    for citation in ammonia_card.citations:
        assert sample_workbench.kb.document(citation.document_id).text[citation.start : citation.end] == citation.quote


def test_removed_document_is_gone(sample_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "copy"
    shutil.copytree(sample_data, data)
    before = _search(data, capsys)
    assert RULES_2024 in {Path(row["source_uri"]).name for row in before}
    (removed,) = {row["source_uri"] for row in before if Path(row["source_uri"]).name == RULES_2024}
    assert main(["remove", removed, "--data", str(data)]) == 0
    capsys.readouterr()
    assert removed not in {row["source_uri"] for row in _search(data, capsys)}
    assert main(["remove", removed, "--data", str(data)]) == 1
    assert removed in capsys.readouterr().err


def test_unknown_document_is_named(sample_workbench: Workbench) -> None:
    with pytest.raises(DocumentNotFound):
        sample_workbench.kb.document("f" * 32)


def test_ask_prints_one_answer_as_json(sample_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "恒泰应急值班室电话是多少", "--data", str(sample_data), "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert form["status"] == "grounded"
    assert form["refused"] is False
    assert "0600-5556110" in form["answer"]
    assert "0600-5556110" in form["citations"][0]["quote"]
    assert form["citations"][0]["status"] == "in_force"


def test_ask_answers_a_batch_line_by_line(sample_data: Path, tmp_path: Path) -> None:
    questions = [("a", "氨气浓度超过多少要戴正压式空气呼吸器？"), ("b", ""), ("c", "禽流感疫情扑杀补偿标准是多少？")]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps({"id": key, "question": text}, ensure_ascii=False) for key, text in questions]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["ask", "--batch", str(source), "--out", str(target), "--data", str(sample_data)]) == 0
    forms = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [form["id"] for form in forms] == ["a", "b", "c"]
    assert [form["refused"] for form in forms] == [False, True, True]
    assert "25ppm" in forms[0]["answer"]
    expected = {"id", "question", "answer", "status", "refused", "citations", "seconds"}
    assert all(expected <= set(form) for form in forms)
    cited = {"document_title", "source_uri", "heading_path", "quote", "start", "end", "page", "status"}
    assert cited <= set(forms[0]["citations"][0])


def test_as_of_option_reaches_the_answer(sample_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", RED_WARNING, "--as-of", "2020-01-01", "--data", str(sample_data), "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert {Path(citation["source_uri"]).name for citation in form["citations"]} == {RULES_2019}
    assert form["as_of"] == "2020-01-01"


def _search(data: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    """Return what `yubei search` finds about red warnings."""
    assert main(["search", "红色预警信息发布时限", "--data", str(data), "--top-k", "20", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    rows: list[dict[str, str]] = found if isinstance(found, list) else found["results"]
    return rows
