"""Operands in the rows and columns of one table, and totals of exactly what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.forms.covered import uncovered
from assistant.answering.forms.quantities import quantities_in, shown
from assistant.records import Answer, AnswerStatus
from ingest.assembly import assemble
from ingest.parsers import parse_as
from ingest.records import FoundFile
from ingest.sniffing import FileFormat
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import load_settings
from tests.assistant.forms.texts import quotations

VILLAGE = """# 柳河村山洪灾害应急预案

柳河村村民委员会 2026年4月25日

## 一、风险

柳河村有186户642人。山洪危险区有三处。

## 二、转移

| 危险区 | 户数 | 人数 | 需搀扶人数 | 安置点 |
| --- | --- | --- | --- | --- |
| 一组河岸 | 24 | 86 | 8 | 柳河小学 |
| 二组桥下 | 19 | 64 | 4 | 村委会 |
| 三组坡脚 | 15 | 53 | 5 | 柳河小学 |
| 合计 | 58 | 203 | 17 | — |

## 三、物资

| 物资名称 | 镇仓库 | 东岸点 | 西岸点 |
| --- | --- | --- | --- |
| 冲锋舟（艘） | 12 | 2 | 3 |
| 救生衣（件） | 200 | 30 | 40 |

## 四、安置点

安置点：柳河小学（可容纳400人）、文化中心（可容纳250人）。

## 五、经费

演练预算18.6万元。实际支出17.9万元，未超预算。
"""
FIRE = """# 东桥木器厂火灾事故调查报告

东桥市人民政府 2025年10月30日

## 一、应急处置

| 时间 | 事项 | 主体 |
| --- | --- | --- |
| 2时57分 | 119接到报警 | 指挥中心 |
| 3时20分 | 启动Ⅳ级响应 | 市指挥部办公室 |
| 4时18分 | 启动Ⅲ级响应 | 市指挥部 |
| 6时10分 | 明火扑灭 | 市消防救援支队 |
"""
LEVELS = """# 东桥市防汛应急预案

东桥市人民政府 2025年4月15日

## 1 应急响应

### 1.1 Ⅱ级响应

（1）每4小时报告一次情况；

### 1.2 Ⅰ级响应

（1）每2小时报告一次情况；
"""
COMPANY = """# 恒安化工有限公司综合应急预案

恒安化工有限公司 2025年6月10日

## 1 概况

公司现有从业人员326人。公司设微型消防站，专职队员18人。

## 2 器材

| 名称 | 数量 | 存放位置 |
| --- | --- | --- |
| 空气呼吸器 | 6套 | 微型消防站 |
| 空气呼吸器 | 4套 | 罐区器材柜 |
| 防化服 | 2套 | 微型消防站 |
"""


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A village's plan, a report with a list of times, a plan with levels, an enterprise's plan."""
    settings = load_settings(data_path=tmp_path_factory.mktemp("tabled"))
    documents, originals = [], {}
    for position, text in enumerate((VILLAGE, FIRE, LEVELS, COMPANY)):
        data = text.encode()
        found = FoundFile(path=Path(f"{position}.md"), source_uri=f"{position}.md", byte_count=len(data))
        parsed = parse_as(FileFormat.MARKDOWN, data, found.path.name)
        documents.append(assemble(parsed, found, data, now=datetime(2026, 1, 1, tzinfo=UTC)))
        originals[documents[-1].document_id] = data
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents(documents, originals)
        yield base


@pytest.fixture(scope="module")
def answerer(kb: KnowledgeBase) -> Answerer:
    """The product's answers over this base."""
    return Answerer(kb)


def cited_operands(answer: Answer) -> list[tuple[str, str]]:
    """Return label and quote of every operand after checking that its citation holds the quote."""
    assert answer.computation is not None, answer.missing
    by_marker = {one.marker: one.quote for one in answer.citations}
    assert all(one.quote in by_marker[one.marker] for one in answer.computation.operands)
    return [(one.label, one.quote) for one in answer.computation.operands]


@pytest.mark.parametrize(
    ("question", "expression", "operands"),
    [
        (
            "柳河村三个危险区一共多少人",
            "86人 + 64人 + 53人 = 203人",
            [("一组河岸", "86"), ("二组桥下", "64"), ("三组坡脚", "53")],
        ),
        ("柳河村一组和三组需要搀扶的一共多少人", "8人 + 5人 = 13人", [("一组河岸", "8"), ("三组坡脚", "5")]),
        ("柳河村三组比一组少多少户", "24户 − 15户 = 9户", [("三组坡脚", "15"), ("一组河岸", "24")]),
        ("东岸点的救生衣比镇仓库少多少件", "200件 − 30件 = 170件", [("东岸点", "30"), ("镇仓库", "200")]),
        (
            "镇仓库、东岸点和西岸点的冲锋舟一共多少艘",
            "12艘 + 2艘 + 3艘 = 17艘",
            [("镇仓库", "12"), ("东岸点", "2"), ("西岸点", "3")],
        ),
        (
            "柳河村演练的实际支出比预算少多少万元",
            "18.6万元 − 17.9万元 = 0.7万元",
            [("演练的实际支出", "17.9万元"), ("预算", "18.6万元")],
        ),
        (
            "恒安化工微型消防站的队员占从业人员几成",
            "18人 ÷ 326人 ≈ 5.52%",
            [("恒安化工微型消防站的队员", "18人"), ("从业人员", "326人")],
        ),
        ("恒安化工的空气呼吸器一共有多少套", "6套 + 4套 = 10套", [("微型消防站", "6套"), ("罐区器材柜", "4套")]),
        ("柳河村的两个安置点一共能容纳多少人", "400人 + 250人 = 650人", [("柳河小学", "400人"), ("文化中心", "250人")]),
        (
            "东桥市防汛Ⅱ级响应和Ⅰ级响应的报告间隔相差多久",
            "4小时 − 2小时 = 2小时",
            [("Ⅱ级响应", "4小时"), ("Ⅰ级响应", "2小时")],
        ),
        (
            "木器厂火灾从119接到报警到明火扑灭用了多久",
            "6时10分 − 2时57分 = 3小时13分钟（193分钟）",
            [("119接到报警", "2时57分"), ("明火扑灭", "6时10分")],
        ),
        (
            "木器厂火灾启动Ⅳ级响应后，多久以后启动了Ⅲ级响应",
            "4时18分 − 3时20分 = 58分钟",
            [("木器厂火灾启动Ⅳ级响应", "3时20分"), ("启动了Ⅲ级响应", "4时18分")],
        ),
    ],
)
def test_operands_are_exactly_what_is_asked(
    answerer: Answerer, question: str, expression: str, operands: list[tuple[str, str]]
) -> None:
    answer = answerer.answer(question)
    assert cited_operands(answer) == operands
    assert answer.computation is not None
    assert answer.computation.expression == expression
    assert answer.text.startswith(f"计算所得：{expression}")


@pytest.mark.parametrize(
    "question",
    [
        "柳河村一组、二组和四组一共多少人",  # one part is in no row
        "柳河村四个危险区一共多少人",  # the table has three
        "柳河村的冲锋舟和救生衣的采购费用合计多少元",  # counted, not priced
        "恒安化工微型消防站占地面积占全厂的百分之几",
        "东岸点的无人机比西岸点少多少架",
        "柳河村2019年和2026年的演练支出相差多少万元",
        "滨江化工微型消防站的队员占从业人员几成",  # another enterprise
    ],
)
def test_missing_or_unfit_operands_are_refused(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert (answer.status, answer.computation) == (AnswerStatus.NO_EVIDENCE, None), answer.text
    assert answer.missing


def test_kit_beside_a_name_is_not_the_name(answerer: Answerer) -> None:
    computation = answerer.answer("微型消防站占从业人员几成").computation
    assert computation is None or [one.quote for one in computation.operands] == ["18人", "326人"]


def test_columns_of_a_table_are_read_off_for_each_side(answerer: Answerer) -> None:
    answer = answerer.answer("东岸点和西岸点的冲锋舟哪个多")
    assert [(side.label, side.statements[0].text) for side in answer.sides] == [
        ("东岸点", "冲锋舟（艘）｜东岸点：2"),
        ("西岸点", "冲锋舟（艘）｜西岸点：3"),
    ]
    assert {one.quote for one in answer.citations} == {
        "冲锋舟（艘） | 12 | 2 | 3",
        "物资名称 | 镇仓库 | 东岸点 | 西岸点",
    }
    assert quotations(answer) == []


@pytest.mark.parametrize(
    ("run", "left"),
    [
        ("百货大楼地下一层", ""),
        ("滨江市水务抢险队", "滨江市水务抢险队"),
        ("百货大楼无人机", "百货大楼无人机"),
        ("柜台高峰", "柜台高峰"),
    ],
)
def test_what_a_text_does_not_hold_is_told(run: str, left: str) -> None:
    assert uncovered(run, "锦程百货大楼地下一层为超市，高峰时多，无人应答。市水务抢险队有60人。") == left


def test_several_parts_of_a_time_are_one_figure() -> None:
    figures = quantities_in("用时12分20秒，比1小时20分短；约900人，60人以上，预案要求不超过40分钟")
    assert [(one.quote, shown(one.value, one.unit), one.ranged) for one in figures] == [
        ("12分20秒", "740秒", False),
        ("1小时20分", "80分钟", False),
        ("900人", "900人", True),
        ("60人", "60人", True),
        ("40分钟", "40分钟", False),
    ]
