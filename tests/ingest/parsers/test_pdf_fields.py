from __future__ import annotations

from ingest.parsers import pdf
from tests.ingest.parsers.pdf_files import FIRST_EXTRA, Sheet, draw_pdf, grid, stream, words

FORM = words(75, 744, "单位名称") + grid((72, 172, 400), (760, 730))


def hexed(text: str) -> str:
    return "<FEFF" + text.encode("utf-16-be").hex() + ">"


def annotation(kind: str, entries: str, *, rect: str = "[176 734 396 756]", flags: int = 4) -> str:
    return f"/Annots [<< /Type /Annot /Subtype /{kind} /Rect {rect} /F {flags} {entries} >>]"


def test_the_value_of_a_field_stands_in_its_cell() -> None:
    field = annotation("Widget", f"/FT /Tx /T (unit) /V {hexed('临澜市水务局')}")
    [table] = pdf.parse(draw_pdf([Sheet(content=FORM, entries=field)]), "a.pdf").blocks
    assert table.rows == (("单位名称", "临澜市水务局"),)


def test_free_text_is_read_and_comments_are_not() -> None:
    note = annotation("FreeText", f"/Contents {hexed('已经核对。')}", rect="[72 640 200 660]")
    comment = annotation("Text", f"/Contents {hexed('请再核对')}", rect="[72 640 200 660]")
    unseen = annotation("FreeText", f"/Contents {hexed('看不见')}", rect="[72 640 200 660]", flags=2)
    texts = {"第一页。": note, "第二页。": comment, "第三页。": unseen}
    pages = [Sheet(content=words(72, 780, text), entries=entries) for text, entries in texts.items()]
    found = [block.text for block in pdf.parse(draw_pdf(pages), "a.pdf").blocks]
    assert found == ["第一页。", "已经核对。", "第二页。", "第三页。"]


def test_attachments_are_named() -> None:
    first = FIRST_EXTRA
    packed = (
        stream(b"PK", b"/Type /EmbeddedFile"),
        f"<< /Type /Filespec /F (contacts.xlsx) /UF (contacts.xlsx) /EF << /F {first} 0 R >> >>".encode(),
    )
    catalog = f"/Names << /EmbeddedFiles << /Names [(contacts.xlsx) {first + 1} 0 R] >> >>"
    data = draw_pdf([Sheet(content=words(72, 780, "正文。"))], catalog=catalog, extra=packed)
    assert pdf.parse(data, "a.pdf").warnings == ("PDF 内附文件“contacts.xlsx”没有读取，需要时请另存后单独导入。",)
