"""Words by which matters are told apart, and words that tell nothing apart."""

from __future__ import annotations

import re

LEVELS = frozenset({"level", "grade", "colour"})
# Words that say nothing about what is ruled: modal words, bounds, and names for any event.
GENERIC = frozenset(
    "应当 必须 应该 需要 可以 不得 严禁 禁止 不能 不准 不许 不要 务必 一律 立即 及时 迅速 有关 相关 以及 或者 进行 予以 给予 按照 根据 依照 规定 要求 情况 发生 发现 接到 接报 报告后 之后 以后 之前 以前 "
    "以上 以下 以内 之内 不少 少于 不少于 不低 低于 不低于 不超 超过 不超过 达到 不得超过 至少 最少 最多 至多 最迟 最长 最低 达 约 具有 下列 如下 之一 情形 条件 标准 为 时限 时间 期限 每次 一次 分别 同时 然后 首先 再 "
    "突发 事件 突发事件 事故 险情 灾情 汛情 灾害 自然灾害 自然 信息 响应 应急 应急响应 工作 处置 应急处置 先期 处置措施 措施 步骤 程序 启动 开展 组织 实施 负责 完成 完毕 牵头 牵头部门 主管 主管部门 责任部门 单位 部门 人员 有关人员 后 前 时 内 须 其 并 由 向 将 把 的 "
    "属于 定为 列为 认定 确定 安排 配备 储备 设置 设立 建立 做好 确保 保证 日常 平均 一个 数量 总数 共 共有 拥有 专业 采取 使用 顺序 流程 方法 要点 以下 依次 注意 事项 预报 预计 全部 全体 所有 一律 一旦 相应 继续 尽快 随时 依法 主动 自行 统一 具体 主要 切实 认真 严格 积极 有效 前往 赶赴 赶到 携带 开始 过程 期间 当时 现场 一般 原则 原则上 通常 正常 最终 直接 警情 设定 设为 到场 到达现场 每个 每支 每处 每辆 每户 每人 每名 此时 本县 本市 全县 全市 本级 县级 市级 所在地 当地 辖区 印发".split()
)
MADE_OF_GENERIC = re.compile("|".join(sorted((word for word in GENERIC if len(word) > 1), key=len, reverse=True)))
POST = re.compile("[人长员组队部局办室厅站所]$")
SHORT_NAMES = {
    long: short
    for short, names in {
        "防汛办": "防汛抗旱指挥部办公室 防汛指挥部办公室 防汛抗旱办公室 防指办公室 防指办 防汛办公室 防汛抗旱办",
        "防指": "防汛抗旱指挥部 防汛指挥部 防汛抗旱指挥中心",
        "森防办": "森林防火指挥部办公室 森林防灭火指挥部办公室 森林草原防灭火指挥部办公室 森林防火办公室",
        "森防指": "森林防火指挥部 森林防灭火指挥部 森林草原防灭火指挥部",
        "抗震办": "抗震救灾指挥部办公室",
        "安委办": "安全生产委员会办公室 安委会办公室",
        "安委会": "安全生产委员会",
        "减灾办": "减灾委员会办公室 减灾委办公室",
        "减灾委": "减灾委员会",
        "卫健局": "卫生健康局 卫生健康委员会 卫健委",
        "住建局": "住房和城乡建设局 住房城乡建设局",
    }.items()
    for long in names.split()
}
LONG_NAME = re.compile("|".join(sorted(SHORT_NAMES, key=len, reverse=True)))
DEPARTMENT = re.compile(
    "(应急|公安|教育|水利|气象|民政|交通运输|交通|卫生健康|自然资源|生态环境|住房城乡建设|农业农村|林业|财政|市场监管|市场监督管理|商务|水行政|消防救援)(?:行政)?(?:主管|管理)?部门"
)
NO_OWNER = frozenset(
    "值班 电话 联系 联系电话 值班电话 热线 号码 批准 权限 审批 批准权限 担任 组长 副组长 总指挥 副总指挥 指挥长 副指挥长 主任 副主任 成员".split()
)
ACT = re.compile(
    "报告|叫应|续报|通报|集结|到达|出动|赶到|到岗|集中|发布|解除|恢复|抢修|演练|评估|修订|备案|公布|公开|补助|奖励|发放|保存|巡查|培训|转移|安置|支付|答复|移交|核销|检查"
)
# What sets an act going, however it is worded, and the small words that segmentation glues to names.
JOINING = re.compile(
    "接到?[^,;。]{0,6}?(?:报警|警情|报告|命令|指令|通知|信息|警|报|令)(?:之后|以后|后)|(?<![自理缘])由"
    "|(?<![方走风流转偏倾朝趋导定])向(?![导量来])|(?<=[应须要,])[朝往沿在于将把从]|(?<=[后时])[先应须即再]|(?<=值)为"
)
# 停后, 事发时: the last letter belongs to the clause, not to the word.
TAIL = re.compile("(?<![善灾事战今以之随背往])后$|(?<![小临及同定即随平准计])时$|(?<![以之事目])前$")
# Letters that make two things of one word: 高压 and 中压, 主管道 and 支管道, 甲醇 and 乙醇.
CONTRASTS = (
    "高中低",
    "大中小",
    "主支次",
    "内外",
    "左右",
    "东南西北",
    "甲乙丙丁",
    "男女",
    "新旧",
    "硫硝盐",
    "冬夏春秋",
    "父母",
    "昼夜",
)
CONTRAST = re.compile(f"[{''.join(CONTRASTS)}][\u4e00-\u9fff]")
