"""Find the article of a web page and leave the furniture of the site behind."""

from __future__ import annotations

import re
from typing import Any

Element = Any  # lxml ships no types

DROPPED_TAGS = frozenset(
    (
        "script style noscript template iframe object embed applet svg canvas audio video select option button input"
        " textarea nav aside footer link meta head map area dialog menu"
    ).split()
)
_CONTAINER_TAGS = frozenset("html body div article section main center form table tbody tr td font span".split())
_FURNITURE_NAME = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|position|location|share|bdshare\S*|sharing|footer|foot"
    r"|sidebar|copyright|toolbar|tools?|pager|pagination|related|recommend\S*|comments?|login|search\S*|banner|ads?|advert\S*"
    r"|qrcode|print|hidden|topbar|top|friendlink\S*|links?)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.IGNORECASE
)
_SENTENCE = re.compile(r"[。；！？]")
_RIGHTS = re.compile(
    r"版权所有|ICP备|公网安备|主办单位[:：]|承办单位[:：]|技术支持[:：]|网站标识码|Copyright", re.IGNORECASE
)
_LONG_CHUNK = 25  # characters that make a text without a full stop worth counting
_MAX_FURNITURE_SHARE = 0.2  # a "nav" that holds more than this of the page's sentences is none
_MAX_LEFT_OUTSIDE = 120  # characters of sentences that may stay outside the article

FURNITURE_LINE = re.compile(
    r"^[\[【(（|\s]*(?:打印(?:本页|此页)?|关闭(?:本页|窗口)?|返回(?:顶部|首页|列表)?|分享(?:到|至)?.{0,20}|收藏(?:本页)?|加入收藏|设为首页"
    r"|(?:您|你)?(?:的)?(?:当前|现在)(?:所在)?(?:的)?位置.{0,60}|首页\s*[>＞»].{0,60}|上一[篇条].{0,60}|下一[篇条].{0,60}|扫一扫.{0,30}"
    r"|【?字[体号](?:大小)?[:：].{0,20}|[大中小\s]{1,6}|浏览次数[:：]?\s*\d*(?:次)?|点击(?:数|次数|量)[:：]?\s*\d*(?:次)?|阅读次数[:：]?\s*\d*"
    r"|责任编辑[:：].{0,20}|手机版|无障碍(?:阅读)?|[|｜>＞»])[\]】)）|\s]*$"
)

_TOOLS_IN_LINE = re.compile(
    r"(?:浏览|点击|阅读)(?:次数|量|数)\s*[:：]\s*\d*\s*次?|[【\[]?字[体号](?:大小)?\s*[:：]?\s*[\[【（(]?\s*大\s*中\s*小\s*[\])】）]*"
    r"|[【\[](?:打印|关闭|收藏|大|中|小)(?:本页|窗口)?[】\]]|分享(?:到|至)\s*[:：].*$"
)
_SOURCE_LINE = re.compile(
    r"发布(?:时间|日期|机构)|来源\s*[:：]|(?:浏览|点击|阅读)(?:次数|量|数)|字[体号](?:大小)?\s*[:：]"
)


def without_tools(line: str) -> str:
    """Remove counters, font sizes and sharing from the line below a title; "" when nothing else is on it."""
    if FURNITURE_LINE.match(line):
        return ""
    if len(line) > 200 or not _SOURCE_LINE.search(line):
        return line
    return _TOOLS_IN_LINE.sub("", line).strip(" 　|｜")


def is_hidden(element: Element) -> bool:
    """Tell whether a browser would not show the element."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))


def remove_furniture(root: Element) -> None:
    """Remove scripts, forms' controls, navigation, hidden parts and blocks named as furniture, in place."""
    for element in list(root.iter()):
        unwanted = not isinstance(element.tag, str) or element.tag in DROPPED_TAGS or is_hidden(element)
        if unwanted and element is not root:
            _drop(element)
    weights = _sentence_weights(root)
    total = weights.get(root, 0)
    for element in list(root.iter()):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        small = weights.get(element, 0) <= total * _MAX_FURNITURE_SHARE
        if element.tag not in ("html", "body") and named.strip() and small and _FURNITURE_NAME.search(named):
            _drop(element)


def _drop(element: Element) -> None:
    """Remove an element but keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    parent.remove(element)


def find_article(body: Element) -> Element:
    """Return the smallest container that holds nearly all sentences outside of links.

    A page without furniture is returned whole.
    """
    weights = _sentence_weights(body)
    node = body
    while True:
        best = max(node, key=lambda child: weights.get(child, 0), default=None)
        if best is None or best.tag not in _CONTAINER_TAGS or not weights.get(best):
            return _leave_table(node)
        left_outside = weights[node] - weights[best]
        if left_outside > max(_MAX_LEFT_OUTSIDE, weights[body] // 30) or _has_title_outside(node, best):
            return _leave_table(node)
        node = best


def _has_title_outside(node: Element, part: Element) -> bool:
    """Tell whether an <h1> that is no linked logo stands in `node` but not in `part`."""
    for heading in node.iter("h1"):
        own_text = "".join(heading.itertext()).strip()
        if own_text and heading.find(".//a") is None and part not in heading.iterancestors() and heading is not part:
            return True
    return False


def _leave_table(node: Element) -> Element:
    """Never start inside a table of data: climb out when siblings of the cell or row carry text."""
    while node.tag in ("tr", "tbody", "td", "span", "font") and node.getparent() is not None:
        row = node.getparent()
        others = "".join(row.itertext()) if row is not None else ""
        if node.tag == "td" and len(others.strip()) <= len("".join(node.itertext()).strip()) + 40:
            return node
        node = row
    return node


def _sentence_weights(root: Element) -> dict[Element, int]:
    """Return for each element how many characters of sentences, not in links, stand in it."""
    weights: dict[Element, int] = {}
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for element in elements:
        own = 0 if element.tag == "a" else _weight(element.text)
        own += sum(_weight(child.tail) for child in element)
        weights[element] = own
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None and parent in weights and element.tag != "a":
            weights[parent] += weights[element]
    return weights


def _weight(text: str | None) -> int:
    if not text:
        return 0
    stripped = text.strip()
    if len(stripped) < _LONG_CHUNK and not _SENTENCE.search(stripped):
        return 0
    return 0 if _RIGHTS.search(stripped) else len(stripped)
