"""Headings of a plan whose automatic numbers were lost on the way (copied from Word as plain text).

Without numbers only the words tell a heading. The names of the chapters are set by the guides for writing
plans (GB/T 29639-2020, chapters 6 to 8 and annex A), so a short line that is one of those names and is followed
by text is taken for a heading; the guide also says how deep it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.structure.marks import STARTERS, Style, read_mark

_PART = 1
_CHAPTER = 2
_SECTION = 3
_SUBSECTION = 4
_NAMES: Mapping[int, str] = {
    _CHAPTER: (
        "总则 应急组织机构及职责 应急组织机构与职责 组织机构及职责 应急响应 后期处置 应急保障 保障措施 附则 附件 预案管理 应急预案管理 "
        "事故风险描述 风险描述 事故风险分析 应急工作职责 应急处置 注意事项 处置程序 处置措施 应急处置程序及措施 预防与预警 培训与演练"
    ),
    _SECTION: (
        "编制目的 编制依据 适用范围 响应分级 工作原则 应急工作原则 预案体系 应急预案体系 信息报告 信息接报 信息处置与研判 预警 预警行动 "
        "响应启动 响应准备 应急支援 响应终止 应急结束 污染物处置 污染物处理 生产秩序恢复 人员安置 善后处置 善后赔偿 总结评估 调查评估 "
        "通信与信息保障 应急队伍保障 物资装备保障 应急物资装备保障 经费保障 其他保障 技术保障 医疗保障 交通运输保障 治安保障 后勤保障 "
        "指挥机构及职责 应急指挥机构 应急处置程序 应急处置措施 现场应急处置措施 事故特征 事故类型 危害程度 报警与联络 应急演练 "
        "应急预案培训 应急预案演练 应急预案修订 应急预案备案 应急预案实施"
    ),
    _SUBSECTION: (
        "预警启动 预警解除 预警条件 预警发布 响应级别 响应程序 应急会议 信息上报 资源协调 信息公开 抢险救援 疏散警戒 警戒疏散 医疗救治 "
        "医疗救护 现场监测 技术支持 工程抢险 环境保护 人员防护 响应终止的条件 应急结束的程序 制度保障 医疗等其他保障 信息传递 信息通报"
    ),
}
_LEVELS = {name: level for level, names in _NAMES.items() for name in names.split()}
_PART_RE = re.compile(r"^(?:[\u4e00-\u9fff（）()、]{0,16}(?:专项应急预案|现场处置方案)|综合应急预案)$")
_LONGEST = 22
_FEWEST = 8
_NUMBERED = frozenset({Style.DECIMAL, Style.CHINESE, Style.CHAPTER, Style.ARTICLE, Style.DOT, Style.COMMA})


def unnumbered_headings(lines: Sequence[str], levels: Sequence[int | None]) -> dict[int, int]:
    """Return line index → level of the headings known by their words.

    Empty when the format states levels, or when the document has numbered headings.
    """
    if any(level is not None for level in levels):
        return {}
    found = {i: level for i, line in enumerate(lines) if (level := _level(line)) and _has_text_below(lines, i)}
    if len(found) < _FEWEST:
        return {}
    numbered = sum(1 for line in lines if _is_numbered_heading(line))
    return found if numbered < len(found) else {}


def _level(line: str) -> int:
    if len(line) > _LONGEST:
        return 0
    return _LEVELS.get(line, 0) or (_PART if _PART_RE.match(line) else 0)


def _has_text_below(lines: Sequence[str], index: int) -> bool:
    """Tell whether a sentence or a deeper heading follows, as under a heading and not in a list of names."""
    following = lines[index + 1] if index + 1 < len(lines) else ""
    level = _level(following)
    return level > _level(lines[index]) if level else len(following) > _LONGEST or following[-1:] in "。；：:"


def _is_numbered_heading(line: str) -> bool:
    if len(line) > _LONGEST + 8 or line[:1] not in STARTERS or line[-1] in "。；：:":
        return False
    mark = read_mark(line)
    return mark is not None and mark.style in _NUMBERED
