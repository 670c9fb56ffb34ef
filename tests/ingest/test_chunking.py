"""Chunks: along the structure, whole articles, tables with their header, nothing lost."""

from __future__ import annotations

from ingest.chunking import split
from ingest.records import Block, BlockKind, ParsedFile
from ingest.structure import build
from kb.index_text import content_hash, index_text, index_texts
from kb.records import Chunk, ChunkKind
from tests.ingest.structure.lines import parsed_lines, structured_lines, table_block

DOCUMENT_ID = "ab" * 16
TITLE = "临澜市防汛应急预案"


def _chunks(text: str) -> tuple[Chunk, ...]:
    return split(structured_lines(text), DOCUMENT_ID, TITLE)


def _table_chunks(*blocks: Block) -> tuple[Chunk, ...]:
    return split(build(ParsedFile(media_type="text/plain", blocks=blocks)), DOCUMENT_ID, TITLE)


def test_every_article_is_one_chunk_and_chapter_headings_open_the_first() -> None:
    chunks = _chunks(
        "第一章 总则\n第一条 为了防汛，制定本办法。\n第二条 适用于本市。\n第二章 附则\n第三条 自公布之日起施行。"
    )
    assert [chunk.text for chunk in chunks] == [
        "第一章 总则\n第一条 为了防汛，制定本办法。",
        "第二条 适用于本市。",
        "第二章 附则\n第三条 自公布之日起施行。",
    ]
    assert [chunk.heading_path for chunk in chunks] == [
        ("第一章 总则", "第一条"),
        ("第一章 总则", "第二条"),
        ("第二章 附则", "第三条"),
    ]


def test_section_of_a_chunk_is_the_one_its_text_belongs_to() -> None:
    structured = structured_lines("第一章 总则\n第一条 甲应当报告情况。\n第二条 乙应当处置险情。")
    chunks = split(structured, DOCUMENT_ID, TITLE)
    assert [structured.sections[chunk.section].label for chunk in chunks] == ["第一条", "第二条"]


def test_long_article_is_cut_between_its_items() -> None:
    items = [f"（{numeral}）{'负责组织抢险救援和人员转移安置工作' * 6}；" for numeral in "一二三四五六七八九"]
    chunks = _chunks("第五条 有关单位履行下列职责：\n" + "\n".join(items))
    assert len(chunks) >= 2
    assert {chunk.heading_path for chunk in chunks} == {("第五条",)}
    assert all(chunk.text.startswith(("第五条", "（")) and chunk.text.endswith("；") for chunk in chunks)


def test_line_longer_than_a_chunk_is_cut_between_sentences() -> None:
    sentence = "现场指挥部应当立即组织力量疏散受威胁的群众，并向上级报告情况。"
    chunks = _chunks("第九条 " + sentence * 40)
    assert all(chunk.text.endswith("。") and len(chunk.text) <= 600 for chunk in chunks)
    assert "".join(chunk.text for chunk in chunks) == "第九条 " + sentence * 40


def test_text_without_any_break_is_still_cut() -> None:
    chunks = _chunks("汛" * 2000)
    assert "".join(chunk.text for chunk in chunks) == "汛" * 2000
    assert max(len(chunk.text) for chunk in chunks) <= 900


def test_short_sibling_sections_share_a_chunk_under_their_parent() -> None:
    chunks = _chunks(
        "7 附则\n7.1 预案解释\n由市应急管理局负责解释。\n7.2 实施时间\n自印发之日起实施。\n8 附件\n"
        + "详细内容见后。" * 80
    )
    assert chunks[0].text == "7 附则\n7.1 预案解释\n由市应急管理局负责解释。\n7.2 实施时间\n自印发之日起实施。"
    assert chunks[0].heading_path == ("7 附则",)


def test_short_articles_are_never_merged() -> None:
    assert [chunk.text for chunk in _chunks("第一条 甲。\n第二条 乙。\n第三条 丙。")] == [
        "第一条 甲。",
        "第二条 乙。",
        "第三条 丙。",
    ]


def test_attachments_are_never_merged() -> None:
    chunks = _chunks("1 总则\n做好防汛工作。\n附件1 通讯录\n值班室：0999-1110000\n附件2 物资\n编织袋八百条。")
    assert [chunk.heading_path for chunk in chunks] == [("1 总则",), ("附件1 通讯录",), ("附件2 物资",)]


def test_long_sections_keep_to_themselves() -> None:
    body = "各单位应当按照职责分工做好应急响应工作。" * 12
    chunks = _chunks(f"4.1 信息报告\n{body}\n4.2 先期处置\n{body}")
    assert [chunk.heading_path for chunk in chunks] == [("4.1 信息报告",), ("4.2 先期处置",)]


def test_ids_offsets_and_hashes() -> None:
    structured = structured_lines("4 应急响应\n4.1 响应启动\n市指挥部应当在30分钟内启动响应。")
    [chunk] = split(structured, DOCUMENT_ID, TITLE)
    assert chunk.chunk_id == f"{DOCUMENT_ID}:{chunk.start}-{chunk.end}"
    assert structured.text[chunk.start : chunk.end] == chunk.text
    assert chunk.content_hash == content_hash(index_text(TITLE, chunk.heading_path, chunk.text))


def test_page_of_a_chunk_is_where_it_begins() -> None:
    chunks = _table_chunks(
        Block(kind=BlockKind.PARAGRAPH, text="第一条 甲应当报告。", page=1),
        Block(kind=BlockKind.PARAGRAPH, text="第二条 乙应当处置。", page=2),
    )
    assert [chunk.page for chunk in chunks] == [1, 2]


def test_long_table_is_cut_between_rows_and_keeps_its_header() -> None:
    rows = [(f"物资{number}", "防汛仓库", "编织袋、铁锹、救生衣、冲锋舟、发电机" * 2, "80") for number in range(30)]
    chunks = _table_chunks(table_block(("名称", "存放地点", "内容", "数量"), *rows))
    header = "名称 | 存放地点 | 内容 | 数量"
    assert len(chunks) > 2
    assert all(chunk.kind is ChunkKind.TABLE for chunk in chunks)
    assert chunks[0].text.startswith(header)
    assert chunks[0].header_span is None
    for chunk in chunks[1:]:
        assert chunk.header_span is not None
        assert chunk.header_span.end - chunk.header_span.start == len(header)
        assert chunk.text.startswith("物资")
        assert chunk.content_hash == content_hash(index_text(TITLE, (), chunk.text, header))


def test_contact_table_gives_small_chunks() -> None:
    rows = [(f"单位{number}", f"联系人{number}", f"0999-11100{number:02}") for number in range(40)]
    chunks = _table_chunks(table_block(("单位", "姓名", "值班电话"), *rows))
    assert all(len(chunk.text) <= 240 for chunk in chunks)
    assert sum("0999-1110017" in chunk.text for chunk in chunks) == 1


def test_caption_stays_with_its_table() -> None:
    chunks = _table_chunks(
        Block(kind=BlockKind.PARAGRAPH, text="1.1 队伍"),
        Block(
            kind=BlockKind.PARAGRAPH,
            text="全市有三支抢险队伍，分别承担堤防抢护、人员搜救和排水抢险任务，由市防汛抗旱指挥部统一调度，随时准备出动。",
        ),
        Block(kind=BlockKind.PARAGRAPH, text="表1 抢险队伍"),
        table_block(("队伍", "人数"), ("一队", "30"), ("二队", "20")),
        Block(kind=BlockKind.PARAGRAPH, text="完"),
    )
    assert [chunk.kind for chunk in chunks] == [ChunkKind.TEXT, ChunkKind.TABLE]
    assert "表1 抢险队伍\n队伍 | 人数" in chunks[-1].text
    assert chunks[-1].text.endswith("完")


def test_heading_without_text_at_the_end_is_kept() -> None:
    chunks = _chunks("1 总则\n" + "做好防汛工作。" * 40 + "\n2 附件")
    assert chunks[-1].text.endswith("2 附件")


def test_empty_text_has_no_chunks() -> None:
    assert split(build(parsed_lines(" ")), DOCUMENT_ID, TITLE) == ()


def test_index_texts_of_a_document_agree_with_the_hashes() -> None:
    rows = [(f"物资{number}", "防汛仓库", "编织袋、铁锹、救生衣" * 6) for number in range(20)]
    chunks = _table_chunks(
        Block(kind=BlockKind.PARAGRAPH, text="1 物资"),
        table_block(("名称", "存放地点", "内容"), *rows),
        Block(kind=BlockKind.PARAGRAPH, text="2 器材"),
        table_block(("器材", "数量"), *((f"器材{number}", "冲锋舟" * 20) for number in range(20))),
    )
    texts = index_texts(TITLE, chunks)
    assert [content_hash(text) for text in texts] == [chunk.content_hash for chunk in chunks]
    in_first = [chunk.heading_path == ("1 物资",) for chunk in chunks]
    assert ["名称 | 存放地点 | 内容" in text for text in texts] == in_first
