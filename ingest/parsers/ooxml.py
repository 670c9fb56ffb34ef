"""XML parts of an office file, parsed without entities, network or unlimited depth."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.archives import check_archive, open_archive, read_member, read_xml_member
from ingest.records import OutcomeCode
from kb.errors import FileRefused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", S[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATION_ID[1:-3].encode()),
)
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

Element = Any  # lxml ships no types


class OfficePackage:
    """An opened .docx or .xlsx; parts are unpacked on demand."""

    def __init__(self, data: bytes) -> None:
        self._archive: zipfile.ZipFile = open_archive(data)
        check_archive(self._archive)
        self._names = set(self._archive.namelist())

    def main_part(self, default: str = "word/document.xml") -> str:
        """Return the name of the document part, as the package relationships state it, else `default`."""
        root = self.part("_rels/.rels")
        if root is not None:
            for relation in root.iter(_RELATIONS + "Relationship"):
                if relation.get("Type", "").endswith("/officeDocument"):
                    return posixpath.normpath(str(relation.get("Target", "")).lstrip("/"))
        return default

    def part(self, name: str) -> Element | None:
        """Return the root element of a part, None when there is no such part.

        Raises:
            FileRefused: The part is damaged or unsafe.
        """
        if name not in self._names:
            return None
        return parse_xml(read_xml_member(self._archive, name))

    def bytes_of(self, name: str) -> bytes | None:
        """Return the bytes of a part, None when there is no such part.

        Raises:
            FileRefused: The part is damaged.
        """
        return read_member(self._archive, name) if name in self._names else None

    def stream(self, name: str, starts: str, ends: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
        """Yield ("start", element) for tags `starts`, ("end", element) for tags `ends`; nothing without the part.

        An element that has ended is emptied afterwards, so memory does not grow with the part.

        Raises:
            FileRefused: The part is damaged or unsafe.
        """
        if name in self._names:
            yield from _stream(_transitional(read_xml_member(self._archive, name)), starts, ends)

    def relation_target(self, source: str, relation_id: str) -> str:
        """Return the part inside the package that a relation of `source` points at, "" for none."""
        folder, file_name = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", file_name + ".rels"))
        for relation in root.iter(_RELATIONS + "Relationship") if root is not None else ():
            if relation.get("Id") == relation_id and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                absolute = target.startswith("/")
                return posixpath.normpath(target.lstrip("/") if absolute else posixpath.join(folder, target))
        return ""


def parse_xml(content: bytes) -> Element:
    """Parse XML bytes; strict OOXML is read as transitional.

    Raises:
        FileRefused: Not well-formed, or nested beyond the parser's limits (outcome UNREADABLE).
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(_transitional(content), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged() from error


def _stream(content: bytes, starts: str, ends: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    events = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), tag=(starts, *ends),
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for event, element in events:
            if event == "start" and element.tag == starts:
                yield event, element
            elif event == "end":
                if element.tag in ends:
                    yield event, element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged() from error


def _transitional(content: bytes) -> bytes:
    """Give strict OOXML the names of the transitional one."""
    for strict, transitional in _STRICT:
        content = content.replace(strict, transitional)
    return content


def _damaged() -> FileRefused:
    return FileRefused(
        "文件内部结构已损坏，无法读取正文，请用 Word、Excel 或 WPS 打开修复并另存后重试。",
        outcome=OutcomeCode.UNREADABLE,
    )


def child_value(element: Element | None, name: str, attribute: str = "val") -> str | None:
    """Return attribute w:`attribute` of the child w:`name`, None when either is missing."""
    child = element.find(W + name) if element is not None else None
    return None if child is None else child.get(W + attribute)


def is_on(element: Element | None, name: str) -> bool:
    """Tell whether a toggle such as w:vanish is set on a properties element."""
    child = element.find(W + name) if element is not None else None
    return child is not None and child.get(W + "val", "1") not in ("0", "false", "off")


def as_int(value: str | None, default: int) -> int:
    """Read a decimal attribute, `default` when it is missing or no number."""
    try:
        return int(value) if value is not None and len(value) < 12 else default
    except ValueError:
        return default
