"""One file per format; each `parse(data, name)` returns a `ParsedFile` whose blocks are in reading order."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from ingest.records import ParsedFile
from ingest.sniffing import FileFormat

_MODULES: dict[FileFormat, str] = {
    FileFormat.TEXT: "ingest.parsers.text",
    FileFormat.MARKDOWN: "ingest.parsers.markdown",
    FileFormat.HTML: "ingest.parsers.html",
    FileFormat.DOCX: "ingest.parsers.docx",
    FileFormat.PDF: "ingest.parsers.pdf",
    FileFormat.OFD: "ingest.parsers.ofd",
    FileFormat.PNG: "ingest.parsers.images",
    FileFormat.JPEG: "ingest.parsers.images",
    FileFormat.TIFF: "ingest.parsers.images",
    FileFormat.XLSX: "ingest.parsers.xlsx",
    FileFormat.XLS: "ingest.parsers.xls",
    FileFormat.CSV: "ingest.parsers.comma_separated",
    FileFormat.DOC: "ingest.parsers.anydoc_reader",
    FileFormat.RTF: "ingest.parsers.anydoc_reader",
    FileFormat.PPTX: "ingest.parsers.slides",
}


def parse_as(file_format: FileFormat, data: bytes, name: str) -> ParsedFile:
    """Parse `data` with the parser of `file_format`; parsers are imported on first use.

    Raises:
        FileRefused: The parser names the outcome and the reason.
    """
    parser = import_module(_MODULES[file_format])
    return cast(ParsedFile, parser.parse(data, name))
