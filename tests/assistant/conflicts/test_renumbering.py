"""Old numbers of articles: where they went, and where they are pointed out."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.answerer import Answerer
from assistant.conflicts import OldArticles
from assistant.conflicts.renumbering import Article, articles_of, renumbering
from ingest.assembly import assemble
from ingest.parsers import parse_as
from ingest.records import FoundFile
from ingest.sniffing import FileFormat
from kb.records import Document
from tests.assistant.conflicts.conftest import FIXED, MakeBase, plan

OLD = """临澜市应急演练条例
（2015年3月1日临澜市人民代表大会常务委员会通过）
第一条 为了规范应急演练，制定本条例。
第二条 学校应当每学期组织一次疏散演练，演练记录保存二年。
第三条 商场、宾馆应当在显著位置张贴疏散路线图，并标明避难场所。
第四条 演练经费列入本级财政预算。
第五条 本条例自2015年5月1日起施行。"""
NEW = """临澜市应急演练条例
（2023年6月1日临澜市人民代表大会常务委员会修订）
第一条 为了规范应急演练，提高处置能力，制定本条例。
第二条 市人民政府统一领导应急演练工作，建立联席会议制度。
第三条 应急管理部门负责演练的指导和监督。
第四条 演练经费列入本级财政预算。
第五条 学校应当每学期组织一次疏散演练，演练记录保存三年。
第六条 商场、宾馆、医院应当在显著位置张贴疏散路线图，并标明避难场所。
第七条 本条例自2023年8月1日起施行。"""


def read(text: str) -> Document:
    """Parse a text in this process."""
    data = text.encode()
    found = FoundFile(path=Path("law.txt"), source_uri="law.txt", byte_count=len(data))
    return assemble(parse_as(FileFormat.TEXT, data, "law.txt"), found, data, now=FIXED)


def test_articles_are_followed_by_their_texts() -> None:
    moves = renumbering(articles_of(read(OLD)), articles_of(read(NEW)))
    assert {old: moved.number for old, moved in moves.items()} == {
        "第一条": "第一条", "第二条": "第五条", "第三条": "第六条", "第四条": "第四条", "第五条": "第七条",
    }  # fmt: skip
    assert moves["第四条"].likeness > moves["第三条"].likeness > 0.5


def test_article_that_nothing_carries_on_has_no_number() -> None:
    old = (Article(number="第一条", text="个体工商户应当缴纳演练保证金。"),)
    new = (Article(number="第一条", text="市人民政府统一领导应急演练工作。"),)
    assert renumbering(old, new)["第一条"].number == ""


def test_numbers_of_a_real_law_in_two_versions(shared_dir: Path) -> None:
    folder = shared_dir / "corpora" / "laws"
    texts = [
        next(folder.rglob(f"突发事件应对法({day}).md")).read_text(encoding="utf-8")
        for day in ("2007-08-30", "2024-06-28")
    ]
    moves = renumbering(*(articles_of(read(text)) for text in texts))
    known = {
        "第十七条": "第二十六条",
        "第四十二条": "第六十三条",
        "第五十六条": "第七十八条",
        "第四十一条": "第五十八条",
    }
    assert {number: moves[number].number for number in known} == known


def test_question_for_an_old_number_is_told_the_new_one(make_base: MakeBase) -> None:
    answer = Answerer(make_base(OLD, NEW)).answer("《临澜市应急演练条例》第三条是怎么规定的？")
    assert "应急管理部门负责演练的指导和监督" in answer.text
    assert "旧版（2015年）的第三条，现行版为第六条" in answer.notice


def test_number_that_did_not_move_needs_no_word(make_base: MakeBase) -> None:
    answer = Answerer(make_base(OLD, NEW)).answer("《临澜市应急演练条例》第四条是怎么规定的？")
    assert "演练经费" in answer.text
    assert answer.notice == ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("按照《临澜市应急演练条例》第二条，学校每学期组织一次疏散演练。", [("第二条", "第五条")]),
        ("按照《临澜市应急演练条例》第五条，学校每学期组织一次疏散演练。", []),
        ("按照《临澜市应急演练条例》第二条，市人民政府建立联席会议制度。", []),
        ("按照《临澜市应急演练条例》第二条执行。", []),
        ("按照《临澜市消防条例》第二条，学校每学期组织一次疏散演练。", []),
    ],
)
def test_quotation_by_an_old_number_is_told_from_one_by_the_present(
    make_base: MakeBase, sentence: str, expected: list[tuple[str, str]]
) -> None:
    found = OldArticles(make_base(OLD, NEW)).quoted_in(sentence)
    assert [(one.old, one.new) for one in found] == expected


def test_answer_warns_of_an_old_number_in_its_source(make_base: MakeBase) -> None:
    school = plan(
        "青泽县学校应急预案", "4 演练\n按照《临澜市应急演练条例》第二条，学校每学期组织一次疏散演练，由校长担任总指挥。"
    )
    answer = Answerer(make_base(OLD, NEW, school)).answer("青泽县学校每学期的疏散演练由谁担任总指挥？")
    warned = [one for one in answer.statements if "校长" in one.text]
    assert [one.caution for one in warned] == [
        "文中所引《临澜市应急演练条例》第二条是旧版（2015年）条号，现行版为第五条"
    ]
    assert "现行版为第五条" in answer.text


def test_citations_say_which_version_they_are_of(make_base: MakeBase) -> None:
    answer = Answerer(make_base(OLD, NEW)).answer("《临澜市应急演练条例》第四条是怎么规定的？")
    assert [one.edition for one in answer.citations] == ["2023年修订，2023-08-01 起施行"]
