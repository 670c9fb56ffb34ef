"""What a web site puts around a text: navigation, tools, counters, notices of rights, links to other pages.

Two ways to meet it: as blocks of a saved page, and as lines of a text copied from one. A line is taken out only where
such lines stand (before the first and after the last sentence), and never unless the words leave no doubt; what is in
doubt stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_EDGE = " \u3000|｜·•>＞»›→/\\[]【】()（）《》〈〉*-—_：:"
_BETWEEN = re.compile(r"[\s|｜·>＞»›→/\[\]【】()（）]+")
_WORDS = re.compile(
    r"打印(?:本页|此页|正文|文章|本文|全文|页面)?|关闭(?:本页|窗口|页面|此页)?|返回(?:顶部|首页|列表|上一页|上级|主页)|(?:返回)?[Tt][Oo][Pp]"
    r"|收藏(?:本页|本文|本站)?|加入收藏|设为首页|全屏|分享(?:(?:到|至|本文|给).{0,20})?|手机(?:版|端|看)?|电脑版|[Ww][Aa][Pp]版|无障碍(?:阅读|浏览|服务)?|长者(?:模式|助手|专版|版)"
    r"|适老化.{0,6}|站群导航|网站(?:导航|地图|首页)|首页|全文检索|站内(?:搜索|检索)|高级搜索|用户登录|(?:登录|注册)(?:[ |/]*(?:登录|注册))?|立即注册|用户中心|个人中心"
    r"|繁體(?:中文)?|简体(?:中文)?|English|RSS(?:订阅)?|政府信息公开|政务公开|阅读原文|在看|点赞|写留言|原创|点击(?:上方|下方)?.{0,3}蓝字.{0,12}"
    r"|相关(?:链接|报道|文档|新闻|文章|阅读|附件|稿件|推荐|信息|专题|解读)|(?:推荐|延伸|扩展)阅读|(?:热点|热门)(?:排行|推荐|新闻|文章|资讯|关注|专题)?|最新(?:发布|文章|动态|资讯|更新)"
    r"|(?:猜你|您可能)(?:喜欢|感兴趣).{0,8}|友情链接|点击图片进入专题|下载(?:本文|全文|本页)?|网友评论|我要评论|发表评论|更多|查看更多|没有了|二维码|微信公众号|官方微博"
)
_RELATED = re.compile(
    r"相关(?:链接|报道|文档|新闻|文章|阅读|附件|稿件|推荐|信息|专题|解读)|(?:推荐|延伸|扩展)阅读|(?:热点|热门|最新).{2}|友情链接|上一[篇条]|下一[篇条]"
)
_PHRASES = re.compile(
    r"[\[【(（|\s]*(?:(?:(?:您|你)(?:的)?(?:当前|现在|所在)?|当前|现在|目前)(?:所在)?(?:的)?位置\s*[:：].{0,80}|(?:网站)?首页\s*[/>＞»›→].{0,80}"
    r"|(?:上|下|前|后)一[篇条页个]\s*[:：].{0,120}|(?:微信|手机)?扫(?:一扫|描)(?![^\s]*(?:登记|进入现场)).{0,40}|字[体号](?:大小)?\s*[:：]?.{0,24}"
    r"|(?:浏览|点击|阅读|访问)(?:次数|数|量|率|人次)?\s*[:：]\s*\d*\s*次?|责任编辑\s*[:：].{0,20}|编辑\s*[:：]\s*[\u4e00-\u9fff]{2,4}"
    r"|版权所有.{0,60}|.{0,40}(?:公网安备|ICP备|icp备|网站标识码).{0,80}|(?:主办|承办|技术支持|主办单位|承办单位|协办)\s*[:：].{0,80}|.{2,20}主办.{0,40}(?:技术支持|承办).{0,40}"
    r"|Copyright.{0,80}|Powered by.{0,60}|©.{0,60}|备案号\s*[:：].{0,40}|(?:您好|你好)?[，, ]?欢迎(?:您)?(?:访问|光临|来到).{0,40}|今天是\d{4}年.{0,20}"
    r"|(?:建议|推荐)使用.{0,40}(?:浏览|分辨率).{0,20}|(?:版权|免责)(?:声明|条款)\s*[:：].*|凡(?:本网|本站|注明).{0,200}|本(?:网|站)转载.{0,200}|预览时标签不可点.{0,30}|继续滑动.{0,20}"
    r"|轻触阅读原文.{0,40}|微信扫一扫.{0,40}|该内容被.{0,20}|您需要登录后才可以.{0,40}|本帖最后由.{1,40}编辑|\S{1,10}\s+分享\s+时间\s*[:：][\d\-: ]*|友情链接\s*[:：].{0,120}"
    r"|(?:联系我们|关于我们|网站声明|隐私(?:政策|保护))(?:[ |｜/]*(?:联系我们|关于我们|网站声明|隐私(?:政策|保护)|网站地图))*(?:\s*[:：].{0,40})?)[\]】)）|\s]*"
)
_WEAK = re.compile(
    r"[|｜>＞»›→×✕✖【】\[\]()（）·•/《》\s:：]+|(?:[大中小]\s*){1,3}|加大|减小|还原|默认|超大|特大|X|关注|举报|回复|赞|微信|微博|QQ空间|QQ"
)
_DEBRIS = re.compile(r"[\s\"');,}{\]\[/*<>=-]{1,12}")
_HEX = re.compile(r"[0-9a-f]{24,64}[:：]?")
_IN_LINE = re.compile(
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[:：]\s*\d*\s*次?|[【\[（(]?\s*(?<!文)字[体号](?:大小)?\s*[:：]?\s*[\[【（(]?\s*(?:大\s*中\s*小|小\s*中\s*大)?\s*[\])】）]*"
    r"|[【\[（(]\s*(?:打印|关闭|收藏|分享|大|中|小)(?:本页|窗口|正文)?\s*[】\]）)]|分享(?:到|至)\s*[:：].*$|责任编辑\s*[:：]\s*[\u4e00-\u9fff]{0,4}$"
)
_EMPTY_LABEL = re.compile(
    r"(?:^|(?<=\s))(?:来源|信息来源|发布机构|作者|编辑|文\s*号|有效性)\s*[:：]\s*(?=$|\S{2,6}\s*[:：])"
)
_SOURCE_LINE = re.compile(
    r"发布(?:时间|日期|机构)|来源\s*[:：]|(?:浏览|点击|阅读|访问)(?:次数|量|数)|(?<!文)字[体号](?:大小)?\s*[:：]|【打印|时间\s*[:：]"
)
_SENTENCE = re.compile(r"[。；！？]")
_TEASER = re.compile(r"以下是(?:网友|小编)[^。！!]{0,40}(?:整理|分享|收集)[^。！!]{0,120}[!！。]")
_SENTENCE_LENGTH = 30
_LONGEST_WIDGET = 260
_ZONE = 60  # lines looked at on either side
_NEAR = 6
_CRUMB_LENGTH = 20
_ARROWS = frozenset(">＞»›→")
_ENOUGH = 2  # different lines of furniture that prove that a text was copied from a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Line numbers of what is no part of a text.

    Attributes:
        widgets: Their own words say so: 打印本页, 分享到.
        others: Their place says so: titles under 相关链接, debris of scripts, a second time the first sentence.
    """

    widgets: frozenset[int]
    others: frozenset[int]


def is_widget(line: str) -> bool:
    """Tell whether the words of a whole line belong to a site and to no document."""
    inner = line.strip(_EDGE)
    if not inner or len(line) > _LONGEST_WIDGET:
        return False
    return _PHRASES.fullmatch(line.strip()) is not None or all(map(_WORDS.fullmatch, _BETWEEN.split(inner)))


def opens_related(line: str) -> bool:
    """Tell whether titles of other pages follow: 相关链接, 推荐阅读, 下一篇."""
    return len(line) <= 40 and _RELATED.match(line.strip(_EDGE)) is not None


def without_widgets(line: str) -> str:
    """Remove counters, font sizes, sharing and empty labels from the line below a title; other lines stay."""
    if len(line) > 200 or not _SOURCE_LINE.search(line) or _SENTENCE.search(line):
        return line
    rest = _EMPTY_LABEL.sub("", _IN_LINE.sub("", line))
    return rest.strip(" \u3000|｜")


def without_teaser(line: str) -> str:
    """Remove the sentence with which collections of sample texts announce one."""
    return _TEASER.sub("", line) if "以下是" in line else line


def find_furniture(lines: Sequence[str]) -> Furniture:
    """Find the furniture before the first and after the last sentence of a text; none when too little speaks for it."""
    head_end, tail_start = _head_end(lines), _tail_start(lines)
    zone = [*range(min(head_end, tail_start)), *range(tail_start, len(lines))]
    strong = {number for number in zone if is_widget(lines[number])}
    debris = {number for number in zone if _DEBRIS.fullmatch(lines[number]) and set('");') <= set(lines[number])}
    if len({lines[number].strip(_EDGE) for number in strong}) + len(debris) < _ENOUGH:
        return Furniture(widgets=frozenset(), others=frozenset())
    weak = {number for number in zone if _WEAK.fullmatch(lines[number]) and _near(number, strong)}
    widgets = strong | weak
    widgets |= _crumbs(lines, widgets, head_end)
    others = _link_bars(lines, widgets, head_end) | _other_tail(lines, widgets, tail_start)
    return Furniture(widgets=frozenset(widgets), others=frozenset(others - widgets))


def _near(number: int, strong: set[int]) -> bool:
    return any(other in strong for other in range(number - _NEAR, number + _NEAR + 1))


def _is_sentence(line: str) -> bool:
    return len(line) >= _SENTENCE_LENGTH and _SENTENCE.search(line) is not None and not is_widget(line)


def _head_end(lines: Sequence[str]) -> int:
    return next((n for n, line in enumerate(lines[:_ZONE]) if _is_sentence(line)), min(len(lines), _ZONE))


def _tail_start(lines: Sequence[str]) -> int:
    """Return the line after the last sentence that is said for the first time."""
    first = max(0, len(lines) - _ZONE)
    for number in range(len(lines) - 1, first - 1, -1):
        if _is_sentence(lines[number]) and not _said_before(lines, number):
            return number + 1
    return first


def _said_before(lines: Sequence[str], number: int) -> bool:
    dense = "".join(lines[number].split())
    return dense in "".join("".join(line.split()) for line in lines[:number])


def _crumbs(lines: Sequence[str], widgets: set[int], head_end: int) -> set[int]:
    """Find the parts of a path 首页 > 政务 > 要闻 that stand one to a line, and the repetition of the last one."""
    found: set[int] = set()
    names: set[str] = set()
    for number in range(1, head_end):
        line = lines[number]
        after_arrow = number - 1 in widgets and lines[number - 1].strip() in _ARROWS
        if number not in widgets and len(line) <= _CRUMB_LENGTH and (after_arrow or line in names):
            names.add(line)
            found.add(number)
    return found


def _link_bars(lines: Sequence[str], widgets: set[int], head_end: int) -> set[int]:
    """Find bars of links right before a widget."""
    bars = (number for number in range(head_end) if _is_link_bar(lines[number]))
    return {number for number in bars if number + 1 in widgets or number + 2 in widgets}


def _is_link_bar(line: str) -> bool:
    return len(line.split()) >= 3 and not re.search(r"[，。；：:,;]", line) and len(line) <= 80


def _other_tail(lines: Sequence[str], widgets: set[int], tail_start: int) -> set[int]:
    """Titles of other pages, debris of scripts, names of editors, and what the text itself said before."""
    found: set[int] = set()
    related = opened = False
    for number in range(tail_start, len(lines)):
        line = lines[number]
        related = related or opens_related(line)
        if opened and number not in widgets and _is_left_over(lines, number, related=related):
            found.add(number)
        opened = opened or number in widgets or _DEBRIS.fullmatch(line) is not None
        if _DEBRIS.fullmatch(line):
            found.add(number)
            if number - 1 >= tail_start and re.fullmatch(r"[\d\s]+", lines[number - 1]):
                found.add(number - 1)
    return found


def _is_left_over(lines: Sequence[str], number: int, *, related: bool) -> bool:
    line = lines[number]
    if _HEX.fullmatch(line) or _said_before(lines, number):
        return True
    if re.fullmatch(r"责任编辑\s*[:：]", lines[number - 1].strip()) and len(line) <= 4:
        return True
    return related and len(line) <= 60 and not line.endswith("。") and not line.startswith("附件")
