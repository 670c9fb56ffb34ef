"""Word documents: body in order, automatic numbers printed, merged cells filled, changes accepted."""

from __future__ import annotations

import posixpath

from ingest.parsers.cleaning import clean_line, confirmed_title
from ingest.parsers.docx_body import BodyContext, read_body
from ingest.parsers.docx_definitions import read_numbering, read_styles
from ingest.parsers.docx_imports import read_imported
from ingest.parsers.docx_runs import read_runs
from ingest.parsers.numbering import NumberingState
from ingest.parsers.ooxml import Element, OfficePackage, W
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SEPARATOR_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse a .docx.

    Raises:
        FileRefused: Damaged, encrypted or unsafe.
    """
    package = OfficePackage(data)
    main = package.main_part()
    document = package.part(main)
    body = document.find(W + "body") if document is not None else None
    if body is None:
        raise FileRefused("文件缺少正文部分，可能已损坏，请重新获取。", outcome=OutcomeCode.UNREADABLE)
    folder = posixpath.dirname(main)
    style_root = package.part(posixpath.join(folder, "styles.xml"))
    styles, default_style = read_styles(style_root)
    instances = read_numbering(package.part(posixpath.join(folder, "numbering.xml")), style_root)
    context = BodyContext(
        styles=styles,
        default_style=default_style,
        numbering=NumberingState(instances),
        notes=_read_notes(package, folder),
        read_import=lambda relation_id: read_imported(package, main, relation_id),
    )
    blocks = tuple(read_body(body, context))
    title = confirmed_title(_core_title(package), (block.text for block in blocks[:30]))
    return ParsedFile(media_type=MEDIA_TYPE, blocks=blocks, title=title)


def _read_notes(package: OfficePackage, folder: str) -> dict[str, str]:
    notes: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        root = package.part(posixpath.join(folder, f"{kind}s.xml"))
        for note in root.iter(W + kind) if root is not None else ():
            if note.get(W + "type") not in _SEPARATOR_NOTES:
                notes[f"{kind}:{note.get(W + 'id', '')}"] = _note_text(note)
    return notes


def _note_text(note: Element) -> str:
    return clean_line(" ".join(read_runs(paragraph).text for paragraph in note.iter(W + "p")).replace("\n", " "))


def _core_title(package: OfficePackage) -> str:
    root = package.part("docProps/core.xml")
    title = root.find(_TITLE) if root is not None else None
    return clean_line(title.text or "") if title is not None else ""
