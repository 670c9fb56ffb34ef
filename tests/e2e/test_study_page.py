"""A trainee takes a quiz, gets a question wrong, sees its clause, reloads and goes on: in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.assistant.study.study_base import TITLE, course_in, open_base, room_of
from tests.e2e.page_server import chromium, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAME = '甲<b onclick="hacked=1">'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("study")
    with open_base(folder) as workbench:
        course_in(room_of(workbench))
    with served(folder / "data", folder / "log.txt") as where:
        yield where


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.goto(address)
        yield opened
        assert errors == []


def panel(page: Page, name: str) -> None:
    page.locator("#study-tabs").get_by_role("tab", name=name).click()


def test_a_wrong_answer_opens_its_clause_and_a_reload_keeps_the_state(page: Page) -> None:
    page.get_by_role("tab", name="学习").click()
    expect(page.locator("#study-status")).to_contain_text("先填学员")
    page.locator("#study-name textarea, #study-name input").first.fill(NAME)
    page.locator("#study-enter").click()
    expect(page.locator("#study-status")).to_contain_text("选一门课程")
    page.locator("#study-course input").click()
    page.get_by_role("option", name=TITLE).click()
    quiz = page.locator("#study-quiz")
    expect(quiz).to_contain_text("今天已答 0")
    quiz.get_by_role("button", name="不会").click()
    expect(quiz.locator(".verdict")).to_have_text("答错了")
    expect(page.locator("#study-source mark.quoted").first).to_be_visible()
    clause = quiz.locator("blockquote").inner_text()
    assert clause.split("。")[0] in page.locator("#study-source .text").inner_text()
    page.keyboard.press("Enter")  # the next question has the focus
    expect(quiz).to_contain_text("今天已答 1")

    panel(page, "考试")
    page.locator("#study-exam").get_by_role("button", name="模拟考试").click()
    expect(page.locator("#study-exam .exam-clock")).to_contain_text(":")
    page.locator("#study-exam label.choice").first.click()
    expect(page.locator("#study-exam-saved")).to_contain_text("已保存")

    page.reload()
    page.get_by_role("tab", name="学习").click()
    expect(quiz).to_contain_text("今天已答 1")
    expect(page.locator("#study-head")).to_contain_text("甲")
    panel(page, "考试")
    expect(page.locator("#study-exam input:checked")).to_have_count(1)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#study-exam").get_by_role("button", name="交卷").click()
    expect(page.locator("#study-exam .exam-result .verdict")).to_contain_text("不合格")
    panel(page, "进度")
    expect(page.locator("#study-progress svg").first).to_be_visible()
    panel(page, "班级")
    expect(page.locator("#study-class table.heat")).to_contain_text("甲")
    assert page.evaluate("window.hacked") is None
