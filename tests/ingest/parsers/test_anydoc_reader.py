from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.parsers import libreoffice
from ingest.parsers.anydoc_reader import parse
from ingest.records import BlockKind, OutcomeCode
from kb.errors import FileRefused

FIXTURES = Path(__file__).parent.parent / "fixtures"
TABLE = (("级别", "条件", "条件"), ("Ⅰ级", "死亡", "30人以上"), ("Ⅰ级", "重伤", "100人以上"))


@pytest.mark.parametrize("name", ["plan.doc", "plan.rtf"])
def test_text_numbers_and_filled_table_come_in_order(name: str) -> None:
    parsed = parse((FIXTURES / name).read_bytes(), name)
    assert [block.text for block in parsed.blocks] == [
        "临澜市防汛应急预案", "第一章 总则", "（一）为了防汛，制定本预案。", "（二）预案适用于全市。", "1.具体事项。",
        "第二章 组织指挥", "", "附则", "本预案自印发之日起施行。",
    ]  # fmt: skip
    assert parsed.blocks[6].kind is BlockKind.TABLE
    assert parsed.blocks[6].rows == TABLE
    assert parsed.warnings == ()


@pytest.mark.parametrize("name", ["numbers.doc", "numbers.rtf"])
def test_numbers_of_styles_cells_and_other_lists_are_as_printed(name: str) -> None:
    parsed = parse((FIXTURES / name).read_bytes(), name)
    texts = [block.text.replace("① ", "①").replace("② ", "②").replace("④ ", "④") for block in parsed.blocks]
    assert texts[1:5] == [
        "第一章 总则",
        "第一条 为及时处置事故，制定本预案。",
        "第二条 本预案适用于全市。",
        "第三条 下列情形从其规定：",
    ]
    assert texts[5:9] == ["（一）运输事故；", "（二）储存事故。", "1.罐区；", "2.仓库。"]
    assert texts[13:17] == ["①携带测爆仪；", "②携带堵漏器材。", "• 要点说明", "④空段之后。"]
    assert parsed.blocks[17].rows[1][1].replace("① ", "①") == "①两人一组。逆风进入。".replace("。逆", "。 逆")
    assert texts[18:] == ["没有编号的段落。", "1 附则", "1.1 解释", "1.1.I 细目", "2 施行"]
    assert parsed.warnings == ()


def test_numbers_that_cannot_be_followed_are_reported() -> None:
    data = (FIXTURES / "numbers.doc").read_bytes()
    unknown = data.replace(bytes([1, 0, 0, 0, 0x27]), bytes([1, 0, 0, 0, 0x18]), 1)  # Korean syllables
    assert unknown != data
    assert "自动编号没能确认" in parse(unknown, "预案.doc").warnings[0]


def test_a_truncated_rtf_keeps_its_beginning_and_says_that_the_end_is_missing() -> None:
    whole = (FIXTURES / "plan.rtf").read_bytes()
    parsed = parse(whole[: len(whole) * 97 // 100], "plan.rtf")
    assert parsed.blocks[0].text == "临澜市防汛应急预案"
    assert parsed.warnings[-1].startswith("文件结尾缺失")
    assert not any("文件结尾缺失" in warning for warning in parse(whole + b"\r\n", "plan.rtf").warnings)


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
