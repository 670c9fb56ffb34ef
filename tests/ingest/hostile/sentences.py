"""Plan text whose sentences differ from each other, as those of real plans do."""

from __future__ import annotations

import random

_BODIES = ("市防汛抗旱指挥部", "区应急管理局", "街道办事处", "消防救援支队", "气象台", "卫生健康委员会", "供电公司", "教育局", "交通运输局", "民政局", "水务集团", "公安分局", "自然资源局", "化工园区管委会", "医院急诊科")  # fmt: skip
_WHEN = ("接到预警后", "险情发生时", "响应启动后", "汛期来临前", "每年三月底前", "灾情稳定后", "夜间值守期间", "人员转移完成后", "道路中断时", "通信恢复之前", "接报三十分钟内", "会商结束后")  # fmt: skip
_VERBS = ("组织", "核实", "调配", "通报", "检查", "转运", "安置", "登记", "修复", "封控", "监测", "宣传", "评估", "演练", "补充")  # fmt: skip
_OBJECTS = ("受威胁群众", "抢险物资", "低洼地段的车辆", "山洪沟口的住户", "排涝泵站", "危险化学品储罐", "避难场所的饮水", "医疗救护力量", "临时供电设备", "在建工地的塔吊", "学校的停课安排", "水库的泄洪闸门", "地铁出入口的挡板", "失联人员的信息", "舆情和群众诉求", "桥梁隧道的限行")  # fmt: skip
_ENDS = ("并向上一级报告", "不得迟于两小时", "由分管负责人签字", "必要时请求驻军支援", "做好记录备查", "同时告知相邻乡镇", "费用列入年度预算", "未经批准不得解除", "结果抄送联席会议", "由专人二十四小时值守")  # fmt: skip


def sentences(count: int, seed: int) -> list[str]:
    """Return `count` sentences; the same seed gives the same ones."""
    chance = random.Random(seed)
    return [
        f"{chance.choice(_BODIES)}{chance.choice(_WHEN)}，应当{chance.choice(_VERBS)}{chance.choice(_OBJECTS)}，"
        f"{chance.choice(_VERBS)}{chance.choice(_OBJECTS)}，{chance.choice(_ENDS)}。"
        for _ in range(count)
    ]


def plan(number: int, articles: int = 12) -> str:
    """Return the text of a plan, one article a line."""
    lines = [f"临澜市第{number}号应急预案", "", "第一章 总则"]
    for article, sentence in enumerate(sentences(articles, number), start=1):
        lines.append(f"第{article}条 {sentence}值班电话0571-{number:04d}{article:04d}。")
    return "\n".join(lines) + "\n"
