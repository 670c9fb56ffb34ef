"""A reader says that an answer is wrong; an editor sees why it was given and fixes it: in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.builders import make_document
from tests.e2e.page_server import SIZES, page_at, served_document

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUOTE = "市防汛抗旱指挥部办公室值班电话为0600-5550122。"
TEXT = f"临澜市防汛应急预案\n1 总则\n2 应急响应\n市防汛抗旱指挥部接到报告后，应当在30分钟内启动Ⅱ级响应。\n{QUOTE}"
NOTE = '<img src=x onerror="window.hacked=1">号码旧了'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("feedback")
    with served_document(make_document(TEXT, title="临澜市防汛应急预案"), folder) as where:
        yield where


@pytest.fixture(params=tuple(SIZES))
def page(request: pytest.FixtureRequest, address: str) -> Iterator[Page]:
    with page_at(address, request.param) as opened:
        yield opened


def ask(page: Page, question: str) -> Locator:
    """Ask and give the answered turn."""
    before = page.locator("#conversation .turn:has(.head)").count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    turns = page.locator("#conversation .turn:has(.head)")
    expect(turns).to_have_count(before + 1, timeout=15_000)
    return turns.last


def test_a_wrong_answer_reaches_the_editors_and_is_fixed(page: Page) -> None:
    turn = ask(page, "防汛办值班电话是多少？")
    turn.locator(".why summary").click()
    expect(turn.locator(".why")).to_contain_text("所引文本现行有效")
    turn.get_by_role("button", name="有误").click()
    expect(page.locator("#remark-box")).to_be_visible()
    page.get_by_label("数字、时限、电话或人员不对").check()
    page.locator("#remark-note textarea").fill(NOTE)
    page.locator("#remark-send").click()
    expect(page.locator("#remark-box")).to_be_hidden()

    page.get_by_role("tab", name="反馈").click()
    item = page.locator("#feedback-list li").first
    expect(item).to_contain_text("号码旧了")
    item.get_by_role("button", name="为什么这样答").click()
    expect(page.locator("#feedback-trace")).to_contain_text("引文与原文逐字一致")
    item.get_by_role("button", name="核定回答").click()
    expect(page.locator("#fix-document textarea, #fix-document input").first).to_have_value("临澜市防汛应急预案")
    page.locator("#fix-quote textarea").fill(QUOTE)
    page.locator("#fix-editor textarea, #fix-editor input").first.fill("王编辑")
    page.locator("#fix-save").click()
    expect(page.locator("#fixed-list li").first).to_contain_text("王编辑")
    item.get_by_role("button", name="标为已处理").click()
    expect(page.locator("#feedback-list")).to_contain_text("没有反馈")

    page.get_by_role("tab", name="问答").click()
    served_now = ask(page, "请问防汛办值班电话是多少")
    expect(served_now.locator(".badge").filter(has_text="编辑核定")).to_be_visible()
    expect(served_now.locator(".statement")).to_contain_text("0600-5550122")
    page.get_by_role("tab", name="反馈").click()
    page.locator("#fixed-list").get_by_role("button", name="撤销").first.click()
    expect(page.locator("#fixed-list")).to_contain_text("还没有核定回答")
    assert page.evaluate("window.hacked") is None
