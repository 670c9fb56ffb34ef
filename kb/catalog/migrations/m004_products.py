"""Schema 4: what people made from documents (cards, questions, drafts), every change of it, and the spans it rests on.

Nothing here is needed to search or read: a base of an earlier schema opened for reading only holds no products.
Every version keeps its body and its sources. `live` marks the sources of the newest version and of the approved one in
use: those alone follow their documents. Documents may be gone, hence no foreign key to them. `heading_path` is UTF-8
JSON; `since` is the day from which a newer edition counts, "" when it counts already.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE products (
        product_no INTEGER PRIMARY KEY AUTOINCREMENT,
        product_id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        version INTEGER NOT NULL,
        approved_version INTEGER NOT NULL DEFAULT 0,
        approved_on TEXT NOT NULL DEFAULT '',
        review_on TEXT NOT NULL DEFAULT '',
        made_by TEXT NOT NULL,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX products_by_kind ON products (kind, state)",
    """
    CREATE TABLE product_versions (
        version_no INTEGER PRIMARY KEY AUTOINCREMENT,
        product_id TEXT NOT NULL REFERENCES products (product_id),
        version INTEGER NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (product_id, version)
    )
    """,
    """
    CREATE TABLE product_sources (
        source_no INTEGER PRIMARY KEY AUTOINCREMENT,
        product_id TEXT NOT NULL REFERENCES products (product_id),
        version INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        document_id TEXT NOT NULL,
        work_id TEXT NOT NULL,
        title TEXT NOT NULL,
        heading_path TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        quote TEXT NOT NULL,
        live INTEGER NOT NULL,
        UNIQUE (product_id, version, ordinal)
    )
    """,
    "CREATE INDEX product_sources_by_document ON product_sources (document_id) WHERE live",
    "CREATE INDEX product_sources_by_work ON product_sources (work_id) WHERE live",
    """
    CREATE TABLE product_changes (
        change_no INTEGER PRIMARY KEY AUTOINCREMENT,
        product_id TEXT NOT NULL REFERENCES products (product_id),
        version INTEGER NOT NULL,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        state TEXT NOT NULL,
        note TEXT NOT NULL
    )
    """,
    "CREATE INDEX product_changes_by_product ON product_changes (product_id)",
    """
    CREATE TABLE stale_sources (
        stale_no INTEGER PRIMARY KEY AUTOINCREMENT,
        source_no INTEGER NOT NULL REFERENCES product_sources,
        new_document_id TEXT NOT NULL,
        old_text TEXT NOT NULL,
        new_text TEXT NOT NULL,
        new_start INTEGER NOT NULL,
        new_end INTEGER NOT NULL,
        new_heading_path TEXT NOT NULL,
        how TEXT NOT NULL CHECK (how IN ('changed', 'removed')),
        since TEXT NOT NULL,
        found_at TEXT NOT NULL,
        settled_at TEXT NOT NULL DEFAULT '',
        settled_by TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE UNIQUE INDEX stale_sources_open ON stale_sources (source_no) WHERE settled_at = ''",
    "CREATE INDEX stale_sources_by_document ON stale_sources (new_document_id) WHERE settled_at = ''",
)
