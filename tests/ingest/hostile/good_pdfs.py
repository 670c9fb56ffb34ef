"""Sound PDFs of several lengths, with odd but legitimate parts."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.hostile.records import STORED, BadFile, bad_file
from tests.ingest.hostile.sentences import sentences
from tests.ingest.parsers.pdf_files import make_pdf


def good_pdfs() -> Iterator[BadFile]:
    """Yield PDFs of several lengths, with odd but legitimate parts."""
    for number in range(30):
        pages = [sentences(12 + number, 50 * number + page) for page in range(1 + number)]
        yield bad_file(f"文件{number}.pdf", make_pdf(pages, title=f"文件{number}"), *STORED)
    whole = make_pdf([sentences(9, 900 + page) for page in range(3)])
    yield bad_file("开头有空行.pdf", b"\n\n" + whole, *STORED)
    yield bad_file("结尾有附加.pdf", whole + b"\n" * 400, *STORED)
    yield bad_file("旧版本号.pdf", whole.replace(b"%PDF-1.7", b"%PDF-1.2"), *STORED)
    yield bad_file("中间空页.pdf", make_pdf([sentences(5, 960), [], sentences(5, 961)]), *STORED)
    yield bad_file(
        "有脚本不运行.pdf",
        whole.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        *STORED,
    )
    yield bad_file(
        "两百页.pdf",
        make_pdf([sentences(20, 2_000 + page) for page in range(200)]),
        *STORED,
    )
