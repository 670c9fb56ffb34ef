"""What the sub-tab 台账 of the drills shows."""

from __future__ import annotations

INTRO = "已入库的演练记录、评估报告和登记的演练，对应到所演练的预案；按预案类型和单位性质计算下一次演练的期限。"
REFRESH = "刷新台账"
EMPTY = "知识库里还没有预案。"
STATES = {
    "overdue": "已超期",
    "soon": "60天内到期",
    "fine": "未到期",
    "advice": "仅供参考",
    "no_day": "起算日期不明",
    "no_rule": "无固定频次",
}
DUE_TITLE = "演练期限"
DUE_HEADINGS = ("状态", "预案", "上次演练", "应于何日前", "依据")
NEVER = "库内没有记录"
COUNTED_FROM = "自 {day} 施行起算"
ADVICE_NOTE = "依据未完全核实，仅供参考："
OWN_RULE = "预案自定"
CHART_TITLE = "前后各12个月：已举行的演练和到期的预案"
CHART_HELD, CHART_DUE = "已举行", "到期"
CHART_ALT = "每月已举行 {held} 次，到期 {due} 份"
RECORDS_TITLE = "已举行的演练"
RECORDS_EMPTY = "没有演练记录。可以在“文档库”入库演练记录、评估报告，或者在右侧登记。"
RECORD_FACTS = "{form} · {organiser}{people}{grade}"
RECORD_PEOPLE, RECORD_GRADE = " · {count}人", " · 等级{grade}"
RECORD_NO_FORM, RECORD_NO_ORGANISER = "形式未载明", "组织单位未载明"
RECORD_PLAN, RECORD_NO_PLAN = "预案：", "未对应到库内预案"
RECORD_DOCUMENTS = "原始材料"
RECORD_PROBLEMS, RECORD_IMPROVEMENTS = "问题（{count}）", "改进（{count}）"
RECORD_BY_HAND = "人工登记"
RECORD_NOT_COUNTED = "未登记，不计入期限"
RECORD_SOURCE = "原文"
WITHDRAW = "撤回登记"
WITHDRAWN = "已撤回。"
OPEN_TITLE = "未办结的改进项"
OPEN_GROUP = "{unit}（{count}）"
OPEN_HEADINGS = ("编号", "改进项", "责任人", "期限")
ENTER_TITLE = "登记一次演练"
ENTER_PLAN, ENTER_PLAN_HINT = "所演练的预案", "不在库内的可以不选"
ENTER_NAME, ENTER_DAY = "演练名称", "演练日期（如 2026-09-16）"
ENTER_FORM, ENTER_FORMS = "形式", ("桌面", "实战", "综合", "单项", "检验性")
ENTER_ORGANISER, ENTER_PEOPLE = "组织单位", "参演人数"
ENTER_PROBLEMS, ENTER_IMPROVEMENTS = "发现的问题（一行一条）", "改进措施（一行一条）"
ENTER_BY, ENTER_SAVE = "登记人", "登记"
ENTERED = "已登记，编号 {number}。"
BAD_DAY = "日期“{day}”无效，请写成 2026-09-16 这样的形式。"
NO_UNIT = "未载明单位"
