"""The page in a real Chromium: ask, read the source, draft a card, upload, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.page_server import chromium, fill_base, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
NEW_FILE = (
    "青泽县云台乡气象预警叫应工作规定\n"
    "第一条 云台乡气象信息员接到暴雨红色预警后，应当在7分钟内电话叫应各村防汛责任人。\n"
    "第二条 云台乡气象预警叫应值班电话为0600-5559917。\n"
)
HOSTILE = '<img src=x onerror="window.hacked=1">'
HOSTILE_FILE = f"月牙镇{HOSTILE}物资调拨办法\n第一条 月牙镇应急物资调拨由镇长{HOSTILE}批准。\n第二条 调拨单保存三年。\n"
# Latin words that a Chinese page may show: formats, units and the name of our command.
ALLOWED_WORDS = {
    "PDF",
    "WPS",
    "OFD",
    "Excel",
    "CSV",
    "PPT",
    "zip",
    "txt",
    "md",
    "html",
    "docx",
    "pdf",
    "MB",
    "Word",
    "yubei",
    "ingest",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, corpora_dir: Path) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    fill_base(folder / "base", corpora_dir)
    with served(folder / "base", folder / "log.txt") as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address, DESK)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address, PHONE, is_mobile=True, has_touch=True)


def opened(browser: Browser, address: str, size: dict[str, int], **options: bool) -> Iterator[Page]:
    """Give a page in a fresh session; afterwards, check that it asked nobody but its own server."""
    context = browser.new_context(viewport=size, accept_downloads=True, locale="en-US", **options)
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
    yield page
    context.close()
    assert asked and [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert errors == []


def ask(page: Page, question: str) -> Locator:
    """Ask with the Enter key; return the new turn."""
    turns = page.locator("#conversation .turn:has(.head)")
    before = turns.count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    expect(turns).to_have_count(before + 1, timeout=20_000)
    return turns.last


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def upload(page: Page, *files: Path) -> Locator:
    """Upload files and put them into the base; return the table of outcomes."""
    open_tab(page, "文档库")
    page.set_input_files("#upload-files input[type=file]", [str(file) for file in files])
    expect(page.locator("#upload-files .file-preview")).to_contain_text(files[0].suffix, timeout=20_000)
    page.click("#upload")
    expect(page.locator("#upload-progress .done")).to_be_visible(timeout=60_000)
    return page.locator("#upload-progress table.outcomes tbody")


def test_cited_answer_opens_the_quote_in_its_source(page: Page) -> None:
    turn = ask(page, "临澜市防汛办的值班电话是多少？")
    expect(turn.locator(".badge.status")).to_have_text("有依据")
    phone = turn.locator(".statement").first.locator("a.phone").first
    expect(phone).to_have_text(re.compile(r"0600-555\d{4}"))
    turn.locator("button.marker").first.click()
    mark = page.locator("#source mark.quoted").first
    expect(mark).to_contain_text(phone.inner_text())
    expect(mark).to_be_in_viewport()
    expect(page.locator("#source h3")).to_contain_text("临澜市防汛抗旱应急预案")


def test_follow_up_uses_the_conversation(page: Page) -> None:
    ask(page, "临澜市防汛Ⅲ级响应由谁批准启动？")
    turn = ask(page, "那Ⅱ级呢？")
    expect(turn.locator(".understood")).to_contain_text("防汛")
    expect(page.locator("#conversation .question")).to_have_text([re.compile("Ⅲ级响应由谁"), re.compile("那Ⅱ级呢")])


def test_filters_choose_the_law_of_a_day_and_refuse_a_wrong_date(page: Page) -> None:
    question = "预警信息发布管理办法要求审签后多少分钟内发布红色预警？"
    today = ask(page, question)
    expect(today.locator(".statement").first).to_contain_text("15分钟")
    page.locator("#filters button").first.click()
    page.fill("#as-of textarea, #as-of input", "2020-06-01")
    then = ask(page, question)
    expect(then.locator(".statement").first).to_contain_text("30分钟")
    expect(then.locator(".head")).to_contain_text("以 2020-06-01 有效文本为准")
    expect(then.locator(".sources li").first).to_contain_text("临政发〔2019〕14号")
    page.fill("#as-of textarea, #as-of input", "去年")
    page.fill("#question textarea", question)
    page.click("#ask")
    expect(page.locator(".toast-message-text").filter(has_text="去年").first).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value(question)


def test_absent_matter_is_refused_with_the_nearest_passages(page: Page) -> None:
    turn = ask(page, "月球基地的氧气储备标准是多少升？")
    expect(turn.locator(".badge.status")).to_have_text("未找到依据")
    expect(turn.locator("button.marker")).to_have_count(0)
    turn.locator(".nearest button.cite").first.click()
    expect(page.locator("#source mark.quoted").first).to_be_in_viewport()


def test_empty_and_endless_questions_get_a_sentence(page: Page) -> None:
    page.press("#question textarea", "Enter")
    expect(page.locator(".toast-body").first).to_contain_text("问题")
    page.fill("#question textarea", "水" * 20_000)
    page.click("#ask")
    turn = page.locator("#conversation .turn:has(.head)")
    expect(turn.locator(".badge.status")).to_have_text("未找到依据", timeout=20_000)
    expect(turn.locator(".question")).to_contain_text("共 20000 字")
    page.fill("#question textarea", "水" * 20_001)
    page.click("#ask")
    expect(page.locator(".toast-message-text").filter(has_text="20,001").first).to_be_visible()
    expect(page.locator(".toast-title").first).to_have_text("提示")
    expect(turn).to_have_count(1)


def test_citation_opens_by_keyboard(page: Page) -> None:
    turn = ask(page, "临澜市防汛办的值班电话是多少？")
    turn.locator("button.marker").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark.quoted").first).to_contain_text("0600-555")


def test_card_is_drafted_cited_and_exported(page: Page, tmp_path: Path) -> None:
    open_tab(page, "处置卡")
    page.fill("#card-position textarea, #card-position input", "罐区操作工")
    page.fill("#card-hazard textarea, #card-hazard input", "液氨泄漏")
    page.click("#draft-card")
    card = page.locator("#card article.card")
    expect(card.locator("h2")).to_contain_text("罐区操作工·液氨泄漏", timeout=20_000)
    expect(card.locator(".step li").first).to_be_visible()
    first = card.locator(".step li button.marker").first
    first.click()
    expect(page.locator("#card-source mark.quoted").first).to_be_in_viewport()
    step = re.sub(r"\s*\[\d+\]\s*", "", card.locator(".step li").first.inner_text()).strip()
    with page.expect_download() as download:
        page.click("#export-card")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == ".docx"
    assert step in text_of(path)
    assert "罐区操作工·液氨泄漏" in text_of(path)


def text_of(path: Path) -> str:
    """Return the text of a Word file, paragraphs and cells."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def correct_issuer(page: Page, entry: Locator) -> None:
    """Correct the issuer of a document in the list, and see who did."""
    entry.get_by_role("button", name="更正").click()
    expect(page.locator("#correct-fields")).to_contain_text("云台乡气象预警叫应工作规定")
    page.locator("#correct-field input").click()
    page.get_by_role("option", name="发文机关").click()
    expect(page.locator("#correct-note")).to_contain_text("仍用更正后的值")
    value = page.locator("#correct-value textarea, #correct-value input")
    expect(value).to_have_value("")  # the issuer that was read; until then the box still holds the title
    value.fill("临澜市气象局")
    page.fill("#correct-editor textarea, #correct-editor input", "张三")
    page.click("#correct-save")
    expect(page.locator("#correct-fields")).to_contain_text("张三")
    expect(entry).to_contain_text("临澜市气象局")
    page.click("#correct-close")
    expect(page.locator("#correct-box")).to_be_hidden()


def test_uploaded_file_is_found_marked_approved_and_removed(page: Page, tmp_path: Path) -> None:
    good, empty = tmp_path / "云台乡叫应规定.txt", tmp_path / "空白.txt"
    wrong = tmp_path / "名单.pdf"
    good.write_text(NEW_FILE, encoding="utf-8")
    empty.write_bytes(b"")
    wrong.write_text("这不是 PDF 文件，只是改了扩展名的文字。", encoding="utf-8")
    rows = upload(page, good, empty, wrong).locator("tr")
    expect(rows.filter(has_text="云台乡叫应规定.txt")).to_contain_text("已入库")
    expect(rows.filter(has_text="空白.txt")).to_contain_text("空文件")
    expect(rows.filter(has_text="名单.pdf").locator(".badge")).to_have_class(re.compile("old"))

    open_tab(page, "问答")
    turn = ask(page, "云台乡气象预警叫应值班电话是多少？")
    expect(turn.locator(".statement").first).to_contain_text("0600-5559917")
    expect(turn.locator(".sources li").first).to_contain_text("未审核")

    open_tab(page, "文档库")
    page.fill("#library-search textarea, #library-search input", "云台乡")
    entry = page.locator("#library li")
    expect(entry).to_have_count(1)
    expect(entry).to_contain_text("未审核")
    entry.get_by_role("button", name="审核通过").click()
    expect(entry).not_to_contain_text("未审核")
    correct_issuer(page, entry)
    entry.get_by_role("button", name="删除").click()
    expect(page.locator("#confirm-remove")).to_contain_text("云台乡气象预警叫应工作规定")
    page.click("#remove-yes")
    expect(page.locator("#library")).to_contain_text("没有符合的文档")
    open_tab(page, "问答")
    turn = ask(page, "云台乡气象预警叫应值班电话是多少？")
    expect(turn).not_to_contain_text("0600-5559917")


def test_payloads_in_documents_are_shown_not_executed(page: Page, tmp_path: Path) -> None:
    hostile = tmp_path / '调拨<img src=x onerror="window.hacked=1">.txt'
    hostile.write_text(HOSTILE_FILE, encoding="utf-8")
    expect(upload(page, hostile).locator("tr")).to_contain_text("已入库")
    page.fill("#library-search textarea, #library-search input", "月牙镇")
    expect(page.locator("#library li")).to_have_count(1)
    expect(page.locator("#library li")).to_contain_text("<img src=x")
    page.locator("#library li button.cite").click()
    expect(page.locator("#library-source .text")).to_contain_text('<img src=x onerror="window.hacked=1">')
    open_tab(page, "问答")
    turn = ask(page, "月牙镇应急物资调拨由谁批准？")
    expect(turn).to_contain_text("<img src=x")
    ask(page, HOSTILE + "月牙镇调拨单保存几年？")
    turn.locator("button.cite").first.click()
    expect(page.locator("#source .text")).to_contain_text("<img src=x")
    assert page.locator("img[src=x]").count() == 0
    assert page.evaluate("window.hacked") is None


def test_page_speaks_chinese_in_an_english_browser(page: Page) -> None:
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    seen = ""
    for tab in ("问答", "处置卡", "文档库"):
        open_tab(page, tab)
        page.wait_for_timeout(300)
        # What the base holds may be in any language; all else is ours.
        seen += page.evaluate(
            "document.body.innerText.replace(document.querySelector('#library')?.innerText || '', '')"
        )
    words = {word for word in re.findall(r"[A-Za-z]{2,}", seen) if word not in ALLOWED_WORDS}
    assert words == set()
    assert "将文件拖放到此处" in seen


def test_phone_shows_everything_without_sideways_scrolling(phone: Page) -> None:
    def fits() -> bool:
        return bool(phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    turn = ask(phone, "临澜市防汛办的值班电话是多少？")
    assert fits()
    expect(turn.locator("a.phone").first).to_have_attribute("href", re.compile(r"tel:0600555\d{4}"))
    size = turn.locator(".statement").first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 17
    turn.locator("button.marker").first.tap()
    source = phone.locator("#source article.source")
    expect(source.locator("mark.quoted").first).to_be_in_viewport()
    box = source.bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    source.get_by_role("button", name="返回").tap()
    expect(source).to_be_hidden()
    turn.locator("button.marker").first.tap()  # the same quote again
    expect(source).to_be_visible()
    phone.keyboard.press("Escape")
    expect(source).to_be_hidden()
    open_tab(phone, "处置卡")
    phone.locator("#card-examples button").first.tap()
    expect(phone.locator("#card article.card")).to_be_visible(timeout=20_000)
    assert fits()
    open_tab(phone, "文档库")
    expect(phone.locator("#library li").first).to_be_visible()
    assert fits()
