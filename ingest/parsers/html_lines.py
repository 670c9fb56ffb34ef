"""Choose among the blocks of a page: what stands in the box of the text, and what around it belongs to the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from ingest.parsers.furniture import find_furniture, is_widget, without_widgets
from ingest.records import Block, BlockKind

# Labels of the index table and of the line below the title (GB/T 政府信息公开 pages and their like).
_LABEL = re.compile(
    r"(?:索\s*引\s*号|发\s*文\s*机\s*关|发布(?:机构|机关|单位|日期|时间)|成文日期|生成日期|发文日期|印发日期|发文字号|文\s*号|主题(?:词|分类)|组配分类|信息(?:名称|来源|分类|索引)"
    r"|有\s*效\s*性|(?:生效|施行|废止|失效)日期|来\s*源|作\s*者|公开(?:方式|属性|形式)|标\s*题|名\s*称|体裁分类|时\s*间|日\s*期|文件(?:编号|类型)|体\s*裁)\s*[:：]"
)
_DATE = re.compile(r"(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}")
_PAPER = re.compile(r"[〔\[(（](?:19|20)\d\d[〕\])）]\s*\d+\s*号")
_FILE = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|rar|zip|7z|ceb|pptx?)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[。；！？]")
_FEWEST = 4  # characters of a title
_LONG = 25
_HEAD = 30  # blocks among which the line with date, source and counters stands


class Zone(IntEnum):
    """Where a block stands."""

    BEFORE = 0
    INSIDE = 1
    AFTER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBlock:
    """A block with its place on the page; INSIDE for every block of a page whose box of text is unknown."""

    block: Block
    zone: Zone


def choose_blocks(placed: Sequence[PlacedBlock], titles: Sequence[str], *, boxed: bool, site: bool) -> list[Block]:
    """Return the blocks that make up the document, the title as a heading of the first level.

    Args:
        titles: What the page calls itself, the surest first.
        boxed: The box of the text is known, so that what is outside has to show why it belongs to the text.
        site: Furniture was found on the page; a page without any is a document and stays whole.
    """
    edge = [one.block.text for one in (*placed[:3], *placed[-3:])]
    if not site and not boxed and not any(map(is_widget, edge)):
        return [one.block for one in placed]
    placed = [part for one in placed for part in _dissolved(one)]
    title = _title_place(placed, titles)
    widgets = _widgets([one.block for one in placed])
    kept: list[Block] = []
    for number, one in enumerate(placed):
        before = one.zone is Zone.BEFORE or (not boxed and number < title)
        if number == title:
            kept.append(_as_title(one.block))
        elif (
            number in widgets
            or (before and not _leads_in(one.block))
            or (one.zone is Zone.AFTER and not _follows(one.block))
        ):
            continue
        else:
            kept += _without_widgets(one.block) if number < _HEAD or before else [one.block]
    return kept if title >= 0 else _headed(kept, titles)


def _dissolved(placed: PlacedBlock) -> list[PlacedBlock]:
    """Turn a table of one row that holds tools of the site into lines: it only arranged them."""
    rows = placed.block.rows
    if len(rows) != 1 or not any(map(is_widget, rows[0])):
        return [placed]
    return [PlacedBlock(block=Block(kind=BlockKind.PARAGRAPH, text=cell), zone=placed.zone) for cell in rows[0] if cell]


def _widgets(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the numbers of blocks that are furniture by their words or their place."""
    found = find_furniture([block.text or "表" * _LONG + "。" for block in blocks])
    alone = {
        number for number, block in enumerate(blocks) if block.kind is not BlockKind.TABLE and is_widget(block.text)
    }
    return found.widgets | found.others | alone


def _title_place(placed: Sequence[PlacedBlock], titles: Sequence[str]) -> int:
    """Return the number of the block that is the title, -1 when none is."""
    dense = [_dense(one.block.text) for one in placed[:80]]
    for title in map(_dense, titles):
        if len(title) >= _FEWEST and title in dense:
            return dense.index(title)
    best, place = _FEWEST - 1, -1
    whole = _dense(titles[-1]) if titles else ""
    for number, text in enumerate(dense):
        fitting = text in whole or (len(whole) >= 2 * _FEWEST and whole in text)
        starts = whole.startswith(text) or placed[number].block.heading_level is not None or len(text) > len(whole) / 2
        if len(text) > best and fitting and starts and len(text) <= 80:
            best, place = len(text), number
    return place


def _leads_in(block: Block) -> bool:
    """Tell whether a block before the text says something about it."""
    if block.kind is BlockKind.TABLE:
        return True
    text = block.text
    if _LABEL.match(text) or _PAPER.search(text) or (_DATE.search(text) and len(text) <= 80):
        return True
    return len(text) >= _LONG and _SENTENCE.search(text) is not None


def _follows(block: Block) -> bool:
    """Tell whether a block after the text belongs to it: a table, an attachment, a sentence."""
    if block.kind is BlockKind.TABLE or block.text.startswith("附件") or _FILE.search(block.text):
        return True
    return len(block.text) >= _LONG and _SENTENCE.search(block.text) is not None


def _without_widgets(block: Block) -> list[Block]:
    if block.kind is BlockKind.TABLE:
        return [block]
    text = without_widgets(block.text)
    return [replace(block, text=text)] if text else []


def _as_title(block: Block) -> Block:
    return replace(block, kind=BlockKind.HEADING, heading_level=1)


def _headed(blocks: list[Block], titles: Sequence[str]) -> list[Block]:
    """Put the title that only the head of the page states before the text, after the lines that lead in."""
    if len(titles) < 2:
        return blocks
    return [Block(kind=BlockKind.HEADING, text=titles[0], heading_level=1), *blocks]


def _dense(text: str) -> str:
    return re.sub(r"\s", "", text)
