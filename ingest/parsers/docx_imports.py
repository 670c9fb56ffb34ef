"""Read the web pages that some law databases embed in a .docx instead of a body (w:altChunk), and diagrams."""

from __future__ import annotations

import email
import email.policy
import posixpath

from ingest.decoding import decode
from ingest.parsers.html import read_page
from ingest.parsers.ooxml import Element, OfficePackage
from ingest.records import Block
from kb.errors import FileRefused

_MAX_PARTS = 50
_PAGES = (".mht", ".mhtml", ".htm", ".html", ".xhtml", ".txt")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"


def read_diagram(package: OfficePackage, main: str, relation_id: str) -> tuple[str, ...]:
    """Return the texts of a diagram (SmartArt, mostly the chart of an organisation), one per shape, in order."""
    root = package.part(package.relation_target(main, relation_id))
    shapes: list[Element] = list(root.iter(_DIAGRAM + "t")) if root is not None else []
    texts = (" ".join("".join(p.itertext(_A + "t")) for p in shape.iter(_A + "p")) for shape in shapes)
    return tuple(text for text in map(str.strip, texts) if text)


def read_imported(package: OfficePackage, main: str, relation_id: str) -> list[Block]:
    """Return the blocks of the embedded page `relation_id`; empty when it cannot be read."""
    target = package.relation_target(main, relation_id)
    content = package.bytes_of(target) if posixpath.splitext(target)[1].lower() in _PAGES else None
    if content is None:
        return []
    try:
        return list(read_page(_page_text(content, target), whole=True)[0])
    except FileRefused:
        return []


def _page_text(content: bytes, target: str) -> str:
    if not target.lower().endswith((".mht", ".mhtml")):
        return decode(content).text
    message = email.message_from_bytes(content, policy=email.policy.default)
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS:
            break
        if part.get_content_type() in ("text/html", "text/plain"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return decode(payload, part.get_content_charset() or "").text
    return ""
