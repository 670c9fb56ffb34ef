"""Types, places and levels by title."""

from __future__ import annotations

import pytest

from ingest.metadata.places import region_at_start, standard_region
from tests.ingest.metadata.reading import read_lines


@pytest.mark.parametrize(
    ("title", "doc_type"),
    [
        ("临澜市突发事件总体应急预案", "plan_overall"),
        ("临澜市防汛抗旱应急预案", "plan_special"),
        ("临澜市应急管理局自然灾害救助应急预案", "plan_dept"),
        ("青泽县柳溪镇突发事件应急预案", "plan_town"),
        ("石桥村山洪灾害防御与转移避险应急预案", "plan_village"),
        ("临澜恒泰化工有限公司综合应急预案", "plan_unit_comprehensive"),
        ("临澜恒泰化工有限公司液氨泄漏专项应急预案", "plan_unit_special"),
        ("临澜恒泰化工有限公司现场处置方案", "plan_unit_onsite"),
        ("锦程百货大楼灭火和应急疏散预案", "plan_fire_evac"),
        ("临澜市马拉松活动应急预案", "plan_event"),
        ("临澜市巨灾应急预案", "plan_catastrophe"),
        ("临澜江流域突发水污染联合应急预案", "plan_joint"),
        ("临澜市2026年防汛综合应急演练工作方案", "drill_plan"),
        ("临澜市2026年防汛综合应急演练脚本", "drill_script"),
        ("临澜市2026年防汛综合应急演练评估报告", "drill_eval"),
        ("液氨泄漏演练评估方案", "drill_eval_scheme"),
        ("液氨泄漏现场处置演练记录", "drill_summary"),
        ("地震灾害桌面推演材料", "drill_tabletop"),
        ("生产安全事故风险评估报告", "risk_report"),
        ("应急资源调查报告", "resource_report"),
        ("应急预案评估报告", "plan_eval"),
        ("宏达家具厂火灾事故调查报告", "investigation"),
        ("临澜市应急管理局2025年工作总结", "work_report"),
        ("关于基层应急能力建设的调研报告", "survey_report"),
        ("永城市应急管理工作创新做法", "practice"),
        ("在全市安全生产会议上的讲话", "speech"),
        ("液氨岗位应急处置卡", "card"),
        ("值班应急工作手册", "manual"),
        ("山洪灾害隐患排查行动方案", "action_plan"),
        ("安徽省山洪灾害气象预警", "warning_notice"),
        ("某企业火灾事故信息报告", "info_report"),
    ],
)
def test_type_by_title(title: str, doc_type: str) -> None:
    assert read_lines(f"{title}\n一、总体情况\n甲。").doc_type == doc_type


@pytest.mark.parametrize(
    ("text", "doc_type"),
    [
        ("血液制品管理条例\n1996年12月30日 中华人民共和国国务院令第208号发布\n第一条 甲。", "admin_reg"),
        ("高层民用建筑消防安全管理规定\n2021年6月21日 应急管理部令第5号公布\n第一条 甲。", "dept_rule"),
        ("上海市防汛条例\n2003年8月8日 上海市第十二届人民代表大会常务委员会第六次会议通过\n第一条 甲。", "local_reg"),
        ("突发事件应急预案管理办法\n国办发〔2024〕5号\n第一条 甲。", "normative"),
        ("中华人民共和国防洪法\n1997年8月29日 第八届全国人民代表大会常务委员会第二十七次会议通过\n第一条 甲。", "law"),
        ("生产经营单位生产安全事故应急预案编制导则\nGB/T 29639-2020\n1 范围\n甲。", "standard"),
        (
            "最高人民法院关于审理铁路运输案件的解释\n2010年1月4日 最高人民法院审判委员会第1482次会议通过\n第一条 甲。",
            "normative",
        ),
    ],
)
def test_type_of_rules(text: str, doc_type: str) -> None:
    assert read_lines(text).doc_type == doc_type


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("上海市浦东新区完善破产制度若干规定", "上海市浦东新区"),
        ("青岛市市容和环境卫生管理条例", "山东省青岛市"),
        ("江门市门楼号牌管理条例", "广东省江门市"),
        ("聊城市文明行为促进条例", "山东省聊城市"),
        ("浙江省义乌市国际贸易综合改革方案", "浙江省金华市义乌市"),
        ("永城市应急管理工作创新做法", "河南省商丘市永城市"),
        ("杭州市余杭区良渚街道防汛预案", "浙江省杭州市余杭区良渚街道"),
        ("西安新兴紫楹台酒店有限公司生产安全事故应急预案", "陕西省西安市"),
        ("广西壮族自治区道路运输应急预案", "广西壮族自治区"),
        ("广西高速公路突发事件应急预案", "广西壮族自治区"),
        ("深圳经济特区消防条例", "广东省深圳市"),
        ("景宁畲族自治县水资源管理条例", "浙江省丽水市景宁畲族自治县"),
        ("2026年上海市政府工作报告", "上海市"),
        ("临澜市青泽县柳溪镇石桥村防汛预案", "临澜市青泽县柳溪镇石桥村"),
        ("石家庄市青泽县防汛预案", "河北省石家庄市青泽县"),
        ("山东省县乡两级人民代表大会选举实施细则", "山东省"),
        ("洛阳市市区客运管理条例", "河南省洛阳市"),
        ("北京市生态涵养区条例", "北京市"),
        ("城市房地产开发经营管理条例", ""),
        ("上市公司监督管理条例", ""),
        ("农村五保供养工作条例", ""),
        ("自然保护区条例", ""),
        ("保税区海关监管办法", ""),
        ("中华人民共和国防洪法", ""),
    ],
)
def test_region_at_the_start_of_a_title(title: str, region: str) -> None:
    assert standard_region(region_at_start(title), title) == region
