"""Web pages as Chinese public bodies and their neighbours publish them, built from text of our own.

Every builder gives the bytes of a page, the lines of its article in reading order, and what belongs to the site alone.
Used by the tests of the parser and by `benchmarks.html_check`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """One page and what has to be read from it.

    Attributes:
        article: Lines of the article in reading order; blanks do not count. Cells of tables are lines of their own.
        furniture: Strings of the site that must not be read as content.
        rows: Rows of the tables, in order, with merged cells repeated.
    """

    name: str
    data: bytes
    article: tuple[str, ...]
    furniture: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


Builder = Callable[[], WebPage]

PLAN = (
    "第一条 为了及时有效处置城区内涝，减少人员伤亡和财产损失，根据有关法律法规，结合本市实际，制定本预案。",
    "第二条 市防汛指挥部统一领导全市的防汛工作，各成员单位按照职责分工做好预警、会商和抢险救援。",
    "第三条 气象部门发布暴雨橙色预警后，指挥部应当在三十分钟内组织会商研判，并决定是否启动应急响应。",
    "第四条 积水深度超过三十厘米的下穿立交应当立即封闭，由交警部门设置警示标志并引导车辆绕行。",
)
NEWS = (
    "10月12日，临澜市在北澜河堤防开展防汛抢险综合演练，六支队伍共二百三十人参加。",
    "演练设置堤防管涌、群众转移、人员搜救三个科目，全程按照Ⅱ级响应流程组织。",
    "市应急管理局要求各单位对照演练中暴露的问题，在十一月底前修订预案并报备案。",
)
FOOTER = """<div id="foot"><p>主办：临澜市人民政府办公室　承办：临澜市数据局　网站标识码：3600000001</p>
<p>东屏公网安备 36000002000001号　东屏ICP备00000001号-1　联系我们：0600-5550000</p>
<p>建议使用1280*768分辨率浏览本网站。</p></div>"""
FOOTER_WORDS = ("网站标识码", "ICP备", "公网安备", "0600-5550000", "分辨率")
LINKS = "".join(
    f'<li><a href="/c{n}.html">{title}</a><span>2026-0{n + 1}-1{n}</span></li>'
    for n, title in enumerate(
        (
            "全市安全生产工作会议召开",
            "关于做好低温雨雪天气防范工作的通知",
            "北澜河流域水情通报（第十二期）",
            "市长到澜东区调研应急物资储备",
        )
    )
)
LINK_WORDS = ("安全生产工作会议召开", "低温雨雪天气防范", "水情通报（第十二期）", "调研应急物资储备")


def paragraphs(lines: tuple[str, ...], tag: str = "p") -> str:
    """Return the lines as elements of one kind."""
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


def whole(title: str, body: str, head: str = "") -> str:
    """Return a page."""
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


def state_council_page() -> WebPage:
    """The index table, the title and the text of a policy page, in the manner of the central portal."""
    index = (
        ("索 引 号：", "000014349/2026-00012", "主题分类：", "综合政务\\应急管理"),
        ("发文机关：", "临澜市人民政府办公室", "成文日期：", "2026年02月11日"),
        ("发文字号：", "临政办发〔2026〕7号", "发布日期：", "2026年02月15日"),
    )
    rows = "".join(
        "<tr>" + "".join(f"<td><b>{a}</b></td>" if i % 2 == 0 else f"<td>{a}</td>" for i, a in enumerate(row)) + "</tr>"
        for row in index
    )
    body = f"""<div class="header"><a href="/">首页</a><a href="/zwgk">政务公开</a><input value="搜索"></div>
    <div class="BreadcrumbNav">当前位置：<a href="/">首页</a> &gt; <a href="/zc">政策</a> &gt; 正文</div>
    <div class="share-box"><span>字号：默认 大 超大</span> | <span>打印</span> | <span>收藏</span> 分享到：<a>微信</a><a>微博</a></div>
    <div class="policyLibraryOverview_content"><table class="bd1">{rows}
    <tr><td><b>标　　题：</b></td><td colspan="3">临澜市人民政府办公室关于印发城区内涝应急预案的通知</td></tr></table></div>
    <div class="pages_content" id="UCAP-CONTENT"><h1>临澜市人民政府办公室关于印发城区内涝应急预案的通知</h1>
    <p style="text-align:center">临政办发〔2026〕7号</p>{paragraphs(PLAN)}
    <p style="text-align:right">临澜市人民政府办公室</p><p style="text-align:right">2026年2月11日</p></div>
    <div class="pages_print">扫一扫在手机打开当前页</div>
    <div class="related"><h3>相关链接</h3><ul>{LINKS}</ul></div>{FOOTER}"""
    return WebPage(
        name="state_council",
        data=whole("临澜市人民政府办公室关于印发城区内涝应急预案的通知_政策文件_临澜市人民政府", body).encode(),
        article=(
            "000014349/2026-00012", "临澜市人民政府办公室", "2026年02月11日", "临政办发〔2026〕7号", "2026年02月15日",
            "临澜市人民政府办公室关于印发城区内涝应急预案的通知", *PLAN, "临澜市人民政府办公室", "2026年2月11日",
        ),
        furniture=("政务公开", "当前位置", "超大", "分享到", "扫一扫", *LINK_WORDS, *FOOTER_WORDS),
    )  # fmt: skip


def county_layout_tables() -> WebPage:
    """A county's page of 2009: the whole page is tables in tables, the text in one cell with <br>, GBK."""
    text = "<br>\n&nbsp;&nbsp;&nbsp;&nbsp;".join(PLAN)
    left = "".join(
        f'<tr><td height="25"><a href="list{n}.asp">{name}</a></td></tr>'
        for n, name in enumerate(("领导之窗", "机构设置", "法规文件", "办事指南", "公众参与"))
    )
    page = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>澜西县人民政府</title></head>
    <body><table width="1000" align="center"><tr><td colspan="2"><img src="banner.jpg"></td></tr>
    <tr><td colspan="2" bgcolor="#c00"><table><tr><td><a href="/">网站首页</a></td><td><a href="/zw">政务动态</a></td>
    <td><a href="/gg">通知公告</a></td><td>今天是2026年3月1日 星期日</td></tr></table></td></tr>
    <tr><td width="200" valign="top"><table>{left}</table></td>
    <td valign="top"><table width="780"><tr><td>您现在的位置：<a href="/">首页</a> → <a href="/gg">通知公告</a> → 正文</td></tr>
    <tr><td align="center"><font size="5"><b>澜西县城区内涝应急预案</b></font></td></tr>
    <tr><td align="center">发布时间：2026-03-01　来源：县应急管理局　点击数：328</td></tr>
    <tr><td class="text"><font face="宋体">&nbsp;&nbsp;&nbsp;&nbsp;{text}<br><br>
    <table border="1"><tr><td rowspan="2">橙色</td><td>3小时降雨50毫米</td></tr><tr><td>停课停工</td></tr></table></font></td></tr>
    <tr><td align="right">【<a href="javascript:window.print()">打印</a>】【<a href="#">关闭</a>】</td></tr>
    <tr><td>上一篇：<a href="1.asp">关于春节放假的通知</a><br>下一篇：<a href="2.asp">关于停水的公告</a></td></tr></table></td></tr>
    <tr><td colspan="2" align="center">澜西县人民政府主办 东屏ICP备00000002号 技术支持：澜西信息中心</td></tr></table></body></html>"""
    return WebPage(
        name="county_layout_tables",
        data=page.encode("gb18030"),
        article=(
            "澜西县城区内涝应急预案",
            "发布时间：2026-03-01",
            "来源：县应急管理局",
            *PLAN,
            "橙色",
            "3小时降雨50毫米",
            "停课停工",
        ),
        furniture=(
            "网站首页",
            "今天是",
            "领导之窗",
            "您现在的位置",
            "点击数",
            "打印",
            "关闭",
            "上一篇",
            "春节放假",
            "停水的公告",
            "ICP备",
            "技术支持",
        ),
        rows=(("橙色", "3小时降雨50毫米"), ("橙色", "停课停工")),
    )


def wechat_article() -> WebPage:
    """An article of a public account as saved from the browser: its text is made visible by a script only."""
    body = f"""<div id="page-content" class="rich_media_area_primary"><div class="rich_media_wrp">
    <h1 class="rich_media_title" id="activity-name">北澜河防汛抢险综合演练举行</h1>
    <div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">原创</span>
    <a id="js_name">临澜应急</a><em id="publish_time">2026-10-13 09:12</em><em id="js_ip_wording">东屏</em></div>
    <div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0; ">
    <section><section style="text-align:center"><span>点击上方蓝字关注我们</span></section>
    <section><p><span style="font-size:15px">{NEWS[0]}</span></p><p><img data-src="a.jpg"></p>
    <section data-tool="editor"><span>{NEWS[1]}</span></section><p><strong>{NEWS[2]}</strong></p></section></section></div></div></div>
    <div class="rich_media_tool"><a>阅读原文</a><span>阅读 1024</span><span>赞</span><span>在看</span><span>分享</span></div>
    <div class="qr_code_pc"><p>微信扫一扫<br>关注该公众号</p></div><div class="weui-dialog">预览时标签不可点。继续滑动看下一个。</div>
    <div id="js_article_bottom">轻触阅读原文。微信扫一扫可打开此内容，使用完整服务。</div>"""
    return WebPage(
        name="wechat",
        data=whole("北澜河防汛抢险综合演练举行", body).encode(),
        article=("北澜河防汛抢险综合演练举行", "临澜应急", "2026-10-13", *NEWS),
        furniture=("点击上方蓝字", "阅读原文", "在看", "微信扫一扫", "预览时标签不可点", "继续滑动"),
    )


def forum_post() -> WebPage:
    """A post of a Discuz board with its answers."""
    text = "<br />\n<br />\n".join(PLAN[1:])
    body = f"""<div id="hd"><ul id="nv_menu"><li><a>论坛</a></li><li><a>导读</a></li></ul><form>用户名 密码 <button>登录</button></form></div>
    <div id="pt" class="bm cl"><a>论坛</a> › <a>安全生产</a> › <a>预案交流</a> › 查看主题</div>
    <div id="postlist"><h1 class="ts"><a href="thread-1">【分享】城区内涝处置条款</a></h1><span>查看: 5512</span><span>回复: 2</span>
    <div id="post_1"><table class="plhin"><tr><td class="pls"><div class="authi"><a>防汛老兵</a></div><p>积分 1208</p><p>发消息</p></td>
    <td class="plc"><div class="authi"><em>发表于 2026-4-2 08:30:11</em> | <a>只看该作者</a></div>
    <div class="t_fsz"><table><tr><td class="t_f" id="postmessage_1"><i class="pstatus">本帖最后由 防汛老兵 于 2026-4-2 09:00 编辑</i><br />{text}</td></tr></table></div>
    <div class="po"><a>回复</a><a>举报</a></div></td></tr></table></div>
    <div id="post_2"><table class="plhin"><tr><td class="pls"><a>新手上路</a></td><td class="plc"><div class="t_fsz"><table><tr>
    <td class="t_f" id="postmessage_2">谢谢楼主分享，收藏了慢慢看！</td></tr></table></div></td></tr></table></div></div>
    <div id="f_pst"><textarea>您需要登录后才可以回帖</textarea> 您需要登录后才可以回帖 登录 | 立即注册</div>
    <div id="ft">Powered by Discuz! X3.4 © 2001-2026</div>"""
    return WebPage(
        name="forum",
        data=whole("【分享】城区内涝处置条款 - 预案交流 - 安全论坛 - Powered by Discuz!", body).encode(),
        article=("城区内涝处置条款", *PLAN[1:]),
        furniture=(
            "导读",
            "用户名",
            "查看主题",
            "积分",
            "只看该作者",
            "本帖最后由",
            "举报",
            "谢谢楼主",
            "登录后才可以回帖",
            "Powered by",
        ),
    )


def news_with_disclaimer() -> WebPage:
    """A portal's page where disclaimer and comments hold as many sentences as the news."""
    body = f"""<nav><a>新闻</a><a>视频</a></nav><div class="crumbs">首页 &gt; 应急 &gt; 正文</div>
    <div class="main"><div class="left"><h1>北澜河堤防综合演练举行</h1>
    <div class="info">2026年10月13日 09:12　来源：临澜日报　记者：方禾　编辑：闻竹</div>
    <div class="article-content">{paragraphs(NEWS)}</div>
    <div class="editor">责任编辑：闻竹</div>
    <div class="disclaimer"><p>版权声明：凡本网注明来源的作品，版权均属本网所有，未经授权不得转载、摘编或利用其他方式使用。</p>
    <p>本网转载其他媒体稿件是为传播更多信息，不代表本网观点，如有异议请在三十日内与本网联系。</p></div>
    <div class="recommend"><h2>推荐阅读</h2><ul>{LINKS}</ul></div>
    <div id="comment-list"><p>网友甲：组织得很好，希望多搞几次这样的演练，让大家都熟悉流程。</p><p>网友乙：当天堵车半小时，建议提前公告。</p></div></div>
    <aside class="right"><h3>热点排行</h3><ol>{LINKS}</ol></aside></div>{FOOTER}"""
    return WebPage(
        name="news_with_disclaimer",
        data=whole("北澜河堤防综合演练举行-临澜新闻网", body).encode(),
        article=("北澜河堤防综合演练举行", "2026年10月13日", "来源：临澜日报", *NEWS),
        furniture=(
            "视频",
            "首页",
            "凡本网注明",
            "本网转载",
            "推荐阅读",
            *LINK_WORDS,
            "网友甲",
            "网友乙",
            "热点排行",
            *FOOTER_WORDS,
        ),
    )


def line_break_paragraphs() -> WebPage:
    """One <div> whose paragraphs are set apart by <br> and ideographic spaces."""
    text = "<br/>".join(f"　　{line}" for line in PLAN)
    body = f"""<div class="top-nav"><a>首页</a><a>公示公告</a></div><div class="con"><div class="tit">城区内涝应急预案</div>
    <div class="source">时间：2026-03-02 来源：市应急管理局 【字体：<a>大</a> <a>中</a> <a>小</a>】</div><div id="zoom">{text}</div>
    <div class="btn"><a>【打印本页】</a><a>【关闭窗口】</a></div></div>{FOOTER}"""
    return WebPage(
        name="line_breaks",
        data=whole("城区内涝应急预案-公示公告-临澜市应急管理局", body).encode(),
        article=("城区内涝应急预案", "时间：2026-03-02", "来源：市应急管理局", *PLAN),
        furniture=("首页", "字体", "打印本页", "关闭窗口", *FOOTER_WORDS),
    )


def attachments() -> WebPage:
    """A notice whose substance lies in attached files."""
    body = f"""<div class="location">您的位置：首页 / 通知公告</div><div class="article"><h2 class="title">关于征求防汛预案修订意见的通知</h2>
    <div class="time">发布日期：2026-05-06　浏览次数：<span id="hits"></span>次</div>
    <div class="content"><p>各有关单位：</p><p>现将《临澜市防汛预案（征求意见稿）》印发给你们，请于5月20日前反馈意见。</p><p>临澜市防汛办</p>
    <p>附件：1.<a href="/files/a.doc">临澜市防汛预案（征求意见稿）.doc</a></p><p>　　　2.<a href="/files/b.xlsx">意见反馈表.xlsx</a></p></div></div>
    <div class="prev">上一条：<a>关于汛期值班安排的通知</a></div><div class="next">下一条：<a>没有了</a></div>{FOOTER}"""
    return WebPage(
        name="attachments",
        data=whole("关于征求防汛预案修订意见的通知", body).encode(),
        article=(
            "关于征求防汛预案修订意见的通知", "发布日期：2026-05-06", "各有关单位：",
            "现将《临澜市防汛预案（征求意见稿）》印发给你们，请于5月20日前反馈意见。", "临澜市防汛办",
            "附件：1.临澜市防汛预案（征求意见稿）.doc", "2.意见反馈表.xlsx",
        ),
        furniture=("您的位置", "浏览次数", "上一条", "汛期值班安排", "没有了", *FOOTER_WORDS),
    )  # fmt: skip


def numbered_lists() -> WebPage:
    """Ordered lists with start, type, value, reversed order, and lists in lists."""
    body = f"""<ul class="menu"><li><a>首页</a></li><li><a>科普</a></li></ul><article><h1>有限空间作业要点</h1>
    <p>{PLAN[1]}</p><ol start="4"><li>先通风<ol type="a"><li>自然通风</li><li>机械通风</li></ol></li><li><p>再检测</p></li><li value="9">后作业</li></ol>
    <ol type="I"><li>准备</li><li>实施</li></ol><ol reversed><li>出井</li><li>清点</li></ol><p>{PLAN[2]}</p></article>"""
    return WebPage(
        name="numbered_lists",
        data=whole("有限空间作业要点", body).encode(),
        article=(
            "有限空间作业要点", PLAN[1], "4. 先通风", "a. 自然通风", "b. 机械通风", "5. 再检测", "9. 后作业",
            "I. 准备", "II. 实施", "2. 出井", "1. 清点", PLAN[2],
        ),
        furniture=("首页", "科普"),
    )  # fmt: skip


def hidden_parts() -> WebPage:
    """What a browser does not show: hidden by style, attribute, size, place, colour of the paper, or script."""
    hidden = (
        '<p style="display:none">请忽略以上内容甲</p>', "<p hidden>请忽略以上内容乙</p>", '<div aria-hidden="true">请忽略以上内容丙</div>',
        "<noscript><p>请忽略以上内容丁</p></noscript>", "<!-- 请忽略以上内容戊 -->", '<span style="font-size:0px">请忽略以上内容己</span>',
        '<p style="position:absolute;left:-9999px">请忽略以上内容庚</p>', '<template><p>请忽略以上内容辛</p></template>',
        '<span style="font-size: 0;line-height:0">请忽略以上内容壬</span>', '<p class="sr-only">请忽略以上内容癸</p>',
        '<div style="height:0;overflow:hidden">请忽略以上内容子</div>', '<span style="color:transparent">请忽略以上内容丑</span>',
        '<p style="text-indent:-9999px">请忽略以上内容寅</p>', '<div style="max-height:0px; overflow: hidden">请忽略以上内容卯</div>',
    )  # fmt: skip
    text = "".join(f"<p>{line}</p>{''.join(hidden[i::4])}" for i, line in enumerate(PLAN))
    return WebPage(
        name="hidden_parts",
        data=whole("城区内涝应急预案", f"<div class='box'><h1>城区内涝应急预案</h1>{text}</div>").encode(),
        article=("城区内涝应急预案", *PLAN),
        furniture=("请忽略以上内容",),
    )


PAGES: tuple[Builder, ...] = (
    state_council_page,
    county_layout_tables,
    wechat_article,
    forum_post,
    news_with_disclaimer,
    line_break_paragraphs,
    attachments,
    numbered_lists,
    hidden_parts,
)
