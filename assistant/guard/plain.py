"""The form in which the guard compares texts: normal form, without spaces and emphasis, common synonyms made one."""

from __future__ import annotations

import re

from kb.text import normalize

HARD_BREAKS = "。；;！!？?\n"
_SPACE = re.compile(r"[ \t\u00a0\r]+")
_EMPHASIS = re.compile(r"\*\*|__|`|^#+|(?<=\n)#+|^>+|(?<=\n)>+|-{3,}")
_CHINESE = r"[\u3000-\u9fff\uff00-\uffef]"
_DROPPED_SPACE = re.compile(
    rf"(?<={_CHINESE}) (?![\u3400-\u9fff])|(?<![\u3400-\u9fff]) (?={_CHINESE})|(?<=[\n|:,;。、]) | (?=[\n|:,;。、])"
)
_RUN = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]+")
_SYNONYMS = {
    "立即": "马上 迅速 立刻 尽快 第一时间 及时 随即 即刻",
    "报告": "上报 报送 汇报 呈报 报请",
    "主要负责人": "一把手 主要领导",
    "转移": "撤离 疏散 撤出",
    "开展": "进行 实施 组织开展",
    "停止": "中止 暂停",
    "单独": "独自 单人",
    "批准": "同意 审批 许可 核准 审定",
    "启动": "开启 激活",
    "担任": "出任 兼任",
    "拨打": "致电 打电话给",
    "通知": "告知 通告",
    "设在": "设于",
    "牵头": "负责牵头",
    "储备": "储存 存放 备有",
    "配备": "配置 配有 备齐",
    "组织": "安排",
    "电话报告": "电话上报",
    "群众": "老百姓",
    "死亡": "遇难 丧生 身亡",
    "佩戴": "穿戴 戴好 戴上",
    "进入": "进到",
    "核实": "核查",
    "政府": "人民政府",
    "应急局": "应急管理局",
    "应急部门": "应急管理部门",
    "公安": "警方",
}
_CANONICAL = {word: chosen for chosen, words in _SYNONYMS.items() for word in words.split()}
_SYNONYM = re.compile("|".join(sorted(map(re.escape, _CANONICAL), key=len, reverse=True)))


def plain_text(text: str) -> str:
    """Return the normal form with one wording, without emphasis and without spaces that part nothing."""
    normal = _EMPHASIS.sub("", normalize(text))
    spaced = _SPACE.sub(" ", normal).strip()
    return _SYNONYM.sub(lambda found: _CANONICAL[found.group()], _DROPPED_SPACE.sub("", spaced))


def pairs_of(text: str) -> list[str]:
    """Return the character pairs of the Chinese runs of a text and its Latin words."""
    return [pair for _, pair in placed_pairs(text)]


def placed_pairs(text: str) -> list[tuple[int, str]]:
    """Return (place, pair) of the Chinese runs of a text; Latin words and lone characters stay whole."""
    found: list[tuple[int, str]] = []
    for run in _RUN.finditer(text):
        word, start = run.group(), run.start()
        if len(word) > 1 and not word.isascii():
            found.extend((start + at, word[at : at + 2]) for at in range(len(word) - 1))
        else:
            found.append((start, word))
    return found
