"""How much of the article of a web page is read, and how much of the site's furniture with it.

    python -m benchmarks.html_check [--verbose]

Reads every page of `tests.ingest.parsers.web_pages` with our parser and, where they are installed (no dependencies of
ours), with markitdown, trafilatura and readability-lxml in the same run. Recall: lines of the article found, in order;
leakage: furniture strings found; rows: table rows found cell by cell (ours only: the others print tables as text). A
second table does the same with every class and id taken out of the pages, as a check that no name was learned by heart.
"""

from __future__ import annotations

import argparse
import io
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec

from ingest.parsers import html
from ingest.records import Block
from kb.errors import FileRefused
from tests.ingest.parsers.web_pages import WebPage
from tests.ingest.parsers.web_pages_rare import ALL_PAGES

Reader = Callable[[WebPage], str]
_BLANKS = re.compile(r"[\s|\u3000*#\\]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one reader made of one page."""

    found: int
    leaked: int
    missing: tuple[str, ...]
    leaks: tuple[str, ...]


def ours(page: WebPage) -> str:
    """Read with the parser of this project."""
    try:
        return "\n".join(_lines(html.parse(page.data, f"{page.name}.html").blocks))
    except FileRefused as refusal:
        return refusal.message_zh


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from ["\n".join(row) for row in block.rows] if block.rows else [block.text]


def markitdown(page: WebPage) -> str:
    """Read with markitdown, which keeps the whole page."""
    converter = import_module("markitdown").MarkItDown()
    return str(converter.convert_stream(io.BytesIO(page.data), file_extension=".html").text_content)


def trafilatura(page: WebPage) -> str:
    """Read with trafilatura, set to lose as little as possible."""
    extract = import_module("trafilatura").extract
    return str(extract(page.data, favor_recall=True, include_tables=True, include_comments=False) or "")


def readability(page: WebPage) -> str:
    """Read with readability-lxml; tags are taken off afterwards."""
    document = import_module("readability").Document(page.data.decode("utf-8", "replace"))
    return re.sub(r"<[^>]+>", "\n", str(document.title()) + "\n" + str(document.summary()))


READERS: dict[str, Reader] = {
    "ours": ours,
    "markitdown": markitdown,
    "trafilatura": trafilatura,
    "readability": readability,
}


def judge(page: WebPage, text: str) -> Score:
    """Look for the lines of the article in order, and for the furniture anywhere."""
    dense, place, missing = _dense(text), 0, []
    for line in page.article:
        wanted = _dense(line)
        at = dense.find(wanted, place)
        if at < 0:
            missing.append(line)
        else:
            place = at + len(wanted)
    leaks = tuple(words for words in page.furniture if _dense(words) in dense)
    return Score(found=len(page.article) - len(missing), leaked=len(leaks), missing=tuple(missing), leaks=leaks)


def _dense(text: str) -> str:
    return _BLANKS.sub("", text)


def rows_found(page: WebPage) -> int:
    """Count the rows of a page's tables that our parser gives cell by cell."""
    try:
        blocks = html.parse(page.data, f"{page.name}.html").blocks
    except FileRefused:
        return 0
    rows = [row for block in blocks for row in block.rows]
    return sum(row in rows for row in page.rows)


def nameless(page: WebPage) -> WebPage:
    """Return a page without the names of its boxes; a saved archive stays as it is."""
    if page.data.startswith(b"From:"):
        return page
    return replace(page, data=re.sub(rb"""\s(?:class|id)\s*=\s*("[^"]*"|'[^']*')""", b"", page.data))


def main(arguments: list[str] | None = None) -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="name every missing line and every leak of ours")
    options = parser.parse_args(arguments)
    pages = [build() for build in ALL_PAGES]
    print(f"{len(pages)} pages")
    compare(pages, verbose=options.verbose)
    print(f"table rows cell by cell (ours): {sum(map(rows_found, pages))} of {sum(len(page.rows) for page in pages)}")
    print("\nwithout the names of boxes")
    compare([nameless(page) for page in pages], verbose=options.verbose)


def compare(pages: Sequence[WebPage], *, verbose: bool) -> None:
    """Print a table: every reader on the same pages."""
    lines, furniture = sum(len(page.article) for page in pages), sum(len(page.furniture) for page in pages)
    print(f"{lines} lines of articles, {furniture} strings of furniture")
    print("| reader | article found | furniture leaked | pages without fault | s |\n| --- | --- | --- | --- | --- |")
    for name, reader in READERS.items():
        if name != "ours" and find_spec(name) is None:
            print(f"| {name} | not installed | | | |")
            continue
        began = time.perf_counter()
        scores = [judge(page, reader(page)) for page in pages]
        seconds = time.perf_counter() - began
        found, leaked = sum(score.found for score in scores), sum(score.leaked for score in scores)
        clean = sum(not score.missing and not score.leaks for score in scores)
        shares = f"{found / lines:.1%} ({found}) | {leaked / furniture:.1%} ({leaked})"
        print(f"| {name} | {shares} | {clean} of {len(pages)} | {seconds:.2f} |")
        for page, score in zip(pages, scores, strict=True):
            if verbose and name == "ours" and (score.missing or score.leaks):
                print(f"  {page.name}: missing {score.missing}; leaked {score.leaks}")


if __name__ == "__main__":
    main()
