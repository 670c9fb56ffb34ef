"""Tell the header of a table on a sheet from its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parsers.tables import count_header_rows

_MOST_HEADER_ROWS = 3
_LONGEST_LABEL = 20
# What labels of columns end with; places and kinds of goods are names of columns only when they stand alone.
_HEADER_WORD = re.compile(
    r"(?:序号|编号|代码|姓名|性别|年龄|单位|部门|科室|机构|职务|职称|职责|岗位|分工|电话|手机|手机号|号码|联系方式|传真|邮箱|微信号?"
    r"|地址|地点|位置|区域|经度|纬度|名称|品名|规格|型号|数量|库存|单价|金额|合计|小计|备注|说明|类别|类型|种类|等级|级别"
    r"|时间|日期|期限|时限|年度|年月|责任人|负责人|管理人|保管人|联系人|联络员|带班|班次|描述|措施|情况|状态|来源|去向|用途"
    r"|车牌|车牌号|题干|选项|答案|题型|内容|项目|人数|次数|备案|问题|隐患|结果|要求|范围|标准|周期|频次)(?:[（(].{1,8}[)）])?$"
    r"|^(?:所属|所在)?(?:乡镇|街道|社区|村|县区|区县|物资|装备|设备|企业|联系|值班)(?:（.{1,6}）)?$"
)


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether a row looks like column labels: all short, at least half of them words that head columns."""
    labels = [cell for cell in cells if cell]
    if len(set(labels)) < 2 or any(len(label) > _LONGEST_LABEL or label[:1].isdigit() for label in labels):
        return False
    known = sum(_HEADER_WORD.search(label) is not None for label in labels)
    return 2 * known >= len(labels) and not any("：" in label or ":" in label for label in labels)


def header_depth(rows: Sequence[Sequence[str]], top: int, merged: Sequence[tuple[int, int, int, int]]) -> int:
    """Return as many header rows as the merged cells of the first row reach down; 0 leaves it to the content.

    Args:
        top: 0-based place of the first row in the sheet.
    """
    if not count_header_rows(rows):
        return 0
    depths = [last_row - first_row + 1 for first_row, _, last_row, _ in merged if first_row == top]
    depth = max(depths, default=1)
    return depth if 1 < depth <= min(_MOST_HEADER_ROWS, len(rows) - 1) else 0


def with_spread_labels(rows: Sequence[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], bool]:
    """Fill a header of two rows whose cells nobody merged, and tell whether there is one.

    负责人 above 姓名 and the empty cell right of it above 电话: both columns are 负责人.
    """
    if len(rows) < 3 or not rows[0][0] or "" not in rows[0]:
        return list(rows), False
    upper, lower = rows[0], rows[1]
    if not _is_spread_header(upper, lower):
        return list(rows), False
    filled: list[str] = []
    for above in upper:
        filled.append(above or filled[-1])
    second = tuple(below or above for above, below in zip(filled, lower, strict=True))
    return [tuple(filled), second, *rows[2:]], True


def _is_spread_header(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the upper labels head groups: some lower label comes again, or an upper one has none below it."""
    between = all(above or below for above, below in zip(upper, lower, strict=True))
    grouped = "" in lower or len(set(lower)) < len(lower)
    labels = all(len(label) <= _LONGEST_LABEL and "：" not in label for label in upper)
    return between and grouped and labels and is_header(lower)
