"""Sound files that repeat by nature: rosters, logs, check lists, ledgers, forms, price lists, notices in series."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from tests.ingest.hostile.records import STORED, BadFile, bad_file
from tests.ingest.parsers.word_files import make_docx, paragraph

_NAMES = "方禾 闻竹 林溪 石川 叶桐 白榆 江枫 苏木".split()
_PLACES = "东风路泵站 北湖小区 化工园三号罐区 第二中学 客运中心 滨江隧道 南门水库 中心医院".split()
_HAZARDS = (
    "灭火器压力不足且没有检查记录", "安全出口指示灯损坏不能正常显示", "配电箱前堆放杂物影响应急操作",
    "特种作业人员证书过期没有复审", "危险化学品没有按性质分类存放", "临边防护栏杆缺失存在坠落风险",
)  # fmt: skip
_GOODS = (
    "便携式四合一气体检测仪", "正压式消防空气呼吸器", "移动式大功率排水抢险车", "折叠式应急救灾帐篷", "防爆型强光工作手电筒",
    "聚乙烯编织防汛沙袋", "充气式橡皮救生艇", "轻型防化服", "液压破拆工具组", "卫星电话终端",
)  # fmt: skip


def repetitive_texts() -> dict[str, str]:
    """Return text by name, every one three to five times with another length."""
    found: dict[str, str] = {}
    for kind, count in product(_KINDS, (20, 60, 200)):
        found[f"{kind.__name__.strip('_')}_{count}"] = kind(count)
    return found


def repetitive_files() -> Iterator[BadFile]:
    """Yield every text as .txt and every third as .docx."""
    for number, (name, text) in enumerate(repetitive_texts().items()):
        yield bad_file(f"{name}.txt", text, *STORED)
        if number % 3 == 0:
            body = "".join(paragraph(line) for line in text.split("\n"))
            yield bad_file(f"{name}.docx", make_docx(body), *STORED)


def _duty_log(count: int) -> str:
    lines = (
        f"1月{n % 31 + 1}日 {('白班', '夜班')[n % 2]} 值班员{_NAMES[n % 8]}：本班次设备运行正常，人员在岗在位，未接到突发事件报告。"
        "已按规定与下一班办理交接手续，各类台账和钥匙移交齐全。"
        for n in range(count)
    )
    return "\n".join(["临澜市应急值班日志", *lines])


def _same_log(count: int) -> str:
    return "值班交接记录\n" + "本班无异常情况，设备运行正常，已按规定完成交接班手续。\n" * count


def _inspection(count: int) -> str:
    parts = (
        f"第{n}次巡查\n巡查地点：{_PLACES[n % 8]}\n消防设施完好有效，疏散通道和安全出口畅通无阻。\n用电设备没有私拉乱接，下班后已切断电源。\n"
        f"存放的物资数量与台账相符，没有发现过期和损坏。\n巡查人：{_NAMES[n % 8]}"
        for n in range(1, count + 1)
    )
    return "\n".join(["安全巡查记录", *parts])


def _hazards(count: int) -> str:
    lines = (
        f"{n}．{_PLACES[n % 8]}：{_HAZARDS[n % 6]}；整改措施：立即整改并举一反三开展全面排查；整改期限：三日内完成；责任人：{_NAMES[n % 8]}。"
        for n in range(1, count + 1)
    )
    return "\n".join(["重大事故隐患排查治理台账", *lines])


def _one_hazard(count: int) -> str:
    return "隐患台账\n" + "灭火器压力不足，没有检查记录，要求立即更换并登记造册。\n" * count


def _promises(count: int) -> str:
    promise = (
        "本人已认真学习本岗位安全生产责任制和操作规程，清楚本岗位存在的危险因素。\n本人承诺严格遵守安全生产法律法规，不违章作业，不冒险蛮干。\n"
        "发现事故隐患立即报告，发生紧急情况按照预案要求进行处置。\n"
    )
    return "\n".join(f"安全生产承诺书\n{promise}承诺人：{_NAMES[n % 8]} 2026年1月{n % 31 + 1}日" for n in range(count))


def _blank_forms(count: int) -> str:
    form = (
        "检查单位：____________ 检查日期：____年__月__日\n应急预案是否经过评审并向主管部门备案 □是 □否\n应急队伍是否按照计划开展训练和演练 □是 □否\n"
        "应急物资是否专人管理并定期检查维护 □是 □否\n检查人员（签字）：______ 受检单位负责人（签字）：______\n"
    )
    return "应急准备检查表\n" + form * count


def _prices(count: int) -> str:
    lines = (f"{n} {_GOODS[n % 10]} {'台套顶件条'[n % 5]} {n * 37 % 900 + 80}.00元" for n in range(1, count + 1))
    return "\n".join(["应急救援物资采购报价表", *lines])


def _goods(count: int) -> str:
    lines = (
        f"{_GOODS[n % 10]}（{_PLACES[n % 8]}仓库） 数量{n * 7 % 50 + 1} 保管人{_NAMES[n % 8]}" for n in range(count)
    )
    return "\n".join(["应急物资储备清单", *lines])


def _warnings(count: int) -> str:
    parts = (
        f"临澜市气象台2026年{n % 12 + 1}月{n % 28 + 1}日{n % 24}时发布暴雨蓝色预警信号：预计未来12小时内我市将出现50毫米以上降水。"
        "请注意防范强降水可能引发的山洪、地质灾害和城市内涝。请有关单位和人员做好防御准备工作。"
        for n in range(count)
    )
    return "\n".join(["预警信息汇编", *parts])


def _same_warning(count: int) -> str:
    return (
        "预警信息汇编\n"
        + "请注意防范强降水可能引发的山洪、地质灾害和城市内涝，请有关单位和人员做好防御准备。\n市气象台继续发布暴雨蓝色预警信号。\n"
        * count
    )


def _drill_script(count: int) -> str:
    parts = (
        f"{_NAMES[n % 8]}：报告总指挥，第{n}组全体人员集合完毕，装备齐全，请指示。\n总指挥：按照预定方案立即展开行动，注意安全，保持通信畅通。\n"
        f"{_NAMES[n % 8]}：明白，第{n}组立即按照预定方案展开行动。"
        for n in range(1, count + 1)
    )
    return "\n".join(["防汛应急演练脚本", *parts])


def _cards(count: int) -> str:
    parts = (
        f"{_PLACES[n % 8]}{n}号岗位应急处置卡\n发现泄漏立即停止作业并关闭上下游阀门。\n向班长和中控室报告泄漏位置、介质和人员情况。\n"
        "佩戴空气呼吸器进行侦检，严禁在没有防护的情况下进入现场。\n无法控制时沿上风向撤离到集合点并清点人数。"
        for n in range(count)
    )
    return "\n".join(parts)


def _quiz(count: int) -> str:
    parts = (
        f"{n}．生产经营单位的（ ）对本单位的安全生产工作全面负责。\nA．主要负责人 B．分管负责人 C．安全总监 D．以上都不对\n答案：A"
        for n in range(1, count + 1)
    )
    return "\n".join(["安全生产知识题库", *parts])


def _approvals(count: int) -> str:
    parts = (
        f"动火作业许可证 编号{2026000 + n}\n动火地点：{_PLACES[n % 8]}\n作业前已对动火点周围的可燃物进行清理或者隔离。\n"
        "作业现场已配备灭火器材，监护人员已经到位并接受交底。\n动火前已进行气体分析，分析结果符合作业要求。\n同意动火。"
        for n in range(count)
    )
    return "\n".join(parts)


def _dispatch(count: int) -> str:
    lines = (
        f"{n % 24:02d}时{n % 60:02d}分 接报{_PLACES[n % 8]}积水，已通知市政排水队伍赶赴现场处置，并提醒过往车辆绕行。"
        for n in range(count)
    )
    return "\n".join(["调度记录", *lines])


def _attendance(count: int) -> str:
    return "\n".join(["应急培训签到表", *(f"{n} {_NAMES[n % 8]} {_PLACES[n % 8]} 签到" for n in range(count))])


_KINDS: tuple[Callable[[int], str], ...] = (
    _duty_log, _same_log, _inspection, _hazards, _one_hazard, _promises, _blank_forms, _prices, _goods, _warnings,
    _same_warning, _drill_script, _cards, _quiz, _approvals, _dispatch, _attendance,
)  # fmt: skip
