"""Chinese strings of the part 比较 of the tab 编制."""

from __future__ import annotations

COMPARE_INTRO = "逐条对照两个版本，或把一份预案与上位预案、法律法规对照。文件只在本次比较中使用，不入库。"
COMPARE_VERSIONS, COMPARE_SUPERIOR = "两个版本", "与上位文件"
COMPARE_MODE = "比较什么"
COMPARE_OLD_FILE, COMPARE_OLD_STORED = "旧文件（上传）", "旧文件（从知识库选）"
COMPARE_NEW_FILE, COMPARE_NEW_STORED = "新文件（上传）", "新文件（从知识库选）"
COMPARE_OWN_FILE, COMPARE_OWN_STORED = "要对照的预案（上传）", "要对照的预案（从知识库选）"
COMPARE_ABOVE_STORED = "上位文件（不选则自动查找）"
COMPARE_STORED_HINT = "输入标题的一部分，或从列表中选"
COMPARE_RUN, COMPARE_DOCX, COMPARE_XLSX = "开始比较", "导出 Word", "导出 Excel"
COMPARE_EMPTY = "选好文件后点“开始比较”。"
COMPARE_READING_OLD, COMPARE_READING_NEW = "正在读取第一份文件…", "正在读取第二份文件…"
COMPARE_COMPARING, COMPARE_EXPORTING = "正在逐条对照…", "正在生成对照表…"
COMPARE_SEARCHING = "正在查找上位文件并对照…"
COMPARE_STEP = "正在与上位文件逐份对照：{done}/{total}"
COMPARE_FILTER = "只看"
COMPARE_SAME = "旧文件和新文件是同一份，请换一份。"
SIDE_OLD, SIDE_NEW, SIDE_OWN = "旧文件", "新文件", "要对照的预案"

FILTER_ALL, FILTER_SUBSTANCE, FILTER_VALUES = "全部", "实质变化", "时限、数值、级别、电话"
FILTER_BODIES, FILTER_ADDED, FILTER_REMOVED = "责任主体、要求程度", "新增", "删除"
FILTER_MOVED, FILTER_WORDING = "移动、拆分、合并", "仅措辞"
FILTERS = (
    FILTER_ALL,
    FILTER_SUBSTANCE,
    FILTER_VALUES,
    FILTER_BODIES,
    FILTER_ADDED,
    FILTER_REMOVED,
    FILTER_MOVED,
    FILTER_WORDING,
)

COMPARE_COUNTS, COMPARE_KINDS = "条款：{counts}", "改动：{kinds}"
COMPARE_MAP = "全文变化图：上条为旧文件，下条为新文件；连线表示移动"
MAP_CHANGED, MAP_WORDING, MAP_SPLIT = "实质修改", "仅措辞", "拆分、合并"
COMPARE_HEADINGS = ("旧", "新")
COMPARE_SHOWN = "符合条件的 {count} 处，显示前 {limit} 处；全部内容请导出。"
COMPARE_NONE_SHOWN = "没有符合条件的变化。"
COMPARE_ABSENT = "（无）"
COMPARE_NUMBERS = "仅编号变化（{count} 处）"
COMPARE_NUMBER_HEADINGS = ("旧编号", "新编号", "条文开头")
COMPARE_IMPACT = "影响清单（{count} 项）"
COMPARE_IMPACT_HEADINGS = ("类别与名称", "影响", "所依据的文字", "现条文")
COMPARE_SOURCES = "对照了这些文件"
COMPARE_SOURCE_HEADINGS = ("上位文件", "为什么对照", "读到的规定")
COMPARE_DISAGREEMENTS = "不一致之处（{count} 处）"
COMPARE_SUPERIOR_HEADINGS = ("本文件", "上位文件")
COMPARE_VALUE = "写“{value}”"
COMPARE_FILE_STEM, COMPARE_SUPERIOR_STEM = "{title}_对照表", "{title}_与上位文件对照"
