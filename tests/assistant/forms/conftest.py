"""A small base with two editions of a rule, a plan, two enterprises and a table of teams."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.answering.answerer import Answerer
from ingest.assembly import assemble
from ingest.parsers import parse_as
from ingest.records import FoundFile
from ingest.sniffing import FileFormat
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import load_settings

RULES_2019 = """临澜市人民政府关于印发《临澜市预警信息发布管理办法》的通知

临政发〔2019〕14号

临澜市人民政府
2019年7月26日

临澜市预警信息发布管理办法

第一条 为规范预警信息发布，制定本办法。

第二条 预警信息按照下列时限发布：
（一）红色预警信息，30分钟内发布；
（二）橙色预警信息，1小时内发布。

第三条 红色预警信息由市长审签。

第四条 本办法自2019年9月1日起施行。"""
RULES_2024 = """临澜市人民政府关于印发《临澜市预警信息发布管理办法》的通知

临政规〔2024〕3号

临澜市人民政府
2024年6月12日

临澜市预警信息发布管理办法

第一条 为规范预警信息发布，提高预警时效，制定本办法。

第二条 预警信息按照下列时限发布：
（一）红色预警信息，15分钟内发布；
（二）橙色预警信息，30分钟内发布；
（三）蓝色预警信息，1小时内发布。
发布后应当立即核对。

第三条 红色预警信息由市人民政府主要负责人审签。

第四条 本办法自2024年7月1日起施行。2019年7月26日印发的《临澜市预警信息发布管理办法》（临政发〔2019〕14号）同时废止。"""
FLOOD = """临澜市防汛抗旱应急预案

临政办发〔2025〕12号

临澜市人民政府办公室
2025年4月15日

1 总则
本预案自印发之日起施行。
2 应急队伍
市水务抢险队有60人。市森林消防大队有120人。
3 应急响应
3.1 Ⅰ级响应
Ⅰ级响应由市长批准启动。
3.2 Ⅱ级响应
Ⅱ级响应由常务副市长批准启动。"""
CHEMISTRY = """临澜恒泰化工有限公司综合应急预案

临澜恒泰化工有限公司
2025年6月10日

1 概况
公司有员工320人。
2 疏散
全厂人员应当在20分钟内完成疏散。"""
SHOPS = """临澜锦程百货有限公司灭火和应急疏散预案

临澜锦程百货有限公司
2025年9月1日

1 概况
百货大楼有员工800人。
2 疏散
大楼人员应当在15分钟内完成疏散。"""
PARK = """临澜园区应急联动规定

临园管〔2023〕7号

2023年3月28日

第一条 为加强联动，制定本规定。

第二条 园区企业发生事故的，应当在10分钟内通报园区管理委员会。

第三条 本规定自2023年5月1日起施行。"""


@pytest.fixture(scope="package")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """The small base."""
    settings = load_settings(data_path=tmp_path_factory.mktemp("forms"))
    documents, originals = [], {}
    for position, text in enumerate((RULES_2019, RULES_2024, FLOOD, CHEMISTRY, SHOPS, PARK)):
        data = text.encode()
        found = FoundFile(path=Path(f"{position}.txt"), source_uri=f"{position}.txt", byte_count=len(data))
        parsed = parse_as(FileFormat.TEXT, data, found.path.name)
        documents.append(assemble(parsed, found, data, now=datetime(2026, 1, 1, tzinfo=UTC)))
        originals[documents[-1].document_id] = data
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents(documents, originals)
        yield base


@pytest.fixture(scope="package")
def answerer(kb: KnowledgeBase) -> Answerer:
    """The product's answers over the small base."""
    return Answerer(kb)
