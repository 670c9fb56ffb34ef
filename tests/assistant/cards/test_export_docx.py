"""The Word file: A6, every line printed, two pages when rendered."""

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
from assistant.records import Card
from kb.errors import ExportFailed
from tests.assistant.cards.conftest import POSITIONS, TODAY, UNIT


def cards(drafter: CardDrafter) -> list[Card]:
    wanted = [CardRequest(position=p, hazard=h, unit=UNIT) for h, positions in POSITIONS.items() for p in positions]
    wanted += [CardRequest(sentence="石桥村山洪避险卡"), CardRequest(sentence="值班员森林火灾处置卡")]
    return [drafter.draft(request, today=TODAY) for request in wanted]


def test_file_holds_every_line_on_a6(drafter: CardDrafter, tmp_path: Path) -> None:
    card = drafter.draft(CardRequest(position="罐区操作工", hazard="液氨泄漏", unit=UNIT), today=TODAY)
    write_card(card, tmp_path / "card.docx")
    document = docx.Document(str(tmp_path / "card.docx"))
    printed = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for line in card.lines:
        assert re.sub(r"\s", "", line.text) in re.sub(r"\s", "", printed)
    assert printed.splitlines()[0] == "罐区操作工·液氨泄漏 应急处置卡"
    assert FOOTER in printed and "草稿" in printed and "✕ 严禁" in printed
    assert "《临澜恒泰化工有限公司现场处置方案》（现行）" in printed
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (105, 148)


def test_open_points_are_printed_on_a_card_that_may_not_be_signed(drafter: CardDrafter, tmp_path: Path) -> None:
    card = drafter.draft(CardRequest(sentence="石桥村网格员山洪处置卡"), today=TODAY)
    write_card(card, tmp_path / "card.docx")
    printed = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "card.docx")).paragraphs)
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
def test_every_card_is_two_pages_when_rendered(drafter: CardDrafter, tmp_path: Path) -> None:
    import pypdfium2

    for number, card in enumerate(cards(drafter)):
        write_card(card, tmp_path / f"{number:02d}.docx")
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)
    pages = {}
    for path in sorted(tmp_path.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as opened:
            pages[path.name] = len(opened)
    assert len(pages) == len(files) and set(pages.values()) == {2}, pages
