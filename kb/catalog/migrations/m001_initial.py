"""Schema 1: documents with their text, sections, chunks and vectors; outbox, corrections, audit.

Offsets count code points of the document's text and are half-open. JSON columns hold UTF-8 JSON.
Vectors are little-endian float32, so exact search from here and every projection compare equal numbers.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE documents (
        document_no INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id TEXT NOT NULL UNIQUE,
        work_id TEXT NOT NULL,
        source_uri TEXT NOT NULL,
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        byte_count INTEGER NOT NULL,
        character_count INTEGER NOT NULL,
        chunk_count INTEGER NOT NULL,
        original_sha256 TEXT NOT NULL,
        approved INTEGER NOT NULL,
        ingested_at TEXT NOT NULL,
        pages TEXT NOT NULL,
        warnings TEXT NOT NULL,
        metadata TEXT NOT NULL,
        title TEXT AS (json_extract(metadata, '$.title')) VIRTUAL,
        doc_type TEXT AS (json_extract(metadata, '$.doc_type')) VIRTUAL,
        region TEXT AS (json_extract(metadata, '$.region')) VIRTUAL,
        level TEXT AS (json_extract(metadata, '$.level')) VIRTUAL,
        status TEXT AS (json_extract(metadata, '$.status')) VIRTUAL,
        effective_on TEXT AS (json_extract(metadata, '$.effective_on')) VIRTUAL
    )
    """,
    "CREATE INDEX documents_by_source ON documents (source_uri)",
    "CREATE INDEX documents_by_work ON documents (work_id)",
    """
    CREATE TABLE document_texts (
        document_no INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        text TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE sections (
        document_no INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        parent INTEGER NOT NULL,
        depth INTEGER NOT NULL,
        kind TEXT NOT NULL,
        label TEXT NOT NULL,
        title TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        PRIMARY KEY (document_no, ordinal)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE chunks (
        chunk_no INTEGER PRIMARY KEY AUTOINCREMENT,
        document_no INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        section INTEGER NOT NULL,
        kind TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        page INTEGER,
        header_start INTEGER,
        header_end INTEGER,
        content_hash TEXT NOT NULL,
        heading_path TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX chunks_by_document ON chunks (document_no, ordinal)",
    "CREATE INDEX chunks_by_content ON chunks (content_hash)",
    """
    CREATE TABLE encoders (
        encoder_no INTEGER PRIMARY KEY,
        encoder_id TEXT NOT NULL UNIQUE,
        dimension INTEGER NOT NULL,
        is_current INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE vectors (
        vector_no INTEGER PRIMARY KEY,
        encoder_no INTEGER NOT NULL REFERENCES encoders,
        content_hash TEXT NOT NULL,
        vector BLOB NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX vectors_by_content ON vectors (content_hash, encoder_no)",
    """
    CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        operation TEXT NOT NULL CHECK (operation IN ('upsert', 'remove')),
        document_id TEXT NOT NULL
    )
    """,
    "CREATE INDEX outbox_by_document ON outbox (document_id)",
    """
    CREATE TABLE projection_state (
        name TEXT PRIMARY KEY,
        generation INTEGER NOT NULL,
        applied_seq INTEGER NOT NULL,
        writing INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE corrections (
        scope TEXT NOT NULL,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        editor TEXT NOT NULL,
        corrected_at TEXT NOT NULL,
        PRIMARY KEY (scope, field)
    )
    """,
    """
    CREATE TABLE audit (
        audit_no INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        document_id TEXT NOT NULL,
        detail TEXT NOT NULL
    )
    """,
)
