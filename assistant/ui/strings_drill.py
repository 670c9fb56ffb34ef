"""Chinese strings of the tab 演练."""

from __future__ import annotations

TAB_DRILL = "演练"
SUB_PREPARE, SUB_ROOM, SUB_REVIEW, SUB_LEDGER = "准备", "推演", "复盘", "台账"

PREPARE_INTRO = "选一份预案，按它的条文生成演练方案、情景注入清单和评估表；时间、地点、伤亡等由您填写，没填的留空。"
PREPARE_PLAN, PREPARE_PLAN_HINT = "预案", "输入标题的一部分，或从列表中选"
PREPARE_HAZARD, PREPARE_HAZARD_HINT = "险情（可不填）", "如 液氨泄漏；预案写了几种险情时请指明"
PREPARE_FORM = "形式"
PREPARE_SCENARIO = "情景中由本单位决定的内容（可不填）"
PREPARE_DAY, PREPARE_PLACE, PREPARE_WEATHER = "演练时间", "地点", "天气、风向"
PREPARE_CASUALTIES, PREPARE_CAUSE, PREPARE_LEVEL = "模拟伤亡", "假设原因", "响应级别"
PREPARE_ORGANISER, PREPARE_STEP = "组织单位", "情景注入间隔（分钟）"
PREPARE_BUILD, PREPARE_EMPTY = "生成演练方案", "选一份预案，点“生成演练方案”。"
PREPARE_BUILDING = "正在读预案、排情景…"
PREPARE_NONE = "请先选一份预案。"
PREPARE_FILES = "下载演练文件"
PREPARE_SUMMARY = (
    "《{title}》{hazard}：{actions} 项应做的行动，{injects} 条情景注入，{objectives} 个评估项目，{bans} 条禁止。"
)
PREPARE_HEADINGS = ("时间", "注入情景", "给谁", "应做的行动（预案条文）")
PREPARE_TITLE, PREPARE_BY = "演练名称", "导调人姓名"
PREPARE_OPEN = "新建桌面推演"
PREPARE_FIRST = "请先生成演练方案。"
PREPARE_OPENED = "已新建“{title}”。导调口令：{code}（请记下，不要告诉参演人员）。到“推演”里选这次演练；参演人员在各自的浏览器里选它加入。"

ROOM_INTRO = "参演人员在各自的电脑或手机上加入；时钟走动，情景出现，写下您要做的事，系统对照预案条文逐条比对。"
ROOM_RUN, ROOM_REFRESH = "演练", "刷新列表"
ROOM_NAME, ROOM_ROLE, ROOM_KEY = "姓名", "角色", "个人口令（换设备或重新加入时填）"
ROOM_ROLE_HINT = "从预案中的岗位里选，或自己填"
ROOM_JOIN, ROOM_WATCH = "加入", "只看"
ROOM_JOINED = "已加入，角色：{role}。您的个人口令：{key}，换设备时用它回来。"
ROOM_CHOOSE = "请选一次演练。"
ROOM_SAY, ROOM_SAY_HINT = "我要做", "写下要做的事，按回车提交，如：关掉紧急切断阀，用对讲机报告值班室"
ROOM_PICK, ROOM_PICK_HINT = "或从列表里选", "列表次序是打乱的"
ROOM_ACT = "提交"
ROOM_PHASE = {"ready": "未开始", "running": "进行中", "paused": "已暂停", "ended": "已结束"}
ROOM_PACE = "{pace:g} 倍速"
ROOM_PLAYERS, ROOM_NO_PLAYERS = "参演：{names}", "还没有人加入"
ROOM_WAITING = "等待导调人开始。"
ROOM_QUIET = "还没有情景和行动。"
ROOM_INJECT, ROOM_TO = "情景", "给：{whom}"
ROOM_EVIDENCE, ROOM_MISSING = "依据的字句：{words}", "条文还要求：{words}"
ROOM_CLAUSE = "预案条文"
ROOM_OVERRULED = "{by} 改判{note}；系统原判：{mark}"
ROOM_CREDITED = "导调补记"
ROOM_HIDDEN = "已记录；检验性演练结束后公布比对结果。"
ROOM_MARK_NOTE = "比对由程序按预案条文作出，导调人可以改判。"

DIRECT_TITLE = "导调"
DIRECT_NAME, DIRECT_CODE, DIRECT_ENTER = "导调人姓名", "导调口令", "进入导调"
DIRECT_PACE = "时钟快慢"
DIRECT_START, DIRECT_PAUSE, DIRECT_RESUME, DIRECT_END = "开始", "暂停", "继续", "结束演练"
DIRECT_END_SURE, DIRECT_END_YES = "结束后不能再填报行动。", "确认结束"
DIRECT_NEXT, DIRECT_SEND, DIRECT_ALL_SENT = "还没有发出的情景", "现在发出", "情景已全部发出。"
DIRECT_STANDINGS = "预案行动完成情况"
DIRECT_STANDING_HEADINGS = ("岗位", "应做的行动", "时限", "状态", "用时", "")
DIRECT_CREDIT, DIRECT_OVERRULE = "补记完成", "改判"
DIRECT_OVERRULE_TITLE = "改判第 {number} 条行动：{text}"
DIRECT_MARK, DIRECT_ACTION, DIRECT_NOTE = "改为", "对应的预案行动", "理由（可不填）"
DIRECT_SAVE, DIRECT_CLOSE = "保存改判", "取消"
DIRECT_REMARK, DIRECT_REMARK_ADD = "观察记录", "记下"
DIRECT_ENTERED = "已进入导调。"

REVIEW_INTRO = "演练结束后，这里是时间线、每个评估项目的得分、未完成的条文和改进清单；得分和等级是建议，由评估组确认。"
REVIEW_SHOW, REVIEW_REPORT = "查看", "导出评估报告（Word）"
REVIEW_EMPTY = "选一次演练，点“查看”。"
REVIEW_WITHHELD = "检验性演练还没有结束，结束前不公布比对结果。"
REVIEW_SUMMARY = "触发 {called} 项，按要求完成 {right} 项（{share:.0%}），超时 {late} 项，次序或岗位不对 {wrong} 项，未完成 {missed} 项。"
REVIEW_GRADE = "建议等级：{grade}"
REVIEW_OBJECTIVES, REVIEW_OBJECTIVE_HEADINGS = "评估项目", ("项目", "应完成", "按要求", "有差错", "未完成", "得分")
REVIEW_STRENGTHS, REVIEW_PROBLEMS = "做得好的", "问题与改进"
REVIEW_RATE_OBJECTIVE, REVIEW_RATE_POINTS, REVIEW_RATE = "评估项目", "得分", "保存评分"
REVIEW_POINTS = (("0 缺项", 0), ("1 较差", 1), ("3 一般", 3), ("5 优秀", 5))
REVIEW_TAKE, REVIEW_TAKEN = (
    "把问题列入改进清单",
    "已列入改进清单 {count} 项；在“编制”里可以看到，在这里填责任人和日期。",
)
REVIEW_ALREADY = "这次演练的问题已经列入改进清单。"
REVIEW_REGISTER = "登记为演练"
REVIEW_REGISTERED = "已登记为演练，编号 {number}，计入该预案的演练期限；登记错了可在“台账”撤回。"
REVIEW_IMPROVEMENTS = "改进清单"
REVIEW_IMPROVEMENT_HEADINGS = ("序号", "问题", "责任人", "完成日期", "状态", "")
REVIEW_ASSIGN, REVIEW_DONE, REVIEW_REOPEN = "指定", "办结", "重新打开"
REVIEW_NUMBER, REVIEW_OWNER, REVIEW_DUE, REVIEW_BY = "序号", "责任人", "完成日期（如 2026-12-31）", "办理人姓名"
REVIEW_SAVE = "保存"
REVIEW_BAD_DAY = "完成日期“{value}”无效，请写成 2026-12-31 这样的形式。"
REVIEW_OPEN, REVIEW_DONE_BY = "未办结", "{by} {day} 办结"
ACT_GONE, MARK_UNKNOWN = "这条行动已不在。请刷新后重试。", "请选择改判的结果。"
ENTRY_GONE, IMPROVEMENT_GONE = "这个按钮指的条目已不在。请刷新后重试。", "没有这条改进项。请刷新后重试。"
BLANK = "【待补充：{what}】"
OTHERS = "其他"
TIMELINE_LABEL = "演练时间线：横轴为演练时钟（分钟），每行一个岗位；竖线是情景注入，横条是应完成的时段，符号是行动"
TIMELINE_LEGEND = "● 符合　◐ 超时　▲ 顺序不对　■ 岗位不对　✕ 禁止　○ 未对应　▭ 未完成"
