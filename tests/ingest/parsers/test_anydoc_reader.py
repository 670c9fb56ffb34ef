from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.parsers import libreoffice
from ingest.parsers.anydoc_reader import parse
from ingest.records import BlockKind, OutcomeCode
from kb.errors import FileRefused
from tests.ingest.parsers.slide_files import make_pptx

FIXTURES = Path(__file__).parent.parent / "fixtures"
TABLE = (("级别", "条件", "条件"), ("Ⅰ级", "死亡", "30人以上"), ("Ⅰ级", "重伤", "100人以上"))


@pytest.mark.parametrize("name", ["plan.doc", "plan.rtf"])
def test_text_and_filled_table_come_in_order(name: str) -> None:
    parsed = parse((FIXTURES / name).read_bytes(), name)
    texts = [block.text.split(" ")[-1] for block in parsed.blocks]
    assert texts == [
        "临澜市防汛应急预案", "总则", "为了防汛，制定本预案。", "预案适用于全市。", "具体事项。", "组织指挥", "",
        "附则", "本预案自印发之日起施行。",
    ]  # fmt: skip
    assert parsed.blocks[6].kind is BlockKind.TABLE
    assert parsed.blocks[6].rows == TABLE


def test_automatic_numbers_are_printed_and_doubtful_ones_are_named() -> None:
    parsed = parse((FIXTURES / "plan.doc").read_bytes(), "plan.doc")
    assert [block.text for block in parsed.blocks[1:5]] == [
        "第1章 总则",
        "（1） 为了防汛，制定本预案。",
        "（2） 预案适用于全市。",
        "1. 具体事项。",
    ]
    assert "第一章可能读成第1章" in parsed.warnings[0]


def test_a_truncated_rtf_keeps_its_beginning_and_says_that_the_end_is_missing() -> None:
    whole = (FIXTURES / "plan.rtf").read_bytes()
    parsed = parse(whole[: len(whole) * 97 // 100], "plan.rtf")
    assert parsed.blocks[0].text == "临澜市防汛应急预案"
    assert parsed.warnings[-1].startswith("文件结尾缺失")
    assert not any("文件结尾缺失" in warning for warning in parse(whole + b"\r\n", "plan.rtf").warnings)


def test_slides_come_in_order_with_their_tables() -> None:
    slides = [["防汛演练总结", "演练于三月举行。", "共出动两个分队。"], ["存在的问题", "通信中断。"]]
    parsed = parse(make_pptx(slides, tables={1: [["问题", "责任单位"], ["通信中断", "通信局"]]}), "总结.pptx")
    texts = [block.text for block in parsed.blocks if block.kind is not BlockKind.TABLE]
    assert texts == [text for slide in slides for text in slide]
    assert parsed.blocks[-1].rows == (("问题", "责任单位"), ("通信中断", "通信局"))


def test_real_documents_keep_their_articles_and_tables(shared_dir: Path) -> None:
    folder = shared_dir / "corpora" / "files"
    rules = next(path for path in folder.glob("*.doc") if "安全监督检查" in path.name)
    texts = [block.text for block in parse(rules.read_bytes(), rules.name).blocks]
    articles = [text.split()[0] for text in texts if text.startswith("第") and "条 " in text[:8]]
    assert articles[:3] == ["第一条", "第二条", "第三条"]
    assert articles[-1] == "第三十四条"
    assert len(articles) == 34


def test_an_unreadable_document_says_how_to_convert_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if libreoffice.program():
        pytest.skip("LibreOffice is installed outside PATH")
    with pytest.raises(FileRefused) as refusal:
        parse(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "旧.wps")
    assert refusal.value.outcome == OutcomeCode.UNREADABLE
    assert "另存为 .docx" in refusal.value.message_zh
    assert "安装 LibreOffice" in refusal.value.message_zh


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_what_it_is_given_and_says_so() -> None:
    parsed = libreoffice.parse((FIXTURES / "plan.doc").read_bytes(), "plan.wps", "application/msword")
    assert [block.text for block in parsed.blocks[:3]] == [
        "临澜市防汛应急预案",
        "第一章 总则",
        "（一）为了防汛，制定本预案。",
    ]
    assert parsed.blocks[6].rows == TABLE
    assert "核对原件" in parsed.warnings[0]
