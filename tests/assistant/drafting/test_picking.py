"""Which lines of a document answer an element: under its heading, whole tables, paragraphs of broken text, within room."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.checking.outline import outline_of
from assistant.drafting.layouts import layout_called
from assistant.drafting.materials import Material, has_broken_lines
from assistant.drafting.picking import MOST_CHARACTERS, Picked, pick
from kb.records import Document, DocumentStatus, DocumentSummary
from tests.assistant.drafting.conftest import parsed
from tests.builders import make_document

LAYOUT = layout_called("unit_comprehensive")


def material(document: Document) -> Material:
    """Make own material of the type that is drafted."""
    summary = DocumentSummary(
        document_id=document.document_id,
        work_id=document.work_id,
        source_uri=document.source_uri,
        file_name=document.file_name,
        media_type=document.media_type,
        byte_count=document.byte_count,
        character_count=len(document.text),
        chunk_count=len(document.chunks),
        metadata=document.metadata,
        standing=DocumentStatus.IN_FORCE,
        superseded_by="",
        ingested_at=document.ingested_at,
        approved=True,
    )
    headings = [words for element in LAYOUT.checklist.elements for words in element.headings]
    return Material(
        document=document,
        summary=summary,
        outline=outline_of(document, "", headings),
        belongs_here=True,
        own=True,
        same_type=True,
        about_topic=True,
        focus=None,
        elsewhere=(),
        nearness=1.0,
        broken=has_broken_lines(document),
    )


def picked(text: str, element_id: str) -> list[str]:
    return [line.text for line in _pick(make_document(text, title="甲公司综合应急预案"), element_id).lines]


def _pick(document: Document, element_id: str) -> Picked:
    part = next(one for one in LAYOUT.parts if one.element_id == element_id)
    element = LAYOUT.element(part.element_id)
    others = [one for one in LAYOUT.checklist.elements if one is not element]
    return pick(material(document), element, others, part)


def test_numbers_of_lines_are_left_out_and_the_words_stay() -> None:
    text = "甲公司综合应急预案\n1 响应终止\n（1）事故源已经切断；\n2. 人员全部查清，由总指挥宣布终止。\n2 后期处置\n清理现场。\n"
    assert picked(text, "UC12") == ["事故源已经切断；", "人员全部查清，由总指挥宣布终止。"]


def test_guide_text_and_empty_rows_are_no_content() -> None:
    text = "甲公司综合应急预案\n1 响应终止\n明确响应终止的基本条件、要求和责任人。\n——\n由总指挥宣布终止。\n"
    assert picked(text, "UC12") == ["由总指挥宣布终止。"]


def test_headings_without_text_below_are_dropped_and_nested_ones_kept(tmp_path: Path) -> None:
    text = "甲公司综合应急预案\n1 应急处置\n1.1 警戒疏散\n设警戒。\n1.2 人员搜救\n1.3 医疗救治\n送医院。\n2 后期处置\n清理。\n"
    ((document, _),) = parsed(tmp_path, {"甲公司综合应急预案.txt": text})
    assert [line.text for line in _pick(document, "UC10").lines] == ["警戒疏散", "设警戒。", "医疗救治", "送医院。"]


def test_a_document_without_the_element_offers_nothing() -> None:
    assert picked("甲公司综合应急预案\n1 总则\n本预案适用于甲公司。\n", "UC12") == []


def test_long_passages_are_cut_to_what_says_a_point_with_its_heading(tmp_path: Path) -> None:
    filler = "".join(f"其他内容第{number}段，与要点无关的叙述文字。\n" for number in range(200))
    text = f"甲公司综合应急预案\n1 后期处置\n1.1 善后\n{filler}1.2 恢复\n由设备部恢复生产秩序。\n2 应急保障\n有车辆。\n"
    ((document, _),) = parsed(tmp_path, {"甲公司综合应急预案.txt": text})
    result = _pick(document, "UC13")
    assert [line.text for line in result.lines] == ["恢复", "由设备部恢复生产秩序。"]
    assert result.cut > MOST_CHARACTERS


def test_paragraphs_of_broken_text_are_put_together() -> None:
    pieces = "响应由总\n指挥在现场\n处置完毕、\n人员全部\n查清后\n宣布终止。\n"
    text = f"甲公司综合应急预案\n1 响应终止\n{pieces * 8}"
    document = make_document(text, title="甲公司综合应急预案")
    assert has_broken_lines(document)
    lines = picked(text, "UC12")
    assert len(lines) == 8 and lines[0] == pieces.rstrip()
    assert "".join(lines[0].split("\n")) == "响应由总指挥在现场处置完毕、人员全部查清后宣布终止。"


@pytest.mark.parametrize("ending", ["。", "；"])
def test_ordinary_text_is_not_taken_for_broken(ending: str) -> None:
    lines = "".join(f"第{number}项工作由甲部门负责{ending}\n" for number in range(60))
    document = make_document(f"甲公司综合应急预案\n1 总则\n{lines}", title="甲公司综合应急预案")
    assert not has_broken_lines(document)
    assert not has_broken_lines(replace(document, text="短\n文\n"))
