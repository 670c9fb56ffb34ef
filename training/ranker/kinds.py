"""What kind of answer a token may be part of: figures, times, bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kb.retrieval.soft_match import BODY, NUMBER, TIME

_NUMBER = re.compile(r"^[0-9一二三四五六七八九十百千万亿两零.]+(?:%|元|万元|米|公里|吨|人|次|岁|名|个|级|倍)?$")
_TIME = re.compile(
    r"(?:[年月日时周]|小时|分钟|天|凌晨|上午|下午|星期.|季度|世纪|期间|以前|之后|当日|次日)$",
)
_BODY = re.compile(
    r".(?:部|局|委|厅|署|院|公司|集团|大学|中心|政府|指挥部|队|组|会|办公室|主席|总统|总理|部长|书记|主任|省长|"
    r"市长|负责人|机关|部门|单位|企业)$"
)


def token_kinds(pieces: Sequence[str]) -> NDArray[np.uint8]:
    """Return the bits of each token of a vocabulary, in its order."""
    return np.array([_bits(piece) for piece in pieces], np.uint8)


def _bits(piece: str) -> int:
    number = NUMBER if _NUMBER.match(piece) else 0
    time = TIME if _TIME.search(piece) else 0
    return number | time | (BODY if _BODY.search(piece) else 0)
