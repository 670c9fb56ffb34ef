"""Templates of the half that is reported; nothing is tuned on it."""

from __future__ import annotations

from benchmarks.conflict_pairs import Paper, Template

CONFLICTS: tuple[Template, ...] = (
    Template(
        kind="limit",
        first=Paper(
            title="{c}地震应急预案", clauses="3 灾情速报\n震后{x}以内，街道办事处须将初步灾情上报县抗震救灾指挥部。"
        ),
        second=Paper(
            title="{c}灾情统计报送制度", clauses="2 报送要求\n街道办事处最迟在震后{y}把初步灾情报到县抗震救灾指挥部。"
        ),
        question="{c}地震后街道办事处多久要把初步灾情报给县抗震救灾指挥部？",
        values=(("1小时", "2小时"), ("四十分钟", "90分钟"), ("半小时", "1小时")),
    ),
    Template(
        kind="limit",
        first=Paper(
            title="{s}学校突发事件处置办法",
            clauses="第一条 为规范学校突发事件处置，制定本办法。\n第二条 学校发现疑似食物中毒的，{x}内报告县级教育部门。\n第三条 本办法自2024年6月1日起施行。",
        ),
        second=Paper(
            title="{c}学校食品安全事故应急预案",
            clauses="5 报告程序\n依照《{s}学校突发事件处置办法》，学校发现疑似食物中毒，须于{y}内向县教育局报告。",
        ),
        question="{c}学校发现疑似食物中毒后多久向县教育局报告？",
        values=(("2小时", "3小时"), ("1小时", "4小时"), ("30分钟", "50分钟")),
    ),
    Template(
        kind="limit",
        first=Paper(
            title="{c}矿山事故应急预案", clauses="6 救援出动\n接警后，县矿山救护中队{x}内出动，携带氧气呼吸器。"
        ),
        second=Paper(title="{c}矿山救护队值班规定", clauses="2 值班\n县矿山救护中队接警后出动时间不得超过{y}。"),
        question="{c}矿山救护中队接警后多长时间内出动？",
        values=(("1分钟", "3分钟"), ("两分钟", "5分钟"), ("90秒", "4分钟")),
    ),
    Template(
        kind="limit",
        first=Paper(title="{c}供水突发事件应急预案", clauses="5 抢修恢复\n主管道爆裂，供水公司应于{x}内恢复供水。"),
        second=Paper(
            title="{c}城市供水管理办法", clauses="4 抢修时限\n主管道爆裂后，供水公司恢复供水的时间不超过{y}。"
        ),
        question="{c}主管道爆裂后供水公司多长时间内恢复供水？",
        values=(("24小时", "48小时"), ("12小时", "36小时"), ("8小时", "1天")),
    ),
    Template(
        kind="number",
        first=Paper(title="{c}地质灾害应急预案", clauses="7 装备保障\n县地质灾害应急中心配备卫星电话{x}部。"),
        second=Paper(title="{c}应急通信装备配备标准", clauses="3 配备数量\n县地质灾害应急中心应配卫星电话至少{y}部。"),
        question="{c}地质灾害应急中心配备几部卫星电话？",
        values=(("2", "5"), ("3", "6"), ("4", "8")),
    ),
    Template(
        kind="number",
        first=Paper(title="{c}避难场所管理办法", clauses="3 建设要求\n固定避难场所人均有效避难面积不低于{x}平方米。"),
        second=Paper(
            title="{c}地震应急避难场所建设方案",
            clauses="2 面积指标\n固定避难场所的人均有效避难面积应达到{y}平方米以上。",
        ),
        question="{c}固定避难场所人均有效避难面积是多少平方米？",
        values=(("2", "3"), ("1.5", "2.5"), ("4", "2")),
    ),
    Template(
        kind="number",
        first=Paper(title="{c}大型群众性活动应急预案", clauses="4 安保力量\n每个出入口安排疏导人员{x}名以上。"),
        second=Paper(title="{c}大型活动安全管理规定", clauses="5 人员安排\n每个出入口疏导人员不得少于{y}名。"),
        question="{c}大型活动每个出入口安排多少名疏导人员？",
        values=(("4", "6"), ("5", "10"), ("8", "3")),
    ),
    Template(
        kind="amount",
        first=Paper(title="{c}安全生产举报奖励办法", clauses="3 奖励标准\n举报重大事故隐患查实的，一次性奖励{x}。"),
        second=Paper(
            title="{c}应急管理工作奖惩规定", clauses="4 奖励\n对举报重大事故隐患并经查实的，给予{y}的一次性奖励。"
        ),
        question="{c}举报重大事故隐患查实后奖励多少钱？",
        values=(("5000元", "1万元"), ("3万元", "两万元"), ("800元", "1000元")),
    ),
    Template(
        kind="level",
        first=Paper(title="{c}供电突发事件应急预案", clauses="3 事件分级\n停电用户达到2万户的，定为{x}级事件。"),
        second=Paper(title="{c}大面积停电事件应急预案", clauses="2 分级标准\n停电用户达2万户，属于{y}级事件。"),
        question="{c}停电用户达到2万户属于几级事件？",
        values=(("Ⅲ", "Ⅱ"), ("三", "四"), ("二", "一")),
    ),
    Template(
        kind="level",
        first=Paper(
            title="{c}低温雨雪冰冻灾害应急预案", clauses="3 预警分级\n24小时积雪深度超过10厘米，发布道路结冰{x}预警。"
        ),
        second=Paper(
            title="{c}气象灾害预警发布细则", clauses="4 道路结冰\n积雪深度24小时超过10厘米时，发布{y}道路结冰预警。"
        ),
        question="{c}24小时积雪超过10厘米发布什么颜色的道路结冰预警？",
        values=(("红色", "橙色"), ("橙色", "黄色"), ("黄色", "蓝色")),
    ),
    Template(
        kind="phone",
        first=Paper(title="{c}地震应急预案", clauses="附录 联系方式\n县抗震救灾指挥部值班室联系电话 {x}"),
        second=Paper(title="{c}值班值守工作制度", clauses="5 通讯录\n县抗震救灾指挥部值班室：{y}"),
        question="{c}抗震救灾指挥部值班室电话是多少？",
        values=(("0851-5571234", "0851-5574321"), ("0731-84660012", "0731-84660021"), ("028-85667788", "028-85667799")),
    ),
    Template(
        kind="phone",
        first=Paper(title="{c}城镇燃气事故应急预案", clauses="8 应急联络\n燃气公司24小时抢修热线：{x}。"),
        second=Paper(title="{c}居民燃气安全须知", clauses="3 报修\n发现漏气请到室外拨打燃气公司24小时抢修热线{y}。"),
        question="{c}燃气公司抢修热线电话是多少？",
        values=(
            ("0595-22881199", "0595-22881188"),
            ("0791-86551717", "0791-86551771"),
            ("0456-6123456", "0456-6123465"),
        ),
    ),
    Template(
        kind="body",
        first=Paper(title="{c}突发环境事件应急预案", clauses="4 信息发布\n突发环境事件信息由{x}统一发布。"),
        second=Paper(title="{c}突发事件新闻发布办法", clauses="3 发布主体\n突发环境事件的信息，由{y}统一对外发布。"),
        question="{c}突发环境事件信息由谁统一发布？",
        values=(
            ("县委宣传部", "县生态环境局"),
            ("县人民政府新闻办公室", "县生态环境局"),
            ("县生态环境局", "县应急管理局"),
        ),
    ),
    Template(
        kind="body",
        first=Paper(title="{c}矿山事故应急预案", clauses="2 现场指挥\n现场指挥部总指挥由{x}担任。"),
        second=Paper(title="{c}矿山救援指挥规程", clauses="3 指挥机构\n矿山事故现场指挥部的总指挥由{y}担任。"),
        question="{c}矿山事故现场指挥部总指挥由谁担任？",
        values=(("分管副县长", "县应急管理局局长"), ("县长", "分管副县长"), ("县矿山救护中队队长", "县应急管理局局长")),
    ),
    Template(
        kind="order",
        first=Paper(title="{c}有限空间作业事故应急预案", clauses="4 施救要求\n有限空间内人员晕倒，{x}。"),
        second=Paper(title="{c}有限空间作业安全手册", clauses="5 应急\n有限空间内有人晕倒的，{y}，严防次生伤亡。"),
        question="{c}有限空间内人员晕倒先做什么后做什么？",
        values=(
            ("先强制通风，再佩戴呼吸器进入施救", "先佩戴呼吸器进入施救，再强制通风"),
            ("先检测气体，后下池救人", "先下池救人，后检测气体"),
            ("先报告调度室，然后进行通风", "先进行通风，然后报告调度室"),
        ),
    ),
    Template(
        kind="order",
        first=Paper(
            title="{c}化学品灼伤现场处置方案",
            clauses="4 处置步骤\n皮肤被强碱灼伤后依次进行：\n1. 脱去污染衣物\n2. 大量清水冲洗\n3. 送医治疗",
        ),
        second=Paper(
            title="{c}化工园区急救手册",
            clauses="3 灼伤急救\n皮肤被强碱灼伤，急救步骤：\n1. {x}\n2. {y}\n3. 脱去污染衣物",
        ),
        question="{c}皮肤被强碱灼伤后处置步骤是什么？",
        values=(("大量清水冲洗", "送医治疗"), ("送医治疗", "大量清水冲洗"), ("大量清水冲洗", "涂抹药膏")),
    ),
    Template(
        kind="advice",
        first=Paper(title="{c}煤气中毒事故应急预案", clauses="4 施救注意事项\n进入煤气区域施救时，{x}。"),
        second=Paper(title="{c}煤气作业安全须知", clauses="3 施救\n进入煤气区域施救时，{y}。"),
        question="{c}进入煤气区域施救时要注意什么？",
        values=(
            ("严禁使用过滤式防毒面具", "应佩戴过滤式防毒面具"),
            ("禁止单人进入", "可以单人进入"),
            ("不得使用手机照明", "可使用手机照明"),
        ),
    ),
    Template(
        kind="advice",
        first=Paper(title="{c}山洪灾害防御预案", clauses="5 避险要求\n山洪来临时，群众应向{x}转移。"),
        second=Paper(title="{c}山洪避险知识手册", clauses="2 怎样避险\n山洪来临时，群众要往{y}转移。"),
        question="{c}山洪来临时群众应该往哪里转移？",
        values=(("高处", "低处"), ("沟谷两侧山坡", "下游方向"), ("上游高地", "下游低洼处")),
    ),
    Template(
        kind="number",
        first=Paper(title="{c}防台风应急预案", clauses="4 响应条件\n平均风力达{x}级时，停止高空作业。"),
        second=Paper(title="{c}建筑施工安全管理规定", clauses="6 恶劣天气\n平均风力达到{y}级，应停止高空作业。"),
        question="{c}平均风力达到几级停止高空作业？",
        values=(("6", "8"), ("5", "6"), ("7", "5")),
    ),
    Template(
        kind="limit",
        first=Paper(title="{c}消防安全管理办法", clauses="5 演练\n人员密集场所的疏散演练{x}组织一次。"),
        second=Paper(title="{c}人员密集场所消防管理规定", clauses="4 演练要求\n人员密集场所须{y}组织一次疏散演练。"),
        question="{c}人员密集场所多久组织一次疏散演练？",
        values=(("每半年", "每季度"), ("每月", "每半年"), ("每年", "每半年")),
    ),
    Template(
        kind="limit",
        first=Paper(title="{c}应急物资管理办法", clauses="6 档案\n应急物资出入库记录保存{x}。"),
        second=Paper(title="{c}应急物资储备库管理制度", clauses="4 记录\n应急物资出入库记录应当保存不少于{y}。"),
        question="{c}应急物资出入库记录保存多久？",
        values=(("2年", "3年"), ("5年", "1年"), ("6个月", "2年")),
    ),
)

OTHERS: tuple[Template, ...] = (
    Template(
        kind="two counties",
        first=Paper(
            title="{c}地震应急预案", clauses="3 灾情速报\n震后{x}以内，街道办事处须将初步灾情上报县抗震救灾指挥部。"
        ),
        second=Paper(
            title="{d}地震应急预案", clauses="3 灾情速报\n震后{y}以内，街道办事处须将初步灾情上报县抗震救灾指挥部。"
        ),
        question="{c}地震后街道办事处多久要把初步灾情报给县抗震救灾指挥部？",
        values=(("1小时", "2小时"), ("四十分钟", "90分钟"), ("半小时", "1小时")),
    ),
    Template(
        kind="other reporters",
        first=Paper(
            title="{s}学校突发事件处置办法",
            clauses="第一条 为规范学校突发事件处置，制定本办法。\n第二条 县级教育部门接到报告后，{x}内报告市教育局。\n第三条 本办法自2024年6月1日起施行。",
        ),
        second=Paper(
            title="{c}学校食品安全事故应急预案", clauses="5 报告程序\n学校发现疑似食物中毒，须于{y}内向县教育局报告。"
        ),
        question="{c}学校发现疑似食物中毒后多久向县教育局报告？",
        values=(("3小时", "2小时"), ("4小时", "1小时"), ("50分钟", "30分钟")),
    ),
    Template(
        kind="superseded",
        first=Paper(
            title="{c}避难场所管理办法",
            clauses="3 建设要求\n固定避难场所人均有效避难面积不低于{x}平方米。",
            year=2023,
            repeals="2016年发布的《{c}避难场所管理办法》同时废止。",
        ),
        second=Paper(
            title="{c}避难场所管理办法", clauses="3 建设要求\n固定避难场所人均有效避难面积不低于{y}平方米。", year=2016
        ),
        question="{c}固定避难场所人均有效避难面积是多少平方米？",
        values=(("2", "3"), ("1.5", "2.5"), ("4", "2")),
    ),
    Template(
        kind="first and later report",
        first=Paper(
            title="{c}突发环境事件应急预案", clauses="4 报告\n企业发现污染事件后，{x}内以电话形式报告县生态环境局。"
        ),
        second=Paper(
            title="{c}环境应急信息报送细则", clauses="3 书面报告\n企业发现污染事件后，{y}内向县生态环境局提交书面报告。"
        ),
        question="{c}企业发现污染事件后多久电话报告县生态环境局？",
        values=(("1小时", "24小时"), ("30分钟", "6小时"), ("15分钟", "12小时")),
    ),
    Template(
        kind="other level",
        first=Paper(
            title="{c}低温雨雪冰冻灾害应急预案", clauses="3.1 红色预警\n发布红色预警后，环卫队伍{x}内上路除雪。"
        ),
        second=Paper(title="{c}城市除雪工作方案", clauses="4.2 黄色预警\n发布黄色预警后，环卫队伍{y}内上路除雪。"),
        question="{c}发布红色预警后环卫队伍多长时间内上路除雪？",
        values=(("30分钟", "1小时"), ("20分钟", "2小时"), ("40分钟", "90分钟")),
    ),
    Template(
        kind="other hazard",
        first=Paper(title="{c}矿山事故应急预案", clauses="6 医疗救护\n矿山透水事故发生后，县人民医院救护组{x}内到达。"),
        second=Paper(
            title="{c}道路交通事故应急预案", clauses="5 医疗救护\n道路交通事故发生后，县人民医院救护组{y}内到达。"
        ),
        question="{c}矿山透水事故发生后县人民医院救护组多长时间到达？",
        values=(("40分钟", "20分钟"), ("1小时", "15分钟"), ("50分钟", "30分钟")),
    ),
    Template(
        kind="same value",
        first=Paper(title="{c}供水突发事件应急预案", clauses="5 抢修恢复\n主管道爆裂，供水公司应于{x}内恢复供水。"),
        second=Paper(
            title="{c}城市供水管理办法", clauses="4 抢修时限\n主管道爆裂后，供水公司恢复供水的时间不超过{y}。"
        ),
        question="{c}主管道爆裂后供水公司多长时间内恢复供水？",
        values=(("一天", "24小时"), ("12小时", "十二小时"), ("90分钟", "1.5小时")),
    ),
    Template(
        kind="same value",
        first=Paper(title="{c}安全生产举报奖励办法", clauses="3 奖励标准\n举报重大事故隐患查实的，一次性奖励{x}。"),
        second=Paper(
            title="{c}应急管理工作奖惩规定", clauses="4 奖励\n对举报重大事故隐患并经查实的，给予{y}的一次性奖励。"
        ),
        question="{c}举报重大事故隐患查实后奖励多少钱？",
        values=(("1万元", "10000元"), ("三万元", "3万元"), ("5000元", "五千元")),
    ),
    Template(
        kind="same body",
        first=Paper(title="{c}突发环境事件应急预案", clauses="4 信息发布\n突发环境事件信息由{x}统一发布。"),
        second=Paper(title="{c}突发事件新闻发布办法", clauses="3 发布主体\n突发环境事件的信息，由{y}统一对外发布。"),
        question="{c}突发环境事件信息由谁统一发布？",
        values=(
            ("县生态环境局", "{c}生态环境局"),
            ("县人民政府新闻办公室", "县政府新闻办"),
            ("县卫生健康委员会", "县卫健委"),
        ),
    ),
    Template(
        kind="phone and fax",
        first=Paper(title="{c}地震应急预案", clauses="附录 联系方式\n县抗震救灾指挥部值班室联系电话 {x}"),
        second=Paper(title="{c}值班值守工作制度", clauses="5 通讯录\n县抗震救灾指挥部值班室传真号码 {y}"),
        question="{c}抗震救灾指挥部值班室电话是多少？",
        values=(("0851-5571234", "0851-5574321"), ("0731-84660012", "0731-84660021"), ("028-85667788", "028-85667799")),
    ),
    Template(
        kind="phones of two bodies",
        first=Paper(title="{c}城镇燃气事故应急预案", clauses="8 应急联络\n燃气公司24小时抢修热线：{x}。"),
        second=Paper(title="{c}供水突发事件应急预案", clauses="8 应急联络\n供水公司24小时抢修热线：{y}。"),
        question="{c}燃气公司抢修热线电话是多少？",
        values=(
            ("0595-22881199", "0595-22881188"),
            ("0791-86551717", "0791-86551771"),
            ("0456-6123456", "0456-6123465"),
        ),
    ),
    Template(
        kind="same phone",
        first=Paper(title="{c}城镇燃气事故应急预案", clauses="8 应急联络\n燃气公司24小时抢修热线：{x}。"),
        second=Paper(title="{c}居民燃气安全须知", clauses="3 报修\n发现漏气请到室外拨打燃气公司24小时抢修热线{y}。"),
        question="{c}燃气公司抢修热线电话是多少？",
        values=(("0595-22881199", "（0595）22881199"), ("0791-86551717", "86551717"), ("0456-6123456", "04566123456")),
    ),
    Template(
        kind="same order",
        first=Paper(title="{c}有限空间作业事故应急预案", clauses="4 施救要求\n有限空间内人员晕倒，{x}。"),
        second=Paper(title="{c}有限空间作业安全手册", clauses="5 应急\n有限空间内有人晕倒的，{y}，严防次生伤亡。"),
        question="{c}有限空间内人员晕倒先做什么后做什么？",
        values=(
            ("先强制通风，再佩戴呼吸器进入施救", "强制通风后，再佩戴呼吸器进入施救"),
            ("先检测气体，后下池救人", "检测气体合格后方可下池救人"),
            ("先报告调度室，然后进行通风", "首先报告调度室，接着进行通风"),
        ),
    ),
    Template(
        kind="other substance",
        first=Paper(title="{c}化学品灼伤现场处置方案", clauses="4 处置要点\n皮肤接触{x}，严禁立即用水冲洗。"),
        second=Paper(title="{c}化工园区急救手册", clauses="3 急救要点\n皮肤接触{y}，应立即用水冲洗。"),
        question="{c}皮肤接触{x}能不能立即用水冲洗？",
        values=(("生石灰", "盐酸"), ("浓硫酸", "氢氧化钠"), ("四氯化钛", "液氨")),
    ),
    Template(
        kind="condition",
        first=Paper(title="{c}煤气中毒事故应急预案", clauses="4 施救注意事项\n{x}，禁止进入煤气区域。"),
        second=Paper(title="{c}煤气作业安全须知", clauses="3 进入条件\n{y}，可以进入煤气区域。"),
        question="{c}什么情况下禁止进入煤气区域？",
        values=(
            ("未佩戴空气呼吸器的", "佩戴空气呼吸器并有人监护的"),
            ("一氧化碳浓度超标时", "一氧化碳浓度检测合格后"),
            ("未办理作业票的人员", "已办理作业票的人员"),
        ),
    ),
    Template(
        kind="threshold of another government",
        first=Paper(title="{s}大面积停电事件应急预案", clauses="2 分级标准\n停电用户达到{x}的，为市级Ⅲ级事件。"),
        second=Paper(title="{c}大面积停电事件应急预案", clauses="2 分级标准\n停电用户达到{y}的，为县级Ⅲ级事件。"),
        question="{c}停电用户达到多少户为县级三级事件？",
        values=(("10万户", "2万户"), ("20万户", "1万户"), ("15万户", "3万户")),
    ),
    Template(
        kind="other amount",
        first=Paper(title="{c}安全生产举报奖励办法", clauses="3 奖励标准\n举报重大事故隐患查实的，一次性奖励{x}。"),
        second=Paper(title="{c}应急管理工作奖惩规定", clauses="4 奖励\n举报瞒报事故查实的，一次性奖励{y}。"),
        question="{c}举报重大事故隐患查实后奖励多少钱？",
        values=(("5000元", "3万元"), ("3万元", "5万元"), ("800元", "1000元")),
    ),
    Template(
        kind="two enterprises",
        first=Paper(
            title="{c}同德煤矿有限公司矿井水害应急预案", clauses="4 撤人条件\n井下涌水量达到{x}时，立即撤出全部人员。"
        ),
        second=Paper(
            title="{c}兴隆煤矿有限公司矿井水害应急预案", clauses="4 撤人条件\n井下涌水量达到{y}时，立即撤出全部人员。"
        ),
        question="{c}同德煤矿有限公司井下涌水量达到多少时撤出全部人员？",
        values=(("50立方米", "80立方米"), ("60立方米", "100立方米"), ("30立方米", "45立方米")),
    ),
    Template(
        kind="other actor",
        first=Paper(title="{c}大型群众性活动应急预案", clauses="4 巡查\n承办单位应每{x}巡查一次现场。"),
        second=Paper(title="{c}大型活动安全管理规定", clauses="5 巡查\n公安机关应每{y}巡查一次现场。"),
        question="{c}大型活动承办单位多久巡查一次现场？",
        values=(("30分钟", "2小时"), ("1小时", "3小时"), ("20分钟", "1小时")),
    ),
    Template(
        kind="other object",
        first=Paper(title="{c}地质灾害应急预案", clauses="7 装备保障\n县地质灾害应急中心配备卫星电话{x}部。"),
        second=Paper(title="{c}应急通信装备配备标准", clauses="3 配备数量\n县地质灾害应急中心应配对讲机至少{y}部。"),
        question="{c}地质灾害应急中心配备几部卫星电话？",
        values=(("2", "15"), ("3", "20"), ("4", "12")),
    ),
)
