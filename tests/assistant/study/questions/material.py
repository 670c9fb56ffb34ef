"""Documents for the tests of questions: a written plan and law, and the sample corpora."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from ingest.assembly import assemble
from ingest.loading import find_files
from ingest.parsers import parse_as
from ingest.sniffing import sniff
from kb.records import Document

PLAN = """青石县防汛应急预案
青石县人民政府办公室
2024年3月1日
1 总则
1.1 编制目的
为做好洪水灾害的预防和处置工作，制定本预案。
2 组织指挥体系
2.1 成员单位职责
（1）县应急管理局：组织协调抢险救援和受灾群众救助，调度县级救灾物资。
（2）县水利局：负责水情监测预报，组织编制水工程调度方案。
（3）县公安局：负责维护秩序、交通管制，协助转移群众。
（4）县教育局：指导学校落实停课、避险措施。
（5）县卫生健康局：组织医疗救护队，开展卫生防疫。
3 信息报告
3.1 报告时限
乡镇人民政府接到险情报告后，应当在30分钟内电话报告县应急管理局。
县应急管理局应当在1小时内向县人民政府书面报告，报告内容由XX审核。
县应急管理局值班员张三应当在20分钟内核实险情。
前款规定的报告应当在45分钟内补报。
3.2 报告内容
险情报告应当包括下列内容：
（1）险情发生的时间和地点；
（2）受威胁人员的数量；
（3）已经采取的措施；
（4）需要支援的队伍和物资。
4 应急响应
4.1 响应启动程序
（1）县水利局向县防汛指挥部办公室提出启动建议。
（2）县防汛指挥部办公室组织气象和水文部门会商。
（3）指挥长批准启动应急响应并签发命令。
（4）县防汛指挥部办公室通知各成员单位到岗。
4.2 处置要求
发生较大以上突发事件时，县人民政府设立现场指挥部并统一指挥抢险救援。
巡堤查险人员每班不少于4人，严禁单人巡查险工险段和穿堤建筑物。
5 附则
自2024年6月1日起施行。"""


def document(folder: Path, text: str = PLAN) -> Document:
    """Read a text as a file is read, without storing it."""
    path = folder / "plan.txt"
    path.write_text(text, encoding="utf-8")
    return read(path)


def read(path: Path) -> Document:
    """Read a file as the ingest reads it."""
    data = path.read_bytes()
    found = next(iter(find_files([path])))
    return assemble(parse_as(sniff(data, path.name), data, path.name), found, data, now=datetime.now(UTC))
