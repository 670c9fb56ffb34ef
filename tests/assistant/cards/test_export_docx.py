"""The Word file: its shapes, every line printed, as many pages when rendered as reckoned."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from assistant.cards.drafter import CardDrafter, CardRequest
from assistant.cards.export_docx import write_card
from assistant.cards.layout import FOOTER, ranges
from assistant.cards.printing.shapes import SHAPES, Shape
from assistant.records import Card
from kb.errors import ExportFailed
from tests.assistant.cards.conftest import POSITIONS, TODAY, UNIT
from tests.assistant.cards.word_text import letters, squeezed, word_lines


def cards(drafter: CardDrafter) -> list[Card]:
    wanted = [CardRequest(position=positions[0], hazard=h, unit=UNIT) for h, positions in POSITIONS.items()]
    wanted += [CardRequest(sentence="石桥村山洪避险卡"), CardRequest(sentence="值班员森林火灾处置卡")]
    return [drafter.draft(request, today=TODAY) for request in wanted]


@pytest.mark.parametrize("shape", Shape)
def test_file_holds_every_line_in_each_shape(drafter: CardDrafter, tmp_path: Path, shape: Shape) -> None:
    card = drafter.draft(CardRequest(position="罐区操作工", hazard="液氨泄漏", unit=UNIT), today=TODAY)
    write_card(card, tmp_path / "card.docx", shape)
    lines = word_lines(tmp_path / "card.docx")
    printed = squeezed("\n".join(lines))
    for line in card.lines:
        assert squeezed(line.text) in printed
    assert lines[0] == "罐区操作工·液氨泄漏 应急处置卡"
    assert FOOTER in printed and "【草稿，签发后生效】" in printed and "✕严禁" in printed
    assert "《临澜恒泰化工有限公司现场处置方案》（现行）" in printed
    section = docx.Document(str(tmp_path / "card.docx")).sections[0]
    page = SHAPES[shape]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (page.width, page.height)


@pytest.mark.parametrize(("shape", "least"), [(Shape.A6, 14), (Shape.A4, 14), (Shape.POCKET, 9)])
def test_steps_and_phones_keep_their_least_sizes(
    drafter: CardDrafter, tmp_path: Path, shape: Shape, least: float
) -> None:
    card = drafter.draft(CardRequest(position="合成车间操作工", hazard="车间火灾", unit=UNIT), today=TODAY)
    write_card(card, tmp_path / "card.docx", shape)
    document = docx.Document(str(tmp_path / "card.docx"))
    sizes = {run.text: run.font.size.pt for one in document.paragraphs for run in one.runs if run.text}
    steps = [line.text for line in card.lines if line.field == "step"]
    assert len(steps) == 8 and all(sizes[step] >= least for step in steps)
    cells = [run for table in document.element.body.iter("{*}tc") for run in table.iter("{*}r")]
    numbers = [run for run in cells if re.fullmatch(r"[\d-]{3,}", "".join(text.text for text in run.iter("{*}t")))]
    assert len(numbers) >= 6
    assert all(int(next(run.iter("{*}sz")).values()[0]) >= 28 for run in numbers)  # in half points


def test_what_is_forbidden_is_told_without_colour(drafter: CardDrafter, tmp_path: Path) -> None:
    card = drafter.draft(CardRequest(position="电工", hazard="触电", unit=UNIT), today=TODAY)
    write_card(card, tmp_path / "card.docx")
    bar = next(one for one in docx.Document(str(tmp_path / "card.docx")).paragraphs if one.text == "✕ 严禁")
    written = bar._p.xml
    assert 'w:fill="000000"' in written and 'w:val="FFFFFF"' in written and "<w:pBdr>" in written


def test_open_points_are_printed_on_a_card_that_may_not_be_signed(drafter: CardDrafter, tmp_path: Path) -> None:
    card = drafter.draft(CardRequest(sentence="石桥村网格员山洪处置卡"), today=TODAY)
    write_card(card, tmp_path / "card.docx")
    printed = "\n".join(word_lines(tmp_path / "card.docx"))
    assert "签发前须处理" in printed and "网格员" in printed


def test_failed_export_leaves_the_old_file(drafter: CardDrafter, tmp_path: Path) -> None:
    card = drafter.draft(CardRequest(position="电工", hazard="触电", unit=UNIT), today=TODAY)
    with pytest.raises(ExportFailed, match="没有写到"):
        write_card(card, tmp_path / "missing" / "card.docx")
    folder = tmp_path / "taken.docx"
    folder.mkdir()
    with pytest.raises(ExportFailed):
        write_card(card, folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken.docx"]


def test_runs_of_markers_are_shortened() -> None:
    assert ranges([7, 1, 2, 3, 9, 10]) == "1–3、7、9–10"


@pytest.mark.slow()
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: pages cannot be rendered")
def test_every_card_takes_the_pages_reckoned_and_loses_no_text(drafter: CardDrafter, tmp_path: Path) -> None:
    import pypdfium2

    reckoned = {}
    for number, card in enumerate(cards(drafter)):
        for shape in Shape:
            pages = write_card(card, tmp_path / f"{number:02d}_{shape}.docx", shape)
            reckoned[f"{number:02d}_{shape}.pdf"] = (card, pages.sides)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    subprocess.run([*command, "pdf", "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)
    for name, (card, sides) in reckoned.items():
        with pypdfium2.PdfDocument(tmp_path / name) as opened:
            texts = [opened[place].get_textpage().get_text_range() for place in range(len(opened))]
        assert len(texts) == sides, name
        printed = letters("".join(texts))
        assert [line.text for line in card.lines if letters(line.text)[:8] not in printed] == [], name
