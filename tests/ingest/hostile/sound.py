"""One small sound file of every format, the raw material of damaged ones."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from tests.ingest.hostile.records import TEXT
from tests.ingest.parsers.ofd_files import make_ofd
from tests.ingest.parsers.pdf_files import make_pdf
from tests.ingest.parsers.sheet_files import contact_workbook
from tests.ingest.parsers.slide_files import make_pptx
from tests.ingest.parsers.word_files import cell, make_docx, paragraph, table
from tests.ingest.zip_files import make_zip

_FIXTURES = Path(__file__).parent.parent / "fixtures"
PAGE = f"<!DOCTYPE html><html><head><title>预案</title></head><body><h1>防汛预案</h1><p>{TEXT}</p></body></html>"
CSV = "姓名,单位,电话\n" + "".join(f"张{number},应急局,0571-8{number:07d}\n" for number in range(40))


@cache
def sound_files() -> dict[str, bytes]:
    """Return content by suffix; every one is read in full."""
    rows = [[cell("级别"), cell("条件")], [cell("Ⅰ级"), cell("特别重大")]]
    return {
        ".txt": TEXT.encode(),
        ".md": f"# 防汛预案\n\n{TEXT}".encode(),
        ".html": PAGE.encode(),
        ".csv": CSV.encode("gb18030"),
        ".docx": make_docx(paragraph("防汛应急预案") + paragraph(TEXT) + table(*rows)),
        ".xlsx": contact_workbook(),
        ".pptx": make_pptx([["防汛演练总结", TEXT[:60]], ["存在的问题", "通信不畅，应当改进。"]]),
        ".ofd": make_ofd([[(20, 20 + 8 * line, "第一条 防汛应急预案的内容。") for line in range(8)]]),
        ".pdf": make_pdf([[line] * 4 for line in TEXT.splitlines()[:6]]),
        ".doc": (_FIXTURES / "plan.doc").read_bytes(),
        ".xls": (_FIXTURES / "contacts.xls").read_bytes(),
        ".rtf": (_FIXTURES / "plan.rtf").read_bytes(),
        ".zip": make_zip({"甲.txt": TEXT.encode(), "内/乙.txt": (TEXT + "乙").encode()}),
        ".png": picture("PNG"),
        ".jpg": picture("JPEG"),
    }


def picture(kind: str, size: tuple[int, int] = (320, 200)) -> bytes:
    """Return an image of lines that are no text."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for offset in range(0, size[0], 7):
        pen.line((offset, 0, size[0] - offset, size[1]), fill=(offset % 256, 90, 30))
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()
