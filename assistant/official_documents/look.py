"""Paper, sizes and fonts of official documents (GB/T 9704-2012 clauses 5 to 7); lengths in mm, letters and lines in points."""

from __future__ import annotations

PAGE_MM, TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = (210, 297), 37, 35, 28, 26
FOOTER_MM, HEADER_MM = 22, 20
TITLE_PT, BODY_PT, TABLE_PT, SMALL_PT, PAGE_NUMBER_PT = 22.0, 16.0, 12.0, 10.5, 14.0
LINE_PT, TITLE_LINE_PT, TABLE_LINE_PT, SMALL_LINE_PT, GAP_PT = 28.0, 36.0, 17.0, 15.0, 6.0
TITLE_FONT, BODY_FONT, BOLD_FONT, KAI_FONT, PLAIN_FONT = "方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"
HEADING_FONTS = {1: (BOLD_FONT, False), 2: (KAI_FONT, False), 3: (BODY_FONT, True), 4: (BODY_FONT, False)}
OTHER_NAMES = {
    TITLE_FONT: "SimHei,Heiti SC,Noto Serif CJK SC",
    BODY_FONT: "FangSong,仿宋_GB2312,STFangsong,Noto Serif CJK SC",
    BOLD_FONT: "SimHei,Heiti SC,Noto Sans CJK SC",
    KAI_FONT: "KaiTi,楷体_GB2312,STKaiti,Noto Serif CJK SC",
    PLAIN_FONT: "SimSun,Songti SC,Noto Serif CJK SC",
}
HEADER_GROUND, BLANK_GROUND = "D9D9D9", "E7E6E6"
WHOLE_ROW_CHARACTERS = 400  # rows up to this length are not cut by the end of a page
