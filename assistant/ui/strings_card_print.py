"""Chinese strings of drafting, printing and sets of cards in the tab 处置卡."""

from __future__ import annotations

PART_DRAFT, PART_SET, PART_DESK = "起草", "成套编卡", "卡片管理"
SHAPE = "版式"
SHAPES = (("A6 双面卡", "a6"), ("A4 岗位看板", "a4"), ("口袋卡", "pocket"))
WORD, PDF = "导出 Word", "导出 PDF"
PREVIEW_SIDE = "第 {number} 面，共 {count} 面"
PREVIEW_EMPTY = "起草后，这里显示打印出来的样子。"
PREVIEW_SIZE = "步骤 {step} 磅，共 {sides} 面。"
SAVE_BY, SAVE_BY_HINT, SAVE = "保存人姓名", "保存到“卡片管理”时填写", "保存到卡片管理"
SAVED = "已保存：卡号 {card}，版本 {version}。请到“卡片管理”审核、签发。"
SAVE_NOTHING = "请先起草一张卡，再保存。"

SET_INTRO = "选一份现场处置方案或专项预案，为其中全部重点岗位成套编卡，并列出每张卡缺什么、由哪类资料补充。"
SET_DOCUMENT, SET_DOCUMENT_HINT = "方案", "输入标题的一部分，或从列表中选"
SET_FORMATS = "文件"
SET_FORMAT_CHOICES = (("Word", "docx"), ("PDF", "pdf"))
SET_RUN, SET_ZIP, SET_TABLE = "成套编卡", "下载整套（zip）", "下载缺项表（Excel）"
SET_EMPTY = "选一份方案，点“成套编卡”。"
SET_CHOOSE = "请先选一份方案。"
SET_NO_FORMAT = "请至少选一种文件：Word 或 PDF。"
SET_DRAFTING, SET_WRITING = "正在起草 {done}/{total}：{title}", "正在导出 {done}/{total}"
SET_DONE = "《{title}》：共 {count} 张卡，缺项 {gaps} 处。"
SET_GAPS, SET_MATRIX = "缺项", "总表"
SET_ARCHIVE = "处置卡_{title}"
