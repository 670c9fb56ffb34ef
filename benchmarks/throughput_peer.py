"""The other readers, in a Python of their own: reads files on demand, times each, hands back the text.

Run as a script by `benchmarks.throughput`; it imports nothing of this project, so any Python with some of the libraries
will do. First line out: {"readers": {name: [suffixes]}, "versions": {name: version}, "absent": {name: reason}}. Then, per
line in {"reader", "path"}, one line out: {"seconds", "text"} or {"seconds", "error"}.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

Reader = Callable[[Path], str]


def markitdown() -> Reader:
    """All formats to Markdown."""
    converter = importlib.import_module("markitdown").MarkItDown(enable_plugins=False)
    return lambda path: str(converter.convert_local(path).text_content)


def docx2txt() -> Reader:
    """What llama-index and many others read .docx with."""
    library = importlib.import_module("docx2txt")
    return lambda path: str(library.process(str(path)))


def python_docx() -> Reader:
    """Paragraphs and tables in document order."""
    docx, table = importlib.import_module("docx"), importlib.import_module("docx.table").Table

    def read(path: Path) -> str:
        lines: list[str] = []
        for part in docx.Document(str(path)).iter_inner_content():
            rows = [" | ".join(cell.text for cell in row.cells) for row in part.rows] if isinstance(part, table) else []
            lines += rows or ([] if isinstance(part, table) else [part.text])
        return "\n".join(lines)

    return read


def pypdf() -> Reader:
    """What llama-index reads PDF with."""
    library = importlib.import_module("pypdf")
    return lambda path: "\n".join(page.extract_text() for page in library.PdfReader(str(path)).pages)


def pandas() -> Reader:
    """Every sheet as a frame, printed as CSV."""
    library = importlib.import_module("pandas")

    def read(path: Path) -> str:
        if path.suffix == ".csv":
            return str(library.read_csv(path).to_csv(index=False))
        sheets = library.read_excel(path, sheet_name=None)
        return "\n".join(f"{name}\n{frame.to_csv(index=False)}" for name, frame in sheets.items())

    return read


def beautifulsoup() -> Reader:
    """The plain text of a page."""
    library = importlib.import_module("bs4")
    return lambda path: str(library.BeautifulSoup(path.read_bytes(), "html.parser").get_text("\n"))


def trafilatura() -> Reader:
    """The article of a page."""
    library = importlib.import_module("trafilatura")
    return lambda path: str(library.extract(path.read_bytes(), include_tables=True) or "")


def striprtf() -> Reader:
    """Plain text of .rtf."""
    library = importlib.import_module("striprtf.striprtf")
    return lambda path: str(library.rtf_to_text(path.read_bytes().decode("ascii", "replace")))


def python_pptx() -> Reader:
    """Text frames and tables of the slides in order."""
    presentation = importlib.import_module("pptx").Presentation

    def read(path: Path) -> str:
        lines: list[str] = []
        for slide in presentation(str(path)).slides:
            for shape in slide.shapes:
                rows: Any = shape.table.rows if shape.has_table else ()
                lines += [" | ".join(cell.text for cell in row.cells) for row in rows]
                lines += [shape.text_frame.text] if shape.has_text_frame else []
        return "\n".join(lines)

    return read


def plain_utf8() -> Reader:
    """What a loader without a guess at the encoding does."""
    return lambda path: path.read_text(encoding="utf-8")


READERS: dict[str, tuple[Callable[[], Reader], str, str]] = {
    "markitdown": (markitdown, "markitdown", ".docx .xls .xlsx .pdf .html .txt .pptx .csv .doc .rtf .ofd"),
    "docx2txt": (docx2txt, "docx2txt", ".docx"),
    "python-docx": (python_docx, "python-docx", ".docx"),
    "pypdf": (pypdf, "pypdf", ".pdf"),
    "pandas": (pandas, "pandas", ".xls .xlsx .csv"),
    "beautifulsoup": (beautifulsoup, "beautifulsoup4", ".html"),
    "trafilatura": (trafilatura, "trafilatura", ".html"),
    "striprtf": (striprtf, "striprtf", ".rtf"),
    "python-pptx": (python_pptx, "python-pptx", ".pptx"),
    "read_text": (plain_utf8, "", ".txt .csv"),
}


def main() -> None:
    """Say what can be read, then read what is asked for until stdin closes."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stdout = sys.stderr  # a library that prints must not disturb the replies
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    ready: dict[str, Reader] = {}
    absent: dict[str, str] = {}
    versions: dict[str, str] = {}
    for name, (make, package, _) in READERS.items():
        try:
            ready[name] = make()
            versions[name] = importlib.metadata.version(package) if package else ""
        except ImportError as error:
            absent[name] = str(error)
    readers = {name: READERS[name][2].split() for name in ready}
    say(replies, {"readers": readers, "versions": versions, "absent": absent})
    for line in sys.stdin:
        order = json.loads(line)
        say(replies, timed(ready[order["reader"]], Path(order["path"])))


def timed(read: Reader, path: Path) -> dict[str, object]:
    """Read one file; whatever a library raises is its answer."""
    began = time.perf_counter()
    try:
        text = read(path)
    except Exception as error:
        return {"seconds": time.perf_counter() - began, "error": f"{type(error).__name__}: {error}"[:200]}
    return {"seconds": time.perf_counter() - began, "text": text}


def say(replies: Any, content: dict[str, object]) -> None:
    """Write one reply."""
    replies.write(json.dumps(content) + "\n")
    replies.flush()


if __name__ == "__main__":
    main()
