"""Every Chinese string of the page."""

from __future__ import annotations

TITLE = "预备 · 应急预案助手"
SUBTITLE = "句句有据，离线可用。回答只引用知识库中现行有效的文本；没有依据时会直说。"
TAB_ASK, TAB_CARD, TAB_LIBRARY = "问答", "处置卡", "文档库"

QUESTION_LABEL = "问题"
QUESTION_PLACEHOLDER = "例如：防汛二级响应由谁批准？着火了先干啥？"
ASK, CLEAR = "提问", "清空对话"
EXAMPLES_LABEL = "可以这样问"
EXAMPLES = (
    "防汛二级响应启动后要做什么？",
    "液氨泄漏了先干什么？",
    "发生事故后单位负责人多长时间内报告？",
    "突发事件红色预警多久之内要发布？",
    "临澜市防汛办的值班电话是多少？",
    "村里下大雨，山洪来了怎么转移？",
)
FILTERS_LABEL = "检索范围"
DOC_TYPE_LABEL, HAZARD_LABEL, LEVEL_LABEL = "文档类型", "灾种", "层级"
REGION_LABEL, REGION_PLACEHOLDER = "地区", "如 青泽县"
AS_OF_LABEL, AS_OF_PLACEHOLDER = "以哪天的有效文本为准", "今天；或 2020-01-01"
OLD_VERSIONS_LABEL = "也查被替代、已废止的版本（会标明）"
BAD_DAY = "日期“{value}”无效，请写成 2024-11-01 这样的形式。"

WELCOME = "请输入问题。回答会逐句标注出处，点击 [1] 这样的编号查看原文。"
YOU, ASSISTANT = "问", "答"
THINKING = "正在查找依据…"
CHECKING = "（以下为大模型草稿，尚未核对依据）"
GENERATED = "大模型措辞，已逐句核对依据"
EXTRACTED = "原文摘录"
UNDERSTOOD_AS = "按“{question}”理解"
STATUS = {"grounded": "有依据", "partial": "部分有依据", "no_evidence": "未找到依据"}
MISSING = "缺少：{missing}"
NEAREST = "最接近的段落"
SOURCES = "出处"
STEP_HEADINGS = ("步骤", "谁", "做什么", "时限", "向谁报告")
UNAPPROVED = "未审核"
AS_OF = "以 {day} 的有效文本为准"
SECONDS = "用时 {seconds:.2f} 秒"
PAGE = "第{page}页"

SOURCE_LABEL = "原文"
SOURCE_HINT = "点击回答中的编号，这里显示原文并标出所引位置。"
SOURCE_GONE = "这份文档已不在知识库中。"
SOURCE_CUT = "……（此处省略，原文较长）……"
SOURCE_META = ("发布机关", "文号", "施行日期", "状态", "来源文件")

CARD_INTRO = "按岗位和险情，从本单位现场处置方案、通讯录、物资清单中逐行摘录；没有来源的内容留空，不编造。"
CARD_POSITION, CARD_HAZARD, CARD_SITE, CARD_UNIT = "岗位", "险情", "场所", "单位"
CARD_POSITION_HINT, CARD_HAZARD_HINT = "如 罐区操作工", "如 液氨泄漏"
CARD_SITE_HINT, CARD_UNIT_HINT = "如 液氨罐区", "如 临澜恒泰化工有限公司"
CARD_SENTENCE, CARD_SENTENCE_HINT = "或用一句话说明", "如 给罐区操作工做一张液氨泄漏处置卡"
CARD_DRAFT, CARD_EXPORT = "起草处置卡", "导出 Word"
CARD_EMPTY = "填写岗位和险情后点击“起草处置卡”。"
CARD_BLOCKING, CARD_ADVICE, CARD_CLEAN = "签发前须处理", "建议", "检查未发现问题；仍须人工审核签发。"
CARD_REFERENCE = "参考"
CARD_FIRST = "请先起草处置卡，再导出。"
CARD_EXAMPLES = (
    ("罐区操作工", "液氨泄漏", "液氨罐区", "临澜恒泰化工有限公司"),
    ("电工", "触电", "变配电室", "临澜恒泰化工有限公司"),
    ("监护人", "有限空间中毒窒息", "污水处理站", "临澜恒泰化工有限公司"),
)

UPLOAD_LABEL = "选择文件（.txt .md .html .docx .pdf，可多选）"
UPLOAD = "入库"
UPLOAD_NOTE = "上传的文件先标为“未审核”，回答中会注明，直到编辑人员审核。"
UPLOAD_NOTHING = "请先选择文件。"
UPLOAD_RUNNING = "正在入库…"
OUTCOME_HEADINGS = ("文件", "结果", "说明", "段落数")
LIBRARY_HEADINGS = ("标题", "类型", "发布机关", "文号", "施行日期", "状态", "段落", "")
LIBRARY_COUNT = "共 {count} 份文档"
LIBRARY_SEARCH, LIBRARY_SEARCH_HINT = "按标题查找", "输入标题中的字"
LIBRARY_LIMIT = "只显示前 {limit} 份，请输入标题缩小范围。"
REMOVE_LABEL, REMOVE_HINT, REMOVE = "删除文档", "粘贴文档编号（列表最后一列）", "删除"
REMOVED = "已删除《{title}》，各索引同步清除。"
APPROVE = "审核通过"
APPROVED = "《{title}》已审核通过。"
OPEN_SOURCE = "查看"
REFRESH = "刷新"
ERROR_TITLE = "出错了"
UNEXPECTED = "出现意外错误（{kind}），已记录到日志。请重试；若反复出现，请把日志交给维护人员。"
