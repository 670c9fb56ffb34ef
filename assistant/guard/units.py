"""Printed units of quantities and what they are worth in the unit of their dimension."""

from __future__ import annotations

import re
from fractions import Fraction

from assistant.guard.records import ProblemKind

LIMIT, AMOUNT, NUMBER = ProblemKind.LIMIT, ProblemKind.AMOUNT, ProblemKind.NUMBER

# Words that only count things; 3支队伍 and 3个队伍 are one value, 3户 and 3人 are not.
_COUNTERS = "个 台 套 件 具 支 部 只 辆 艘 架 座 处 条 项 种 份 张 把 根 块 瓶 盏 顶 床 袋 箱 桶 组 家 所 栋 幢 间 扇 口 眼 批 类 方面 步 点 本 册 枚 列 门 款 队 班".split()
_SCALED: tuple[tuple[str, ProblemKind, str], ...] = (
    ("second", LIMIT, "秒=1 秒钟=1 分钟=60 刻钟=900 小时=3600 个小时=3600 钟头=3600 个钟头=3600 min=60 h=3600"),
    ("day", LIMIT, "日=1 天=1 自然日=1 个自然日=1 昼夜=1 个昼夜=1 周=7 个星期=7 星期=7 个周=7 日历天=1"),
    ("workday", LIMIT, "工作日=1 个工作日=1"),
    ("month", LIMIT, "个月=1 月=1 个季度=3 年=12 周年=12 个年度=12"),
    ("yuan", AMOUNT, "元=1 元整=1 块钱=1 万元=10000 亿元=100000000 人民币=1 元人民币=1 万元人民币=10000"),
    ("person", NUMBER, "人=1 名=1 位=1 个人=1"),
    ("times", NUMBER, "次=1 起=1 场=1 回=1 遍=1 轮=1 场次=1 批次=1"),
    ("person-times", NUMBER, "人次=1"),
    ("household", NUMBER, "户=1"),
    ("metre", NUMBER, "毫米=1/1000 mm=1/1000 厘米=1/100 公分=1/100 cm=1/100 米=1 m=1 公里=1000 千米=1000 km=1000 海里=1852"),
    ("square", NUMBER, "平方米=1 m2=1 m²=1 ㎡=1 平方公里=1000000 平方千米=1000000 km2=1000000 km²=1000000 公顷=10000 亩=2000/3"),
    ("cubic", NUMBER, "立方米=1 m3=1 m³=1 方=1 升=1/1000 l=1/1000 毫升=1/1000000"),
    ("gram", NUMBER, "克=1 g=1 毫克=1/1000 mg=1/1000 千克=1000 公斤=1000 kg=1000 吨=1000000 t=1000000"),
    ("celsius", NUMBER, "℃=1 °c=1 摄氏度=1 度=1"),
    ("point", NUMBER, "个百分点=1 百分点=1"),
    ("pascal", NUMBER, "帕=1 pa=1 千帕=1000 kpa=1000 兆帕=1000000 mpa=1000000"),
    ("volt", NUMBER, "伏=1 伏特=1 v=1 千伏=1000 kv=1000"),
    ("watt", NUMBER, "瓦=1 千瓦=1000 kw=1000 兆瓦=1000000 mw=1000000"),
    ("ppm", NUMBER, "ppm=1"),
    ("speed", NUMBER, "米/秒=1 m/s=1 米每秒=1 公里/小时=5/18 km/h=5/18 公里每小时=5/18 千米/小时=5/18"),
    ("flow", NUMBER, "立方米/秒=1 m3/s=1 m³/s=1 立方米每秒=1 升/秒=1/1000 l/s=1/1000"),
    ("density", NUMBER, "mg/m3=1 mg/m³=1 毫克/立方米=1 毫克每立方米=1"),
    ("age", NUMBER, "岁=1 周岁=1"),
    ("fold", NUMBER, "倍=1"),
    ("floor", NUMBER, "层=1 楼=1"),
    ("mark", NUMBER, "分=1"),
    ("count", NUMBER, " ".join(f"{unit}=1" for unit in _COUNTERS)),
)  # fmt: skip
UNITS: dict[str, tuple[str, ProblemKind, Fraction]] = {
    unit: (dimension, kind, Fraction(worth))
    for dimension, kind, listed in _SCALED
    for unit, worth in (item.split("=") for item in listed.split())
}
# What may not follow a unit, because it then belongs to a longer word: 三人民, 二年级, 一天然, 一方面.
_NOT_BEFORE = {
    "人": "民员工才口事身群们格大力为均类行", "名": "称义单录额词", "年": "级龄轻检代鉴会", "日": "常期程报志益夜本历趋渐",
    "天": "然气津灾空", "元": "旦件素", "周": "边围期密知转年", "星期": "一二三四五六日天", "户": "外口籍", "米": "粉饭", "月": "份底初末亮",
    "m": "a-z0-9", "km": "a-z0-9", "kg": "a-z0-9", "g": "a-z0-9", "t": "a-z0-9", "l": "a-z0-9", "h": "a-z0-9", "v": "a-z0-9",
    "mm": "a-z0-9", "min": "a-z", "pa": "a-z", "部": "门分署位队委属级", "处": "置理于罚长分在境", "组": "织成长建合", "家": "属庭长具乡",
    "所": "有在属以需长", "条": "件例款约", "项": "目", "种": "植子", "类": "似型", "件": "事", "只": "有要能是", "把": "握关", "门": "户口卫",
    "点": "名火心钟半整击", "步": "骤行伐", "个": "人体别性案", "位": "于置", "次": "日要序年", "起": "火草到来点因诉重步爆", "场": "所地站景长",
    "回": "复应收到", "度": "汛过假", "级": "别", "分": "别钟之为工级类布级析管组队局公散", "方": "面案式可法位向能", "口": "头", "列": "入出为举", "支": "队援持撑出部付",
    "份": "额", "张": "贴榜", "根": "据本", "本": "级预规办法省市县区镇乡单部地行条人次", "队": "伍员长", "班": "组长次", "批": "准复示评", "层": "级面次", "楼": "长梯房道",
    "册": "子", "款": "项物", "间": "隔接", "遍": "及布", "轮": "流换班", "升": "级高", "眼": "睛前", "枚": "举", "具": "体有备", "架": "设空构", "倍": "增",
}  # fmt: skip
UNIT_PATTERN = "|".join(
    re.escape(unit) + (f"(?![{_NOT_BEFORE[unit]}])" if unit in _NOT_BEFORE else "")
    for unit in sorted(UNITS, key=len, reverse=True)
)
