"""An editor drafts a plan, opens the source of a line, sees the blanks and keeps the draft: in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kb.records import Metadata
from tests.builders import make_document
from tests.e2e.page_server import SIZES, page_at, served_document

pytestmark = [pytest.mark.browser, pytest.mark.slow]
UNIT = "清河化工有限公司"
TEXT = (
    "清河化工有限公司现场处置方案\n1 事故风险描述\n罐区有两台储罐<img src=x onerror='window.hacked=1'>，易漏部位是卸氨臂接头。\n"
    "2 应急处置程序\n操作工立即报告班长，并拨打119。\n3 注意事项\n岗位 | 器材 | 位置\n操作工 | 正压式空气呼吸器 | 罐区应急器材柜\n"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("draft")
    metadata = Metadata(
        title="清河化工有限公司现场处置方案", issuer=UNIT, doc_type="plan_unit_onsite", level="enterprise"
    )
    with served_document(make_document(TEXT, title=metadata.title, metadata=metadata), folder) as where:
        yield where


@pytest.fixture(params=tuple(SIZES))
def page(request: pytest.FixtureRequest, address: str) -> Iterator[Page]:
    with page_at(address, request.param) as opened:
        yield opened


def test_editor_drafts_looks_at_a_source_and_keeps_the_draft(page: Page) -> None:
    page.get_by_role("tab", name="编制").click()
    page.get_by_role("tab", name="起草").click()
    page.locator("#draft-kind input").click()
    page.get_by_role("option", name="现场处置方案").click()
    page.locator("#draft-unit").locator("input, textarea").fill(UNIT)
    page.locator("#draft-run").click()
    draft = page.locator("#draft-text article.draft-text")
    expect(draft).to_contain_text("一、事故风险描述", timeout=20_000)
    expect(draft.locator(".draft-blank").first).to_contain_text("【待补充：")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    draft.locator("button.cite").first.click()
    expect(page.locator("#draft-source mark").first).to_contain_text("罐区有两台储罐", timeout=10_000)
    close = page.locator("#draft-source .close-source")
    if close.is_visible():
        close.click()
    page.locator("#draft-keep button").first.click()
    page.locator("#draft-keeper").locator("input, textarea").fill("王编辑")
    page.locator("#draft-save").click()
    expect(page.get_by_text("已保存为第 1 版。").first).to_be_visible(timeout=10_000)
    assert page.evaluate("window.hacked === undefined")
