"""Web pages: the article with headings, lists and tables, without the furniture of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree, html

from ingest.decoding import decode
from ingest.parsers.cleaning import clean_line
from ingest.parsers.html_archive import is_archive, unpack
from ingest.parsers.html_article import attached_files, find_text_box, remove_furniture, remove_invisible
from ingest.parsers.html_blocks import read_blocks
from ingest.parsers.html_hidden import Element
from ingest.parsers.html_lines import choose_blocks
from ingest.records import Block, OutcomeCode, ParsedFile
from kb.errors import FileRefused

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SITE_SUFFIX = re.compile(r"\s*(?:[-_|｜—–]{1,2}|\s>\s)\s*[^-_|｜—–>]{2,30}$")
_SHOWN_FILES = 5
_TITLE_METAS = ("ArticleTitle", "og:title", "title")


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse a web page, also one saved with its pictures in one file (.mht).

    Raises:
        FileRefused: The encoding cannot be recognised, there is no markup in it, or only frames.
    """
    page, charset = unpack(data) if is_archive(data) else (data, "")
    declared = _CHARSET.search(page[:4096])
    decoded = decode(page, charset or (declared.group(1).decode("ascii", "ignore") if declared else ""))
    root = _parse_markup(decoded.text)
    if root.find(".//frameset") is not None and not _has_text(root):
        raise FileRefused(
            "网页里只有框架，正文在另外的页面里；请在浏览器中单独打开正文页再保存。", outcome=OutcomeCode.NO_TEXT
        )
    read = _read(root, whole=False)
    warnings = (f"有 {decoded.lost} 处字节无法识别，已用“\ufffd”代替。",) if decoded.lost else ()
    return ParsedFile(
        media_type="text/html",
        blocks=read.blocks,
        title=read.title,
        warnings=warnings + _attachment_warning(read.files),
    )


def read_page(text: str, *, whole: bool = False) -> tuple[tuple[Block, ...], str]:
    """Return the blocks of a page and its title; `whole` keeps everything (a document, not a site's page).

    Raises:
        FileRefused: There is no markup in it (outcome UNREADABLE).
    """
    read = _read(_parse_markup(text), whole=whole)
    return read.blocks, read.title


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadPage:
    blocks: tuple[Block, ...]
    title: str
    files: tuple[str, ...] = ()


def _read(root: Element, *, whole: bool) -> _ReadPage:
    title = _page_title(root)
    body = root.find("body")
    if body is None:
        body = root
    remove_invisible(body)
    if whole:
        return _ReadPage(blocks=tuple(one.block for one in read_blocks(body)), title=title)
    site = remove_furniture(body)
    box = find_text_box(body)
    titles = [name for name in (_page_title_in_metas(root), _first_heading(body), title) if name]
    blocks = choose_blocks(read_blocks(body, box), titles, boxed=box is not None, site=site)
    return _ReadPage(blocks=tuple(blocks), title=title, files=tuple(attached_files(body)))


def _has_text(root: Element) -> bool:
    return any(text.strip() for part in root.iter("body", "p", "div", "td") for text in part.itertext())


def _attachment_warning(files: Sequence[str]) -> tuple[str, ...]:
    if not files:
        return ()
    shown = "、".join(files[:_SHOWN_FILES]) + (" 等" if len(files) > _SHOWN_FILES else "")
    return (f"网页的 {len(files)} 个附件（{shown}）不在此文件中，需要时请下载后另行入库。",)


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
