"""Every Chinese string of the page."""

from __future__ import annotations

NAME = "预备"
TITLE = "预备 · 应急预案助手"
SUBTITLE = "应急预案知识库与助手：句句有据，没有依据就直说。"
TAB_ASK, TAB_CARD, TAB_LIBRARY = "问答", "处置卡", "文档库"
HEAD_COUNTS = "{documents} 份文档 · {chunks} 个段落"
HEAD_EXTRACTIVE = "只摘录原文"
HEAD_MODEL = "大模型 {model}，逐句核对"
HEAD_EMPTY = "知识库还是空的：请到“文档库”上传预案和法规，或在命令行运行 yubei ingest 文件夹。"

QUESTION_LABEL = "问题"
QUESTION_PLACEHOLDER = "输入问题，按回车提交"
ASK, CLEAR = "提问", "清空"
EXAMPLES_LABEL = "可以这样问"
EXAMPLES = (
    "防汛二级响应启动后要做什么？",
    "液氨泄漏了先干什么？",
    "发生事故后单位负责人多长时间内报告？",
    "红色预警信息由谁签发？",
    "临澜市防汛办的值班电话是多少？",
    "村里下大雨，山洪来了怎么转移？",
)
FILTERS_LABEL = "检索范围（默认：今天现行有效的全部文档）"
DOC_TYPE_LABEL, HAZARD_LABEL, LEVEL_LABEL = "文档类型", "灾种", "层级"
REGION_LABEL, REGION_PLACEHOLDER = "地区", "如 青泽县"
AS_OF_LABEL, AS_OF_PLACEHOLDER = "以哪天的有效文本为准", "今天；或 2020-01-01"
OLD_VERSIONS_LABEL = "也查被替代、已废止的版本（会标明）"
BAD_DAY = "日期“{value}”无效，请写成 2024-11-01 这样的形式。"

WELCOME = "值班、编预案、备考，都可以直接问。回答逐句标出处，点 [1] 这样的编号看原文。"
YOU = "问"
QUESTION_CUT = "……（共 {count} 字）"
THINKING = "正在查找依据…"
CHECKING = "（以下为大模型草稿，尚未核对依据）"
VERIFIED = "已核对"
GENERATED = "大模型措辞，已逐句核对"
EXTRACTED = "原文摘录"
UNDERSTOOD_AS = "按“{question}”理解"
CLOSEST = "最接近的条文"
STATUS = {"grounded": "有依据", "partial": "部分有依据", "no_evidence": "未找到依据"}
REFUSAL = "知识库里没有能回答这个问题的文本，因此不作回答。"
SIDE_REFUSAL = "未找到依据。"
CONFLICT = "依据不一致（{kind}）"
MISSING = "说明：{missing}"
NEAREST = "知识库中最接近的段落（不是答案）"
SOURCES = "出处（{count}）"
REMARK_ASK, REMARK_USEFUL, REMARK_WRONG = "这个回答", "有用", "有误"
REMARK_ABOUT, REMARK_REASON = "针对：{question}", "哪里有误"
REMARK_NOTE = "补充说明（可不填；不要填写个人姓名和手机号）"
REMARK_SEND, REMARK_CLOSE = "提交", "取消"
REMARK_THANKS = "已记下，编辑会看到。谢谢！"
REMARK_GONE = "这条回答已不在本次对话中，无法评价。"
WHY, WHY_SOURCES = "为什么这样答", "依据的原文位置和版本"
STEP_ACTOR, STEP_LIMIT, STEP_REPORT = "谁", "时限", "报告"
UNAPPROVED = "未审核"
APPROVED_BY = "审核：{editor} {day}"
AS_OF = "以 {day} 有效文本为准"
SECONDS = "{seconds:.2f} 秒"
PAGE = "第{page}页"
SAME_TEXT = "另见于{titles}"
RECOGNISED = "识别文字，请核对原件"
RECOGNISED_LOW = "识别文字，置信度最低 {confidence}，请核对原件"
RECOGNISED_DOCUMENT = "识别件"
RECOGNISED_DOUBT = "“{text}”（{confidence}）"
RECOGNISED_SURE = "没有"
RECOGNISED_CHECK = "这段文字由图片识别得到，引用前请核对原件{page}。识别存疑：{doubtful}。"

SOURCE_LABEL = "原文"
SOURCE_HINT = "点回答里的编号，这里显示原文，所引的字句会标黄。"
LIBRARY_SOURCE_HINT = "点文档标题，这里显示全文。"
SOURCE_GONE = "这份文档已不在知识库中。"
SOURCE_CUT = "……（原文较长，此处省略）……"
SOURCE_FILE = "来源：{name}"
EFFECTIVE, ISSUED = "{day} 起施行", "{day} 印发"
SOURCE_CLOSE = "返回"

CARD_INTRO = "按岗位和险情，从本单位现场处置方案、通讯录、物资清单逐行摘录；没有来源的内容留空，不编造。"
CARD_POSITION, CARD_HAZARD, CARD_SITE, CARD_UNIT = "岗位", "险情", "场所", "单位"
CARD_POSITION_HINT, CARD_HAZARD_HINT = "如 罐区操作工", "如 液氨泄漏"
CARD_SITE_HINT, CARD_UNIT_HINT = "如 液氨罐区", "如 临澜恒泰化工有限公司"
CARD_SENTENCE, CARD_SENTENCE_HINT = "或用一句话说明", "如 给罐区操作工做一张液氨泄漏处置卡"
CARD_DRAFT = "起草处置卡"
CARD_EMPTY = "填写岗位和险情，点“起草处置卡”。"
CARD_BLOCKING, CARD_ADVICE, CARD_CLEAN = "签发前须处理", "建议", "检查未发现问题；仍须人工审核签发。"
CARD_PROBLEMS = "检查结果"
CARD_PROBLEM = "{field}：{message}（{source}）"
CARD_REFERENCE = "参考"
CARD_EXAMPLES = (
    ("罐区操作工", "液氨泄漏", "液氨罐区", "临澜恒泰化工有限公司"),
    ("电工", "触电", "变配电室", "临澜恒泰化工有限公司"),
    ("监护人", "有限空间中毒窒息", "污水处理站", "临澜恒泰化工有限公司"),
)

UPLOAD_TITLE = "上传文件入库"
UPLOAD_LABEL = "选择文件（Word、PDF、表格、网页、图片等，可多选）"
UPLOAD = "入库"
UPLOAD_NOTE = (
    "支持 Word、WPS、PDF、OFD、Excel、CSV、PPT、网页、文本、图片和 zip 压缩包，可多选，单个不超过 {limit} MB。"
    "上传的文件先标为“未审核”，回答中会注明，直到有人点“审核通过”。"
)
UPLOAD_NOTHING = "请先选择文件，再点“入库”。"
UPLOAD_TOO_MANY = "一次选了 {count} 个文件，最多 {limit} 个；更多文件请用命令行 yubei ingest 文件夹。"
UPLOAD_GONE = "上传的文件已不在，请重新选择。"
UPLOAD_BUSY = "另一批文件正在入库，请等它完成后再试。"
UPLOAD_STARTING = "正在启动解析…"
UPLOAD_DONE = "{count} 个文件处理完毕：{parts}。"
UPLOAD_PART = "{name} {count}"
PROGRESS_COUNT = "{stage} {done}/{total}"
PROGRESS_RATE = "{rate:.1f} {unit}/秒"
PROGRESS_REMAINING = "剩余约 {seconds} 秒"
OUTCOME_HEADINGS = ("文件", "结果", "说明", "段落数")
LIBRARY_CHUNKS = "{count} 段"
LIBRARY_COUNT = "共 {count} 份文档"
LIBRARY_NONE = "没有符合的文档。"
LIBRARY_SEARCH = "按标题、文号、机关、文件名查找"
LIBRARY_LIMIT = "只显示前 {limit} 份，请输入标题缩小范围。"
REMOVE, REMOVE_YES, REMOVE_NO = "删除", "确认删除", "不删除"
REMOVE_QUESTION = "要从知识库删除《{title}》吗？"
REMOVE_DETAIL = "来源 {source}，{count} 个段落。删除后不能撤销，需要时请重新入库。"
REMOVED = "已删除《{title}》，各索引同步清除。"
APPROVE = "审核通过"
APPROVED = "《{title}》已审核通过。"
REFRESH = "刷新"
CORRECT = "更正"
CORRECT_TITLE = "《{title}》的信息"
CORRECT_HEADINGS = ("项目", "现在的值", "出处")
CORRECT_FIELD, CORRECT_VALUE, CORRECT_EDITOR = "要更正的项目", "更正后的值（留空表示没有）", "更正人姓名"
CORRECT_SAVE, CORRECT_RESET, CORRECT_CLOSE = "保存更正", "恢复为读到的值", "关闭"
CORRECT_EMPTY = "（空）"
CORRECT_CHOICES = "可选：{choices}。"
CORRECT_DATES = "写成 2024-11-01 或 2024年11月1日。"
CORRECT_LISTS = "多个值用顿号隔开。"
CORRECT_TITLES = "每份文件的完整标题，多份用分号隔开。"
CORRECT_LASTING = "更正后，同一来源的文件重新入库或换新版本，仍用更正后的值。"
CORRECT_ONCE = "这项更正只对这一版本有效；重新读取同一文件后仍保留，换成新版本后按新版本的原文读取。"
CORRECT_MADE = "{editor} {at} 更正；读到的是：{value}"
CORRECT_NOT_READ = "原文中没有读到"
CORRECT_SAVED = "已更正“{field}”，今天的效力：{standing}。"
CORRECT_WAS_RESET = "“{field}”已恢复为读到的值，今天的效力：{standing}。"
CORRECT_HISTORY = "更正记录"
CORRECT_CHANGE = "{at} {editor} {action}“{field}”：{before} → {after}"
CORRECT_ACTIONS = {"correct": "更正", "reset": "恢复"}

TAB_FEEDBACK = "反馈"
EDITORS_ONLY = "只有编辑可以查看和处理反馈。"
FEEDBACK_STATES = (("待处理", "open"), ("已处理", "done"), ("全部", "all"))
FEEDBACK_NONE, FEEDBACK_COUNT = "没有反馈。", "共 {count} 条反馈"
FEEDBACK_SOURCE, FEEDBACK_TRACE = "看原文", "为什么这样答"
FEEDBACK_DONE, FEEDBACK_REOPEN = "标为已处理", "重新打开"
FEEDBACK_DONE_BY = "{editor} {at} 处理"
FEEDBACK_GONE, FEEDBACK_NO_TRACE = "这条反馈已不在，请刷新列表。", "这次回答的记录已过保存期限。"
FEEDBACK_EXPORT, FEEDBACK_DOWNLOAD, FEEDBACK_FILE = "导出表格", "下载", "feedback.csv"
FEEDBACK_SOURCE_HINT = "点“看原文”或“为什么这样答”，这里显示出处和经过。"
FIX_TITLE, FIX_NEW, FIX_OPEN = "核定回答", "新增核定", "核定回答"
FIX_HINT = "把一个问题对应到现行文档的一段原文；以后这样问，先给出这段原文，注明“编辑核定”。原文换版或改动后自动停用。"
FIX_QUESTIONS, FIX_DOCUMENT = "问题（每行一种问法）", "依据的文档（完整标题或文档编号）"
FIX_QUOTE, FIX_EDITOR = "作为回答的原文（从文档复制，一字不改）", "核定人姓名"
FIX_SAVE, FIX_SAVED = "保存核定", "已核定，以后这样问先给出这段原文。"
FIX_REMOVE, FIX_REMOVED = "撤销", "已撤销这条核定回答。"
FIX_NONE, FIX_SERVED, FIX_STALE = "还没有核定回答。", "有效", "停用：{reason}"
FIX_BY = "{editor} {at} 核定"
FIXED = "编辑核定"

NOTICE_TITLE, DONE_TITLE = "提示", "完成"
NOTICE_SECONDS = 8
UNEXPECTED = "出现意外错误（{kind}），已记入日志。请重试；若反复出现，请把日志交给维护人员。"
SERVING = "网页已就绪：{address}\n按 Ctrl-C 结束。"
SERVING_OPEN = "注意：绑定到 {host}，能连到这个地址的人都可以查看和修改知识库（目前没有登录）。"
CLOSING = "正在关闭…"
PORT_BUSY = "无法使用地址 {host}:{port}（{reason}）。可能已有一个网页助手在运行；请关闭它，或用 --port 换一个端口。"

# Gradio's own sentences that it does not translate: what they begin with or hold → what is shown instead.
GRADIO_SAYS: tuple[tuple[str, str], ...] = (
    ("Warning", NOTICE_TITLE),
    ("Info", DONE_TITLE),
    ("Success", DONE_TITLE),
    ("Error", "出错了"),
    ("Close", "关闭"),
    ("Connection to the server was lost", "与网页助手的连接断了，正在重连。若助手已关闭，请重新运行 yubei serve。"),
    ("Connection errored out", "连接出错。请确认网页助手仍在运行，然后刷新页面。"),
    ("Reconnected", "已重新连接。"),
    ("exceed the maximum allowed size", "文件超过大小上限，没有上传。"),
    ("exceeds maximum allowed size", "文件超过大小上限，没有上传。"),
    ("Upload failed", "上传失败，请重试。"),
    ("currently busy", "正在处理的请求太多，请稍后再试。"),
    ("Queue is full", "正在处理的请求太多，请稍后再试。"),
    ("Invalid file type", "不支持这种文件。"),
)

TAB_EDIT = "编制"
CHECK_INTRO = "对照检查表看预案缺什么，检查时限、责任主体、编制依据、电话、编号和引用。结果供人核对，不改动文件。"
CHECK_FILE, CHECK_STORED = "上传一份文件（只检查，不入库）", "或选知识库中的文档"
CHECK_STORED_HINT = "输入标题的一部分，或从列表中选"
CHECK_TYPE, CHECK_TYPE_AUTO = "类型", "由标题判断"
CHECK_SIMPLIFIED = "本单位安全风险单一、危险性小，可以简化要素"
CHECK_RUN, CHECK_DOCX, CHECK_XLSX = "检查", "导出 Word", "导出 Excel"
CHECK_EMPTY = "选一份文件或文档，点“检查”。"
CHOSEN_NOTHING = "请为{side}上传一份文件，或从知识库中选一份。"
CHOSEN_BOTH = "{side}同时上传了文件又选了知识库中的文档，请只留一个。"
CHOSEN_UNKNOWN = "知识库中没有标题含“{name}”的文档。请从列表中选。"
CHOSEN_SEVERAL = "有 {count} 份文档的标题含“{name}”，请从列表中选一份。"
CHECK_SIDE = "要检查的文件"
CHECK_READING, CHECK_CHECKING = "正在读取文件…（1/2）", "正在逐项检查…（2/2）"
CHECK_ELEMENTS, CHECK_FINDINGS = "完整性：{name}（{counts}）", "文本检查（{counts}）"
CHECK_ELEMENT_HEADINGS = ("要素", "结果", "说明", "依据")
CHECK_FINDING_HEADINGS = ("程度", "问题", "建议")
CHECK_BASIS, CHECK_BY_HAND = "检查表依据：{basis}", "以下各项须人工核对：{checks}"
CHECK_HEAD = "《{title}》检查结果（{day}）"
CHECK_SOURCE_HINT = "点要素或问题里的原文，这里显示它在文件中的位置。"
CHECK_LIMIT = "只显示前 {limit} 处，其余见导出的文件。"
CHECK_AT_START = "开头"
CHECK_JOIN = "；"
