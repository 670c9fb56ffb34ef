"""A plan changes, its card is flagged, an editor takes the new words over and sends the card on: in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.wiring import open_workbench
from kb.settings import Settings
from tests.assistant.ui.conftest import FLOOD
from tests.assistant.ui.kept_cards import keep
from tests.builders import make_document, original_of
from tests.e2e.page_server import chromium, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "临澜市防汛应急预案"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with open_workbench(Settings(data_path=tmp_path / "base", workers=1), writable=True) as workbench:
        old, new = (make_document(text, title=TITLE) for text in (FLOOD, FLOOD.replace("30分钟", "15分钟")))
        workbench.kb.replace_documents([old], {old.document_id: original_of(old)})
        keep(workbench.kb, old.document_id)
        removes = {new.document_id: (old.document_id,)}
        workbench.kb.replace_documents([new], {new.document_id: original_of(new)}, removes=removes)
    with served(tmp_path / "base", tmp_path / "log.txt") as address, chromium() as browser:
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.goto(address)
        yield opened
        assert errors == []


def test_a_changed_source_is_taken_over_and_the_card_reviewed(page: Page) -> None:
    page.get_by_role("tab", name="处置卡").click()
    page.get_by_role("tab", name="卡片管理").click()
    listing, card = page.locator("#desk-list"), page.locator("#desk-card")
    expect(listing).to_contain_text("1 处来源有变化")
    listing.get_by_role("button", name="打开").click()
    expect(card.locator(".change del")).to_have_text("30")
    expect(card.locator(".change ins")).to_have_text("15")
    card.get_by_role("button", name="采用新条文").click()
    expect(page.get_by_text("请填写更正人姓名")).to_be_visible()
    page.get_by_label("经办人姓名").fill("王编辑")
    card.get_by_role("button", name="采用新条文").click()
    expect(card.locator(".change")).to_have_count(0)
    expect(card).to_contain_text("15分钟内启动Ⅱ级响应")
    page.get_by_role("button", name="审核通过").click()
    expect(listing).to_contain_text("已审核")
    expect(card.locator(".desk-history")).to_contain_text("按新条文改")
    card.get_by_role("button", name="[1]").first.click()
    expect(page.locator("#desk-source mark")).to_contain_text("15分钟")
