"""No value reaches a card, on the page or in Word, that its own citations do not carry."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.cards.drafter import CardDrafter, CardRequest
from assistant.cards.export_docx import write_card
from assistant.cards.guarding import DROPPED, guarded
from assistant.records import Card, CardField, CardLine, Citation
from kb.records import DocumentStatus
from tests.assistant.cards.conftest import POSITIONS, TODAY, UNIT
from tests.assistant.cards.word_text import word_lines

ROW = "应急值班室（24小时） | 0600-5556120 | 2026-10-08"
LONG = "发现液氨泄漏后，当班班长应当在5分钟内报告应急值班室，" + "并组织无关人员向上风方向撤离，" * 6 + "严禁启动电器。"
FIGURES = re.compile(r"0\d{3}-\d{7}|\d+(?:\.\d+)?(?=\s?(?:分钟|小时|米|ppm|秒))")
MARKERS = re.compile(r"\[(\d+)\]")


def citation(marker: int, quote: str) -> Citation:
    return Citation(
        marker=marker, document_id="0" * 32, document_title="液氨泄漏现场处置方案", source_uri="a.txt",
        heading_path=("四、报警与联络",), quote=quote, start=0, end=len(quote), page=None,
        status=DocumentStatus.IN_FORCE, chunk_id="c",
    )  # fmt: skip


def card_of(*lines: CardLine) -> Card:
    return Card(
        unit=UNIT, position="当班班长", hazard="液氨泄漏", site="", family="班组长/小组", lines=lines,
        citations=(citation(1, ROW), citation(2, LONG)), problems=(), drafted_on=TODAY,
    )  # fmt: skip


def line(field: CardField, text: str, *markers: int) -> CardLine:
    return CardLine(field=field, text=text, markers=markers)


TRUE = (
    line(CardField.PHONE, "应急值班室（24小时） 0600-5556120（2026-10-08核验）", 1),
    line(CardField.REPORT, "当班班长应当在5分钟内报告应急值班室", 2),
    line(CardField.STEP, "严禁启动电器。", 2),
    CardLine(field=CardField.EQUIPMENT, text="【待补充：物资清单】", blank=True),
)


def test_a_card_that_is_carried_stays_as_it_is() -> None:
    card = card_of(*TRUE)
    assert guarded(card) is card


@pytest.mark.parametrize(
    ("wrong", "shown", "kind"),
    [
        (line(CardField.PHONE, "应急值班室（24小时） 0600-5556121（2026-10-08核验）", 1), ROW, "电话"),
        (line(CardField.PHONE, "应急值班室（24小时） 0600-5556120（2026-11-08核验）", 1), ROW, "日期"),
        (line(CardField.REPORT, "当班班长应当在15分钟内报告应急值班室", 2), DROPPED, "时限"),
        (line(CardField.STEP, "可以启动电器。", 2), DROPPED, "禁止或否定"),
    ],
)
def test_a_planted_value_gives_way_to_the_passage_or_to_a_blank(wrong: CardLine, shown: str, kind: str) -> None:
    card = guarded(card_of(TRUE[0], wrong))
    assert card.lines[0] == TRUE[0]
    assert card.lines[1].text == shown and card.lines[1].blank is (shown == DROPPED)
    (problem,) = card.problems
    assert (problem.blocking, problem.rule_id, problem.field) == (True, "guard", wrong.field)
    assert kind in problem.message and wrong.text not in problem.message
    assert guarded(card) is card


def test_a_line_of_another_citation_is_not_carried() -> None:
    card = guarded(card_of(line(CardField.PHONE, "应急值班室（24小时） 0600-5556120", 2)))
    assert card.lines[0].blank and card.problems[0].blocking


def test_the_name_of_a_public_number_is_ours_and_the_number_that_of_the_passage() -> None:
    called = citation(3, "人员受伤时立即拨打120，说清地点。")
    lines = (line(CardField.PHONE, "急救 120", 3), line(CardField.PHONE, "火警 119", 3))
    card = guarded(replace(card_of(*lines), citations=(called,)))
    assert [one.text for one in card.lines] == ["急救 120", called.quote]


def test_what_is_exported_went_through_the_guard(tmp_path: Path) -> None:
    write_card(card_of(*TRUE, line(CardField.REPORT, "应急值班室 0600-9999999", 1)), tmp_path / "card.docx")
    text = "\n".join(printed(tmp_path / "card.docx"))
    assert "9999999" not in text and "0600-5556120" in text


@pytest.mark.parametrize("hazard", list(POSITIONS))
def test_every_figure_of_an_exported_card_stands_in_what_its_line_cites(
    drafter: CardDrafter, hazard: str, tmp_path: Path
) -> None:
    request = CardRequest(position=POSITIONS[hazard][0], hazard=hazard, unit=UNIT)
    card = drafter.draft(request, today=TODAY)
    quotes = {one.marker: one.quote for one in card.citations}
    assert not [one for one in card.problems if one.rule_id == "guard"]
    write_card(card, tmp_path / "card.docx")
    checked = 0
    for paragraph in printed(tmp_path / "card.docx"):
        markers = [int(number) for number in MARKERS.findall(paragraph)]
        cited = "\n".join(quotes[marker] for marker in markers if marker in quotes)
        for figure in FIGURES.findall(MARKERS.sub("", paragraph)) if markers else ():
            assert figure in cited, paragraph
            checked += 1
    assert checked >= 3


def test_dropped_line_is_printed_as_a_blank_and_stops_approval() -> None:
    card = guarded(replace(card_of(line(CardField.STEP, "可以启动电器。", 2)), problems=()))
    assert card.lines[0].text.startswith("【待补充") and card.lines[0].markers == ()


def printed(path: Path) -> list[str]:
    """Return the lines of a Word file."""
    return word_lines(path)
