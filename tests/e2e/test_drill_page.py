"""A tabletop run from the plan to the report, by a director and a player in two sessions, across a restart."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.assistant.cards.word_text import word_lines
from tests.e2e.page_server import chromium, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLAN = "临澜恒泰化工有限公司现场处置方案"
SLOW = 20_000


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    """A base of its own: the run is written into it."""
    return Path(shutil.copytree(sample_data, tmp_path / "base"))


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def opened(browser: Browser, address: str, width: int, errors: list[str]) -> Page:
    """Open the tab in a session of its own."""
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    page.get_by_role("tab", name="演练", exact=True).click(timeout=SLOW)
    return page


def fill(page: Page, elem_id: str, text: str) -> None:
    page.locator(f"#{elem_id} input, #{elem_id} textarea").first.fill(text)


def choose(page: Page, elem_id: str, text: str) -> None:
    """Choose from a list by typing."""
    box = page.locator(f"#{elem_id} input")
    box.click()
    box.press_sequentially(text, delay=10)
    expect(page.locator("ul[role=listbox]")).to_contain_text(text)
    box.press("ArrowDown")
    box.press("Enter")


def set_up(page: Page) -> str:
    """Build the kit and set the run up; return the director's code."""
    choose(page, "drill-plan", PLAN)
    fill(page, "drill-hazard", "液氨泄漏")
    page.locator("#drill-build").click()
    expect(page.locator("#drill-kit")).to_contain_text("应做的行动", timeout=SLOW)
    fill(page, "drill-by", "周导调")
    page.locator("#drill-set-up").click()
    told = page.locator("#drill-told")
    expect(told).to_contain_text("导调口令", timeout=SLOW)
    found = re.search(r"口令：(\d{6})", told.inner_text())
    assert found is not None
    return found[1]


def direct(page: Page, code: str) -> None:
    """Enter as the director."""
    page.get_by_role("tab", name="推演").click()
    expect(page.locator("#drill-run input")).to_have_value(re.compile("液氨泄漏"), timeout=SLOW)
    page.locator("#drill-direct button").first.click()
    fill(page, "drill-director", "周导调")
    fill(page, "drill-code", code)
    page.locator("#drill-enter").click()
    expect(page.locator("#drill-board")).to_contain_text("预案行动完成情况", timeout=SLOW)


def join(page: Page, key: str = "") -> str:
    """Join as an operator; return the player's own key."""
    page.get_by_role("tab", name="推演").click()
    expect(page.locator("#drill-run input")).to_have_value(re.compile("液氨泄漏"), timeout=SLOW)
    fill(page, "drill-name", "赵一")
    if key:
        fill(page, "drill-key", key)
    role = page.locator("#drill-role input")
    role.fill("罐区操作工")
    role.press("Enter")
    page.locator("#drill-join").click()
    expect(page.locator("#drill-clock")).to_contain_text("赵一（罐区操作工）", timeout=SLOW)
    return page.locator("#drill-key input, #drill-key textarea").first.input_value()


def say(page: Page, text: str) -> None:
    fill(page, "drill-say", text)
    page.locator("#drill-act").click()
    expect(page.locator("#drill-feed")).to_contain_text(text, timeout=SLOW)


def test_a_drill_is_run_by_two_sessions_across_a_restart(data: Path, browser: Browser, tmp_path: Path) -> None:
    errors: list[str] = []
    with served(data, tmp_path / "first.txt") as address:
        director = opened(browser, address, 1280, errors)
        code = set_up(director)
        direct(director, code)
        player = opened(browser, address, 390, errors)
        key = join(player)
        expect(player.locator("#drill-board")).not_to_contain_text("预案行动完成情况")
        director.locator("#drill-start").click()
        expect(player.locator("#drill-feed .inject")).to_have_count(1, timeout=SLOW)
        say(player, "用防爆对讲机报告中控室和当班班长")
        expect(player.locator("#drill-feed .act")).to_contain_text("预案条文")
        expect(director.locator("#drill-feed")).to_contain_text("用防爆对讲机报告", timeout=SLOW)
        clock = player.locator("#drill-clock .clock").inner_text()
        time.sleep(2.5)
        assert player.locator("#drill-clock .clock").inner_text() > clock  # T+mm:ss sorts as time
        assert player.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    with served(data, tmp_path / "second.txt") as address:
        player = opened(browser, address, 390, errors)
        join(player, key)
        expect(player.locator("#drill-feed")).to_contain_text("用防爆对讲机报告", timeout=SLOW)
        say(player, "去食堂看看晚饭")
        director = opened(browser, address, 1280, errors)
        direct(director, code)
        overrule_newest(director)
        expect(player.locator("#drill-feed")).to_contain_text("周导调 改判", timeout=SLOW)
        director.locator("#drill-end").click()
        director.locator("#drill-end-yes").click()
        expect(player.locator("#drill-clock")).to_contain_text("已结束", timeout=SLOW)
        report = look_back(director, code, tmp_path)
    lines = " ".join(word_lines(report))
    assert "情况分析" in lines and "未完成的条文" in lines and "用防爆对讲机报告中控室和当班班长" in lines
    assert "改进意见和建议" in lines and "【待补充：责任人】" in lines
    assert errors == []


def overrule_newest(director: Page) -> None:
    """Say that the newest act was another step of the plan, done rightly."""
    director.locator("#drill-board .acts button[data-event=edit]").first.click()
    expect(director.locator("#drill-overrule")).to_contain_text("去食堂看看晚饭", timeout=SLOW)
    choose(director, "drill-overrule-action", "清点")
    director.locator("#drill-overrule-save").click()


def look_back(director: Page, code: str, folder: Path) -> Path:
    """Read the evaluation, take over what is to be improved, download the report."""
    director.get_by_role("tab", name="复盘").click()
    expect(director.locator("#review-run input")).to_have_value(re.compile("液氨泄漏"), timeout=SLOW)
    director.locator("#review-show").click()
    expect(director.locator("#review")).to_contain_text("问题与改进", timeout=SLOW)
    expect(director.locator("#review svg")).to_be_visible()
    fill(director, "review-by", "周导调")
    fill(director, "review-code", code)
    director.locator("#review-take").click()
    expect(director.locator("#review-improvements")).to_contain_text("改进清单", timeout=SLOW)
    with director.expect_download() as download:
        director.locator("#review-report").click()
    target = folder / "report.docx"
    download.value.save_as(target)
    return target
