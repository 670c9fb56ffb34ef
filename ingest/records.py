"""Records of the way from a file to a document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class OutcomeCode(StrEnum):
    """What became of one file; the Chinese names are in `OUTCOME_ZH`."""

    ADDED = "added"
    REPLACED = "replaced"
    REREAD = "reread"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    PARTIAL = "partial"
    EMPTY = "empty"
    NO_TEXT = "no_text"
    UNREADABLE = "unreadable"
    WRONG_EXTENSION = "wrong_extension"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    REFUSED = "refused"
    STORE_FAILED = "store_failed"


OUTCOME_ZH: dict[OutcomeCode, str] = {
    OutcomeCode.ADDED: "已入库",
    OutcomeCode.REPLACED: "已替换旧版",
    OutcomeCode.REREAD: "已重新读取",
    OutcomeCode.UNCHANGED: "内容未变，跳过",
    OutcomeCode.DUPLICATE: "与已有文档相同，跳过",
    OutcomeCode.PARTIAL: "部分入库",
    OutcomeCode.EMPTY: "空文件",
    OutcomeCode.NO_TEXT: "没有可用文字",
    OutcomeCode.UNREADABLE: "无法读取",
    OutcomeCode.WRONG_EXTENSION: "扩展名与内容不符",
    OutcomeCode.ENCRYPTED: "文件已加密",
    OutcomeCode.UNSUPPORTED: "暂不支持的格式",
    OutcomeCode.TOO_LARGE: "文件过大",
    OutcomeCode.TIMED_OUT: "解析超时",
    OutcomeCode.REFUSED: "存在安全风险，拒绝解析",
    OutcomeCode.STORE_FAILED: "写入失败",
}

# The generation of our parsers, structure, chunking and metadata. Raise it with every change that makes documents
# come out differently: what an older generation read is then named, and `yubei ingest --again` reads it anew.
READER_VERSION = 2
SEARCHABLE_OUTCOMES = frozenset(
    {
        OutcomeCode.ADDED,
        OutcomeCode.REPLACED,
        OutcomeCode.REREAD,
        OutcomeCode.UNCHANGED,
        OutcomeCode.DUPLICATE,
        OutcomeCode.PARTIAL,
    }
)


class BlockKind(StrEnum):
    """What a parser saw."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading or table of a parsed file, in reading order.

    Attributes:
        text: Without line breaks inside a paragraph; automatic numbers are part of it. For a table: "".
        heading_level: 1-based outline level when the format states one (style, Markdown #, <h1>), else None.
        page: 1-based page on which it begins, None when the format has none.
        page_breaks: (offset in `text`, page) for every later page that begins inside the paragraph, in order; for a
            table (number of its first row on that page, page).
        rows: Cells of a table, merged cells repeated in every cell they cover; all rows equally long.
        header_row_count: How many of the first rows are the header.
        confidence: Mean recognition confidence of its characters, 0.0-1.0; None when the text was not recognised
            from an image.
        recognised: (start, end, lowest confidence of a character) of the runs of `text` that were recognised; each
            is either sure or doubtful (`kb.records.DOUBTFUL_BELOW`).
    """

    kind: BlockKind
    text: str = ""
    heading_level: int | None = None
    page: int | None = None
    page_breaks: tuple[tuple[int, int], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    header_row_count: int = 0
    confidence: float | None = None
    recognised: tuple[tuple[int, int, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFile:
    """What a parser returns.

    Attributes:
        title: Title stated by the format itself (docx core property, <title>), "" when none.
        warnings: Chinese sentences about what was lost or repaired.
    """

    media_type: str
    blocks: tuple[Block, ...]
    title: str = ""
    page_count: int | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file found on disk or uploaded, not yet read.

    Attributes:
        refusal: A Chinese sentence why it must not be read (a link out of its folder); "" for all others.
    """

    path: Path
    source_uri: str
    byte_count: int
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """What became of one file.

    Attributes:
        reason: A Chinese sentence: why, and what to do; "" when there is nothing to say.
        document_id: "" when nothing is stored.
        read_by_older: It is stored as an earlier generation of the parsers read it (see `READER_VERSION`).
        stale_products: Ids of the cards, questions and drafts that rest on clauses it changed.
    """

    source_uri: str
    code: OutcomeCode
    reason: str = ""
    document_id: str = ""
    title: str = ""
    character_count: int = 0
    chunk_count: int = 0
    seconds: float = 0.0
    read_by_older: bool = False
    stale_products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A step of long work, for the command line and the page.

    Attributes:
        stage: Chinese name of what is being done.
        rate: Units per second since the start, 0.0 while unknown.
        remaining_seconds: Estimate; None while unknown.
    """

    stage: str
    done: int
    total: int
    unit: str
    rate: float = 0.0
    remaining_seconds: float | None = None
    current: str = ""
