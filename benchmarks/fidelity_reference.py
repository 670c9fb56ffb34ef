"""Independent text of a file: LibreOffice for office documents, pdftotext for PDF. Neither is used by our parsers.

LibreOffice stands behind our .doc parser only as a last resort, with a warning in the document; the benchmark says so.
"""

from __future__ import annotations

import csv
import email
import email.policy
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.fidelity_tables import covered_texts, table_rows
from benchmarks.fidelity_text import without_running_lines

TEXT_DOCUMENTS = frozenset({".docx", ".doc", ".rtf", ".wps"})
PDF_TOOL = "pdftotext"
SHEETS = frozenset({".xls", ".xlsx", ".et"})
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DEFAULT_NAME = re.compile(r"(?i)sheet\d+|工作表\d+")
_AS_TEXT = "txt:Text (encoded):UTF8"
_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"  # every sheet, as displayed
_CHARACTERS_OF_A_TEXT_PAGE = 20
_SECONDS = 120


class NoReference(Exception):
    """No independent text can be made; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What an independent tool reads in a file.

    Attributes:
        readings: The text, then the same in other orders that the tool offers.
        repeatable: The text of every merged cell once for each further place it covers; "" where the tool does not say.
        rows: Table rows with merged cells filled; () where the tool does not say.
        left_out: Running heads, feet and page numbers that were taken out of it.
    """

    tool: str
    readings: tuple[str, ...]
    repeatable: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    left_out: tuple[str, ...] = ()


def reference_of(path: Path, room: Path) -> Reference:
    """Make the independent text of a file.

    Args:
        room: Folder for intermediate files and the profile of LibreOffice.

    Raises:
        NoReference: The tool is missing or fails, the format has none, or the file has no text layer.
    """
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        return _of_pdf(path)
    if suffix in TEXT_DOCUMENTS:
        return _of_text_document(path, room)
    if suffix in SHEETS:
        return _of_workbook(path, room)
    raise NoReference(f"no independent reader for {suffix or 'files without an extension'}")


def _of_pdf(path: Path) -> Reference:
    pages = [page.splitlines() for page in _pdf_text(path).split("\f")]
    pages = [[line for line in page if line.strip()] for page in pages]
    if sum(len(line.strip()) for page in pages for line in page) < _CHARACTERS_OF_A_TEXT_PAGE * len(pages):
        raise NoReference("a scan: there is no text layer")
    kept, left_out = without_running_lines(pages)
    drawn, _ = without_running_lines(
        [[line for line in page.splitlines() if line.strip()] for page in _pdf_text(path, "-layout").split("\f")]
    )
    readings = tuple("\n".join(line for page in some for line in page) for some in (kept, drawn))
    return Reference(tool=PDF_TOOL, readings=readings, left_out=tuple(left_out))


def _pdf_text(path: Path, *options: str) -> str:
    return _run([PDF_TOOL, "-enc", "UTF-8", *options, str(path), "-"])


def _of_text_document(path: Path, room: Path) -> Reference:
    text = _converted(path, room, _AS_TEXT, ".txt")
    if not text.strip() and (page := _web_page_inside(path)):
        source = room / f"{path.stem}.html"
        source.write_text(page, encoding="utf-8")
        text = _converted(source, room, _AS_TEXT, ".txt")
    tree = ElementTree.fromstring(_converted(path, room, "fodt", ".fodt"))
    return Reference(
        tool="LibreOffice",
        readings=(text,),
        repeatable="\n".join(covered_texts(tree)),
        rows=tuple(table_rows(tree)),
    )


def _web_page_inside(path: Path) -> str:
    """Return the web page that a .docx includes instead of text (w:altChunk, which LibreOffice leaves out), or ""."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".mht", ".mhtml"))]
        if not names:
            return ""
        message = email.message_from_bytes(archive.read(names[0]), policy=email.policy.default)
    parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    return str(parts[0].get_content()) if parts else ""


def _of_workbook(path: Path, room: Path) -> Reference:
    tree = ElementTree.fromstring(_converted(path, room, "fods", ".fods"))
    convert(path, room, _AS_CSV)
    texts: list[str] = []
    for table in tree.iter(f"{_TABLE}table"):
        name = table.get(f"{_TABLE}name", "")
        rows = _csv_cells(room / f"{path.stem}-{name}.csv")
        if rows:
            texts += rows if _DEFAULT_NAME.fullmatch(name) else [name, *rows]  # "Sheet1" says nothing
    return Reference(
        tool="LibreOffice",
        readings=("\n".join(texts),),
        repeatable="\n".join(covered_texts(tree)),
        rows=tuple(table_rows(tree)),
    )


def _csv_cells(path: Path) -> list[str]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [cell for row in csv.reader(lines) for cell in row if cell.strip()]


def _converted(path: Path, room: Path, target: str, suffix: str) -> str:
    convert(path, room, target)
    result = room / f"{path.stem}{suffix}"
    if not result.is_file():
        raise NoReference(f"LibreOffice made no {suffix} of it")
    return result.read_text(encoding="utf-8-sig")


def convert(path: Path, room: Path, target: str) -> None:
    """Convert with LibreOffice into the folder `room`, where its profile lies too.

    Args:
        target: Suffix and filter, as `soffice --convert-to` takes them.

    Raises:
        NoReference: LibreOffice is missing, fails or takes too long.
    """
    profile = f"-env:UserInstallation={(room / 'profile').absolute().as_uri()}"
    _run(["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(room), str(path)])


def _run(command: Sequence[str]) -> str:
    program = shutil.which(command[0])
    if program is None:
        raise NoReference(f"{command[0]} is not installed")
    try:
        done = subprocess.run([program, *command[1:]], capture_output=True, timeout=_SECONDS, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NoReference(f"{command[0]}: {error}") from error
    return done.stdout.decode("utf-8", "replace")
