"""Two uploaded versions side by side in a real Chromium, wide and narrow: words marked, filters, exports, nothing run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.builders import make_document
from tests.e2e.page_server import SIZES, page_at, served_document

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOSTILE = '<img src=x onerror="window.hacked=1">'
OLD = f"临澜市预警办法\n第一条 红色预警在30分钟内发布。\n第二条 记录{HOSTILE}保存三年。\n第三条 值班电话0600-5550129。"
NEW = OLD.replace("30分钟", "15分钟").replace("第三条 值班", "第三条 预警级别分为四级。\n第四条 值班")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("compare")
    with served_document(make_document(OLD, title="临澜市预警办法"), folder) as where:
        yield where


@pytest.fixture(params=tuple(SIZES))
def page(request: pytest.FixtureRequest, address: str) -> Iterator[Page]:
    with page_at(address, request.param) as opened:
        yield opened


def test_two_versions_are_compared_and_filtered(page: Page, tmp_path: Path) -> None:
    paths = tmp_path / "旧.txt", tmp_path / "新.txt"
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8")
    page.get_by_role("tab", name="编制").click()
    page.get_by_role("tab", name="比较").click()
    page.locator("#compare-old input[type=file]").set_input_files(str(paths[0]))
    page.locator("#compare-new input[type=file]").set_input_files(str(paths[1]))
    expect(page.locator("#compare-new")).to_contain_text("新")
    page.locator("#compare-run").click()
    result = page.locator("#compare-result")
    expect(result.locator("del.limit")).to_have_text("30分钟内", timeout=20_000)
    expect(result.locator("ins.limit")).to_have_text("15分钟内")
    expect(result.locator("svg.change-map rect")).to_have_count(9)
    expect(page.locator("#compare-docx")).to_be_enabled(timeout=20_000)
    page.get_by_label("新增", exact=True).check()
    expect(result.locator("section.clause-change")).to_have_count(1)
    expect(result.locator("section.clause-change.added")).to_contain_text("预警级别分为四级")
    with page.expect_download() as download:
        page.locator("#compare-docx").click()
    assert download.value.suggested_filename.endswith(".docx")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
