"""Schema 2: how surely the text of a scan was recognised, and which generation of the parsers read a document.

`recognised` is JSON, [[start, end, confidence], …], and stands beside the text: lists of documents do not read it.
Documents stored before have no recognised spans and reader version 0.
"""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE document_texts ADD COLUMN recognised TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE documents ADD COLUMN recognised_characters INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE documents ADD COLUMN reader_version INTEGER NOT NULL DEFAULT 0",
)
