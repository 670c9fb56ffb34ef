"""Rarer shapes of web pages: few sentences, tables only, Word's markup, parts in several boxes, saved archives."""

from __future__ import annotations

import quopri

from tests.ingest.parsers.web_pages import (
    FOOTER,
    FOOTER_WORDS,
    LINK_WORDS,
    LINKS,
    NEWS,
    PAGES,
    PLAN,
    Builder,
    WebPage,
    paragraphs,
    whole,
)


def wrong_charset() -> WebPage:
    """GBK bytes under a page that says UTF-8."""
    page = whole("城区内涝应急预案", f"<div id='zoom'><h1>城区内涝应急预案</h1>{paragraphs(PLAN)}</div>")
    return WebPage(name="wrong_charset", data=page.encode("gb18030"), article=("城区内涝应急预案", *PLAN), furniture=())


def utf8_called_gb2312() -> WebPage:
    """UTF-8 bytes under a page that says gb2312."""
    page = whole("城区内涝应急预案", f"<div id='zoom'><h1>城区内涝应急预案</h1>{paragraphs(PLAN)}</div>")
    data = page.replace("charset='utf-8'", "charset='gb2312'").encode()
    return WebPage(name="utf8_called_gb2312", data=data, article=("城区内涝应急预案", *PLAN), furniture=())


def short_notice() -> WebPage:
    """A notice of two short lines on a page full of links."""
    lists = "".join(
        f"<div class='col'><h4>{name}</h4><ul>{LINKS}</ul></div>" for name in ("要闻动态", "部门动态", "基层动态")
    )
    body = f"""<div class="header">您好，欢迎访问澜东区人民政府网站！今天是2026年6月2日。<a>无障碍阅读</a></div>
    <div class="wz">当前位置：<a>首页</a>&gt;<a>公告</a></div>
    <div class="wrap"><h1>停水公告</h1><div class="laiyuan">发布时间：2026-06-02</div><div class="nr"><p>6月3日8时至18时，澜东路停水。</p><p>抢修电话：0600-5557788</p></div></div>
    {lists}{FOOTER}"""
    return WebPage(
        name="short_notice",
        data=whole("停水公告_澜东区人民政府", body).encode(),
        article=("停水公告", "发布时间：2026-06-02", "6月3日8时至18时，澜东路停水。", "抢修电话：0600-5557788"),
        furniture=("欢迎访问", "无障碍", "当前位置", "要闻动态", *LINK_WORDS, *FOOTER_WORDS),
    )


def phone_table() -> WebPage:
    """A page that is a table of numbers: hardly a sentence on it."""
    names = ("市防汛办", "市应急管理局", "澜东区防汛办", "澜西县防汛办", "市消防救援支队", "北澜河管理处")
    lines = tuple((name, "值班室", f"0600-555010{n}") for n, name in enumerate(names))
    rows = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in lines)
    body = f"""<div class="nav"><a>首页</a><a>机构</a></div><div class="pos">当前位置：首页 &gt; 值班电话</div>
    <div class="article_con"><h3>全市防汛值班电话</h3><table><thead><tr><th>单位</th><th>岗位</th><th>电话</th></tr></thead><tbody>{rows}</tbody></table></div>
    <div class="sidebar"><ul>{LINKS}</ul></div>{FOOTER}"""
    return WebPage(
        name="phone_table",
        data=whole("全市防汛值班电话", body).encode(),
        article=("全市防汛值班电话", "单位", "岗位", "电话", *(cell for row in lines for cell in row)),
        furniture=("首页", "机构", "当前位置", *LINK_WORDS, *FOOTER_WORDS),
        rows=(("单位", "岗位", "电话"), *lines),
    )


def word_markup() -> WebPage:
    """Text pasted from Word: its own tags, list numbers in conditional comments, spans around every run."""
    lines = ("适用范围", "组织机构", "应急响应")
    marks = ("一、", "二、", "三、")
    items = "".join(
        f"""<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><![if !supportLists]><span>{mark}<span style="font:7.0pt">&nbsp;</span></span><![endif]><b>{line}</b><o:p></o:p></p>
        <p class="MsoNormal" style="text-indent:28.0pt;mso-char-indent-count:2.0"><span lang="EN-US"></span><span style="font-family:仿宋">{text[:9]}</span><span style="font-family:仿宋">{text[9:]}<o:p></o:p></span></p>"""
        for mark, line, text in zip(marks, lines, PLAN, strict=False)
    )
    body = f"""<div class="xl-nav"><a>首页</a></div><div class="TRS_Editor"><style>.TRS_Editor P{{line-height:2}}</style><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->
    {items}</div><div class="xl-bottom"><span>分享到：</span><a>微信</a></div>"""
    head = '<meta name="ArticleTitle" content="城区内涝应急预案"><meta name="PubDate" content="2026-03-02 10:00"><meta name="ContentSource" content="市应急管理局">'
    article = tuple(part for mark, line, text in zip(marks, lines, PLAN, strict=False) for part in (mark + line, text))
    return WebPage(
        name="word_markup",
        data=whole("临澜市应急管理局 文件", body, head).encode(),
        article=("城区内涝应急预案", *article),
        furniture=("首页", "line-height", "Normal", "分享到"),
    )


def article_in_parts() -> WebPage:
    """An article whose chapters lie in boxes of their own, beside boxes of the site."""
    parts = "".join(
        f'<div class="part"><h2>{name}</h2><div class="txt"><p>{PLAN[2 * n]}</p><p>{PLAN[2 * n + 1]}</p></div></div>'
        for n, name in enumerate(("一、总体要求", "二、处置措施"))
    )
    body = f"""<div class="head"><a>首页</a><a>互动</a></div><div class="detail"><h1>城区内涝应急预案</h1>{parts}
    <div class="part"><h2>三、解释机关</h2><div class="txt"><p>市应急管理局</p></div></div></div>
    <div class="hot"><h2>热门文章</h2><ul>{LINKS}</ul></div>{FOOTER}"""
    return WebPage(
        name="article_in_parts",
        data=whole("城区内涝应急预案", body).encode(),
        article=(
            "城区内涝应急预案",
            "一、总体要求",
            PLAN[0],
            PLAN[1],
            "二、处置措施",
            PLAN[2],
            PLAN[3],
            "三、解释机关",
            "市应急管理局",
        ),
        furniture=("首页", "互动", "热门文章", *LINK_WORDS, *FOOTER_WORDS),
    )


def merged_and_nested_tables() -> WebPage:
    """A table with merged headings, and one whose cell holds another table."""
    body = f"""<div id="content"><h1>响应分级表</h1><p>{PLAN[1]}</p>
    <table border=1><tr><th rowspan=2>级别</th><th colspan=2>条件</th></tr><tr><th>死亡</th><th>重伤</th></tr>
    <tr><td>Ⅰ级</td><td>30人以上</td><td>100人以上</td></tr><tr><td>Ⅱ级</td><td colspan="2">由指挥部确定</td></tr></table><p>{PLAN[2]}</p>
    <table><tr><td>物资</td><td>明细</td></tr><tr><td>抽排设备</td><td><table><tr><td>水泵</td><td>12台</td></tr><tr><td>水带</td><td>40卷</td></tr></table></td></tr></table></div>"""
    return WebPage(
        name="merged_and_nested_tables",
        data=whole("响应分级表", body).encode(),
        article=("响应分级表", PLAN[1], "30人以上", "由指挥部确定", PLAN[2], "抽排设备", "水泵", "12台", "水带", "40卷"),
        furniture=(),
        rows=(
            ("级别", "条件", "条件"), ("级别", "死亡", "重伤"), ("Ⅰ级", "30人以上", "100人以上"), ("Ⅱ级", "由指挥部确定", "由指挥部确定"),
        ),
    )  # fmt: skip


def questions_and_answers() -> WebPage:
    """An explanation of a policy as a definition list with quotations."""
    pairs = (("问：哪些情形启动响应？", PLAN[2]), ("问：下穿立交怎么管？", PLAN[3]))
    items = "".join(f"<dt>{question}</dt><dd><blockquote>{answer}</blockquote></dd>" for question, answer in pairs)
    body = f"""<header><a>首页</a></header><main><h1>《城区内涝应急预案》政策解读</h1><p>2026-03-05　来源：市应急管理局　阅读次数：96</p>
    <dl>{items}</dl><div class="ewm"><img alt="二维码"><p>扫一扫，手机看</p></div></main><footer>版权所有 临澜市应急管理局</footer>"""
    return WebPage(
        name="questions_and_answers",
        data=whole("政策解读", body).encode(),
        article=(
            "《城区内涝应急预案》政策解读",
            "2026-03-05",
            "来源：市应急管理局",
            *(line for pair in pairs for line in pair),
        ),
        furniture=("首页", "阅读次数", "扫一扫", "版权所有"),
    )


def unnamed_boxes() -> WebPage:
    """Boxes named by numbers only: nothing but the text tells what is the article."""
    body = f"""<div class="w1"><div class="c3"><a>首页</a><a>走进临澜</a><a>新闻中心</a><a>政务服务</a></div><div class="c4">首页 &gt; 新闻中心 &gt; 详情</div>
    <div class="c5"><div class="b1"><div class="t1">北澜河堤防综合演练举行</div><div class="t2">发布时间：2026-10-13　来源：市应急管理局　访问量：77</div>
    <div class="t3">{paragraphs(NEWS, "div")}</div><div class="t4">上一篇：没有了　下一篇：关于表彰先进的决定</div></div><div class="b2"><div>最新发布</div><ul>{LINKS}</ul></div></div>
    <div class="c6">友情链接：<a>东屏省人民政府</a><a>澜东区人民政府</a></div><div class="c7">版权所有：临澜市人民政府　备案号：东屏ICP备00000003号</div></div>"""
    return WebPage(
        name="unnamed_boxes",
        data=whole("北澜河堤防综合演练举行", body).encode(),
        article=("北澜河堤防综合演练举行", "发布时间：2026-10-13", "来源：市应急管理局", *NEWS),
        furniture=(
            "走进临澜",
            "政务服务",
            "详情",
            "访问量",
            "上一篇",
            "表彰先进",
            "最新发布",
            *LINK_WORDS,
            "友情链接",
            "东屏省人民政府",
            "版权所有",
            "备案号",
        ),
    )


def plain_document() -> WebPage:
    """A document saved as a page by an office program: no site around it, so everything stays."""
    body = f"""<div class="WordSection1"><p class="MsoTitle">城区内涝应急预案</p>{paragraphs(PLAN)}<p>附件1 联系电话</p><p>市防汛办 0600-5550122</p>
    <p>版权所有，翻印必究。</p></div>"""
    return WebPage(
        name="plain_document",
        data=whole("城区内涝应急预案", body).encode(),
        article=("城区内涝应急预案", *PLAN, "附件1 联系电话", "市防汛办 0600-5550122"),
        furniture=(),
    )


def both_layouts() -> WebPage:
    """The article, once for the desk and once, hidden, for the phone; its class names say 'top' and 'tool'."""
    body = f"""<div class="desk-top"><div class="tool-article"><h1>城区内涝应急预案</h1>{paragraphs(PLAN)}</div></div>
    <div class="phone" style="display:none"><h1>城区内涝应急预案</h1>{paragraphs(PLAN)}</div><div class="gotop">返回顶部</div>"""
    return WebPage(
        name="both_layouts",
        data=whole("城区内涝应急预案", body).encode(),
        article=("城区内涝应急预案", *PLAN),
        furniture=("返回顶部",),
    )


def saved_archive() -> WebPage:
    """The page with its pictures in one .mht file, as Internet Explorer and Chrome save it."""
    page = whole(
        "城区内涝应急预案",
        f"<div class='menu'><a>首页</a></div><div id='zoom'><h1>城区内涝应急预案</h1>{paragraphs(PLAN)}</div>",
    )
    text = quopri.encodestring(page.encode()).decode("ascii")
    data = f"""From: <Saved by Browser>\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----=_Part"\r\n\r\n------=_Part\r
Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: http://example.test/a.html\r\n\r\n{text}\r\n------=_Part\r
Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://example.test/a.png\r\n\r\niVBORw0KGgo=\r\n------=_Part--\r\n"""
    return WebPage(
        name="saved_archive", data=data.encode("ascii"), article=("城区内涝应急预案", *PLAN), furniture=("首页",)
    )


RARE_PAGES: tuple[Builder, ...] = (
    wrong_charset,
    utf8_called_gb2312,
    short_notice,
    phone_table,
    word_markup,
    article_in_parts,
    merged_and_nested_tables,
    questions_and_answers,
    unnamed_boxes,
    plain_document,
    both_layouts,
    saved_archive,
)
ALL_PAGES: tuple[Builder, ...] = (*PAGES, *RARE_PAGES)
