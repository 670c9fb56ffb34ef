"""Chinese strings of the tool 起草 in the tab 编制."""

from __future__ import annotations

TOOL_CHECK, TOOL_COMPARE, TOOL_DRAFT = "检查", "比较", "起草"

DRAFT_INTRO = (
    "选类型，写主题和单位，按该类文档的要求列出章节。只引入库里有来源的原文：本单位现行文件作正文，其他单位的只作参考，"
    "没有来源的写成【待补充】。首报、续报、终报只填您写下的内容。"
)
DRAFT_KIND, DRAFT_TOPIC, DRAFT_UNIT = "类型", "主题", "单位"
DRAFT_TOPIC_HINT, DRAFT_UNIT_HINT = "如 液氨泄漏、防汛抗旱", "如 临澜恒泰化工有限公司、临澜市"
DRAFT_SECTIONS, DRAFT_SECTIONS_HINT = "只起草这些章节（不选为全部）", "可以选几节"
DRAFT_AUDIENCE = "由谁报告"
DRAFT_VALUES = "已知内容（每行一项，等号后填写；不清楚的留空）"
DRAFT_RUN, DRAFT_WORD, DRAFT_CLEAN = "起草", "导出 Word", "导出不带说明的 Word"
DRAFT_EMPTY = "选类型，写主题，点“起草”。"
DRAFT_STARTED, DRAFT_STEP = "正在查找资料…", "正在起草：{done}/{every} 节"
DRAFT_NO_KIND = "请先选一个类型。"
DRAFT_BAD_VALUE = "“{line}”不是“项=值”的写法，请改成一行一项。"
DRAFT_NONE = "还没有起草内容，请先起草或打开一份草稿。"
DRAFT_SOURCE_HINT = "点正文里的 [数字]，这里显示它在来源文件中的位置。"

DRAFT_HEAD = "{title}（草稿，未经审核）"
DRAFT_COUNTS = "{every} 项要素：有来源 {filled} 项，待补充 {open} 项；空白共 {blanks} 处"
DRAFT_BLANKS, DRAFT_NEEDED = "待补充 {count} 处", "需要的资料：{materials}"
DRAFT_BASIS, DRAFT_NOTE = "依据：", "注：{note}"
DRAFT_REFERENCE = "参考（引自{name}，改写核对后才能使用）"
DRAFT_ATTACHMENT = "附件{number}　{heading}"
DRAFT_TABLE_SOURCE = "表的来源"
DRAFT_JOIN = "；"

KEEP_TITLE, KEEP_HINT = "保存和打开草稿", "保存后，来源文件有变化时会在这里标出。"
KEEP_NAME, KEEP_SAVE, KEEP_SAVED = "保存人姓名", "保存草稿", "已保存为第 {version} 版。"
KEEP_LIST, KEEP_LIST_HINT, KEEP_OPEN = "保存过的草稿", "选一份打开", "打开"
KEEP_NONE_CHOSEN = "请先从列表中选一份草稿。"
KEEP_ENTRY = "{title}（{state}，第{version}版，{by}，{day}）"
KEEP_STALE_ENTRY = "⚠ {count}处来源已变　{entry}"
STALE_TITLE = "以下来源已变，请核对引入的文字"
STALE_OLD, STALE_NEW, STALE_REMOVED = "草稿引用：{text}", "现在：{text}", "现行文件里已没有对应的文字"
STALE_OPEN = "看原文"
STALE_OTHER = "另一份同名同日期的文件写：{text}"
STALE_OTHER_WITHOUT = "另一份同名同日期的文件没有对应的文字"

IMPROVE_TITLE = "演练提出的改进"
IMPROVE_NUMBER, IMPROVE_OWNER, IMPROVE_DUE, IMPROVE_DAY = "编号", "责任人", "限期", "2026-05-01"
IMPROVE_BY, IMPROVE_ASSIGN = "经办人姓名", "指定责任人"
IMPROVE_EMPTY = "演练复盘后列出的改进事项会显示在这里，供修订预案时对照。"
