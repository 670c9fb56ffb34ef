"""Whole pages: every line of the article in order, nothing of the site, tables cell by cell."""

from __future__ import annotations

import re

import pytest

from ingest.parsers import html
from ingest.parsers.furniture import is_widget, without_widgets
from ingest.records import BlockKind, OutcomeCode
from ingest.sniffing import FileFormat, sniff
from kb.errors import FileRefused
from tests.ingest.parsers.web_pages import (
    PLAN,
    Builder,
    attachments,
    paragraphs,
    state_council_page,
    wechat_article,
    whole,
)
from tests.ingest.parsers.web_pages_rare import ALL_PAGES, saved_archive


def dense(text: str) -> str:
    return re.sub(r"\s", "", text)


def lines_of(data: bytes) -> list[str]:
    lines: list[str] = []
    for block in html.parse(data, "a.html").blocks:
        lines += [cell for row in block.rows for cell in row] if block.rows else [block.text]
    return lines


@pytest.mark.parametrize("build", ALL_PAGES, ids=lambda build: build.__name__)
def test_the_article_is_read_in_order_without_the_site(build: Builder) -> None:
    page = build()
    text, place = dense("\n".join(lines_of(page.data))), 0
    for line in page.article:
        found = text.find(dense(line), place)
        assert found >= 0, f"missing or out of order: {line}"
        place = found + len(dense(line))
    assert [words for words in page.furniture if dense(words) in text] == []


@pytest.mark.parametrize("build", [build for build in ALL_PAGES if build().rows], ids=lambda build: build.__name__)
def test_tables_come_cell_by_cell(build: Builder) -> None:
    page = build()
    rows = [row for block in html.parse(page.data, "a.html").blocks for row in block.rows]
    assert [row for row in page.rows if row not in rows] == []


def test_index_table_and_title_of_a_policy_page() -> None:
    blocks = html.parse(state_council_page().data, "a.html").blocks
    texts = [block.text for block in blocks]
    assert texts[:3] == [
        "索引号：000014349/2026-00012",
        "主题分类：综合政务\\应急管理",
        "发文机关：临澜市人民政府办公室",
    ]
    assert "发文字号：临政办发〔2026〕7号" in texts
    [title] = [block for block in blocks if block.kind is BlockKind.HEADING]
    assert (title.text, title.heading_level) == ("临澜市人民政府办公室关于印发城区内涝应急预案的通知", 1)


def test_attachments_that_are_not_in_the_file_are_named() -> None:
    [warning] = html.parse(attachments().data, "a.html").warnings
    assert "2 个附件" in warning
    assert "临澜市防汛预案（征求意见稿）.doc、意见反馈表.xlsx" in warning
    assert html.parse(wechat_article().data, "a.html").warnings == ()


def test_saved_archives_are_sniffed_and_read() -> None:
    page = saved_archive()
    assert sniff(page.data, "a.mht") is FileFormat.HTML
    assert sniff(page.data, "a.mhtml") is FileFormat.HTML
    assert lines_of(page.data)[0] == "城区内涝应急预案"


def test_an_archive_without_a_page_is_named() -> None:
    data = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nabc\r\n--x--\r\n'
    with pytest.raises(FileRefused, match="没有网页正文") as refusal:
        html.parse(data, "a.mht")
    assert refusal.value.outcome == OutcomeCode.UNREADABLE


def test_a_page_of_frames_is_named() -> None:
    with pytest.raises(FileRefused, match="只有框架") as refusal:
        html.parse(b'<html><frameset cols="20%,*"><frame src="a.html"><frame src="b.html"></frameset></html>', "a.html")
    assert refusal.value.outcome == OutcomeCode.NO_TEXT


def test_a_page_that_is_a_list_of_links_keeps_them() -> None:
    links = "".join(f"<li><a href='{n}.html'>防汛预案第{n}号</a></li>" for n in range(5))
    assert lines_of(whole("预案目录", f"<ul>{links}</ul>").encode()) == [f"防汛预案第{n}号" for n in range(5)]


def test_places_in_the_page_and_files_are_no_navigation() -> None:
    contents = "".join(
        f"<li><a href='#_Toc{n}'>{name}</a></li>" for n, name in enumerate(("总则", "组织体系", "应急响应"))
    )
    files = "".join(f"<p><a href='{n}.docx'>附件{n} 处置卡.docx</a></p>" for n in (1, 2, 3))
    found = lines_of(
        whole("预案", f"<div class='nav'>首页</div><ul>{contents}</ul>{paragraphs(PLAN)}<div>{files}</div>").encode()
    )
    assert found[:3] == ["总则", "组织体系", "应急响应"]
    assert found[-3:] == [f"附件{n} 处置卡.docx" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "line",
    [
        "【打印】【关闭】",
        "上一篇：关于停水的公告",
        "您当前的位置：首页 > 政策",
        "微信扫一扫关注我们",
        "分享到：",
        "东屏ICP备00000001号-1",
        "字体：[大 中 小]",
        "登录 | 注册",
    ],
)
def test_words_of_sites(line: str) -> None:
    assert is_widget(line)


@pytest.mark.parametrize(
    "line",
    [
        "关闭阀门",
        "打印值班表后张贴",
        "一、首页",
        "位置：临澜路12号",
        "扫一扫登记后方可进入现场",
        "来源：市防汛办",
        "下一步工作",
        "更多群众需要转移",
        "主办单位应当报告",
        "第一条 首页",
    ],
)
def test_words_of_documents(line: str) -> None:
    assert not is_widget(line)


def test_labels_with_values_stay_beside_counters() -> None:
    assert without_widgets("发文字号：临政发〔2026〕2号 浏览次数：12 次") == "发文字号：临政发〔2026〕2号"
    assert without_widgets("字号大小由单位自定。") == "字号大小由单位自定。"
