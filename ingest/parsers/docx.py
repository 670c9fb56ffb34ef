"""Word documents: body in order, automatic numbers printed, merged cells filled, changes accepted."""

from __future__ import annotations

import posixpath

from ingest.parsers.cleaning import clean_line, confirmed_title
from ingest.parsers.docx_body import BodyContext, BodyReader
from ingest.parsers.docx_definitions import read_hidden_styles, read_numbering, read_styles
from ingest.parsers.docx_imports import read_diagram, read_imported
from ingest.parsers.docx_losses import Losses
from ingest.parsers.numbering import NumberingState
from ingest.parsers.ooxml import Element, OfficePackage, W
from ingest.records import Block, OutcomeCode, ParsedFile
from kb.errors import FileRefused

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SEPARATOR_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse a .docx.

    Raises:
        FileRefused: Damaged, encrypted or unsafe.
    """
    return _parse(data, is_import=False)


def _parse(data: bytes, *, is_import: bool) -> ParsedFile:
    package = OfficePackage(data)
    main = package.main_part()
    document = package.part(main)
    body = document.find(W + "body") if document is not None else None
    if body is None:
        raise FileRefused("文件缺少正文部分，可能已损坏，请重新获取。", outcome=OutcomeCode.UNREADABLE)
    losses = Losses()
    blocks = tuple(BodyReader(_context(package, main, losses, is_import=is_import)).read(body))
    title = confirmed_title(_core_title(package), (block.text for block in blocks[:30]))
    return ParsedFile(media_type=MEDIA_TYPE, blocks=blocks, title=title, warnings=losses.warnings(blocks, body))


def _context(package: OfficePackage, main: str, losses: Losses, *, is_import: bool) -> BodyContext:
    folder = posixpath.dirname(main)
    style_root = package.part(posixpath.join(folder, "styles.xml"))
    styles, default_style = read_styles(style_root)
    instances = read_numbering(package.part(posixpath.join(folder, "numbering.xml")), style_root)
    return BodyContext(
        styles=styles,
        default_style=default_style,
        numbering=NumberingState(instances),
        hidden_styles=read_hidden_styles(style_root),
        read_note=_read_notes(package, folder).get,
        read_import=lambda relation_id: _imported(package, main, relation_id, deeper=not is_import),
        read_diagram=lambda relation_id: read_diagram(package, main, relation_id),
        losses=losses,
    )


def _imported(package: OfficePackage, main: str, relation_id: str, *, deeper: bool) -> list[Block]:
    """Return the blocks of an embedded page or, one level `deeper`, of an embedded .docx."""
    target = package.relation_target(main, relation_id)
    content = package.bytes_of(target) if deeper and target.lower().endswith(".docx") else None
    if content is None:
        return read_imported(package, main, relation_id)
    try:
        return list(_parse(content, is_import=True).blocks)
    except FileRefused:
        return []


def _read_notes(package: OfficePackage, folder: str) -> dict[str, Element]:
    notes: dict[str, Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.part(posixpath.join(folder, f"{kind}s.xml"))
        for note in root.iter(W + kind) if root is not None else ():
            if note.get(W + "type") not in _SEPARATOR_NOTES:
                notes[f"{kind}:{note.get(W + 'id', '')}"] = note
    return notes


def _core_title(package: OfficePackage) -> str:
    root = package.part("docProps/core.xml")
    title = root.find(_TITLE) if root is not None else None
    return clean_line(title.text or "") if title is not None else ""
