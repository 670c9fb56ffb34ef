"""Web pages: the article with headings, lists and tables, without the furniture of the site."""

from __future__ import annotations

import re

from lxml import etree, html

from ingest.decoding import decode
from ingest.parsers.cleaning import clean_line
from ingest.parsers.html_article import Element, find_article, remove_furniture
from ingest.parsers.html_blocks import read_blocks
from ingest.records import Block, BlockKind, OutcomeCode, ParsedFile
from kb.errors import FileRefused

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SITE_SUFFIX = re.compile(r"\s*(?:[-_|｜—–]{1,2}|\s>\s)\s*[^-_|｜—–>]{2,30}$")
_TITLE_METAS = ("ArticleTitle", "og:title", "title")


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse a web page.

    Raises:
        FileRefused: The encoding cannot be recognised or there is no markup in it.
    """
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared.group(1).decode("ascii", "ignore") if declared else "")
    blocks, title = read_page(decoded.text)
    warnings = (f"有 {decoded.lost} 处字节无法识别，已用“\ufffd”代替。",) if decoded.lost else ()
    return ParsedFile(media_type="text/html", blocks=blocks, title=title, warnings=warnings)


def read_page(text: str, *, whole: bool = False) -> tuple[tuple[Block, ...], str]:
    """Return the blocks of a page and its title; `whole` keeps everything (a document, not a site's page).

    Raises:
        FileRefused: There is no markup in it (outcome UNREADABLE).
    """
    root = _parse_markup(text)
    title = _page_title(root)
    body = root.find("body")
    if body is None:
        body = root
    remove_furniture(body)
    article = body if whole else find_article(body)
    blocks = read_blocks(article)
    heading = _first_heading(body)
    if article is not body and heading and not _states(blocks, heading):
        blocks = [Block(kind=BlockKind.HEADING, text=heading, heading_level=1), *blocks]
    elif article is not body and title and not _states(blocks, title) and title == _page_title_in_metas(root):
        blocks = [Block(kind=BlockKind.HEADING, text=title, heading_level=1), *blocks]
    return tuple(blocks), title


def _parse_markup(text: str) -> Element:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise FileRefused("网页内容无法解析，请重新保存网页后重试。", outcome=OutcomeCode.UNREADABLE) from error
    if root is None:
        raise FileRefused("网页内容无法解析，请重新保存网页后重试。", outcome=OutcomeCode.UNREADABLE)
    return root


def _page_title(root: Element) -> str:
    stated = _page_title_in_metas(root)
    if stated:
        return stated
    title = clean_line(root.findtext("head/title") or root.findtext(".//title") or "")
    shorter = _SITE_SUFFIX.sub("", title)
    return shorter if len(shorter) >= 4 else title


def _page_title_in_metas(root: Element) -> str:
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "") in _TITLE_METAS:
            content = clean_line(meta.get("content") or "")
            if content:
                return content
    return ""


def _first_heading(body: Element) -> str:
    heading = next(iter(body.iter("h1")), None)
    return clean_line(" ".join(heading.itertext())) if heading is not None else ""


def _states(blocks: list[Block], title: str) -> bool:
    wanted = re.sub(r"\s", "", title)
    return any(wanted in re.sub(r"\s", "", block.text) for block in blocks[:10])
