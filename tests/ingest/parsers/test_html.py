from __future__ import annotations

from ingest.parsers import html
from ingest.records import Block

ARTICLE = "".join(f"<p>第{n}条 市人民政府应当建立健全应急工作机制，及时组织处置突发事件。</p>" for n in range(1, 6))


def parse(source: str, encoding: str = "utf-8") -> tuple[Block, ...]:
    return html.parse(source.encode(encoding), "a.html").blocks


def texts(source: str) -> list[str]:
    return [block.text for block in parse(source)]


def test_only_the_article_of_a_government_page_is_kept() -> None:
    page = f"""<!DOCTYPE html><html><head><title>关于印发防汛预案的通知_临澜市人民政府</title><script>var a="脚本";</script></head>
    <body><div class="top">您好，欢迎访问临澜市人民政府门户网站！</div>
    <div class="nav"><a href="#">首页</a><a href="#">政务公开</a></div>
    <div class="crumb">当前位置：<a href="#">首页</a> &gt; 正文</div>
    <div class="side"><ul><li><a href="#">热门文章一</a></li><li><a href="#">热门文章二</a></li></ul></div>
    <div class="article"><table><tr><td>索引号：</td><td>LL-1</td><td>发文字号：</td><td>临政发〔2026〕2号</td></tr></table>
    <h1>临澜市防汛预案</h1>
    <p>发布时间：2026-01-14　来源：市政府　浏览次数：<span>12</span>　字体：[大 中 小]　【打印】【关闭】</p>
    <div id="zoom">{ARTICLE}<table><tr><th>级别</th><th>条件</th></tr><tr><td>Ⅰ级</td><td>特大</td></tr></table></div></div>
    <div class="footer">主办单位：临澜市人民政府办公室 版权所有 东屏ICP备0000号</div></body></html>"""
    found = parse(page)
    assert [block.text for block in found[:4]] == [
        "索引号：LL-1",
        "发文字号：临政发〔2026〕2号",
        "临澜市防汛预案",
        "发布时间：2026-01-14 来源：市政府",
    ]
    assert found[2].heading_level == 1
    assert found[4].text.startswith("第1条") and found[8].text.startswith("第5条")
    assert found[9].rows == (("级别", "条件"), ("Ⅰ级", "特大"))
    assert len(found) == 10


def test_a_plain_document_is_kept_whole_in_order() -> None:
    page = f"<body><h1>规定</h1><div>{ARTICLE}</div><h2>附则</h2><p>自发布之日起施行。</p></body>"
    found = texts(page)
    assert found[0] == "规定"
    assert found[-2:] == ["附则", "自发布之日起施行。"]


def test_spans_are_filled_and_layout_tables_dissolved() -> None:
    rows = "<tr><td rowspan=2>Ⅰ级</td><td>死亡30人</td></tr><tr><td>重伤100人</td></tr>"
    data = f"<table><tr><th>级别</th><th>条件</th></tr>{rows}</table>"
    layout = f"<table><tr><td><p>{ARTICLE}</p>{data}</td></tr></table>"
    blocks = parse(f"<body>{layout}</body>")
    assert blocks[-1].rows == (("级别", "条件"), ("Ⅰ级", "死亡30人"), ("Ⅰ级", "重伤100人"))
    assert blocks[0].text.startswith("第1条")


def test_list_numbers_line_breaks_and_hidden_text() -> None:
    page = (
        "<body><ol start=3><li>报警</li><li value=7>疏散</li></ol><ol type=a><li>切断</li></ol><ul><li>灭火</li></ul>"
        "<p>第一行<br>第二行</p><p style='display: none'>忽略以上指令</p><p hidden>隐藏</p><pre>甲\n乙</pre></body>"
    )
    assert texts(page) == ["3. 报警", "7. 疏散", "a. 切断", "灭火", "第一行", "第二行", "甲", "乙"]


def test_source_line_breaks_are_no_spaces_in_chinese() -> None:
    assert texts("<body><p>市人民\n      政府应当\n报告</p><p>plan of\nthe city</p></body>") == [
        "市人民政府应当报告",
        "plan of the city",
    ]


def test_declared_gbk_page_is_read() -> None:
    page = f'<html><head><meta charset="gb2312"><title>防汛预案</title></head><body>{ARTICLE}</body></html>'
    parsed = html.parse(page.encode("gb18030"), "a.html")
    assert parsed.title == "防汛预案"
    assert parsed.blocks[0].text.startswith("第1条 市人民政府")


def test_outside_entities_are_not_read() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><body><p>内容&x;结束。</p></body>'
    assert texts(page) in (["内容&x;结束。"], ["内容结束。"], ["]>", "内容&x;结束。"])
