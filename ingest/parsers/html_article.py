"""Find the article of a web page: take the site's furniture away, and mark the box that holds the text.

Nothing is chosen that could lose text: what is not known to be furniture stays, and the box only tells which lines
stand before and after the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.parsers.furniture import is_widget
from ingest.parsers.html_hidden import Element, is_hidden

DROPPED_TAGS = frozenset(
    (
        "script style noscript template iframe object embed applet svg canvas audio video select option button input"
        " textarea nav aside footer link meta head map area dialog menu"
    ).split()
)
_FURNITURE_NAME = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navigation|menu|breadcrumbs?(?:nav)?|crumbs?|position|location|share|share-?box|bdshare\S*|sharing"
    r"|foot|footer|sidebar|copyright|toolbar|tools?|pager|pagination|related|recommend\S*|comments?|comment-list|login|search\S*"
    r"|banner|ads?|advert\S*|qrcode|ewm|print|hidden|topbar|top|friendlink\S*|links?|pstatus|authi|disclaimer|weui-dialog|qr_code_pc"
    r"|rich_media_tool|js_article_bottom)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
# Names that content management systems of public bodies give to the box of the text.
_TEXT_NAME = re.compile(
    r"(?:^|\s)(?:ucap-content|pages_content|js_content|rich_media_content|trs_editor|trs_ueditor|vsb_content\S*|zoom|mainText\S*|postmessage_\d+"
    r"|t_f|article[-_]?(?:content|con|body|text|main|detail)?|content[-_]?(?:text|txt|main|body|detail)?|con[-_]?(?:text|txt)|news[-_]?(?:content|con|text|body)"
    r"|detail[-_]?(?:content|con|text|body)?|(?:zw|xxgk|bt|wz|nr|xl|info|view|main|text)[-_]?(?:content|con|nr|text)|nr|artibody|bodytext)(?:\s|$)",
    re.IGNORECASE,
)
_FORUM_POST = re.compile(r"postmessage_\d+")
_FILE = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|rar|zip|7z|ceb|pptx?|txt|jpe?g|png)(?:$|[?#])", re.IGNORECASE)
_BESIDE_LINK = re.compile(r"[\[(（]?(?:(?:19|20)\d\d\s*[-年/.]\s*)?\d{1,2}\s*[-月/.]\s*\d{1,2}日?[\])）]?|[\s·•|｜>»]+")
_SENTENCE = re.compile(r"[。；！？]")
_LONG_CHUNK = 25  # characters that make a text without a full stop worth counting
_MAX_FURNITURE_SHARE = 0.2  # a "nav" that holds more than this of the page's sentences is none
_SURE_NAME = re.compile(
    r"(?:^|[-_\s])(?:comments?(?:-list)?|related|recommend\S*|copyright|disclaimer|foot|footer|share)(?:$|[-_\s\d])",
    re.I,
)
_MAX_SURE_SHARE = 0.6
_LINK_SHARE = 0.6  # share of link text from which a box is a list of links
_FEWEST_LINKS = 3
_TEXT_SHARE = 0.8  # share of the page's sentences that the box of the text must hold
_LINK_BOXES = frozenset("div ul ol dl table tr td section center header h2 h3 h4 span p".split())


def remove_invisible(root: Element) -> None:
    """Remove scripts, forms' controls and what a browser would not show, in place."""
    for element in list(root.iter()):
        unwanted = not isinstance(element.tag, str) or element.tag in DROPPED_TAGS or is_hidden(element)
        if unwanted and element is not root:
            _drop(element)


def remove_furniture(root: Element) -> bool:
    """Remove blocks named as furniture and lists of links, in place; tell whether there were any."""
    weights = _sentence_weights(root)
    total = weights.get(root, 0)
    links = _link_lengths(root)
    doomed = [
        element
        for element in root.iter()
        if element.tag not in ("html", "body")
        and weights.get(element, 0) <= total * _allowed_share(element)
        and (_has_furniture_name(element, total) or _is_link_list(element, links))
    ]
    if _holds_everything(root, doomed):
        return False
    for element in doomed:
        _drop(element)
    return bool(doomed)


def _names_of(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _allowed_share(element: Element) -> float:
    """Return how much of the page's sentences a box may hold and still be furniture."""
    return _MAX_SURE_SHARE if _SURE_NAME.search(_names_of(element)) else _MAX_FURNITURE_SHARE


def _has_furniture_name(element: Element, total: int) -> bool:
    if not _FURNITURE_NAME.search(_names_of(element)):
        return False
    return total > 0 or element.find(".//table") is None


def _is_link_list(element: Element, links: dict[Element, tuple[int, int, int]]) -> bool:
    if element.tag not in _LINK_BOXES:
        return False
    text, linked, count = links.get(element, (0, 0, 0))
    return count >= _FEWEST_LINKS and linked >= text * _LINK_SHARE and element.find(".//h1") is None


def _holds_everything(root: Element, doomed: list[Element]) -> bool:
    """Tell whether a page would be left empty: it is a list of links, and that is its content."""
    gone = {inner for element in doomed for inner in element.iter()}
    rest = sum(len((element.text or "").strip()) for element in root.iter() if element not in gone)
    rest += sum(len((element.tail or "").strip()) for element in root.iter() if element.getparent() not in gone)
    return rest == 0


def _link_lengths(root: Element) -> dict[Element, tuple[int, int, int]]:
    """Return for each element the characters of its text, those in links to other pages, and how many links."""
    found: dict[Element, tuple[int, int, int]] = {}
    for element in reversed(list(root.iter())):
        text, linked, count = _length(element.text), 0, 0
        for child in element:
            inner = found.get(child, (0, 0, 0))
            text += inner[0] + _length(child.tail)
            linked, count = linked + inner[1], count + inner[2]
        if element.tag == "a" and _leads_away(element):
            linked, count = text, 1
        found[element] = (text, linked, count)
    return found


def _length(text: str | None) -> int:
    """Count characters; the dates and marks beside links are none of their own."""
    return len(_BESIDE_LINK.sub("", text)) if text else 0


def _leads_away(link: Element) -> bool:
    """Tell whether a link leads to another page: not to a place in this one, not to an attached file."""
    target = link.get("href") or ""
    inside = target.startswith("#") and len(target) > 1
    return not inside and not _FILE.search(target) and not _FILE.search("".join(link.itertext()).strip())


def attached_files(root: Element) -> list[str]:
    """Return the names of the files that a page links to as attachments, in order."""
    names: dict[str, None] = {}
    for link in root.iter("a"):
        name = "".join(link.itertext()).strip()
        if name and (_FILE.search(link.get("href") or "") or _FILE.search(name)):
            names.setdefault(name)
    return list(names)


def find_text_box(body: Element) -> Element | None:
    """Return the innermost element named as the box of the text that holds nearly all sentences, None without one.

    Of the posts of a discussion the first is the text.
    """
    weights = _sentence_weights(body)
    if not weights.get(body):
        weights = {element: numbers[0] - numbers[1] for element, numbers in _link_lengths(body).items()}
    floor = weights.get(body, 0) * _TEXT_SHARE
    chosen = None
    for element in _named_boxes(body):
        if _FORUM_POST.fullmatch(element.get("id") or ""):
            return element
        if floor and weights.get(element, 0) >= floor:
            chosen = element
    return chosen


def _named_boxes(body: Element) -> Iterator[Element]:
    for element in body.iter("div", "td", "article", "section", "main"):
        if element.tag == "article" or any(_TEXT_NAME.search(element.get(key) or "") for key in ("id", "class")):
            yield element


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
    return 0 if is_widget(stripped) else len(stripped)
