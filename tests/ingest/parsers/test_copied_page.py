from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsers import text
from ingest.parsers.copied_page import without_page

SENTENCE = "市防汛指挥部统一领导全市的防汛工作，各成员单位按照职责分工做好预警、会商和抢险救援。"
SECOND = "气象部门发布暴雨橙色预警后，指挥部应当在三十分钟内组织会商研判，并决定是否启动应急响应。"


def test_navigation_tools_and_links_go_and_the_rest_stays_in_order() -> None:
    raw = (
        "站群导航|市政府 市直部门 直属单位 县区政府|||设为首页|临澜市防汛办|首页|>|政务公开|>|通知公告|通知公告|防汛工作通报|来源：|市防汛办|"
        f"发布时间：2026-05-06 浏览次数：12 【字体：大 中 小】|{SENTENCE}|一、总体要求|{SECOND}|市防汛办|2026年5月6日|"
        "附件：值班表|责任编辑：|方禾|分享到:|×|相关链接|全市防汛工作会议召开|【打印本页】|用户登录"
    ).split("|")
    assert without_page([line or "|" for line in raw]).lines == (
        "临澜市防汛办",
        "防汛工作通报",
        "来源：市防汛办",
        "发布时间：2026-05-06",
        SENTENCE,
        "一、总体要求",
        SECOND,
        "市防汛办",
        "2026年5月6日",
        "附件：值班表",
    )


def test_lines_left_out_for_their_place_are_named() -> None:
    copied = without_page([SENTENCE, "打印本页", "相关链接", "全市防汛工作会议召开"])
    assert copied.lines == (SENTENCE,)
    assert len(copied.warnings) == 1
    assert "1 行" in copied.warnings[0] and "全市防汛工作会议召开" in copied.warnings[0]


def test_debris_of_scripts_goes_with_the_number_before_it_which_is_no_phone() -> None:
    copied = without_page(["样张", "云海 分享 时间:", SENTENCE, "35 3740575", '");'])
    assert copied.lines == ("样张", SENTENCE)
    assert "3740575" in copied.warnings[0]


@pytest.mark.parametrize(
    "lines",
    [
        ["首页", SENTENCE, "附件"],
        [SENTENCE, "打印", "3740575"],
        ["处置卡", "关闭", "阀门", SENTENCE, "1.关闭阀门", "2.报告班长"],
        ["岗位", "姓名", "电话", "总指挥", "方禾", "0600-5550101", "中", "大", "小"],
        [SENTENCE, "友情提示：汛期请勿下河", "来源：市防汛办"],
    ],
)
def test_a_text_that_was_not_copied_stays_as_it_is(lines: list[str]) -> None:
    assert without_page(lines).lines == tuple(lines)
    assert without_page(lines).warnings == ()


def test_words_of_tools_inside_the_text_stay() -> None:
    lines = ["首页", "打印", "加入收藏", SENTENCE, "打印", "关闭窗口", SECOND, "分享到：", "用户登录"]
    assert without_page(lines).lines == (SENTENCE, "打印", "关闭窗口", SECOND)


def test_the_announcement_of_a_sample_text_is_cut_off() -> None:
    teaser = "防汛总结要实事求是。以下是网友为您整理分享的“防汛总结”相关范文，供您参考！"
    assert without_page(["首页", "打印", teaser, SENTENCE]).lines == ("防汛总结要实事求是。", SENTENCE)


def test_the_fields_of_an_exported_table_become_lines() -> None:
    source = f"province year title source_url publish_date full_text\n东屏省 2026 防汛通报 https://a.test/1 2026-02-03 打印\n收藏\n{SENTENCE}"
    assert [block.text for block in text.parse(source.encode(), "a.txt").blocks] == [
        "省份：东屏省",
        "年份：2026",
        "标题：防汛通报",
        "来源网址：https://a.test/1",
        "发布日期：2026-02-03",
        SENTENCE,
    ]


def test_real_copies_keep_every_sentence_and_lose_the_page(shared_dir: Path) -> None:
    folder = shared_dir / "corpora" / "reports"
    for name in ("002_075a239e2a24f1e0.txt", "001_17def88110455930.txt"):
        source = (folder / name).read_text(encoding="utf-8")
        read = "".join(block.text for block in text.parse(source.encode(), name).blocks)
        dense = "".join(read.split())
        sentences = [line for line in source.split("\n") if len(line) > 60 and "以下是网友" not in line]
        assert [line for line in sentences if "".join(line.split()) not in dense] == []
        for furniture in ("站群导航", "加入收藏", "分享到", "用户登录", "【字体", "云海", "3740575", "全文检索", '");'):
            assert furniture not in read


@pytest.mark.parametrize("folder", ["plans", "warnings"])
def test_plans_and_warnings_lose_nothing(shared_dir: Path, folder: str) -> None:
    for path in sorted((shared_dir / "corpora" / folder).glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        assert without_page(lines).warnings == (), path.name
        assert len(without_page(lines).lines) == len(
            [line for line in lines if line.strip(" \t\u3000\ufeff\u200b\x0c\xa0")]
        )
