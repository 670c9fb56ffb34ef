"""Chinese strings of the part 卡片管理 of the tab 处置卡."""

from __future__ import annotations

DESK_INTRO = "保存过的处置卡。来源条文有变化、电话该核验、复审到期的排在前面。点“打开”查看、修改、审核、签发。"
DESK_REFRESH = "刷新"
DESK_EMPTY = "还没有保存的处置卡。在“起草”里起草一张并保存，或用 yubei card … --keep。"
DESK_NOTHING_OPEN = "点上面的“打开”，这里显示卡片、来源的新旧条文和经过。"
DESK_SOURCE_HINT = "点 [数字] 或“看新条文”，这里显示原文位置。"
DESK_COUNT = "共 {count} 张，{flagged} 张需要处理"
DESK_OPEN = "打开"
DESK_VERSION = "第 {version} 版"
DESK_IN_USE = "在用第 {version} 版"
DESK_REVIEW_ON = "下次复审 {day}"
DESK_APPROVED_ON = "{day} 签发"
DESK_STALE = "{count} 处来源有变化"
DESK_UPCOMING = "{count} 处来源将有变化"
DESK_PHONES = "{count} 个电话超过 180 天未核验"
DESK_OVERDUE = "复审超期 {days} 天"
DESK_MADE = "{by} 起草，{day} 更新"

DESK_LINES = "卡片内容"
DESK_EDIT = "改"
DESK_REWRITTEN = "人工改写，待确认"
DESK_CONFIRMED = "人工改写，{by}确认"
DESK_EDITED = "{by}改"
DESK_LINE_STALE = "来源有变化"

DESK_CHANGES = "来源的变化"
DESK_UPCOMING_TITLE = "即将生效的变化"
DESK_SINCE = "自 {day} 起"
DESK_CHANGED_LINE = "来源 [{marker}]《{title}》{path}"
DESK_OLD, DESK_NEW = "卡片依据的原文", "现在的条文"
DESK_DIFFERS = "另一份同名同日期的文件写法不同，待核对"
DESK_OTHER = "另一份文件的写法"
DESK_NOT_THERE = "另一份文件没有这一条。"
DESK_GONE = "新版中已没有这一条。请改写或删去引用它的行。"
DESK_REMOVED = "文档已不在库中或不再有效。请另找来源，或删去引用它的行。"
DESK_ADOPT = "采用新条文"
DESK_SEE_NEW = "看新条文"

DESK_HISTORY = "经过"
DESK_AUTOMATIC = "入库时自动"
DESK_ACTIONS = {
    "saved": "保存",
    "state": "状态",
    "review": "复审通过",
    "anchored": "来源更新",
    "stale": "来源变化",
    "restored": "来源恢复",
    "settled": "核对",
}

DESK_FORM = "修改第 {number} 行（{field}）"
DESK_TEXT = "这一行的文字"
DESK_DOCUMENT, DESK_DOCUMENT_HINT = "换来源：文档标题（可不填）", "现行有效文档的完整标题或编号"
DESK_QUOTE, DESK_QUOTE_HINT = "换来源：原文字句（可不填）", "从该文档复制，一字不差"
DESK_SAVE, DESK_REMOVE, DESK_CLOSE = "保存这一行", "删去这一行", "不改"

DESK_NAME, DESK_NAME_HINT = "经办人姓名", "改动、审核、签发都要署名"
DESK_NOTE, DESK_NOTE_HINT = "意见或原因", "停用、核对起草提示时必填"
DESK_REVIEW, DESK_APPROVE, DESK_RENEW = "审核通过", "签发", "复审通过"
DESK_BACK, DESK_WITHDRAW = "退回草稿", "停用"
DESK_CONFIRM, DESK_ACCEPT = "确认人工改写", "提示已核对"
DESK_DONE = "“{title}”：第 {version} 版，{state}。"
DESK_NONE_OPEN = "请先从列表里打开一张卡。"

DESK_PRINT = "打印这张卡"
DESK_LAYOUT = "排版预览"
