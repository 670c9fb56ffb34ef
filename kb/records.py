"""The records that travel between the stages: the vocabulary of the whole product.

All are frozen; nobody edits one, they make the next one with `dataclasses.replace`.
Offsets count Unicode code points in `Document.text` and are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class DocumentStatus(StrEnum):
    """Legal standing of a document on a date; the Chinese names are in `STATUS_ZH`."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    DRAFT = "draft"


STATUS_ZH: dict[DocumentStatus, str] = {
    DocumentStatus.IN_FORCE: "现行",
    DocumentStatus.NOT_YET: "尚未施行",
    DocumentStatus.SUPERSEDED: "被替代",
    DocumentStatus.REPEALED: "废止",
    DocumentStatus.DRAFT: "草稿",
}
# What an answer about all versions may rest on: a draft binds nobody and never did.
EVERY_VERSION: tuple[DocumentStatus, ...] = tuple(one for one in DocumentStatus if one is not DocumentStatus.DRAFT)


class SectionKind(StrEnum):
    """What a section is in the structure of a Chinese document."""

    ROOT = "root"
    PART = "part"  # 编
    SUBPART = "subpart"  # 分编
    CHAPTER = "chapter"  # 章
    SECTION = "section"  # 节
    ARTICLE = "article"  # 条
    HEADING = "heading"  # 一、 （一） 1. 1.1 Markdown, heading styles
    APPENDIX = "appendix"  # 附件 附录
    TABLE = "table"


class ChunkKind(StrEnum):
    """What the text of a chunk is."""

    TEXT = "text"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range of code points in `Document.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AsRead:
    """What the text gave for a field before an editor corrected it.

    Attributes:
        value: JSON of the value: a string, a list of strings, or null.
        span: Where it was read, None when it stood nowhere.
    """

    field: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about a document beside its text.

    Every field may be empty: only what the text or the file states is filled in.

    Attributes:
        title: Full title without 《》.
        issuer: Body that issued the document, as written.
        document_number: 文号, brackets normalised to 〔〕.
        doc_type: Id from `doc_types` of the taxonomy, "" when not recognised.
        hazards: Ids from the taxonomy, most prominent first.
        region: Standard name of the division the text speaks for, e.g. 临澜市青泽县柳溪镇.
        level: Id from `issuing_levels`: national, province, city, county, town, village, enterprise.
        status: Standing stated by the text or set by an editor. Standing on a date is
            computed by `kb.standing.standings_on`, which also looks at the dates and versions.
        expires_on: First day on which the document is no longer in force.
        repeals: Titles the text says it retires; "X（1999-01-01）" retires the version of X of that day only.
        security: 密级 or 内部, as marked in the head: 绝密, 机密, 秘密, 内部; "" when there is no mark.
        security_term: 保密期限 as written, e.g. 10年.
        disclosure: 公开属性 as marked: 主动公开, 依申请公开, 不予公开, 公开.
        contact: Person to ask, as named at the end of a notice.
        contact_phone: Their numbers as printed, several joined by 、.
        sources: Field name → span of `Document.text` the value was read from.
        as_read: What was read of the fields an editor corrected.
    """

    title: str = ""
    issuer: str = ""
    document_number: str = ""
    doc_type: str = ""
    hazards: tuple[str, ...] = ()
    region: str = ""
    level: str = ""
    status: DocumentStatus = DocumentStatus.IN_FORCE
    adopted_on: date | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    revised_on: date | None = None
    expires_on: date | None = None
    repeals: tuple[str, ...] = ()
    security: str = ""
    security_term: str = ""
    disclosure: str = ""
    contact: str = ""
    contact_phone: str = ""
    sources: tuple[tuple[str, Span], ...] = ()
    as_read: tuple[AsRead, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStart:
    """Page `number` (1-based) begins at offset `start` of the document text."""

    number: int
    start: int


# On ten scanned pages of a standard 7 of the 9 lines with a wrong character hold one below it, and 30 % of all lines.
DOUBTFUL_BELOW = 0.985


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedSpan:
    """A run of the document text that was recognised from an image, with the confidence of its weakest character.

    Runs are cut where characters are doubtful, so a run is either sure or the doubtful characters themselves.
    """

    start: int
    end: int
    confidence: float

    @property
    def doubtful(self) -> bool:
        """Whether its characters have to be compared with the page."""
        return self.confidence < DOUBTFUL_BELOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A node of the structure tree.

    `start` is where its heading begins, `end` is where its last descendant ends.

    Attributes:
        section_id: "{document_id}:{ordinal}".
        ordinal: Position in document order, 0 is the root.
        parent: Ordinal of the parent, -1 for the root.
        depth: 0 for the root.
        label: Number as printed: 第三条, （二）, 1.2.1; "" when there is none.
        title: Heading text without its number; "" for an article without one.
    """

    section_id: str
    ordinal: int
    parent: int
    depth: int
    kind: SectionKind
    label: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The unit that is indexed, found and cited.

    Invariants: `document.text[start:end] == text`; a chunk lies in one section (or spans whole
    sibling sections, then `section` is the first of them); chunks of a document do not overlap and
    together cover every character of it that is not white space.

    Attributes:
        chunk_id: "{document_id}:{start}-{end}".
        section: Ordinal of the section its text belongs to. A heading without text of its own opens the first
            chunk below it, so a chunk may begin before its section does.
        heading_path: Headings from the outermost inwards, numbers included, e.g.
            ("4 应急响应", "4.2 响应启动"). Not part of `text`.
        page: 1-based page on which the chunk begins; None when the format has no pages.
        header_span: For the later pieces of a long table, where the header row stands.
        content_hash: sha256 of `index_text`; equal hashes share one vector.
    """

    chunk_id: str
    document_id: str
    ordinal: int
    section: int
    kind: ChunkKind
    start: int
    end: int
    text: str
    heading_path: tuple[str, ...]
    page: int | None
    header_span: Span | None
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of one document, as stored.

    Attributes:
        document_id: First 32 hex digits of the sha256 of the original bytes.
        work_id: Groups the versions of one work (same title, issuer and region).
        text: Stored text; every offset in the product points into it. Line ends are "\\n".
        source_uri: Where the file was read from: its absolute path with "/", or "upload/<name>".
        approved: False for what was uploaded in the page until an editor approves it.
        recognised: Runs of the text that come from text recognition (OCR), in order, none overlapping; () when the
            file itself holds the text.
        reader_version: Generation of the parsers that read it, 0 when that was not recorded.
    """

    document_id: str
    work_id: str
    source_uri: str
    file_name: str
    media_type: str
    byte_count: int
    text: str
    pages: tuple[PageStart, ...]
    sections: tuple[Section, ...]
    chunks: tuple[Chunk, ...]
    metadata: Metadata
    ingested_at: datetime
    approved: bool = True
    warnings: tuple[str, ...] = ()
    recognised: tuple[RecognisedSpan, ...] = ()
    reader_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """A document without its text, for lists and for ranking.

    Attributes:
        recognised_characters: How much of its text was recognised from images.
    """

    document_id: str
    work_id: str
    source_uri: str
    file_name: str
    media_type: str
    byte_count: int
    character_count: int
    chunk_count: int
    metadata: Metadata
    standing: DocumentStatus
    superseded_by: str
    ingested_at: datetime
    approved: bool
    warnings: tuple[str, ...] = ()
    recognised_characters: int = 0
    reader_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which documents may be searched; an empty tuple means no restriction.

    Attributes:
        as_of: The day whose law counts; None is today.
        standings: Standings allowed on that day; default: in force only.
        region: A document matches when its region is this one, contains it or is contained in it,
            or when it has none and is national.
    """

    doc_types: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    region: str = ""
    document_ids: tuple[str, ...] = ()
    as_of: date | None = None
    standings: tuple[DocumentStatus, ...] = (DocumentStatus.IN_FORCE,)
    approved_only: bool = False


class AnswerKind(StrEnum):
    """What a question asks for."""

    NUMBER = "number"
    LIMIT = "limit"  # within how long
    DATE = "date"
    BODY = "body"  # who, which department
    PHONE = "phone"
    PLACE = "place"
    LEVEL = "level"
    LIST = "list"
    STEPS = "steps"  # what to do, procedure
    YES_NO = "yes_no"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    CLAUSE = "clause"  # a clause asked for by its number
    STANDING = "standing"  # whether a document is in force
    COMPUTATION = "computation"  # a figure to be computed from others: difference, sum, share, mean, time since
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A spoken phrase of a question and what documents call it.

    Attributes:
        said: As it stands in the question, in normal form.
        means: Words of documents for it, the most telling first; a text meets the phrase by any of them.
        weight: Beside the other phrases of the question, about 0.3 (咋整) to 1 (氨味).
        category: The section of the spoken lexicon.
    """

    said: str
    means: tuple[str, ...]
    weight: float
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question after understanding, ready for retrieval.

    Attributes:
        text: As asked (after the conversation was resolved into it).
        normalized: Text with aliases replaced by canonical terms; for matching, never shown as a quote.
        terms: Canonical and alias terms to add to the lexical query.
        document_names: Titles named in 《》 or by a known short name.
        clause: Clause number asked for, normalised, e.g. 第十九条; "" when none.
        years: Four-digit years named.
        places: Division names named.
        response_level: 1–4 when a level is named, None otherwise.
        response_levels: Every level named: two when a pair is.
        plain_kind: The kind when neither compared, computed nor asked for by number; `kind` for every other question.
        clause_part: What of the clause is asked for, e.g. 第二款第三项.
        document_numbers: 文号 named.
        as_of: The day whose law is asked about; None when the question names none.
        earlier: The text before its revision is asked for.
        sayings: Spoken phrases with the words documents use for them, in the order of the question.
    """

    text: str
    normalized: str
    kind: AnswerKind = AnswerKind.OPEN
    terms: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    document_names: tuple[str, ...] = ()
    clause: str = ""
    years: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    response_level: int | None = None
    response_levels: tuple[int, ...] = ()
    plain_kind: AnswerKind = AnswerKind.OPEN
    clause_part: str = ""
    document_numbers: tuple[str, ...] = ()
    as_of: date | None = None
    earlier: bool = False
    sayings: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkScore:
    """One line of a ranking list: chunk row number in the catalogue and a score, higher is better."""

    chunk_no: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A found chunk with the document it stands in, the input of reading and citing.

    Attributes:
        rank: 1-based.
        parts: Name of each signal → its value, for "why this result".
        same_text_in: Titles of other documents with the same text, which was left out there.
    """

    rank: int
    score: float
    chunk: Chunk
    document: DocumentSummary
    parts: tuple[tuple[str, float], ...] = field(default=())
    same_text_in: tuple[str, ...] = ()
