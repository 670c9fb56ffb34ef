"""A small base: a firm's own plan with a contact table, another firm's plan, a rule, and a report of work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.wiring import Workbench, open_workbench
from ingest.records import FoundFile
from ingest.sandbox import ParserPool, WorkItem
from kb.knowledge_base import KnowledgeBase
from kb.records import Document
from kb.settings import Settings
from tests.builders import document_id_of

OWN_PLAN = """清河化工有限公司现场处置方案
清河化工有限公司
2025年6月10日颁布
1 总则
1.1 适用范围
本方案适用于清河化工有限公司厂区内的事故。
2 液氨泄漏现场处置方案
2.1 事故风险描述
液氨罐区设储罐两台，单罐容积30立方米，易漏部位是卸氨臂接头。
2.2 应急工作职责
表2-1 岗位职责
岗位 | 职责 | 电话
罐区操作工 | 发现报告、就近切断 | 0600-7771121
当班班长 | 组织切断和撤离 | 0600-7771122
2.3 应急处置程序
（1）罐区操作工发现泄漏，立即报告当班班长。
（2）当班班长3分钟内报告应急值班室0600-7771110，并拨打119。
（3）通信联络组到南门引导救护车。
2.4 现场处置措施
（1）罐区操作工关闭紧急切断阀。
（2）消防员开启水幕稀释氨气，灭火。
2.5 注意事项
（1）严禁未佩戴正压式空气呼吸器进入泄漏区。
3 触电现场处置方案
3.1 事故风险描述
变配电室有高压柜六台，检修时可能触电。
3.2 注意事项
（1）严禁未断电直接接触触电者。
"""
OTHER_PLAN = """东山食品有限公司现场处置方案
东山食品有限公司
2024年3月1日颁布
1 液氨泄漏现场处置方案
1.1 事故风险描述
冷库机房有液氨约2吨。
1.2 应急处置程序
（1）值班员5分钟内报告厂长，电话13900001111。
（2）值班员打开事故风机。
1.3 注意事项
（1）禁止在下风向停留。
"""
RULE = """生产安全事故应急预案管理办法
应急管理部令第2号
2019年9月1日起施行
第十三条 综合应急预案应当规定应急组织机构及其职责、应急预案体系。
第十五条 对于危险性较大的场所、装置或者设施，生产经营单位应当编制现场处置方案。
现场处置方案应当规定应急工作职责、应急处置措施和注意事项等内容。
"""
WORK_REPORT = """清河县应急管理局2025年工作总结
清河县应急管理局
2025年12月20日
一、主要做法
一是开展液氨企业检查，检查企业32家次，罐区操作工应当立即关闭阀门并报告，电话0600-7770000。
二、存在的主要问题
个别企业预案不完善。
三、下步打算
继续开展演练。
"""
FILES = {
    "清河化工有限公司现场处置方案.txt": OWN_PLAN,
    "东山食品有限公司现场处置方案.txt": OTHER_PLAN,
    "生产安全事故应急预案管理办法.txt": RULE,
    "清河县应急管理局2025年工作总结.txt": WORK_REPORT,
}
UNIT = "清河化工有限公司"


def parsed(folder: Path, texts: dict[str, str]) -> list[tuple[Document, bytes]]:
    """Read texts as files through the parsers, as ingestion does."""
    folder.mkdir(parents=True, exist_ok=True)
    items = []
    for number, (name, text) in enumerate(texts.items()):
        path = folder / name
        path.write_bytes(text.encode("utf-8"))
        found = FoundFile(path=path, source_uri=f"upload/{name}", byte_count=path.stat().st_size)
        items.append(WorkItem(number=number, file=found, document_id=document_id_of(path.read_bytes())))
    results = sorted(ParserPool(1).parse(items, datetime.now(UTC)), key=lambda one: one.number)
    return [
        (replace(one.document, approved=True), item.file.path.read_bytes())
        for one, item in zip(results, items, strict=True)
        if one.document is not None
    ]


def fill(kb: KnowledgeBase, documents: list[tuple[Document, bytes]]) -> None:
    """Store documents with their originals."""
    kb.replace_documents([one for one, _ in documents], {one.document_id: data for one, data in documents})


@pytest.fixture(scope="package")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Document, bytes]]:
    """The files of the base, read once."""
    read = parsed(tmp_path_factory.mktemp("sources"), FILES)
    assert len(read) == len(FILES)
    return dict(zip(FILES, read, strict=True))


@pytest.fixture(scope="package")
def workbench(
    tmp_path_factory: pytest.TempPathFactory, sources: dict[str, tuple[Document, bytes]]
) -> Iterator[Workbench]:
    """A workbench over all of them."""
    with open_workbench(Settings(data_path=tmp_path_factory.mktemp("base"), workers=1), writable=True) as opened:
        fill(opened.kb, list(sources.values()))
        yield opened


@pytest.fixture
def kb(workbench: Workbench) -> KnowledgeBase:
    return workbench.kb
