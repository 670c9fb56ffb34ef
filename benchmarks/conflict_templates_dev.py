"""Templates of the half for tuning."""

from __future__ import annotations

from benchmarks.conflict_pairs import Paper, Template

CONFLICTS: tuple[Template, ...] = (
    Template(
        kind="limit",
        first=Paper(
            title="{c}突发事件总体应急预案",
            clauses="3 信息报告\n各乡镇人民政府接到突发事件报告后，应当在{x}内向县应急管理局报告。",
        ),
        second=Paper(
            title="{c}防汛应急预案",
            clauses="4 信息报送\n汛情、险情发生后，各乡镇人民政府应在{y}内报告县应急管理局，并组织先期处置。",
        ),
        question="{c}乡镇接到险情报告后要在多长时间内报告县应急管理局？",
        values=(("30分钟", "1小时"), ("20分钟", "40分钟"), ("1小时", "2小时")),
    ),
    Template(
        kind="limit",
        first=Paper(
            title="{s}突发事件信息报送办法",
            clauses="第一条 为规范信息报送，制定本办法。\n第二条 事发单位应当在事故发生后{x}内向所在地县级应急管理部门报告。\n第三条 本办法自2024年6月1日起施行。",
        ),
        second=Paper(
            title="{c}生产安全事故应急预案",
            clauses="4 事故报告\n根据《{s}突发事件信息报送办法》，事故发生后，事发单位应当在{y}内向县应急管理局报告。",
        ),
        question="{c}发生事故后事发单位多长时间内向县应急管理局报告？",
        values=(("1小时", "2小时"), ("30分钟", "1小时"), ("20分钟", "半小时")),
    ),
    Template(
        kind="limit",
        first=Paper(
            title="{c}森林火灾应急预案",
            clauses="5 应急响应\n县森林消防大队接到扑救命令后，应在{x}内完成集结，赶赴火场。",
        ),
        second=Paper(
            title="{c}森林消防队伍管理办法", clauses="3 出动要求\n县森林消防大队接到命令后，必须在{y}内集结完毕。"
        ),
        question="{c}森林消防大队接到命令后多长时间内集结？",
        values=(("10分钟", "20分钟"), ("15分钟", "30分钟"), ("5分钟", "8分钟")),
    ),
    Template(
        kind="number",
        first=Paper(title="{c}防汛抗旱应急预案", clauses="6 物资保障\n县防汛物资仓库储备冲锋舟不少于{x}艘。"),
        second=Paper(
            title="{c}防汛物资储备管理办法",
            clauses="3 储备标准\n县防汛物资仓库应当储备冲锋舟{y}艘以上，每年汛前检查一次。",
        ),
        question="{c}防汛物资仓库要储备多少艘冲锋舟？",
        values=(("10", "6"), ("12", "20"), ("8", "15")),
    ),
    Template(
        kind="number",
        first=Paper(title="{c}生产安全事故应急预案", clauses="6 队伍保障\n县应急救援大队专职队员不少于{x}人。"),
        second=Paper(
            title="{c}应急救援队伍建设方案",
            clauses="2 建设目标\n县应急救援大队专职队员应达到{y}人以上，配备破拆、照明器材。",
        ),
        question="{c}应急救援大队专职队员要有多少人？",
        values=(("50", "30"), ("40", "60"), ("35", "45")),
    ),
    Template(
        kind="amount",
        first=Paper(title="{c}自然灾害救助应急预案", clauses="5 灾后救助\n因灾倒塌住房恢复重建的，每户补助{x}。"),
        second=Paper(
            title="{c}因灾倒损住房补助办法",
            clauses="2 补助标准\n因灾倒塌住房恢复重建，每户补助标准为{y}，由县财政列支。",
        ),
        question="{c}因灾倒塌住房重建每户补助多少钱？",
        values=(("2万元", "3万元"), ("1.5万元", "20000元"), ("25000元", "1.8万元")),
    ),
    Template(
        kind="level",
        first=Paper(
            title="{c}自然灾害救助应急预案", clauses="4 响应启动\n紧急转移安置500人以上的，启动{x}级应急响应。"
        ),
        second=Paper(
            title="{c}突发事件总体应急预案", clauses="5 响应启动\n紧急转移安置500人以上的自然灾害，启动{y}级应急响应。"
        ),
        question="{c}紧急转移安置500人以上启动几级应急响应？",
        values=(("二", "三"), ("Ⅲ", "Ⅱ"), ("一", "二")),
    ),
    Template(
        kind="level",
        first=Paper(
            title="{c}气象灾害应急预案", clauses="3 预警发布\n3小时降雨量将达到50毫米以上时，发布暴雨{x}预警。"
        ),
        second=Paper(
            title="{c}暴雨预警信息发布办法",
            clauses="2 发布标准\n3小时内降雨量将达50毫米以上的，由县气象局发布暴雨{y}预警。",
        ),
        question="{c}3小时降雨量50毫米以上发布什么颜色的暴雨预警？",
        values=(("橙色", "黄色"), ("黄色", "红色"), ("蓝色", "橙色")),
    ),
    Template(
        kind="phone",
        first=Paper(title="{c}防汛应急预案", clauses="8 通信保障\n县防汛抗旱指挥部办公室值班电话：{x}。"),
        second=Paper(title="{c}突发事件总体应急预案", clauses="7 联络方式\n县防汛办24小时值班电话为{y}。"),
        question="{c}防汛办的值班电话是多少？",
        values=(
            ("0379-66231001", "0379-66231010"),
            ("0371-62880119", "0371-62880911"),
            ("0553-8211234", "0553-8214321"),
        ),
    ),
    Template(
        kind="body",
        first=Paper(title="{c}防汛抗旱应急预案", clauses="4 响应启动\n二级应急响应由{x}批准启动。"),
        second=Paper(title="{c}防汛工作规程", clauses="3 启动程序\n启动二级应急响应，由{y}批准。"),
        question="{c}防汛二级应急响应由谁批准启动？",
        values=(("县长", "常务副县长"), ("县防汛抗旱指挥部指挥长", "县水利局局长"), ("分管副县长", "县长")),
    ),
    Template(
        kind="body",
        first=Paper(title="{c}危险化学品事故应急预案", clauses="2 组织指挥\n危险化学品道路运输事故应急处置由{x}牵头。"),
        second=Paper(title="{c}突发事件总体应急预案", clauses="2 职责分工\n危险化学品道路运输事故的牵头部门为{y}。"),
        question="{c}危险化学品道路运输事故由哪个部门牵头处置？",
        values=(("县应急管理局", "县公安局"), ("县公安局", "县交通运输局"), ("县交通运输局", "县应急管理局")),
    ),
    Template(
        kind="order",
        first=Paper(title="{c}触电事故现场处置方案", clauses="3 处置措施\n发现有人触电，{x}。"),
        second=Paper(title="{c}用电安全应急手册", clauses="2 触电处置\n遇有人员触电，{y}，并拨打120。"),
        question="{c}发现有人触电先做什么后做什么？",
        values=(
            ("应先切断电源，再施救伤员", "应先施救伤员，再切断电源"),
            ("首先拉下电闸，然后抢救触电人员", "首先抢救触电人员，然后拉下电闸"),
            ("先断开电源，后移动伤员", "先移动伤员，后断开电源"),
        ),
    ),
    Template(
        kind="order",
        first=Paper(
            title="{c}燃气泄漏事故应急预案",
            clauses="4 处置程序\n室内燃气泄漏按下列步骤处置：\n（1）关闭燃气阀门；\n（2）打开门窗通风；\n（3）撤离到室外；\n（4）拨打抢修电话。",
        ),
        second=Paper(
            title="{c}城镇燃气安全管理规定",
            clauses="5 泄漏处置\n发生室内燃气泄漏，处置步骤如下：\n（1）{x}；\n（2）{y}；\n（3）关闭燃气阀门。",
        ),
        question="{c}室内燃气泄漏的处置步骤是什么？",
        values=(("拨打抢修电话", "打开门窗通风"), ("打开门窗通风", "撤离到室外"), ("撤离到室外", "拨打抢修电话")),
    ),
    Template(
        kind="advice",
        first=Paper(title="{c}危险化学品事故应急预案", clauses="5 扑救要求\n{x}着火时，严禁用水扑救，应使用干粉灭火。"),
        second=Paper(title="{c}化工企业火灾扑救指南", clauses="3 扑救方法\n{x}着火时，应当用水扑救，控制火势蔓延。"),
        question="{c}{x}着火能不能用水扑救？",
        values=(("电石", "用水扑救"), ("金属钠", "用水扑救"), ("三氯化磷", "用水扑救")),
    ),
    Template(
        kind="advice",
        first=Paper(title="{c}液氨泄漏事故应急预案", clauses="4 人员疏散\n液氨泄漏时，周边人员应向{x}方向撤离。"),
        second=Paper(
            title="{c}涉氨企业安全管理办法", clauses="3 应急避险\n发生液氨泄漏，周边人员应当向{y}方向疏散撤离。"
        ),
        question="{c}液氨泄漏时周边人员应该向哪个方向撤离？",
        values=(("上风", "下风"), ("侧上风", "下风"), ("上风", "顺风")),
    ),
    Template(
        kind="advice",
        first=Paper(title="{c}城镇燃气事故应急预案", clauses="4 注意事项\n发现燃气泄漏后，严禁{x}。"),
        second=Paper(title="{c}居民燃气安全须知", clauses="2 泄漏应对\n发现燃气泄漏后，应当立即{x}。"),
        question="{c}发现燃气泄漏后能不能{x}？",
        values=(("在室内拨打电话", ""), ("开启排风扇", ""), ("拉下室内电闸", "")),
    ),
    Template(
        kind="number",
        first=Paper(title="{c}防汛应急预案", clauses="4 响应分级\n24小时降雨量达到{x}毫米以上的，启动防汛Ⅲ级响应。"),
        second=Paper(title="{c}气象灾害应急预案", clauses="5 防汛响应\n24小时降雨量达{y}毫米以上，启动防汛Ⅲ级响应。"),
        question="{c}24小时降雨量达到多少毫米启动防汛三级响应？",
        values=(("80", "100"), ("50", "70"), ("100", "150")),
    ),
    Template(
        kind="limit",
        first=Paper(
            title="{c}突发事件应急演练管理办法", clauses="2 演练频次\n县级专项应急预案的综合演练{x}至少组织一次。"
        ),
        second=Paper(
            title="{c}应急预案管理实施细则", clauses="6 预案演练\n县级专项应急预案综合演练应当{y}至少组织一次。"
        ),
        question="{c}县级专项应急预案的综合演练多久组织一次？",
        values=(("每年", "每两年"), ("每半年", "每年"), ("每三年", "每两年")),
    ),
    Template(
        kind="number",
        first=Paper(title="{c}涉氨事故应急预案", clauses="5 现场警戒\n液氨储罐泄漏的初始隔离距离为{x}。"),
        second=Paper(
            title="{c}危险化学品事故现场处置规程", clauses="4 警戒隔离\n液氨储罐泄漏，初始隔离距离不少于{y}。"
        ),
        question="{c}液氨储罐泄漏的初始隔离距离是多少？",
        values=(("150米", "300米"), ("200米", "100米"), ("1公里", "500米")),
    ),
    Template(
        kind="limit",
        first=Paper(title="{c}应急预案管理办法", clauses="4 备案\n部门应急预案应当在印发后{x}内报县人民政府备案。"),
        second=Paper(
            title="{c}应急预案备案工作细则", clauses="2 备案时限\n部门应急预案印发后{y}内，报县人民政府备案。"
        ),
        question="{c}部门应急预案印发后多少日内备案？",
        values=(("20个工作日", "15个工作日"), ("30日", "15日"), ("10个工作日", "30个工作日")),
    ),
)

OTHERS: tuple[Template, ...] = (
    Template(
        kind="two counties",
        first=Paper(title="{c}防汛应急预案", clauses="4 信息报送\n各乡镇人民政府应在{x}内向县应急管理局报告险情。"),
        second=Paper(title="{d}防汛应急预案", clauses="4 信息报送\n各乡镇人民政府应在{y}内向县应急管理局报告险情。"),
        question="{c}乡镇多长时间内向县应急管理局报告险情？",
        values=(("30分钟", "1小时"), ("1小时", "2小时"), ("20分钟", "40分钟")),
    ),
    Template(
        kind="other reporters",
        first=Paper(
            title="{s}突发事件信息报送办法",
            clauses="第一条 为规范信息报送，制定本办法。\n第二条 县级人民政府应当在接报后{x}内向市人民政府报告。\n第三条 本办法自2024年6月1日起施行。",
        ),
        second=Paper(
            title="{c}突发事件总体应急预案", clauses="4 信息报告\n乡镇人民政府应当在接报后{y}内向县人民政府报告。"
        ),
        question="{c}乡镇人民政府接报后多长时间内向县人民政府报告？",
        values=(("2小时", "1小时"), ("1小时", "30分钟"), ("90分钟", "1小时")),
    ),
    Template(
        kind="superseded",
        first=Paper(
            title="{c}预警信息发布管理办法",
            clauses="2 发布时限\n红色预警信息应当在{x}内发布。",
            year=2024,
            repeals="2019年印发的《{c}预警信息发布管理办法》同时废止。",
        ),
        second=Paper(title="{c}预警信息发布管理办法", clauses="2 发布时限\n红色预警信息应当在{y}内发布。", year=2019),
        question="{c}红色预警信息应当在多长时间内发布？",
        values=(("15分钟", "30分钟"), ("10分钟", "20分钟"), ("30分钟", "1小时")),
    ),
    Template(
        kind="first and later report",
        first=Paper(title="{c}生产安全事故应急预案", clauses="4 事故报告\n事故发生单位应当在{x}内向县应急管理局初报。"),
        second=Paper(title="{c}突发事件信息报送规定", clauses="3 续报\n事故发生单位应当每{y}向县应急管理局续报一次。"),
        question="{c}事故发生单位多长时间内向县应急管理局初报？",
        values=(("1小时", "2小时"), ("30分钟", "4小时"), ("20分钟", "1小时")),
    ),
    Template(
        kind="other level",
        first=Paper(title="{c}防汛应急预案", clauses="4.1 一级响应\n一级响应启动后，县防指成员应在{x}内到指挥部集中。"),
        second=Paper(
            title="{c}防汛工作规程", clauses="4.2 二级响应\n二级响应启动后，县防指成员应在{y}内到指挥部集中。"
        ),
        question="{c}一级响应启动后县防指成员多长时间内到指挥部集中？",
        values=(("20分钟", "30分钟"), ("15分钟", "1小时"), ("30分钟", "45分钟")),
    ),
    Template(
        kind="other hazard",
        first=Paper(title="{c}地震应急预案", clauses="5 队伍集结\n地震发生后，县综合救援队应在{x}内集结完毕。"),
        second=Paper(
            title="{c}森林火灾应急预案", clauses="5 队伍集结\n森林火灾发生后，县综合救援队应在{y}内集结完毕。"
        ),
        question="{c}地震发生后县综合救援队多长时间内集结完毕？",
        values=(("30分钟", "15分钟"), ("1小时", "20分钟"), ("40分钟", "10分钟")),
    ),
    Template(
        kind="same value",
        first=Paper(
            title="{c}突发事件总体应急预案", clauses="3 信息报告\n各乡镇人民政府接报后，应当在{x}内向县应急管理局报告。"
        ),
        second=Paper(title="{c}防汛应急预案", clauses="4 信息报送\n各乡镇人民政府接报后{y}内，向县应急管理局报告。"),
        question="{c}各乡镇接报后多长时间内向县应急管理局报告？",
        values=(("30分钟", "半小时"), ("1小时", "60分钟"), ("二十分钟", "20分钟")),
    ),
    Template(
        kind="same value",
        first=Paper(title="{c}生产安全事故应急预案", clauses="6 队伍保障\n县应急救援大队专职队员不少于{x}。"),
        second=Paper(title="{c}应急救援队伍建设方案", clauses="2 建设目标\n县应急救援大队专职队员应达到{y}以上。"),
        question="{c}应急救援大队专职队员要有多少人？",
        values=(("50人", "50人"), ("三十人", "30名"), ("40人", "40人")),
    ),
    Template(
        kind="same body",
        first=Paper(title="{c}防汛抗旱应急预案", clauses="4 响应启动\n二级应急响应由{x}批准启动。"),
        second=Paper(title="{c}防汛工作规程", clauses="3 启动程序\n启动二级应急响应，由{y}批准。"),
        question="{c}防汛二级应急响应由谁批准启动？",
        values=(
            ("县长", "县人民政府主要负责人"),
            ("县防汛抗旱指挥部指挥长", "县防指指挥长"),
            ("县应急管理局局长", "县应急局局长"),
        ),
    ),
    Template(
        kind="phone and fax",
        first=Paper(title="{c}防汛应急预案", clauses="8 通信保障\n县防汛抗旱指挥部办公室值班电话：{x}。"),
        second=Paper(title="{c}突发事件总体应急预案", clauses="7 联络方式\n县防汛抗旱指挥部办公室传真：{y}。"),
        question="{c}防汛抗旱指挥部办公室的值班电话是多少？",
        values=(
            ("0379-66231001", "0379-66231010"),
            ("0371-62880119", "0371-62880911"),
            ("0553-8211234", "0553-8214321"),
        ),
    ),
    Template(
        kind="phones of two bodies",
        first=Paper(title="{c}森林火灾应急预案", clauses="8 通信保障\n县森林防火指挥部办公室值班电话：{x}。"),
        second=Paper(title="{c}防汛应急预案", clauses="7 联络方式\n县防汛抗旱指挥部办公室值班电话：{y}。"),
        question="{c}森林防火指挥部办公室的值班电话是多少？",
        values=(
            ("0379-66231001", "0379-66231010"),
            ("0371-62880119", "0371-62880911"),
            ("0553-8211234", "0553-8214321"),
        ),
    ),
    Template(
        kind="one of two phones",
        first=Paper(title="{c}森林火灾应急预案", clauses="8 通信保障\n县应急管理局值班电话：{x}、{y}。"),
        second=Paper(title="{c}防汛应急预案", clauses="7 联络方式\n县应急管理局24小时值班电话：{x}。"),
        question="{c}应急管理局的值班电话是多少？",
        values=(
            ("0379-66231001", "0379-66231010"),
            ("0371-62880119", "0371-62880911"),
            ("0553-8211234", "0553-8214321"),
        ),
    ),
    Template(
        kind="same order",
        first=Paper(title="{c}触电事故现场处置方案", clauses="3 处置措施\n发现有人触电，{x}。"),
        second=Paper(title="{c}用电安全应急手册", clauses="2 触电处置\n遇有人员触电，{y}，并拨打120。"),
        question="{c}发现有人触电先做什么后做什么？",
        values=(
            ("应先切断电源，再施救伤员", "切断电源后方可施救伤员"),
            ("首先拉下电闸，然后抢救触电人员", "先拉下电闸，再抢救触电人员"),
            ("先断开电源，后移动伤员", "断开电源后，再移动伤员"),
        ),
    ),
    Template(
        kind="other substance",
        first=Paper(title="{c}危险化学品事故应急预案", clauses="5 扑救要求\n{x}着火时，严禁用水扑救。"),
        second=Paper(title="{c}火灾事故应急预案", clauses="3 扑救方法\n{y}着火时，应当用水扑救。"),
        question="{c}{x}着火能不能用水扑救？",
        values=(("铝粉", "木材"), ("金属钾", "棉花"), ("五氧化二磷", "家具")),
    ),
    Template(
        kind="condition",
        first=Paper(title="{c}火灾事故应急预案", clauses="5 扑救要求\n{x}，严禁用水扑救。"),
        second=Paper(title="{c}电气火灾处置规程", clauses="3 扑救方法\n{y}，可以用水扑救。"),
        question="{c}电气火灾能不能用水扑救？",
        values=(
            ("电气火灾未断电时", "电气火灾确认断电后"),
            ("电气设备着火且未切断电源的", "电气设备着火且已切断电源的"),
            ("带电设备起火", "设备起火、电源已经切断的"),
        ),
    ),
    Template(
        kind="threshold of another government",
        first=Paper(
            title="{s}自然灾害救助应急预案", clauses="4 响应启动\n紧急转移安置{x}以上的，启动市级二级应急响应。"
        ),
        second=Paper(
            title="{c}自然灾害救助应急预案", clauses="4 响应启动\n紧急转移安置{y}以上的，启动县级二级应急响应。"
        ),
        question="{c}紧急转移安置多少人启动二级应急响应？",
        values=(("5000人", "500人"), ("10000人", "1000人"), ("8000人", "600人")),
    ),
    Template(
        kind="other amount",
        first=Paper(title="{c}自然灾害救助应急预案", clauses="5 灾后救助\n因灾倒塌住房恢复重建的，每户补助{x}。"),
        second=Paper(title="{c}灾害救助资金管理办法", clauses="2 救助标准\n因灾死亡人员家属抚慰金，每户发放{y}。"),
        question="{c}因灾倒塌住房重建每户补助多少钱？",
        values=(("2万元", "3万元"), ("1.5万元", "20000元"), ("25000元", "1.8万元")),
    ),
    Template(
        kind="two enterprises",
        first=Paper(
            title="{c}恒泰化工有限公司生产安全事故应急预案",
            clauses="4 信息报告\n现场人员发现险情后，应在{x}内报告公司调度室。",
        ),
        second=Paper(
            title="{c}宏源化工有限公司生产安全事故应急预案",
            clauses="4 信息报告\n现场人员发现险情后，应在{y}内报告公司调度室。",
        ),
        question="{c}恒泰化工有限公司现场人员发现险情后多长时间内报告公司调度室？",
        values=(("5分钟", "10分钟"), ("3分钟", "5分钟"), ("2分钟", "15分钟")),
    ),
    Template(
        kind="other actor",
        first=Paper(title="{c}地质灾害应急预案", clauses="4 险情报告\n村民委员会发现险情后，应当在{x}内报告。"),
        second=Paper(title="{c}地质灾害防治办法", clauses="5 险情报告\n乡镇人民政府发现险情后，应当在{y}内报告。"),
        question="{c}村民委员会发现地质灾害险情后多长时间内报告？",
        values=(("10分钟", "30分钟"), ("15分钟", "1小时"), ("20分钟", "40分钟")),
    ),
    Template(
        kind="other object",
        first=Paper(title="{c}防汛抗旱应急预案", clauses="6 物资保障\n县防汛物资仓库储备冲锋舟不少于{x}艘。"),
        second=Paper(title="{c}防汛物资储备管理办法", clauses="3 储备标准\n县防汛物资仓库储备橡皮艇不少于{y}艘。"),
        question="{c}防汛物资仓库要储备多少艘冲锋舟？",
        values=(("10", "6"), ("12", "20"), ("8", "15")),
    ),
)
